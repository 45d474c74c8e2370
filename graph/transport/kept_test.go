package transport_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
)

// A watched store counts the requests that are run on it, and can be stale.
type watched struct {
	alliance.Store
	runs atomic.Int64
	why  error
	// wait, if it is set, receives a channel from each run, which goes on when it is closed.
	wait chan chan struct{}
}

// Nodes implements [alliance.Store].
func (w *watched) Nodes(ctx context.Context, ids []string, known alliance.Date) ([]alliance.Node, error) {
	w.runs.Add(1)
	if w.wait != nil {
		goOn := make(chan struct{})
		w.wait <- goOn
		<-goOn
	}
	return w.Store.Nodes(ctx, ids, known)
}

// Stale is as for [alliance.Staleness].
func (w *watched) Stale() (time.Time, error) { return time.Unix(0, 0), w.why }

// edition returns an edition that is answered from the store.
func (w *watched) edition() live.Edition {
	return live.Edition{Version: "v", Store: func() alliance.Store { return w }}
}

// watch returns a watched store of the bundled facts.
func watch(t testing.TB, loaded int64) *watched {
	t.Helper()
	return &watched{Store: memory.New(bundled(t), time.Unix(loaded, 0))}
}

// TestKept checks which requests are answered from what was kept of another.
func TestKept(t *testing.T) {
	const query = `query($id: ID!, $first: Int = 1) { actor(id: $id) { name supporters(first: $first) { nodes { id } } } }`
	body := func(query, variables string) string {
		return `{"query": "` + query + `", "variables": ` + variables + `}`
	}
	first := body(query, `{"id": "russia", "first": 2}`)
	get := "/graphql?" + url.Values{"query": {query}, "variables": {`{"first":2,"id":"russia"}`}}.Encode()
	for name, tt := range map[string]struct {
		before, r *http.Request
		kept      bool
	}{
		"the same":                {r: request("POST", "/graphql", first, asJSON), kept: true},
		"in another order":        {r: request("POST", "/graphql", body(query, `{"first":2,  "id":"russia"}`), asJSON), kept: true},
		"by GET":                  {r: request("GET", get, ""), kept: true},
		"by HEAD":                 {r: request("HEAD", get, ""), kept: true},
		"in another media type":   {r: request("POST", "/graphql", first, asJSON, "Accept: application/graphql-response+json"), kept: true},
		"with extensions":         {r: request("POST", "/graphql", `{"extensions": {"a": 1},`+first[1:], asJSON), kept: true},
		"in another encoding":     {r: request("POST", "/graphql", first, asJSON, "Accept-Encoding: gzip")},
		"with another variable":   {r: request("POST", "/graphql", body(query, `{"id": "russia", "first": 3}`), asJSON)},
		"with one more":           {r: request("POST", "/graphql", body(query, `{"id": "russia", "first": 2, "last": 1}`), asJSON)},
		"with other words":        {r: request("POST", "/graphql", body(query+" ", `{"id": "russia", "first": 2}`), asJSON)},
		"with another name":       {r: request("POST", "/graphql", `{"operationName": "A",`+strings.Replace(first, "query(", "query A(", 1)[1:], asJSON)},
		"as a stream":             {r: request("POST", "/graphql", first, asJSON, asStream)},
		"a stream before":         {before: request("POST", "/graphql", first, asJSON, asStream), r: request("POST", "/graphql", first, asJSON)},
		"an error in the answer":  {before: request("POST", "/graphql", body(query, `{"id": "russia", "first": 501}`), asJSON), r: request("POST", "/graphql", body(query, `{"id": "russia", "first": 501}`), asJSON)},
		"a number written longer": {r: request("POST", "/graphql", body(query, `{"id": "russia", "first": 2.0}`), asJSON)},
	} {
		t.Run(name, func(t *testing.T) {
			store := watch(t, 0)
			handler := graph.NewHandler(live.New(store.edition()), graph.Deadline, graph.KeepAnswers(1<<20))
			before := tt.before
			if before == nil {
				before = request("POST", "/graphql", first, asJSON)
			}
			send(handler, before)
			runs := store.runs.Load()
			got := send(handler, tt.r)
			if kept := store.runs.Load() == runs; kept != tt.kept || got.status != http.StatusOK || !strings.Contains(got.header.Get("Vary"), "Accept-Encoding") {
				t.Errorf("kept: %t, want %t; %d %s", kept, tt.kept, got.status, got.body)
			}
		})
	}
}

// russia asks for something that a watched store notices.
func russia() *http.Request {
	return request("POST", "/graphql", `{"query": "{ actor(id: \"russia\") { name } dataset { loadedAt } }"}`, asJSON)
}

// TestKeptStale has facts become stale and current again: neither answers for the other.
func TestKeptStale(t *testing.T) {
	store := watch(t, 0)
	handler := graph.NewHandler(live.New(store.edition()), graph.Deadline, graph.KeepAnswers(1<<20))
	for i, tt := range []struct {
		why  error
		runs int64
	}{{alliance.ErrUnavailable, 1}, {alliance.ErrUnavailable, 2}, {nil, 3}, {nil, 3}, {alliance.ErrLoading, 4}, {nil, 4}} {
		store.why = tt.why
		a := send(handler, russia())
		if stale := strings.Contains(a.body, `"stale":true`); stale != (tt.why != nil) || store.runs.Load() != tt.runs || strings.Contains(a.body, "errors") {
			t.Errorf("request %d: %s, after %d runs, want %d", i, a.body, store.runs.Load(), tt.runs)
		}
	}
}

// TestKeptLate has an answer be finished after its facts were replaced by others of the same version: it is sent, and
// answers nobody else.
func TestKeptLate(t *testing.T) {
	old, newer := watch(t, 1), watch(t, 2)
	old.wait = make(chan chan struct{})
	facts := live.New(old.edition())
	handler := graph.NewHandler(facts, graph.Deadline, graph.KeepAnswers(1<<20))
	late := make(chan answer)
	go func() { late <- send(handler, russia()) }()
	goOn := <-old.wait
	facts.Replace(newer.edition())
	const loaded, loadedLater = `"loadedAt":"1970-01-01T00:00:01Z"`, `"loadedAt":"1970-01-01T00:00:02Z"`
	for range 2 {
		if a := send(handler, russia()); !strings.Contains(a.body, loadedLater) {
			t.Errorf("the answer from the newer facts is %s", a.body)
		}
	}
	close(goOn)
	if a := <-late; !strings.Contains(a.body, loaded) {
		t.Errorf("the late answer is %s", a.body)
	}
	if a := send(handler, russia()); !strings.Contains(a.body, loadedLater) || newer.runs.Load() != 1 {
		t.Errorf("after the late answer: %s; %d runs, want 1", a.body, newer.runs.Load())
	}
}
