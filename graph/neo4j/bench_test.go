package neo4j_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"entente/graph/alliance"
	"entente/graph/storetest"
)

// How much is measured with, and how many ask at once.
const (
	manyActors    = 50_000
	manyRelations = 250_000
	connections   = 16 // at most
)

// large returns the facts that are measured with.
func large() *alliance.Facts { return storetest.PowerLaw(manyActors, manyRelations) }

// measuredDay is the day that the questions are about.
const measuredDay = "1995-06-15"

// The questions that are measured, as clients ask them.
const (
	pointQuestion = `query($id: ID!) { actor(id: $id) { id name supporters(where: {asOf: "` + measuredDay + `"}, first: 50) { nodes {
		id kinds from to subject { id name } evidence { stance quote source { title publisher published } } } } } }`
	listQuestion = `query($after: String) { actors(first: 50, after: $after) { nodes {
		id name supporters(where: {asOf: "` + measuredDay + `"}, first: 50) { nodes { subject { id name } } } } } }`
	searchQuestion = `query($text: String!) { search(text: $text, types: [ACTOR], first: 10) {
		score matched node { ... on Actor { id name aliases } } } }`
	networkQuestion = `query($id: ID!) { network(around: [$id], depth: 2, limit: 500, where: {asOf: "` + measuredDay + `"}) {
		truncated nodes { id label type degree distance } edges { id source target type sign status kinds directed } } }`
	pathQuestion = `query($from: ID!, $to: ID!) { paths(from: $from, to: $to, first: 1, together: false) {
		length actors { id name } relations { id type } } }`
)

// A question is asked of our server, as a query with variables, and of the driver.
type question struct {
	name, query string
	variables   func(*rand.Rand) map[string]any
	bare        func(context.Context, *rand.Rand) error
}

// questions returns what is measured.
func questions(b bare) []question {
	return []question{
		{"point", pointQuestion, func(r *rand.Rand) map[string]any { return map[string]any{"id": someActor(r)} }, b.point},
		{"list", listQuestion, func(r *rand.Rand) map[string]any {
			return map[string]any{"after": (&alliance.Actor{ID: someActor(r)}).SortKey("").Cursor(alliance.Order{})}
		}, b.list},
		{"search", searchQuestion, func(r *rand.Rand) map[string]any { return map[string]any{"text": someText(r)} }, b.search},
		{"network", networkQuestion, func(r *rand.Rand) map[string]any { return map[string]any{"id": someActor(r)} }, b.network},
		{"path", pathQuestion, func(r *rand.Rand) map[string]any {
			from, to := twoActors(r)
			return map[string]any{"from": from, "to": to}
		}, b.path},
	}
}

// someActor returns the id of an actor.
func someActor(r *rand.Rand) string { return fmt.Sprint("actor-", r.IntN(manyActors)) }

// twoActors returns the ids of two actors.
func twoActors(r *rand.Rand) (from, to string) {
	from, to = someActor(r), someActor(r)
	for to == from {
		to = someActor(r)
	}
	return from, to
}

// someText returns the beginning of an alias.
func someText(r *rand.Rand) string { return fmt.Sprint("A", r.IntN(5_000)) }

// BenchmarkRead measures our server over Neo4j, asked through HTTP on the loopback, beside hand-written Cypher through
// the bare driver, one statement a request: requests a second at one connection and at 16 of either, and of ours over the
// driver's.
// The server is measured as it is (its copy of the facts made), and without a copy, as it answers from data sets that are
// too large for one: when the relations of all actors were read before, of which there is room for these, and cold, when
// whatever was read of relations is forgotten before each question; but for networks, of which 16 at once that read all of it
// take longer than a request may. The garbage collector is set as the server sets it.
func BenchmarkRead(b *testing.B) {
	db, _ := openCopied(b, database(b))
	loadAll(b, db, large())
	awaitCopy(b, db)
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	b.Cleanup(client.CloseIdleConnections)
	without := open(b)
	for _, q := range questions(newBare(b)) {
		for _, n := range []int{1, connections} {
			var driver float64
			b.Run(fmt.Sprintf("%s/%d/bare", q.name, n), func(b *testing.B) { driver = atOnce(b, n, q.bare) })
			for _, of := range []struct {
				name   string
				db     served
				before func()
				each   func()
			}{
				{"server", db, func() {}, func() {}},
				{"without-copy", without, func() { readRelations(b, without) }, func() {}},
				{"without-copy-cold", without, func() {}, without.store.Forget},
			} {
				if q.name == "network" && of.name == "without-copy-cold" {
					continue
				}
				of.before()
				server := httptest.NewServer(overNeo4j(of.db))
				b.Run(fmt.Sprintf("%s/%d/%s", q.name, n, of.name), func(b *testing.B) {
					ours := atOnce(b, n, func(ctx context.Context, r *rand.Rand) error {
						of.each()
						return post(ctx, client, server.URL, q.query, q.variables(r))
					})
					b.ReportMetric(ours/driver, "×bare")
				})
				server.Close()
			}
		}
	}
}

// readRelations has a store read the relations of all actors, as those do who go from actor to actor.
func readRelations(b *testing.B, db served) {
	b.Helper()
	snapshot := db.store.Snapshot()
	if _, err := snapshot.Dataset(b.Context()); err != nil {
		b.Fatal(err)
	}
	queries := make([]alliance.RelationQuery, manyActors)
	for i := range queries {
		queries[i] = alliance.RelationQuery{
			Of: fmt.Sprint("actor-", i), Direction: alliance.Both, PageRequest: alliance.PageRequest{First: math.MaxInt32},
		}
	}
	for some := range slices.Chunk(queries, 250) {
		if _, err := snapshot.Relations(b.Context(), some); err != nil {
			b.Fatal(err)
		}
	}
}

// atOnce asks b.N questions from so many goroutines, after some to warm up, and returns how many were answered a second.
func atOnce(b *testing.B, connections int, ask func(context.Context, *rand.Rand) error) float64 {
	run := func(n, seed int) {
		var group sync.WaitGroup
		var next atomic.Int64
		for g := range connections {
			r := rand.New(rand.NewPCG(uint64(g), uint64(seed)))
			group.Go(func() {
				for next.Add(1) <= int64(n) {
					if err := ask(b.Context(), r); err != nil {
						b.Error(err)
						return
					}
				}
			})
		}
		group.Wait()
	}
	if b.N == 1 { // the first of several runs of a benchmark
		run(1000, 1)
	}
	b.ResetTimer()
	run(b.N, 1+b.N)
	rate := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(rate, "requests/s")
	b.ReportMetric(0, "ns/op")
	return rate
}

// post asks a server a query. Errors in the answer are errors.
func post(ctx context.Context, client *http.Client, url, query string, variables map[string]any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && (answer.StatusCode != http.StatusOK || bytes.HasPrefix(text, []byte(`{"errors"`))) {
		err = fmt.Errorf("%s: %.300s", answer.Status, text)
	}
	return err
}
