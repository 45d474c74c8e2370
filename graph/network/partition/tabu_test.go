package partition

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"entente/graph/exhaustive"
)

// check recounts the state of a tabu search.
func (t *tabu) check(tb testing.TB) {
	tb.Helper()
	if got := t.g.cost(t.bloc); got != t.cost {
		tb.Fatalf("cost %d, counted %d", t.cost, got)
	}
	if got := t.g.cost(t.best); got != t.record || t.record > t.least || t.g.cost(t.round) != t.least {
		tb.Fatalf("record %d, counted %d; of the round %d, counted %d", t.record, got, t.least, t.g.cost(t.round))
	}
	if t.full && (distinct(t.bloc) != t.k || distinct(t.best) != t.k) {
		tb.Fatalf("blocs %v, best %v of %d", t.bloc, t.best, t.k)
	}
	for v, own := range t.bloc {
		for c := range t.k {
			moved := slices.Clone(t.bloc)
			moved[v] = c
			if gain := t.cost - t.g.cost(moved); c != own && gain > t.gain[v] || c == t.to[v] && gain != t.gain[v] {
				tb.Fatalf("%d from %d to %d saves %d, to %d as is kept %d", v, own, c, gain, t.to[v], t.gain[v])
			}
		}
	}
}

func TestTabuKeepsAccount(t *testing.T) {
	for i := range 60 {
		k, full := 2+i%4, i%2 == 0
		g := graphOf(20, recipe{actors: 20, ties: 60, blocs: 3, across: .4, enmity: .8, noise: .1}.draw(uint64(i))...).withoutIsolated().graph
		bloc := make([]int, len(g.adj))
		if full {
			g.fill(bloc, k)
		}
		s := newTabu(newWalker(g, k, bloc, full))
		for range 30 {
			s.step()
			s.check(t)
		}
		s.restart()
		s.check(t)
		s.step()
		s.check(t)
	}
}

func TestTabuHoldsWhatItMoved(t *testing.T) {
	g := graphOf(30, clique(30, false)...)
	s := newTabu(newWalker(g, 2, make([]int, 30), false))
	for range 200 {
		before, least := slices.Clone(s.tabuUntil), s.least
		at := slices.Clone(s.bloc)
		s.step()
		for v := range at {
			if at[v] != s.bloc[v] && before[v] >= s.clock && s.cost >= least {
				t.Fatalf("move %d: %d was held up to %d", s.clock, v, before[v])
			}
		}
	}
}

// TestPortfolioFindsTheOptimum starts from one bloc, in networks with known optima.
func TestPortfolioFindsTheOptimum(t *testing.T) {
	for _, c := range []struct {
		named
		k, want int
	}{
		{enemies(25), 3, 92}, {hoffmanSingleton(), 2, 50}, {lesMisérables(), 3, 39}, {lesMisérables(), 2, 85}, {groups(6, 5), 4, 50},
	} {
		g := graphOf(c.n, c.ties...).withoutIsolated().graph
		s := newPortfolio(newWalker(g, c.k, make([]int, len(g.adj)), false))
		s.search(context.Background(), 300_000_000, c.want)
		bloc, cost := s.found()
		if cost != c.want || g.cost(bloc) != cost {
			t.Errorf("%s in %d blocs: %d, counted %d, want %d", c.name, c.k, cost, g.cost(bloc), c.want)
		}
	}
}

func TestLocalSearchesStop(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	g := graphOf(40, evenly(40, 300, 1).ties...)
	start := func() *walker { return newWalker(g, 2, make([]int, 40), false) }
	for name, s := range map[string]localSearch{"tabu": newTabu(start()), "iterated": newIteratedSearch(start()), "portfolio": newPortfolio(start())} {
		_, before := s.found()
		s.search(ended, 1<<62, 0)
		s.search(context.Background(), 1<<62, before)
		if _, cost := s.found(); cost != before {
			t.Errorf("%s: went on from %d to %d", name, before, cost)
		}
	}
}

// TestPortfolioShares checks that each search continues from what the other found.
func TestPortfolioShares(t *testing.T) {
	g := graphOf(40, evenly(40, 300, 1).ties...)
	s := newPortfolio(newWalker(g, 3, make([]int, 40), false))
	s.tabu.search(context.Background(), 1_000_000, 0)
	s.share()
	if s.iterated.record > s.tabu.record {
		t.Errorf("iterated search from %d, tabu found %d", s.iterated.record, s.tabu.record)
	}
	best, cost := s.found()
	s.iterated.begin(best)
	s.tabu = newTabu(newWalker(g, 3, make([]int, 40), false))
	s.share()
	if s.tabu.record != cost {
		t.Errorf("tabu from %d, iterated search found %d", s.tabu.record, cost)
	}
	s.tabu.check(t)
}

// TestLocalSearchesKeepTheFirst checks, step by step, that the first of several equally good partitions is kept.
func TestLocalSearchesKeepTheFirst(t *testing.T) {
	g := graphOf(40, evenly(40, 120, 2).ties...)
	for name, start := range map[string]func(*walker) localSearch{
		"tabu":     func(w *walker) localSearch { return newTabu(w) },
		"iterated": func(w *walker) localSearch { return newIteratedSearch(w) },
	} {
		s := start(newWalker(g, 3, make([]int, 40), false))
		var before []int
		last := impossible
		for range 3000 {
			s.search(context.Background(), 1, 0)
			bloc, cost := s.found()
			if cost == last && !slices.Equal(bloc, before) {
				t.Fatalf("%s: other blocs of cost %d", name, cost)
			}
			before, last = slices.Clone(bloc), cost
		}
	}
}

func TestWithin(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	for _, fraction := range []float64{.25, .75, 1} {
		limited, stop := within(ctx, fraction)
		deadline, _ := limited.Deadline()
		if left := time.Until(deadline).Hours(); left > fraction || left < fraction-.05 {
			t.Errorf("%v of an hour is %v", fraction, left)
		}
		stop()
	}
	limited, stop := within(context.Background(), .5)
	defer stop()
	if _, ok := limited.Deadline(); ok {
		t.Error("a deadline out of nothing")
	}
}

// TestInTurn checks the shares of time: in proportion to ties, at least equal, and none for proven parts.
func TestInTurn(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	var parts []*solver
	for _, n := range []int{3, 4, 20} {
		parts = append(parts, &solver{g: graphOf(n, clique(n, false)...), best: solution{cost: n % 4, bound: 0}})
	}
	var hours []float64
	inTurn(ctx, parts, func(_ *solver, ctx context.Context) {
		deadline, _ := ctx.Deadline()
		hours = append(hours, time.Until(deadline).Hours())
	})
	if len(hours) != 1 || hours[0] < .95 {
		t.Errorf("%v of an hour", hours)
	}
	parts[1].best.cost, parts[2].best.cost, hours = 1, 1, nil
	inTurn(ctx, parts, func(_ *solver, ctx context.Context) {
		deadline, _ := ctx.Deadline()
		hours = append(hours, time.Until(deadline).Hours())
	})
	if len(hours) != 3 || hours[0] > .34 || hours[0] < .3 || hours[2] < .95 {
		t.Errorf("%v of an hour", hours)
	}
}

// TestSearchGoesOn checks that search continues, deterministically, if a network is too large for a proof.
func TestSearchGoesOn(t *testing.T) {
	exhaustive.Only(t)
	n := all(330, 1)
	if len(n.ties) <= maxProofEdges {
		t.Fatal("a proof is tried")
	}
	g := graphOf(n.n, n.ties...)
	b := &solver{g: g, k: 2}
	b.begin(context.Background())
	first := b.best.cost
	r := Solve(context.Background(), n.n, n.ties, Blocs{Count: 2})
	if r.Optimal || r.Frustration >= first {
		t.Errorf("%+v, at first %d", r, first)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(n.ties), func(i, j int) { n.ties[i], n.ties[j] = n.ties[j], n.ties[i] })
	if again := Solve(context.Background(), n.n, n.ties, Blocs{Count: 2}); !slices.Equal(again.Bloc, r.Bloc) {
		t.Error("other blocs without a deadline, from the same ties in another order")
	}
}
