package export_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// TestBusy checks which files are refused while there is no room for what is heavy.
func TestBusy(t *testing.T) {
	full := flight.New(1, flight.Full(func() bool { return true }))
	h := export.Handler(&serving{stores: []alliance.Store{libya(t)}}, full)
	for path, want := range map[string]int{
		"/export/network.gexf":                    503,
		"/export/dyads.csv?from=2010&to=2011":     503,
		"/export/relations.csv":                   200,
		"/export/actors.jsonl":                    200,
		"/export/network.gexf?edges=none-of-them": 400,
	} {
		answer := get(t, h, path)
		if after := answer.Header().Get("Retry-After"); answer.Code != want || (after != "") != (want == 503) {
			t.Errorf("%s: %d, Retry-After %q", path, answer.Code, after)
		}
	}
}

// TestSlowReader checks that a client that does not read its file keeps no slot.
func TestSlowReader(t *testing.T) {
	work := flight.New(1)
	store := memory.New(storetest.PowerLaw(5000, 25_000), time.Unix(0, 0))
	server := httptest.NewServer(export.Handler(&serving{stores: []alliance.Store{store}}, work))
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/export/network.graphml", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(r) // returns when the first bytes are there
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	leave, err := work.Enter(ctx, flight.Kind{})
	if err != nil {
		t.Fatalf("there is no slot while a client does not read: %v", err)
	}
	leave()
}

// A hanging is a store that does not answer for relations while the context lasts, as a database may.
type hanging struct {
	alliance.Store
	asked chan struct{}
}

func (h hanging) Relations(ctx context.Context, _ []alliance.RelationQuery) ([]alliance.Page[*alliance.Relation], error) {
	h.asked <- struct{}{}
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestDistant checks that a table is made from a database while as many others wait for it as there are cores.
func TestDistant(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	store := hanging{libya(t), make(chan struct{})}
	server := httptest.NewServer(export.Handler(&serving{[]alliance.Store{store}, true}, flight.New(1)))
	defer server.Close()
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	for range 2 {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/export/relations.csv", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			if answer, err := server.Client().Do(r); err == nil {
				_ = answer.Body.Close()
			}
		}()
		select {
		case <-store.asked:
		case <-time.After(time.Minute):
			t.Fatal("a table waits for others that wait for the database")
		}
	}
	answer, err := server.Client().Get(server.URL + "/export/actors.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("a table while others wait for the database: %s", answer.Status)
	}
}
