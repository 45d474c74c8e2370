package reconcile_test

import (
	"context"
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
)

// A large store claims to have more actors than it has, and is slow to search them.
type large struct {
	alliance.Store
	actors int
	// running counts the searches in progress; most is the maximum of it.
	running, most *atomic.Int32
}

// Dataset implements [alliance.Store].
func (l large) Dataset(ctx context.Context) (alliance.Dataset, error) {
	d, err := l.Store.Dataset(ctx)
	d.Actors = l.actors
	return d, err
}

// Search implements [alliance.Store].
func (l large) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	for n, most := l.running.Add(1), l.most.Load(); n > most && !l.most.CompareAndSwap(most, n); most = l.most.Load() {
	}
	defer l.running.Add(-1)
	select {
	case <-time.After(time.Second):
		return l.Store.Search(ctx, queries)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

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
			store := large{memory.New(alliance.NewFacts(alliance.Facts{}), time.Unix(0, 0)), tt.actors, new(atomic.Int32), new(atomic.Int32)}
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
			if got := store.most.Load(); got != tt.most || int(busy.Load()) != tt.busy {
				t.Errorf("%s: %d at the same time, %d refused, want %d and %d", name, got, busy.Load(), tt.most, tt.busy)
			}
		})
	}
}
