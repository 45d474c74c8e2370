package reconcile_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/reconcile"
	"entente/graph/room"
	"entente/loader/facts"
)

// A faulty store fails its first calls to Search.
type faulty struct {
	alliance.Store
	err  error
	left *int
}

// Search implements alliance.Store.
func (f faulty) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	if *f.left > 0 {
		*f.left--
		return nil, f.err
	}
	return f.Store.Search(ctx, queries)
}

// A served is facts with a store of their own for each request.
type served func() alliance.Store

// Store implements reconcile.Facts.
func (s served) Store() alliance.Store { return s() }

// Remote implements reconcile.Facts.
func (s served) Remote() bool { return false }

func TestStoreErrors(t *testing.T) {
	backend, err := live.OpenDirs(t.Context(), facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(backend.Close)
	for _, tt := range []struct {
		err    error
		times  int
		status int
		want   string
	}{
		{alliance.ErrChanged, 2, 200, `"id":"egypt"`},
		{alliance.ErrChanged, 3, 503, "the facts changed while the request was being answered: try again"},
		{fmt.Errorf("dial swordfish: %w", alliance.ErrUnavailable), 1, 503, "the facts cannot be reached now: try again later"},
		{alliance.ErrNoFacts, 1, 503, "there are no facts yet: try again later"},
		{alliance.ErrLoading, 1, 503, "the facts are being loaded: try again later"},
		{context.DeadlineExceeded, 1, 503, "the answer took too long"},
		{errors.New("swordfish"), 1, 500, "internal error"},
	} {
		left := tt.times
		h := reconcile.NewHandler(served(func() alliance.Store { return faulty{backend.Store(), tt.err, &left} }), time.Minute, flight.New(1), room.New())
		w := ask(h, `{"a": {"query": "Egypt", "limit": 1}}`)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) || strings.Contains(w.Body.String(), "swordfish") ||
			(w.Code == 503) != (w.Header().Get("Retry-After") == "2") {
			t.Errorf("%v: %d %s, want %d %s", tt.err, w.Code, w.Body, tt.status, tt.want)
		}
	}
}

// A leaving store has the client leave while it is asked.
type leaving struct {
	alliance.Store
	leave context.CancelFunc
}

// Search implements alliance.Store.
func (l leaving) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	defer l.leave()
	return l.Store.Search(ctx, queries)
}

// Nodes implements alliance.Store.
func (l leaving) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	defer l.leave()
	return l.Store.Nodes(ctx, ids, knownBy)
}

// TestLeave checks that what is left of a large request is not worked on once nobody waits for it.
func TestLeave(t *testing.T) {
	backend, err := live.OpenDirs(t.Context(), facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(backend.Close)
	var queries, ids []string
	for i := range 500 {
		queries, ids = append(queries, fmt.Sprintf(`"q%d": {"query": "the state of %d"}`, i, i)), append(ids, fmt.Sprintf(`"some-%d", "other-%d"`, i, i))
	}
	properties := strings.Repeat(`{"id": "name"}, `, 10) + `{"id": "type"}`
	for _, form := range []url.Values{
		{"queries": {"{" + strings.Join(queries, ", ") + "}"}},
		{"extend": {`{"ids": [` + strings.Join(ids, ", ") + `], "properties": [` + properties + `]}`}},
	} {
		ctx, leave := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/reconcile", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		reconcile.NewHandler(served(func() alliance.Store { return leaving{backend.Store(), leave} }), time.Minute, flight.New(1), room.New()).ServeHTTP(w, r)
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "the request was given up") {
			t.Errorf("%.60v: %d %.200s", form, w.Code, w.Body)
		}
	}
}

// A counting store counts calls.
type counting struct {
	alliance.Store
	calls map[string]int
}

// Search implements alliance.Store.
func (c counting) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	c.calls["search"]++
	return c.Store.Search(ctx, queries)
}

// Actors implements alliance.Store.
func (c counting) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	c.calls["actors"]++
	return c.Store.Actors(ctx, queries)
}

// Nodes implements alliance.Store.
func (c counting) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	c.calls["nodes"]++
	return c.Store.Nodes(ctx, ids, knownBy)
}

// A batch of 100 queries is one call to the store, and one more for identifiers and countries.
func TestCalls(t *testing.T) {
	backend, err := live.OpenDirs(t.Context(), facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(backend.Close)
	calls := map[string]int{}
	h := reconcile.NewHandler(served(func() alliance.Store { return counting{backend.Store(), calls} }), time.Minute, flight.New(1), room.New())
	get(h, "/reconcile/properties") // reads all actors, once for each version of the facts
	for query, want := range map[string]map[string]int{
		`{"query": "Egypt %d"}`: {"search": 1},
		`{"query": "Egypt %d", "properties": [{"pid": "country", "v": "Egypt"}, {"pid": "cow", "v": %[1]d}]}`: {"search": 1, "actors": 1},
		`{"query": "egypt-%d"}`: {"search": 1, "nodes": 1},
	} {
		var keyed []string
		for i := range 100 {
			keyed = append(keyed, fmt.Sprintf(`"q%d": `+query, i, i))
		}
		clear(calls)
		decode[results](t, ask(h, "{"+strings.Join(keyed, ", ")+"}"))
		if !maps.Equal(calls, want) {
			t.Errorf("100 times %s: %v, want %v", query, calls, want)
		}
	}
}
