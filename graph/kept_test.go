package graph_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/storetest"
)

// A counted store counts the lists of relations that it is asked for.
type counted struct {
	alliance.Store
	lists *atomic.Int64
}

// Relations implements [alliance.Store].
func (c counted) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	c.lists.Add(1)
	return c.Store.Relations(ctx, queries)
}

// TestKeptPartition checks that a partition that may not be the best is kept if, by the clock, there was next to all the time to search
// for it.
func TestKeptPartition(t *testing.T) {
	tests := []struct {
		name string
		p    *network.Partition
		kept bool
	}{
		{"none", nil, false},
		{"optimal", &network.Partition{Optimal: true}, true},
		{"found in time", &network.Partition{Took: 8 * time.Second}, true},
		{"found in haste", &network.Partition{Took: 5 * time.Second}, false},
	}
	for _, tt := range tests {
		if got := graph.KeptSize(tt.p) >= 0; got != tt.kept {
			t.Errorf("%s: kept %t, want %t", tt.name, got, tt.kept)
		}
	}
}

// TestKeptHurried asks everything twice: an answer for which there was too little time is not kept, others are.
func TestKeptHurried(t *testing.T) {
	store := counted{memory.New(storetest.PowerLaw(400, 4_000), time.Unix(0, 0)), new(atomic.Int64)}
	const deadline = time.Second
	handler := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), deadline, graph.KeepAnswers(1<<20))
	for _, tt := range []struct {
		query string
		kept  bool
	}{
		{"{ blocs(count: 2) { frustration optimal } }", false},
		{`{ actor(id: "actor-1") { name } blocs(count: 3) { frustration } }`, false},
		{`{ blocs(around: ["actor-399"], depth: 0) { optimal } }`, true},
		{"{ relations(first: 3) { nodes { id } } }", true},
	} {
		answer := string(ask(t, handler, tt.query))
		before := store.lists.Load()
		again := string(ask(t, handler, tt.query))
		if kept := store.lists.Load() == before; kept != tt.kept || kept && again != answer || strings.Contains(answer, `"errors"`) {
			t.Errorf("%s: kept is %v, want %v; %s", tt.query, kept, tt.kept, answer)
		}
	}
}
