package transport_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// A recipe makes the same request as often as needed.
type recipe struct {
	method, target, body string
	headers              []string
}

// request returns the request.
func (r recipe) request() *http.Request { return request(r.method, r.target, r.body, r.headers...) }

// randomRecipes returns recipes of requests, valid and invalid, some of which ask the same in other words.
func randomRecipes(random *rand.Rand, n int) []recipe {
	questions := []struct {
		query     string
		operation string
		variables map[string]any
	}{
		{`query($id: ID!, $first: Int!) { actor(id: $id) { name supporters(first: $first) { nodes { id } } } }`, "", map[string]any{"id": "russia", "first": 3}},
		{`query($id: ID!, $first: Int!) { actor(id: $id) { name supporters(first: $first) { nodes { id } } } }`, "", map[string]any{"id": "actor-1", "first": 2}},
		{`query($first: Int!) { actors(first: $first) { nodes { id name aliases } } }`, "", map[string]any{"first": 50}},
		{`query($first: Int!) { actors(first: $first) { nodes { id name aliases } } }`, "", map[string]any{"first": json.Number("1.0")}},
		{`query($first: Int!) { actors(first: $first) { nodes { id name aliases } } }`, "", map[string]any{"first": 1000}},
		{`query($first: Int!) { actors(first: $first) { nodes { id name aliases } } }`, "", map[string]any{"first": "many"}},
		{`query A { dataset { version loadedAt } } query B { dataset { store actors } }`, "A", nil},
		{`query A { dataset { version loadedAt } } query B { dataset { store actors } }`, "B", nil},
		{`query A { dataset { version loadedAt } } query B { dataset { store actors } }`, "C", nil},
		{`{ events(first: 40) { nodes { id title evidence { stance source { title } } } } }`, "", map[string]any{}},
		{`{ nothing }`, "", nil},
		{`mutation { nothing }`, "", nil},
		{`{ dataset `, "", nil},
		{``, "", nil},
	}
	recipes := make([]recipe, n)
	for i := range recipes {
		q := questions[random.IntN(len(questions))]
		variables := inAnyOrder(random, q.variables)
		r := recipe{method: one(random, "GET", "POST", "POST", "HEAD", "PUT"), target: "/graphql"}
		if r.method == "GET" || r.method == "HEAD" {
			r.target += "?" + url.Values{"query": {q.query}, "operationName": {q.operation}, "variables": {variables}}.Encode()
		} else {
			r.body = fmt.Sprintf(`{"variables":%s, "query": %q,"operationName": %q}`, variables, q.query, q.operation)
			r.headers = append(r.headers, one(random, asJSON, asJSON, asJSON, asJSON+"; charset=utf-8", "Content-Type: text/plain"))
			r.body = one(random, r.body, r.body, r.body, r.body, r.body[:len(r.body)-1])
		}
		for _, choice := range [][]string{
			{"", "", "Accept: */*", "Accept: application/json", "Accept: application/graphql-response+json", "Accept: text/html", asStream},
			{"", "", "Accept-Encoding: gzip", "Accept-Encoding: zstd, gzip;q=0.5", "Accept-Encoding: gzip, identity;q=0", "Accept-Encoding: br, *;q=0"},
		} {
			if header := one(random, choice...); header != "" {
				r.headers = append(r.headers, header)
			}
		}
		recipes[i] = r
	}
	return recipes
}

// one returns one of several things.
func one[T any](random *rand.Rand, things ...T) T { return things[random.IntN(len(things))] }

// inAnyOrder returns an object in JSON, with its names in any order and spaces between.
func inAnyOrder(random *rand.Rand, object map[string]any) string {
	if object == nil {
		return "null"
	}
	names := slices.Sorted(maps.Keys(object))
	random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	var fields []string
	for _, name := range names {
		text, err := json.Marshal(object[name])
		if err != nil {
			panic(err) // impossible: there are only strings and numbers
		}
		fields = append(fields, fmt.Sprintf("%q:%s%s", name, strings.Repeat(" ", random.IntN(3)), text))
	}
	return "{" + strings.Join(fields, one(random, ",", ", ")) + "}"
}

// editions returns editions of facts, two of which have the same version.
func editions(t testing.TB) []live.Edition {
	t.Helper()
	var all []live.Edition
	for i, f := range []*alliance.Facts{bundled(t), bundled(t), storetest.PowerLaw(30, 60)} {
		store := memory.New(f, time.Unix(int64(i), 0))
		all = append(all, live.Edition{Version: f.Dataset().Version, Store: func() alliance.Store { return store }})
	}
	return all
}

// differ returns how two answers differ.
func differ(want, got answer) string {
	if want.status != got.status || want.body != got.body {
		return fmt.Sprintf("%d %.200q, want %d %.200q", got.status, got.body, want.status, want.body)
	}
	return cmp.Diff(want.header, got.header)
}

// TestKeptAnswers sends random requests to a handler that keeps answers and to one that does not, and replaces the facts in between.
func TestKeptAnswers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	all := editions(t)
	facts := live.New(all[0])
	keeping, plain := graph.NewHandler(facts, graph.Deadline, graph.KeepAnswers(1<<20)), graph.NewHandler(facts, graph.Deadline)
	for i, r := range randomRecipes(random, 2_000) {
		if i%50 == 49 {
			facts.Replace(one(random, all...))
		}
		if diff := differ(send(plain, r.request()), send(keeping, r.request())); diff != "" {
			t.Fatalf("request %d, %+v:\n%s", i, r, diff)
		}
	}
}

// TestKeptConcurrently sends random requests from many clients while the facts are replaced. Each answer must be the one from
// facts that were served while it was made.
func TestKeptConcurrently(t *testing.T) {
	const clients, requests, replacements = 8, 300, 60
	recipes := randomRecipes(rand.New(rand.NewPCG(3, 4)), 60)
	all := editions(t)
	want := make([][]answer, len(all))
	for i, e := range all {
		plain := graph.NewHandler(live.New(e), graph.Deadline)
		for _, r := range recipes {
			want[i] = append(want[i], send(plain, r.request()))
		}
	}
	facts := live.New(all[0])
	keeping := graph.NewHandler(facts, graph.Deadline, graph.KeepAnswers(1<<20))
	var replaced atomic.Int64
	var asking sync.WaitGroup
	for client := range clients {
		asking.Go(func() {
			random := rand.New(rand.NewPCG(5, uint64(client)))
			for range requests {
				i := random.IntN(len(recipes))
				first := replaced.Load()
				got := send(keeping, recipes[i].request())
				last := replaced.Load() + 1 // which may be served already
				if !slices.ContainsFunc(want, func(of []answer) bool { return differ(of[i], got) == "" }) {
					t.Errorf("%+v is answered %d %.200q: no facts have this answer", recipes[i], got.status, got.body)
				} else if last-first < int64(len(all)) && !served(want, i, got, first, last) {
					t.Errorf("%+v is answered %d %.200q: from facts that were not served", recipes[i], got.status, got.body)
				}
				if client == 0 && random.IntN(requests/replacements) == 0 {
					facts.Replace(all[(replaced.Load()+1)%int64(len(all))])
					replaced.Add(1)
				}
			}
		})
	}
	asking.Wait()
}

// served reports whether an answer to a request is that of one of the editions from the first to the last.
func served(want [][]answer, request int, got answer, first, last int64) bool {
	for e := first; e <= last; e++ {
		if differ(want[e%int64(len(want))][request], got) == "" {
			return true
		}
	}
	return false
}
