package partition

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClustersOf(t *testing.T) {
	g := graphOf(5, friends(0, 1), friends(1, 2), foes(2, 3), foes(0, 3), friends(3, 4))
	c := clustersOf(g, make([]float64, 5), integral)
	if diff := cmp.Diff([]int{0, 0, 0, 1, 1}, c.of); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]int{{1}, {0}}, c.adj); diff != "" {
		t.Error(diff)
	}
	x := []float64{0, 0, 0, 1, 1} // of 0-1, 0-3, 1-2, 2-3, 3-4
	if diff := cmp.Diff([]int{0, 0, 0, 1, 2}, clustersOf(g, x, integral).of); diff != "" {
		t.Error(diff)
	}
}

func TestConflictSetIsNeverSatisfied(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	found := 0
	for range 300 {
		n := 4 + r.IntN(5)
		ties := randomTies(r, n)
		g := graphOf(n, ties...)
		for _, row := range conflictSets(g, 3, make([]float64, len(g.edges))) {
			var ties []Tie
			for _, i := range row.edges {
				ties = append(ties, Tie{int(g.edges[i].a), int(g.edges[i].b), g.edges[i].positive})
			}
			found++
			if got := least(n, ties, Blocs{Count: 3}); got < row.need {
				t.Errorf("%v: frustration %d", ties, got)
			}
		}
	}
	if found == 0 {
		t.Error("no conflict sets")
	}
}

func TestClusterBlocs(t *testing.T) {
	g := graphOf(6, append(clique(3, false), friends(0, 3), friends(1, 4), friends(2, 5))...)
	none := make([]float64, len(g.edges))
	if got := clustersOf(g, none, integral).blocs(3, false); g.cost(got) != 0 {
		t.Errorf("three blocs %v", got)
	}
	if got := clustersOf(g, none, integral).blocs(2, false); g.cost(got) != 1 {
		t.Errorf("two blocs %v", got)
	}
}

func TestDivide(t *testing.T) {
	g := graphOf(6, friends(0, 1), friends(2, 3), friends(4, 5), foes(0, 2))
	for _, c := range []struct {
		k    int
		bloc []int
		want []int
	}{
		{2, []int{0, 0, 1, 1, 1, 1}, []int{0, 0, 1, 1, 1, 1}},
		{3, []int{0, 0, 1, 1, 1, 1}, []int{0, 0, 1, 1, 2, 2}},
		{3, []int{1, 1, 1, 1, 1, 1}, []int{0, 0, 1, 1, 2, 2}},
		{2, []int{1, 1, 1, 1, 1, 1}, []int{0, 0, 1, 1, 0, 0}},
		{5, []int{0, 0, 0, 0, 0, 0}, []int{0, 0, 1, 1, 2, 2}},
	} {
		bloc := slices.Clone(c.bloc)
		count := g.parts(bloc).divide(bloc, c.k)
		if diff := cmp.Diff(c.want, bloc); diff != "" || count != min(c.k, 3) {
			t.Errorf("%v into %d: %d blocs\n%s", c.bloc, c.k, count, diff)
		}
	}
}

func TestFill(t *testing.T) {
	// A clique of four friends and a fifth with one tie, who goes first; then all cost the same.
	g := graphOf(5, append(clique(4, true), friends(3, 4))...)
	for k, cost := range []int{0, 0, 1, 4, 6, 7} {
		bloc := make([]int, 5)
		if g.fill(bloc, max(k, 1)); g.cost(bloc) != cost || distinct(bloc) != max(k, 1) {
			t.Errorf("%d blocs: %v, cost %d, want %d", k, bloc, g.cost(bloc), cost)
		}
	}
}

func TestForests(t *testing.T) {
	g := graphOf(5, append(clique(3, true), friends(3, 4), foes(0, 3))...)
	none := make([]float64, len(g.edges))
	if rows := forests(g, 2, none); len(rows) > 0 {
		t.Errorf("two blocs of two trees: %v", rows)
	}
	rows := forests(g, 4, none)
	if len(rows) == 0 {
		t.Fatal("four blocs of two trees: no rows")
	}
	for _, r := range rows {
		if len(r.edges) != 3 || r.need != 2 {
			t.Errorf("%+v", r)
		}
	}
	all := []float64{1, 1, 0, 1, 1} // 0-1, 0-2, 0-3, 1-2, 3-4
	if rows := forests(g, 5, all); len(rows) > 0 {
		t.Errorf("all given up: %v", rows)
	}
}

func TestSpanned(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 100 {
		n := 2 + r.IntN(10)
		side := make([]int, n)
		for v := range side {
			side[v] = r.IntN(2)
		}
		ties := randomTies(r, n)
		for i, e := range ties {
			ties[i].Positive = side[e.A] == side[e.B]
		}
		g := graphOf(n, ties...)
		if bloc := g.spanned(r.Perm(len(g.edges)), 2); g.cost(bloc) != 0 {
			t.Errorf("balanced, but %v costs %d", bloc, g.cost(bloc))
		}
	}
}
