package partition

import (
	"math/rand/v2"
	"testing"
)

func TestMergeToNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		g    *graph
		k    int
		cost int
	}{
		{"two groups of friends", graphOf(8, groups(2, 4).ties...), 2, 0},
		{"friends", graphOf(6, clique(6, true)...), 4, 0},
		{"three groups of friends", graphOf(12, groups(3, 4).ties...), 2, 16},
		{"friends with hostile strangers", graphOf(5, foes(0, 2), foes(0, 3), foes(0, 4), foes(1, 2), foes(1, 3), foes(1, 4)), 3, 0},
		{"enemies with opposite ties", graphOf(5, foes(0, 1), friends(0, 2), friends(0, 3), friends(0, 4), foes(1, 2), foes(1, 3), foes(1, 4)), 2, 0},
	} {
		left, r := reduce(t.Context(), c.g, c.k)
		if len(left.edges) > 0 || r.cost != c.cost {
			t.Errorf("%s: %d edges left, cost %d, want %d", c.name, len(left.edges), r.cost, c.cost)
		}
	}
}

func TestMergeGroups(t *testing.T) {
	for _, c := range []struct{ count, size, k int }{{6, 5, 2}, {6, 5, 4}, {10, 3, 3}, {10, 6, 2}} {
		left, r := reduce(t.Context(), graphOf(c.count*c.size, groups(c.count, c.size).ties...), c.k)
		if len(left.edges) != c.count*(c.count-1)/2 || r.cost != 0 {
			t.Errorf("%+v: %d edges left, cost %d", c, len(left.edges), r.cost)
		}
		for _, e := range left.edges {
			if int(e.weight) != c.size*c.size || e.positive {
				t.Errorf("%+v: %+v", c, e)
			}
		}
	}
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		name      string
		k         int
		edges     []edge // between 0 and 1, and from them to the others
		apart, ok bool
	}{
		{"same", 3, []edge{{0, 2, 1, true}, {0, 3, 2, false}, {1, 2, 1, true}, {1, 3, 2, false}}, false, true},
		{"a multiple", 3, []edge{{0, 2, 1, true}, {0, 3, 2, false}, {1, 2, 3, true}, {1, 3, 6, false}}, false, true},
		{"friends", 3, []edge{{0, 1, 9, true}, {0, 2, 1, true}, {1, 2, 1, true}}, false, true},
		{"enemies", 2, []edge{{0, 1, 1, false}, {0, 2, 1, true}, {1, 2, 1, true}}, false, false},
		{"opposite", 2, []edge{{0, 2, 1, true}, {0, 3, 2, false}, {1, 2, 2, false}, {1, 3, 4, true}}, true, true},
		{"opposite enemies", 2, []edge{{0, 1, 1, false}, {0, 2, 1, true}, {1, 2, 1, false}}, true, true},
		{"opposite friends", 2, []edge{{0, 1, 1, true}, {0, 2, 1, true}, {1, 2, 1, false}}, true, false},
		{"opposite in three blocs", 3, []edge{{0, 2, 1, true}, {1, 2, 1, false}}, false, false},
		{"no multiple", 2, []edge{{0, 2, 1, true}, {0, 3, 2, false}, {1, 2, 1, true}, {1, 3, 1, false}}, false, false},
		{"other ends", 2, []edge{{0, 2, 1, true}, {0, 3, 1, true}, {1, 2, 1, true}, {1, 4, 1, true}}, false, false},
		{"one more", 2, []edge{{0, 2, 1, true}, {1, 2, 1, true}, {1, 3, 1, true}}, false, false},
	} {
		r := newReduction(newGraph(5, c.edges), c.k)
		for _, pair := range [][2]int{{0, 1}, {1, 0}} {
			if apart, ok := r.alike(pair[0], pair[1]); ok != c.ok || ok && apart != c.apart {
				t.Errorf("%s: apart %v, ok %v", c.name, apart, ok)
			}
		}
	}
}

// TestMergeIsWithoutLoss compares optimal partitions of merged graphs, full of twins, with the optimum.
func TestMergeIsWithoutLoss(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 14))
	merged := 0
	for range 600 {
		n, k := 5+r.IntN(3), 2+r.IntN(3)
		g := weighted(r, n, randomTies(r, n))
		g = g.twinned(r, 1+r.IntN(2))
		left, red := reduce(t.Context(), g, k)
		for _, taken := range red.removed {
			if len(taken.neighbours) > 2 {
				merged++
			}
		}
		bloc, cost := left.leastOf(k)
		red.restore(bloc)
		if _, least := g.leastOf(k); g.cost(bloc) != least || cost+red.cost != least {
			t.Fatalf("%v in %d blocs: %d, reduced %d + %d, want %d", g.edges, k, g.cost(bloc), cost, red.cost, least)
		}
	}
	if merged < 100 {
		t.Errorf("%d merged", merged)
	}
}

// twinned makes the first count vertices multiples of others, and ties some to them.
func (g *graph) twinned(r *rand.Rand, count int) *graph {
	var edges []edge
	for _, e := range g.edges {
		if int(e.a) >= count {
			edges = append(edges, e)
		}
	}
	for v := range count {
		u, factor, sign := count+r.IntN(len(g.adj)-count), 1+r.IntN(2), r.IntN(3) > 0
		for _, e := range edges {
			if other := int(e.a+e.b) - u; (int(e.a) == u || int(e.b) == u) && other >= count {
				edges = append(edges, edge{int32(v), int32(other), int32(factor) * e.weight, e.positive == sign})
			}
		}
		if r.IntN(2) == 0 {
			edges = append(edges, edge{int32(v), int32(u), 1 + r.Int32N(9), r.IntN(2) == 0})
		}
	}
	return newGraph(len(g.adj), edges)
}
