package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/generated"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/querytest"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// TestRandomQueries sends random queries to handlers that answer from the same facts in different ways. All of them must
// give the same bytes.
func TestRandomQueries(t *testing.T) {
	n := 120
	if exhaustive.On() {
		n = 500
	}
	for name, found := range randomlyAsked(t) {
		t.Run(name, func(t *testing.T) {
			usual := serving(memory.New(found, time.Unix(0, 0)))
			asked := randomRequests(t, usual, n)
			want := make([]string, n)
			for i, r := range asked {
				want[i] = whole(usual, r)
			}
			for way, handler := range otherWays(found) {
				for i, r := range asked {
					if diff := cmp.Diff(want[i], whole(handler, r)); diff != "" {
						t.Fatalf("%s (-usual +%s):\n%s", r, way, diff)
					}
				}
			}
			atOnce(asked, func(i int, r querytest.Request) {
				if diff := cmp.Diff(want[i], whole(usual, r)); diff != "" {
					t.Errorf("%s (-alone +among others):\n%s", r, diff)
				}
			})
		})
	}
}

// randomlyAsked returns the facts that random queries are about.
func randomlyAsked(t *testing.T) map[string]*alliance.Facts {
	all := map[string]*alliance.Facts{"power law": storetest.PowerLaw(60, 200), "random": storetest.Facts().Example(15)}
	for name, dir := range map[string]facts.Dir{
		"libya":        {Name: "libya", FS: fixtures.Libya()},
		"great powers": facts.Open("../fixtures/great-powers"),
	} {
		found, err := facts.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = found
	}
	return all
}

// otherWays returns handlers that answer from facts in other ways than usual.
func otherWays(found *alliance.Facts) map[string]http.Handler {
	store := memory.New(found, time.Unix(0, 0))
	remote := live.Edition{Store: func() alliance.Store { return store }, Remote: func() bool { return true }}
	return map[string]http.Handler{
		"lists at once": graph.NewHandler(live.New(remote), graph.Deadline),
		"another store": serving(store),
		"by gqlgen":     byGqlgen(store),
	}
}

// randomRequests returns requests about what a handler answers from.
func randomRequests(t *testing.T, handler http.Handler, n int) []querytest.Request {
	t.Helper()
	pool, err := querytest.NewPool(func(query string) (json.RawMessage, error) {
		var answer struct{ Data, Errors json.RawMessage }
		if err := json.Unmarshal(ask(t, handler, query), &answer); err != nil {
			return nil, err
		}
		if answer.Errors != nil {
			return nil, fmt.Errorf("%s", answer.Errors)
		}
		return answer.Data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	g := querytest.New(generated.NewExecutableSchema(generated.Config{}).Schema(), pool, 15)
	requests := make([]querytest.Request, n)
	for i := range requests {
		requests[i] = g.Request()
	}
	return requests
}

// whole returns the status, the headers and the body of an answer.
func whole(handler http.Handler, r querytest.Request) string {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r.HTTP("http://entente.test"))
	return fmt.Sprintln(w.Code, w.Header(), w.Body)
}

// atOnce calls a function for all requests, several at a time.
func atOnce(asked []querytest.Request, check func(int, querytest.Request)) {
	var wait sync.WaitGroup
	const callers = 8
	for first := range callers {
		wait.Go(func() {
			for i := first; i < len(asked); i += callers {
				check(i, asked[i])
			}
		})
	}
	wait.Wait()
}
