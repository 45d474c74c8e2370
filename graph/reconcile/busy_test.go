package reconcile_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/memory"
	"entente/graph/reconcile"
	"entente/graph/room"
	"entente/graph/storetest"
)

// batchOf returns a batch of so many queries.
func batchOf(queries int) string {
	var b strings.Builder
	for i := range queries {
		fmt.Fprintf(&b, `, "%d": {"query": "Army"}`, i)
	}
	return "{" + strings.TrimPrefix(b.String(), ", ") + "}"
}

// TestBatchesAtOnce checks how many batches are answered at the same time beside a long analysis: few of several queries
// to many facts, and no large one. Others are refused if they would wait for too long.
func TestBatchesAtOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		actors, queries int
		most            int32
		busy            int
	}{
		"of one query":      {50_000, 1, 8, 0},
		"of two":            {50_000, 2, 1, 3},
		"of ten":            {50_000, 10, 1, 3},
		"to few facts":      {2_000, 10, 8, 0},
		"to some more":      {2_001, 10, 1, 3},
		"of eleven queries": {2_000, 11, 0, 8},
	} {
		synctest.Test(t, func(t *testing.T) {
			store := &storetest.Slow{
				Store: memory.New(alliance.NewFacts(alliance.Facts{}), time.Unix(0, 0)),
				Claim: func(c *alliance.Counts) { c.Actors = tt.actors }, Takes: time.Second,
			}
			work := flight.New(1)
			end, err := work.Enter(t.Context(), flight.Kind{Guess: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			defer end()
			h := reconcile.NewHandler(served(func() alliance.Store { return store }), 5*time.Second+time.Millisecond, work, room.New())
			var busy atomic.Int32
			var asked sync.WaitGroup
			for range 8 {
				asked.Go(func() {
					switch w := ask(h, batchOf(tt.queries)); {
					case w.Code == http.StatusServiceUnavailable && w.Header().Get("Retry-After") != "":
						busy.Add(1)
					case w.Code != http.StatusOK:
						t.Errorf("%s: %d %s", name, w.Code, w.Body)
					}
				})
			}
			asked.Wait()
			if got := store.Most.Load(); got != tt.most || int(busy.Load()) != tt.busy {
				t.Errorf("%s: %d at the same time, %d refused, want %d and %d", name, got, busy.Load(), tt.most, tt.busy)
			}
		})
	}
}
