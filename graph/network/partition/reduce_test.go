package partition

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestReduceToNothing(t *testing.T) {
	for _, c := range []struct {
		name    string
		ties    []Tie
		k, cost int
	}{
		{"a tree", []Tie{friends(0, 1), foes(1, 2), foes(1, 3)}, 2, 0},
		{"a balanced ring", ring(6, 2), 2, 0},
		{"an unbalanced ring", ring(6, 3), 2, 1},
		{"one foe in a ring of three blocs", ring(6, 1), 3, 1},
		{"three foes in a ring of three blocs", ring(6, 3), 3, 0},
		{"a hostile triangle", clique(3, false), 2, 1},
	} {
		left, r := reduce(t.Context(), graphOf(6, c.ties...), c.k)
		if len(left.edges) > 0 || r.cost != c.cost {
			t.Errorf("%s: %d edges left, cost %d, want %d", c.name, len(left.edges), r.cost, c.cost)
		}
	}
}

// TestReduceHubs reduces hubs whose lists of neighbours are so long that they are not always in order.
func TestReduceHubs(t *testing.T) {
	const n = 500 * mostUnsettled
	for _, h := range hubs {
		actors, ties := h.draw(n)
		want := 0
		if h.frustrated {
			want = n / 2
		}
		g := graphOf(actors, ties...)
		left, r := reduce(t.Context(), g, 2)
		bloc := slices.Repeat([]int{-1}, actors)
		r.restore(bloc)
		if len(r.removed) != actors || len(left.edges) > 0 || r.cost != want || g.cost(bloc) != want {
			t.Errorf("%s: %d of %d removed, %d edges left, cost %d and %d, want %d", h.name, len(r.removed), actors, len(left.edges), r.cost, g.cost(bloc), want)
		}
	}
}

// TestReduceStops reduces a star no further once the context is done: what is left is whole.
func TestReduceStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	actors, ties := star(500 * mostUnsettled)
	left, r := reduce(ctx, graphOf(actors, ties...), 2)
	if len(r.removed) > actors/8 || len(left.edges) != len(ties)-len(r.removed) {
		t.Errorf("%d of %d removed, %d edges left of %d", len(r.removed), actors, len(left.edges), len(ties))
	}
}

func TestReduceLeavesTheDense(t *testing.T) {
	left, r := reduce(t.Context(), graphOf(5, append(clique(4, false), friends(3, 4))...), 2)
	if len(left.edges) != 6 || r.cost != 0 || len(r.removed) != 1 || r.removed[0].vertex != 4 {
		t.Errorf("%d edges left, cost %d, taken %v", len(left.edges), r.cost, r.removed)
	}
}

// TestReductionIsWithoutLoss compares optimal partitions of reduced graphs, restored, with the optimum.
func TestReductionIsWithoutLoss(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 400 {
		n, k := 4+r.IntN(4), 2+r.IntN(3)
		var ties []Tie
		for _, e := range randomTies(r, n) {
			if r.IntN(2) == 0 {
				ties = append(ties, e)
			}
		}
		g := graphOf(n, ties...)
		left, red := reduce(t.Context(), g, k)
		bloc, cost := left.leastOf(k)
		red.restore(bloc)
		if got := g.cost(bloc); got != cost+red.cost || got != least(n, ties, Blocs{Count: k}) {
			t.Fatalf("%v in %d blocs: %d, reduced %d + %d", ties, k, got, cost, red.cost)
		}
		for _, c := range bloc {
			if c < 0 || c >= k {
				t.Fatalf("bloc %d of %d", c, k)
			}
		}
	}
}

// TestRestoreWeighsAllEnds puts a vertex back that has one light friend and one heavy enemy in a bloc far from the first.
func TestRestoreWeighsAllEnds(t *testing.T) {
	for _, ends := range [][]neighbour{{{0, -5}, {1, 1}}, {{0, 1}, {1, -5}}} {
		r := &reduction{k: 9, removed: []removed{{2, ends}}}
		bloc := []int{7, 7, -1}
		if r.restore(bloc); bloc[2] == 7 {
			t.Errorf("%v: in one bloc with the enemy", ends)
		}
	}
}

// leastOf returns an optimal partition of a weighted graph by trying all.
func (g *graph) leastOf(k int) (best []int, cost int) {
	bloc := make([]int, len(g.adj))
	cost = -1
	var try func(v int)
	try = func(v int) {
		if v == len(bloc) {
			if now := g.cost(bloc); cost < 0 || now < cost {
				best, cost = append([]int(nil), bloc...), now
			}
			return
		}
		for c := range k {
			bloc[v] = c
			try(v + 1)
			bloc[v] = 0
		}
	}
	try(1)
	return best, cost
}
