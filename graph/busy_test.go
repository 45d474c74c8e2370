package graph_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/memory"
)

// TestBusy checks what a request is told for which the server has no room: as long as there is nothing else in the answer, by its
// status, too.
func TestBusy(t *testing.T) {
	for name, tt := range map[string]struct {
		query, holds, after string
		status              int
	}{
		"an analysis":           {`{balance{balanced}}`, `"code":"BUSY","retryAfter":2`, "2", 503},
		"of an actor":           {`{actor(id:\"a\"){allies{score}}}`, `"code":"BUSY"`, "2", 503},
		"beside something else": {`{actor(id:\"a\"){id} other:actor(id:\"a\"){allies{score}}}`, `"code":"BUSY"`, "", 200},
		"beside a fault":        {`{balance{balanced} network(limit:-1){truncated}}`, `"code":"BUSY"`, "", 200},
		"a sorted list":         {`{actors(orderBy:{field:NAME}){nodes{id}}}`, `"code":"BUSY"`, "2", 503},
		"a list":                {`{actors{nodes{id}}}`, `"data":{"actors"`, "", 200},
		"a small network":       {`{network(around:[\"a\"],depth:1){truncated}}`, `"data":{"network"`, "", 200},
	} {
		t.Run(name, func(t *testing.T) {
			full := flight.New(1, flight.Full(func() bool { return true }))
			store := newLarge(t, 250_000, 0)
			handler := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline, graph.Compute(full))
			answer := post(handler, `{"query": "`+tt.query+`"}`)
			if answer.Code != tt.status || answer.Header().Get("Retry-After") != tt.after || !strings.Contains(answer.Body.String(), tt.holds) {
				t.Errorf("%d, Retry-After %q: %s", answer.Code, answer.Header().Get("Retry-After"), answer.Body)
			}
		})
	}
}

// TestOtherClients checks that a client's analysis does not wait for all of those of another that came before.
func TestOtherClients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newLarge(t, 250_000, time.Second)
		server := flight.Clients(graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline, graph.Compute(flight.New(1))))
		send := func(client, query string) *httptest.ResponseRecorder {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query": "`+query+`"}`))
			r.Header.Set("Content-Type", "application/json")
			r.RemoteAddr = client + ":1"
			w := httptest.NewRecorder()
			server.ServeHTTP(w, r)
			return w
		}
		var others sync.WaitGroup
		for i := range 8 {
			others.Go(func() { send("192.0.2.1", `{balance(depth:`+string(rune('0'+i))+`){balanced}}`) })
			synctest.Wait()
		}
		start := time.Now()
		answer := send("192.0.2.2", `{balance(depth:9){balanced}}`)
		if took := time.Since(start); took > 3*time.Second || answer.Code != http.StatusOK {
			t.Errorf("%v: %d %s", took, answer.Code, answer.Body)
		}
		others.Wait()
	})
}

// TestFilteredLists checks how many long lists of relations are gone through at the same time: few if a filter is asked for each
// relation, if they are counted or if others lead to them, and they do not wait for analyses.
func TestFilteredLists(t *testing.T) {
	for query, most := range map[string]int32{
		`{relations(where:{asOf:\"2020\"},first:%d){nodes{id}}}`:                            1,
		`{relations(first:%d){nodes{id}}}`:                                                  8,
		`{relations(first:%d){totalCount}}`:                                                 8,
		`{relations(first:%d){...on RelationConnection{objectCount}}}`:                      1,
		`{actor(id:\"a\"){relations(where:{asOf:\"2020\"},first:%d){nodes{id}}}}`:           1,
		`{actor(id:\"a\"){supporters(first:%d){totalCount}}}`:                               1,
		`{actor(id:\"a\"){supports(indirect:true,first:%d){nodes{id}}}}`:                    1,
		`{actor(id:\"a\"){supports(succession:true,first:%d){nodes{id}}}}`:                  1,
		`{actor(id:\"a\"){supports(indirect:false,first:%d){nodes{id}}}}`:                   8,
		`{node(id:\"a\",knownBy:\"2022\"){...on Actor{relations(first:%d){nodes{id}}}}}`:    1,
		`{actor(id:\"a\"){relations(first:%d){nodes{id}} relations(first:%d){totalCount}}}`: 1,
		`{conflict(id:\"war\"){sides(where:{asOf:\"202%d\"}){party{id}}}}`:                  1,
		`{a:relations(where:{asOf:\"2020\"},first:%d){nodes{id}} b:actors{totalCount}}`:     1,
	} {
		synctest.Test(t, func(t *testing.T) {
			store, work := newLarge(t, 250_000, time.Second), flight.New(1)
			end, err := work.Enter(t.Context(), flight.Kind{}) // an analysis
			if err != nil {
				t.Fatal(err)
			}
			defer end()
			handler := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline, graph.Compute(work))
			var asked sync.WaitGroup
			for i := range 8 {
				asked.Go(func() {
					if a := post(handler, `{"query": "`+strings.ReplaceAll(query, "%d", string(rune('1'+i)))+`"}`); a.Code != http.StatusOK || strings.Contains(a.Body.String(), "errors") {
						t.Errorf("%s: %d %s", query, a.Code, a.Body)
					}
				})
			}
			asked.Wait()
			if got := store.Most.Load(); got != most {
				t.Errorf("%s: %d at the same time, want %d", query, got, most)
			}
		})
	}
}

// TestKeptAnalyses checks that an analysis, or one that needs the same ties, is not computed again before the facts are replaced.
func TestKeptAnalyses(t *testing.T) {
	store := newLarge(t, 2_500, 0)
	facts := live.New(live.Edition{Store: func() alliance.Store { return store }})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	work := flight.New(1, flight.Keep(1<<20))
	handler := graph.NewHandler(facts, graph.Deadline, graph.Compute(work))
	d, err := store.Dataset(ctx)
	if err != nil {
		t.Fatal(err)
	}
	work.Turn(graph.Edition(&d))
	for _, tt := range []struct {
		query  string
		listed int32 // how often relations have been listed by then
	}{
		{`{balance{balanced}}`, 1},
		{`{balance{unbalanced}}`, 1},
		{`{balance{balanced tensions{nodes{hostile}}}}`, 1},
		{`{blocs{frustration}}`, 1},
		{`{balance(ambivalent:NONE){balanced}}`, 2},
		{`{balance(where:{asOf:"2020"}){balanced}}`, 3},
		{`{balance(where:{asOf:"2020"}){balanced}}`, 3},
	} {
		if answer := string(ask(t, handler, tt.query)); strings.Contains(answer, "errors") {
			t.Fatalf("%s: %s", tt.query, answer)
		}
		if listed := store.Asked.Load(); listed != tt.listed {
			t.Errorf("after %s, relations were listed %d times, want %d", tt.query, listed, tt.listed)
		}
	}
	work.Turn("another")
	if ask(t, handler, `{balance{balanced}}`); store.Asked.Load() != 4 {
		t.Errorf("after a replacement, relations were listed %d times, want 4", store.Asked.Load())
	}
}

// TestReplacedFacts checks that facts are given back once they have been replaced, without a request that notices.
func TestReplacedFacts(t *testing.T) {
	gone := make(chan struct{})
	facts := live.New(live.Edition{})
	func() {
		old := alliance.NewFacts(*mustRead(t, twoYears))
		store := memory.New(old, time.Unix(0, 0))
		runtime.AddCleanup(store, func(gone chan struct{}) { close(gone) }, gone)
		facts = live.New(live.Edition{Version: old.Dataset().Version, Store: func() alliance.Store { return store }})
	}()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	work := flight.New(1, flight.Keep(1<<20))
	handler := graph.NewHandler(facts, graph.Deadline, graph.Compute(work), graph.KeepAnswers(1<<20), graph.Follow(ctx))
	for range 2 {
		ask(t, handler, `{balance{balanced tensions{nodes{relations{id}}}} actors{nodes{id}}}`)
	}
	facts.Replace(live.Embedded(alliance.NewFacts(alliance.Facts{})))
	for {
		runtime.GC()
		select {
		case <-gone:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}
