package graph_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// A stalled writer is that of a client that has stopped to read.
type stalled struct {
	*httptest.ResponseRecorder
	until chan struct{}
}

func (s stalled) Write(p []byte) (int, error) {
	<-s.until
	return len(p), nil
}

// TestStalled replaces the facts while clients stall, which is not to keep what they were answered from in memory.
func TestStalled(t *testing.T) {
	for _, path := range []string{
		"/graphql?query=" + url.QueryEscape("{relations(first:200){nodes{id summary evidence{nodes{quote}}}}}"),
		"/graphql?query=" + url.QueryEscape("{network{nodes{id}}}"),
		"/graphql?query=" + url.QueryEscape("{balance{balanced tensions(first:9){nodes{actors{id}}}}}"),
		"/graphql?query=" + url.QueryEscape("{blocs{frustration blocs{actors{id}}}}"),
		"/graphql?query=" + url.QueryEscape("{actor(id:\"actor-0\"){allies{with{id}}}}"),
		"/export/statements.jsonl", "/export/network.graphml", "/export/network.gexf?edges=ties",
	} {
		t.Run(path, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f, old := first()
				mux := http.NewServeMux()
				mux.Handle("/graphql", graph.NewHandler(f, graph.Deadline))
				mux.Handle("/export/", export.Handler(f, flight.New(1)))
				until := make(chan struct{})
				defer close(until)
				clients := make([]stalled, 5)
				for i := range clients {
					clients[i] = stalled{httptest.NewRecorder(), until}
					go mux.ServeHTTP(clients[i], httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
				}
				synctest.Wait()
				store := memory.New(storetest.PowerLaw(10, 20), time.Unix(0, 0))
				f.Replace(live.Edition{Version: "2", Store: func() alliance.Store { return store }})
				<-time.After(graph.Deadline) // the runtime forgets timers that were stopped by then
				synctest.Wait()
				for range 3 {
					runtime.GC()
				}
				for _, c := range clients {
					if c.Code != http.StatusOK || old.Value() != nil {
						t.Errorf("status %d: the facts are held", c.Code)
					}
				}
			})
		})
	}
}

// first returns facts, and the store that answers from them.
func first() (*live.Facts, weak.Pointer[memory.Store]) {
	store := memory.New(storetest.PowerLaw(300, 1500), time.Unix(0, 0))
	return live.New(live.Edition{Version: "1", Store: func() alliance.Store { return store }}), weak.Make(store)
}
