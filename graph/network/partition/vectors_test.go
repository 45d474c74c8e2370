package partition

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// weighted returns a graph of the ties with random weights of up to five.
func weighted(r *rand.Rand, n int, ties []Tie) *graph {
	g := graphOf(n, ties...)
	for i := range g.edges {
		g.edges[i].weight = 1 + r.Int32N(5)
	}
	return g
}

func TestVectorBoundHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 13))
	for range 150 {
		n, k := 3+r.IntN(5), 2+r.IntN(3)
		g := weighted(r, n, randomTies(r, n))
		if _, cost := g.leastOf(k); vectorBound(t.Context(), g, k) > float64(cost) {
			t.Errorf("%v in %d blocs: %v, least %d", g.edges, k, vectorBound(t.Context(), g, k), cost)
		}
	}
}

func TestVectorBoundIsMet(t *testing.T) {
	for _, c := range []struct {
		named
		k    int
		want float64
	}{
		{enemies(20), 2, 90}, {enemies(18), 3, 45}, {enemies(20), 4, 40}, {hoffmanSingleton(), 2, 50},
		{named{"friends", 9, clique(9, true)}, 2, 0},
	} {
		if got := vectorBound(t.Context(), graphOf(c.n, c.ties...), c.k); math.Abs(got-c.want) > slack {
			t.Errorf("%s in %d blocs: %v, want %v", c.name, c.k, got, c.want)
		}
	}
}

func TestVectorBoundWithoutTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := vectorBound(ctx, graphOf(9, clique(9, false)...), 2); got != 0 {
		t.Errorf("%v", got)
	}
}

func TestDefinite(t *testing.T) {
	g := graphOf(2, friends(0, 1))
	for _, c := range []struct {
		dual []float64
		want bool
	}{{[]float64{1.1, 1}, true}, {[]float64{.9, 1}, false}, {[]float64{-2, -2}, false}, {[]float64{4, .26}, true}} {
		if got := g.definite(c.dual, 0); got != c.want {
			t.Errorf("%v: %v", c.dual, got)
		}
	}
	if shift := g.shift([]float64{.5, .5}); shift < .5 || shift > .8 {
		t.Errorf("shift %v, want .5 or a little more", shift)
	}
}
