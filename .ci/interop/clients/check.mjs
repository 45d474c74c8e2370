// Asks a running server the same by clients as they come: Apollo Client, urql, Relay with its compiler, graphql-codegen's
// documents, graphql-sse in the mode of distinct connections, and automatic persisted queries of Apollo Client and urql.
//
// usage: node check.mjs URL

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { Client, cacheExchange, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { sha256 } from 'crypto-hash'
import { createClient } from 'graphql-sse'
import runtime from 'relay-runtime'

const here = import.meta.dirname
const endpoint = process.argv[2] + '/graphql'

const question = `query ActorsOf($first: Int!) {
  actors(first: $first) { totalCount edges { cursor node { id name type } } pageInfo { hasNextPage endCursor } }
}`
const wrong = '{ actor(id: "lna") { nme } }'
const refused = '{ alignment(between: "no-such-actor", and: "lna") { sign } }'

/** Returns the answer to the question as any client has to have it. */
async function expected(variables) {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: question, variables }),
  })
  const { data } = await answer.json()
  assert.ok(data.actors.edges.length > 0)
  return data
}

/** Returns a value without what a client's cache adds. */
const plain = (value) => JSON.parse(JSON.stringify(value, (name, v) => (name === '__typename' ? undefined : v)))

async function apollo(data, variables) {
  const client = new ApolloClient({ link: new HttpLink({ uri: endpoint }), cache: new InMemoryCache() })
  assert.deepEqual(plain((await client.query({ query: gql(question), variables })).data), data)
  await assert.rejects(client.query({ query: gql(wrong) }), /nme/)
  await assert.rejects(client.query({ query: gql(refused) }), (err) => {
    assert.ok(CombinedGraphQLErrors.is(err))
    assert.equal(err.errors[0].extensions.code, 'UNKNOWN_ACTOR')
    return true
  })
  const get = new ApolloClient({ link: new HttpLink({ uri: endpoint, useGETForQueries: true }), cache: new InMemoryCache() })
  assert.deepEqual(plain((await get.query({ query: gql(question), variables })).data), data)
  client.stop()
  get.stop()
}

async function urql(data, variables) {
  for (const preferGetMethod of [false, 'force']) {
    const client = new Client({ url: endpoint, exchanges: [cacheExchange, fetchExchange], preferGetMethod })
    const answer = await client.query(question, variables).toPromise()
    assert.equal(answer.error, undefined)
    assert.deepEqual(plain(answer.data), data)
    const failed = await client.query(refused, {}).toPromise()
    assert.equal(failed.error.graphQLErrors[0].extensions.code, 'UNKNOWN_ACTOR')
  }
}

/** Returns a fetch, and the list that it notes in whether requests had a query, and which method. */
function watched() {
  const sent = []
  return [sent, (url, init) => {
    const method = init.method ?? 'GET'
    const query = method === 'GET' ? new URL(url).searchParams.get('query') : JSON.parse(init.body).query
    sent.push(method + (query ? ' with the query' : ' by its digest'))
    return fetch(url, init)
  }]
}

/** The ways in which clients ask by the digest of a query: what answers, by a fetch and a method. */
const persisting = {
  async apollo(fetch, get, query, variables) {
    const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: get }).concat(new HttpLink({ uri: endpoint, fetch }))
    const client = new ApolloClient({ link, cache: new InMemoryCache() })
    const { data } = await client.query({ query: gql(query), variables })
    client.stop()
    return data
  },
  async urql(fetch, get, query, variables) {
    const exchanges = [persistedExchange({ preferGetForPersistedQueries: get ? 'force' : false }), fetchExchange]
    const { data, error } = await new Client({ url: endpoint, exchanges, fetch, preferGetMethod: false }).query(query, variables).toPromise()
    assert.equal(error, undefined)
    return data
  },
}

/** Asks what no client has asked before by its digest, which the server asks to be sent, and once more, when it knows it. */
async function persisted(data, variables) {
  for (const [name, ask] of Object.entries(persisting)) {
    for (const method of ['GET', 'POST']) {
      const query = question.replace('ActorsOf', `ActorsOf${name}${method}${Date.now()}`)
      const [sent, fetch] = watched()
      for (let times = 0; times < 2; times++) {
        assert.deepEqual(plain(await ask(fetch, method === 'GET', query, variables)), data)
      }
      const [first, second, third, ...more] = sent
      assert.deepEqual([first, third, more], [`${method} by its digest`, `${method} by its digest`, []], name)
      assert.match(second, /with the query$/)
    }
  }
}

/** Fetches the schema, and writes it beside the documents that compilers are to read. */
async function prepare() {
  const schema = await (await fetch(process.argv[2] + '/schema.graphqls')).text()
  mkdirSync(join(here, 'relay', '__generated__'), { recursive: true })
  writeFileSync(join(here, 'schema.graphql'), schema)
  writeFileSync(join(here, 'relay', 'actors.js'), 'graphql`' + question.replace('ActorsOf', 'actorsQuery') + '`')
  writeFileSync(join(here, 'relay', 'network.js'), 'graphql`fragment network_actors on Query @argumentDefinitions(first: {type: "Int", defaultValue: 2}, after: {type: "String"}) ' +
    '@refetchable(queryName: "networkPageQuery") { actors(first: $first, after: $after) @connection(key: "network_actors") { edges { node { id name } } } }`')
}

async function relay(data, variables) {
  const config = { root: '.', sources: { relay: 'x' }, projects: { x: { language: 'javascript', schema: 'schema.graphql' } } }
  writeFileSync(join(here, 'relay.config.json'), JSON.stringify(config))
  execFileSync(join(here, 'node_modules', '.bin', 'relay-compiler'), ['relay.config.json'], { cwd: here, stdio: 'pipe' })
  const { Environment, Network, RecordSource, Store, fetchQuery } = runtime
  const network = Network.create(async (params, variables) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: params.text, variables }),
    })
    return answer.json()
  })
  const environment = new Environment({ network, store: new Store(new RecordSource()) })
  const { default: query } = await import('./relay/__generated__/actorsQuery.graphql.js')
  assert.deepEqual(plain(await fetchQuery(environment, query, variables).toPromise()), data)
  const { default: page } = await import('./relay/__generated__/networkPageQuery.graphql.js')
  const after = data.actors.edges[0].cursor
  await fetchQuery(environment, page, { first: 1, after }).toPromise() // Relay's own fields of a connection are answered
}

async function codegen(data, variables) {
  writeFileSync(join(here, 'question.graphql'), question)
  writeFileSync(join(here, 'codegen.json'), JSON.stringify({
    schema: endpoint, // by introspection
    documents: ['question.graphql'],
    generates: { 'typed/': { preset: 'client', presetConfig: { fragmentMasking: false } } },
  }))
  execFileSync(process.execPath, [join(here, 'node_modules', '@graphql-codegen', 'cli', 'cjs', 'bin.js'), '--config', 'codegen.json'], { cwd: here, stdio: 'pipe' })
  writeFileSync(join(here, 'typed', 'use.ts'), `import { ActorsOfDocument, type ActorsOfQuery } from './graphql.js'
export const names = (data: ActorsOfQuery): string[] => data.actors.edges.map((edge) => edge.node.name)
export const document = ActorsOfDocument`)
  execFileSync(process.execPath, [join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--strict', '--skipLibCheck', '--target', 'es2022',
    '--module', 'esnext', '--moduleResolution', 'bundler', '--outDir', 'typed/js', 'typed/use.ts'], { cwd: here, stdio: 'pipe' })
  const { document, names } = await import(pathToFileURL(join(here, 'typed', 'js', 'use.js')))
  const client = new ApolloClient({ link: new HttpLink({ uri: endpoint }), cache: new InMemoryCache() })
  const answer = await client.query({ query: document, variables })
  assert.deepEqual(names(answer.data), data.actors.edges.map((edge) => edge.node.name))
  client.stop()
}

async function sse(data, variables) {
  const client = createClient({ url: endpoint, singleConnection: false, retryAttempts: 0 })
  const query = client.iterate({ query: question, variables })
  assert.deepEqual((await query.next()).value.data, data)
  assert.equal((await query.next()).done, true)
  await new Promise((resolve, reject) => {
    const end = client.subscribe({ query: 'subscription { datasetLoaded { version } }' }, {
      next: reject, // nothing is loaded
      error: reject,
      complete: resolve,
    })
    setTimeout(end, 500)
  })
  client.dispose()
}

const variables = { first: 3 }
const data = await expected(variables)
await prepare()
const clients = { apollo, urql, relay, codegen, sse, persisted }
for (const [name, ask] of Object.entries(clients)) {
  try {
    await ask(data, variables)
  } catch (err) {
    console.error(name, err.stdout?.toString(), err.stderr?.toString())
    throw err
  }
}
console.log(`the same answers by ${Object.keys(clients).join(', ')}`)
