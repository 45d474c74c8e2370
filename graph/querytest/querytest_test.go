package querytest_test

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/generated"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/querytest"
	"entente/loader/facts"
)

// TestQueries checks that what should be valid is, that the schema is asked for as a whole, and that most queries have data.
func TestQueries(t *testing.T) {
	const n = 1_000
	server := newServer(t)
	g := server.generator(t, 1)
	withData, partial, spoiled := 0, 0, 0
	for range n {
		r := g.Request()
		data, failed := server.outcome(r)
		if data {
			withData++
		}
		if data && failed {
			partial++
		}
		if r.Spoiled != "" {
			spoiled++
		}
	}
	c := g.Coverage
	if share := float64(len(c.Invalid)) / float64(n-spoiled); share > .02 {
		t.Errorf("%.3f of the queries that should be valid are not, for example %s", share, c.Invalid[0])
	}
	if missing := c.Missing(); len(missing) > 0 {
		t.Errorf("%d queries never ask for %q", n, missing)
	}
	for _, f := range schema().Query.Fields {
		if c.Valid[f.Name] < n/100 {
			t.Errorf("%d of %d queries ask for %s", c.Valid[f.Name], n, f.Name)
		}
	}
	if spoiled < n/20 || withData < n*3/4 || partial < n/50 {
		t.Errorf("of %d queries, %d are spoiled, %d have data, %d data and errors", n, spoiled, withData, partial)
	}
}

// TestSeeds checks that a seed always makes the same queries, and another seed others.
func TestSeeds(t *testing.T) {
	server := newServer(t)
	queries := func(seed uint64) []querytest.Request {
		g := server.generator(t, seed)
		list := make([]querytest.Request, 50)
		for i := range list {
			list[i] = g.Request()
		}
		return list
	}
	if diff := cmp.Diff(queries(7), queries(7)); diff != "" {
		t.Errorf("the queries of a seed (-first +second):\n%s", diff)
	}
	if slices.Equal(queries(7), queries(8)) {
		t.Error("two seeds make the same queries")
	}
}

// TestNewPoolFails checks that a server that does not answer is an error.
func TestNewPoolFails(t *testing.T) {
	no := errors.New("no answer")
	asked := 0
	server := newServer(t)
	for failing := range 20 {
		asked = 0
		_, err := querytest.NewPool(func(query string) (json.RawMessage, error) {
			if asked++; asked > failing {
				return nil, no
			}
			return server.ask(query)
		})
		if !errors.Is(err, no) {
			t.Errorf("question %d fails: error %v", failing+1, err)
		}
	}
}

// schema returns the schema.
func schema() *ast.Schema { return generated.NewExecutableSchema(generated.Config{}).Schema() }

// A server answers from the bundled facts.
type server struct{ facts *live.Facts }

// newServer returns a server.
func newServer(t *testing.T) server {
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(found, time.Unix(0, 0))
	return server{live.New(live.Edition{Store: func() alliance.Store { return store }})}
}

// generator returns a generator of queries about the facts.
func (s server) generator(t *testing.T, seed uint64) *querytest.Generator {
	t.Helper()
	pool, err := querytest.NewPool(s.ask)
	if err != nil {
		t.Fatal(err)
	}
	return querytest.New(schema(), pool, seed)
}

// send returns the body of an answer.
func (s server) send(r querytest.Request) []byte {
	w := httptest.NewRecorder()
	graph.NewHandler(s.facts, graph.Deadline).ServeHTTP(w, r.HTTP("http://entente.test"))
	return w.Body.Bytes()
}

// ask is a [querytest.Ask].
func (s server) ask(query string) (json.RawMessage, error) {
	var answer struct{ Data, Errors json.RawMessage }
	if err := json.Unmarshal(s.send(querytest.Request{Query: querytest.Query{Text: query}}), &answer); err != nil {
		return nil, err
	}
	if answer.Errors != nil {
		return nil, errors.New(string(answer.Errors))
	}
	return answer.Data, nil
}

// outcome reports whether an answer has data, and whether it has errors. It asks for JSON.
func (s server) outcome(r querytest.Request) (data, failed bool) {
	r.Accept = ""
	var answer struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.Unmarshal(s.send(r), &answer); err != nil {
		return false, true
	}
	return answer.Data != nil, len(answer.Errors) > 0
}
