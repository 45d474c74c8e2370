package partition

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRowsHold checks the rows found for random fractions against every partition.
func TestRowsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	for range 200 {
		n, k := 3+r.IntN(4), 2+r.IntN(3)
		g := graphOf(n, randomTies(r, n)...)
		x := make([]float64, len(g.edges))
		for i := range x {
			x[i] = r.Float64() / 2
		}
		g.checkRows(t, k, violated(context.Background(), g, k, x), x, false)
		if n >= k {
			g.checkRows(t, k, forests(g, k, x), x, true)
		}
	}
}

// checkRows fails the test if x satisfies a row or a partition into at most, or exactly, k blocs violates it.
func (g *graph) checkRows(t *testing.T, k int, rows []row, x []float64, exactly bool) {
	t.Helper()
	for _, r := range rows {
		var ties []Tie
		sum := 0.0
		for _, i := range r.edges {
			ties = append(ties, Tie{int(g.edges[i].a), int(g.edges[i].b), g.edges[i].positive})
			sum += x[i]
		}
		if sum >= float64(r.need) {
			t.Errorf("%+v is not violated", r)
		}
		if got := least(len(g.adj), ties, Blocs{k, exactly}); got < r.need {
			t.Errorf("%+v of %v: frustration %d in %d blocs", r, ties, got, k)
		}
	}
}

// TestWalker recounts cost and blocs after each perturbation and after undoing it.
func TestWalker(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 11))
	for i := range 200 {
		k, full := 2+r.IntN(4), i%2 == 0
		g := graphOf(20, recipe{actors: 20, ties: 60, blocs: 3, across: .4, enmity: .8, noise: .1}.draw(uint64(i))...).withoutIsolated().graph
		bloc := make([]int, len(g.adj))
		if full {
			g.fill(bloc, k)
		}
		w := newWalker(g, k, bloc, full)
		w.descend()
		w.journal = w.journal[:0]
		before := w.cost
		w.perturb(r)
		w.descend()
		if got := g.cost(w.bloc); got != w.cost || full && distinct(w.bloc) != k {
			t.Errorf("cost %d, counted %d; blocs %v of %d", w.cost, got, w.bloc, k)
		}
		w.undo()
		if got := g.cost(w.bloc); got != before || w.cost != before {
			t.Errorf("cost %d before, taken back %d, counted %d", before, w.cost, got)
		}
	}
}

// TestSearchesAgree solves the same networks by branch and cut and by Russian dolls.
func TestSearchesAgree(t *testing.T) {
	for seed := range uint64(12) {
		ties := recipe{actors: 18, ties: 60, blocs: 2, across: .4, enmity: .8, noise: .1}.draw(seed)
		g := graphOf(18, ties...).withoutIsolated().graph
		for k := 2; k <= 4; k++ {
			ctx := context.Background()
			b := &solver{g: g, k: k, exactly: true}
			b.begin(ctx)
			b.lp = newCover(slices.Repeat([]int{1}, len(g.edges)))
			if !b.branch(ctx, 1<<30) || b.best.stopped {
				t.Fatalf("seed %d, %d blocs: not proven", seed, k)
			}
			bloc, sure := newDolls(g, k).solve(ctx, b.best.cost+1, dollsEffort)
			if !sure || bloc == nil || g.cost(bloc) != b.best.cost || distinct(bloc) != k {
				t.Errorf("seed %d, %d blocs: %d, by dolls %v %v", seed, k, b.best.cost, bloc, sure)
			}
			if bloc, sure := newDolls(g, k).solve(ctx, b.best.cost, dollsEffort); !sure || bloc != nil {
				t.Errorf("seed %d, %d blocs: better than best: %v, sure %v", seed, k, bloc, sure)
			}
		}
	}
}

func TestDollsGiveUp(t *testing.T) {
	g := graphOf(16, clique(16, true)...)
	if bloc, sure := newDolls(g, 5).solve(context.Background(), impossible, 50); bloc != nil || sure {
		t.Errorf("%v, sure %v", bloc, sure)
	}
}

func TestSmallest(t *testing.T) {
	var kept []int
	for _, x := range []int{5, 1, 4, 1, 3} {
		kept = smallest(kept, x, 3)
	}
	if len(kept) != 3 || kept[0] != 1 || kept[1] != 1 || kept[2] != 3 {
		t.Errorf("%v", kept)
	}
	if kept := smallest(nil, 1, 0); len(kept) != 0 {
		t.Errorf("%v of none", kept)
	}
}
