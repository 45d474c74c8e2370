// Package bench compares entente's server with its peers, and measures how it grows. It consists of tests alone:
//
//	go test ./graph/bench -run Table -full -v -timeout 30m     # the table of peers, some ten minutes
//	go test ./graph/bench -run Growth -full -v -timeout 30m    # 25,000, 250,000 and 1,000,000 relations
//	go test ./graph/bench -run Busy -full -v -timeout 30m      # cheap questions beside 64 clients who ask for analyses
//
// Without -full, all do the same with little data and few requests, so that they do not rot; results then mean nothing.
// Results are printed as Markdown, and written as JSON with -results FILE. With -before FILE, another build of the server
// is a column of the table as well. Files are named by their whole path, since tests run in the folder of their package.
//
// Every server is a process, and this process is their only client. A question has several sets of variables, whose answers
// are of the usual size; all servers are sent them in the same order. Before anything is measured, answers are compared as
// JSON, and only those that are the same count as one. Rounds go from server to server, so that what else happens on the
// machine happens to all. Requests a second are the median of the rounds; processor time a request is that of the server's
// process, without that of a database behind it, over all rounds.
//
// The columns:
//   - entente: the server over fact files, which keeps no answers; "asked before": the same, which keeps them.
//   - gqlgen: a minimal gqlgen server that has the answers in slices ([entente/graph/bench/sliced]), with the items of a list
//     marshaled one after the other, or as gqlgen comes, in a goroutine each.
//   - encoding/json: the answers as structs, encoded for each request, without GraphQL.
//   - bytes: the finished answers from memory.
//   - Neo4j, copy and no copy: the server over Neo4j, with and without a copy of the facts.
//   - Neo4j driver: one statement for each request through the Go driver, encoded with encoding/json. Where the statement reads
//     what the answer is made of and nothing makes the answer of it, the table marks it with an asterisk.
//   - @neo4j/graphql: Neo4j's own GraphQL library on Node, with a schema for the same graph, for the questions that it has.
//
// The columns over Neo4j need Java (see [entente/graph/neo4j/neo4jtest]), the last one Node and npm, which installs what
// testdata/neo4jgraphql/package-lock.json names. -embedded leaves these columns out.
package bench
