package export_test

import (
	"context"
	"net/http"
	"net/http/httptest"
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
	h := export.Handler(&serving{[]alliance.Store{libya(t)}}, full)
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
	server := httptest.NewServer(export.Handler(&serving{[]alliance.Store{store}}, work))
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
