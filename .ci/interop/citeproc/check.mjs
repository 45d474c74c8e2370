// Sets the bibliography of all sources and of the data sets of a running server by citeproc-js, in the style of the APA,
// and compares the entries with what GraphQL says.
//
// usage: node check.mjs URL

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import CSL from 'citeproc'

const require = createRequire(import.meta.url)
const styles = require('@citation-js/plugin-csl/lib/styles.json')
const locales = require('@citation-js/plugin-csl/lib/locales.json')
const server = process.argv[2]

/** Returns the data that answer a query. */
async function graphql(query, variables) {
  const answer = await fetch(server + '/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = await answer.json()
  assert.equal(errors, undefined)
  return data
}

/** Returns all sources. */
async function sources() {
  const query = `query($after: String) { sources(first: 500, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { id title publisher published } } }`
  const all = []
  for (let page, after = null; page?.pageInfo.hasNextPage !== false; after = page.pageInfo.endCursor) {
    page = (await graphql(query, { after })).sources
    all.push(...page.nodes)
  }
  return all
}

/** Returns the items that answer a request for citations. */
async function cite(query) {
  const answer = await fetch(server + '/cite?' + query, { headers: { Accept: 'application/vnd.citationstyles.csl+json' } })
  assert.equal(answer.status, 200)
  return answer.json()
}

/** Returns the entries that citeproc-js sets for items, as text by key. */
function bibliography(items) {
  const byID = new Map(items.map((i) => [i.id, i]))
  const system = { retrieveLocale: (lang) => locales[lang] ?? locales['en-US'], retrieveItem: (id) => byID.get(id) }
  const engine = new CSL.Engine(system, styles.apa, 'en-US', true)
  engine.setOutputFormat('text')
  engine.updateItems([...byID.keys()])
  const [parameters, entries] = engine.makeBibliography()
  assert.deepEqual(parameters.bibliography_errors, [])
  return new Map(parameters.entry_ids.map(([id], n) => [id, entries[n].trim()]))
}

/** Returns a text without what styles change: white space, quotation marks, case, and the full stop that may follow. */
const bare = (text) => text.replace(/[\s"'“”‘’«»„]+/g, '').toLowerCase().replace(/\.$/, '')

/** Returns how an entry in the style begins the year of a date: 431 B.C.E. is the year -430. */
function year(published) {
  const y = parseInt(published, 10)
  return y > 0 ? String(y) : `${1 - y} B.C.`
}

/** Fails unless an entry has a text in it. */
function has(entry, text, what) {
  assert.ok(bare(entry).includes(bare(text)), `the entry ${JSON.stringify(entry)} lacks the ${what} ${JSON.stringify(text)}`)
}

const all = await sources()
const { dataset } = await graphql('{ dataset { version collections { title authors } } }')
const items = []
for (let n = 0; n < all.length; n += 500) {
  items.push(...(await cite(all.slice(n, n + 500).map((s) => 'source=' + s.id).join('&'))))
}
const sets = await cite('')
const entries = bibliography([...items, ...sets])
assert.equal(entries.size, all.length + dataset.collections.length)
for (const s of all) {
  const entry = entries.get(s.id)
  has(entry, s.title, 'title')
  has(entry, year(s.published), 'year')
  has(entry, s.publisher ?? '', 'publisher')
}
dataset.collections.forEach((c, n) => {
  const entry = entries.get(sets[n].id)
  has(entry, c.title ?? 'Untitled data set', 'title')
  has(entry, dataset.version, 'version')
  for (const a of c.authors) has(entry, a, 'author')
})
console.log(`citeproc-js: a bibliography of ${entries.size} entries, ${all.length} sources and ${sets.length} data sets, such as`)
console.log('  ' + entries.get(sets[0].id))
