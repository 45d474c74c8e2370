package partition

import (
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
	for _, ends := range []neighbours{{{0, -5}, {1, 1}}, {{0, 1}, {1, -5}}} {
		r := &reduction{k: 9, neighbours: []neighbours{{}, {}, nil}, removed: []removed{{2, ends}}}
		bloc := []int{7, 7, -1}
		if r.restore(bloc); bloc[2] == 7 {
			t.Errorf("%v: in one bloc with the enemy", ends)
		}
	}
}

// TestNeighbours compares a list with a map.
func TestNeighbours(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	want := map[int]int32{}
	var l neighbours
	for range 2000 {
		v, weight := r.IntN(20), r.Int32N(5)-2
		l = l.with(v, weight)
		if want[v] = weight; weight == 0 {
			delete(want, v)
		}
		if len(l) != len(want) || !slices.IsSortedFunc(l, func(m, n neighbour) int { return int(m.vertex - n.vertex) }) {
			t.Fatalf("%v, want %v", l, want)
		}
		for u := range 20 {
			if _, got := l.find(u); got != want[u] {
				t.Fatalf("%d has %d, want %d", u, got, want[u])
			}
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
