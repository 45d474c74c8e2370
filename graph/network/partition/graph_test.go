package partition

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// graphOf returns a graph with an edge of weight 1 for each tie.
func graphOf(n int, ties ...Tie) *graph { return newGraph(n, edgesOf(ties)) }

func friends(a, b int) Tie { return Tie{a, b, true} }

func foes(a, b int) Tie { return Tie{a, b, false} }

func TestEdgesOf(t *testing.T) {
	for _, c := range []struct {
		name string
		ties []Tie
		want []edge
	}{
		{"none", nil, []edge{}},
		{"turned", []Tie{friends(2, 1)}, []edge{{1, 2, 1, true}}},
		{"in order", []Tie{friends(1, 2), foes(0, 3), friends(0, 2)}, []edge{{0, 2, 1, true}, {0, 3, 1, false}, {1, 2, 1, true}}},
		{"twice", []Tie{foes(1, 2), foes(2, 1)}, []edge{{1, 2, 1, false}}},
		{"both signs", []Tie{foes(1, 2), friends(2, 1), friends(3, 4)}, []edge{{3, 4, 1, true}}},
		{"oneself", []Tie{foes(1, 1)}, []edge{}},
	} {
		if diff := cmp.Diff(c.want, edgesOf(c.ties), cmp.AllowUnexported(edge{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestCost(t *testing.T) {
	g := newGraph(3, []edge{{0, 1, 5, true}, {1, 2, 3, false}})
	for _, c := range []struct {
		bloc []int
		want int
	}{{[]int{0, 0, 1}, 0}, {[]int{0, 0, 0}, 3}, {[]int{0, 1, 0}, 5}, {[]int{0, 1, 1}, 8}} {
		if got := g.cost(c.bloc); got != c.want {
			t.Errorf("%v: %d, want %d", c.bloc, got, c.want)
		}
	}
}

func TestBlocksOf(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		ties []Tie
		want [][]int // in the order that join requires
	}{
		{"none", 2, nil, nil},
		{"a bridge", 3, []Tie{friends(0, 2)}, [][]int{{0, 2}}},
		{"a chain", 3, []Tie{friends(0, 1), friends(1, 2)}, [][]int{{0, 1}, {1, 2}}},
		{"a triangle", 3, clique(3, true), [][]int{{0, 1, 2}}},
		{"two triangles at one actor", 5, append(clique(3, true), foes(2, 3), foes(3, 4), foes(2, 4)), [][]int{{0, 1, 2}, {2, 3, 4}}},
		{"two apart", 4, []Tie{friends(0, 1), friends(2, 3)}, [][]int{{2, 3}, {0, 1}}},
	} {
		var got [][]int
		for _, b := range blocksOf(graphOf(c.n, c.ties...)) {
			got = append(got, b.actors)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestBlocksMeetInOne checks that blocks partition the edges of random graphs and that each shares at most one vertex with
// those before it.
func TestBlocksMeetInOne(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 200 {
		n := 2 + r.IntN(12)
		g := graphOf(n, randomTies(r, n)...)
		seen, edges := map[int]bool{}, 0
		for _, b := range blocksOf(g) {
			shared := 0
			for _, a := range b.actors {
				if seen[a] {
					shared++
				}
				seen[a] = true
			}
			if shared > 1 {
				t.Errorf("%v shares %d vertices with those before it", b.actors, shared)
			}
			edges += len(b.graph.edges)
		}
		if edges != len(g.edges) {
			t.Errorf("%d of %d edges", edges, len(g.edges))
		}
	}
}

func TestPartKeepsEdges(t *testing.T) {
	g := newGraph(6, []edge{{0, 1, 1, true}, {1, 4, 2, false}, {4, 5, 3, true}})
	b := g.part([]int32{2, 1}, make([]int32, len(g.adj)))
	if diff := cmp.Diff([]int{1, 4, 5}, b.actors); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]edge{{0, 1, 2, false}, {1, 2, 3, true}}, b.graph.edges, cmp.AllowUnexported(edge{})); diff != "" {
		t.Error(diff)
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name                      string
		whole, actors, part, want []int
	}{
		{"the first", []int{-1, -1, -1}, []int{0, 2}, []int{1, 0}, []int{1, -1, 0}},
		{"agreeing", []int{0, 1, -1}, []int{1, 2}, []int{1, 0}, []int{0, 1, 0}},
		{"swapped", []int{0, 1, -1}, []int{1, 2}, []int{0, 1}, []int{0, 1, 0}},
		{"a third", []int{2, -1, -1}, []int{0, 1, 2}, []int{0, 1, 2}, []int{2, 1, 0}},
	} {
		join(c.whole, c.actors, c.part)
		if diff := cmp.Diff(c.want, c.whole); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestEnough(t *testing.T) {
	for _, c := range []struct{ foes, want int }{{0, 2}, {1, 2}, {2, 2}, {3, 3}, {5, 3}, {6, 4}, {10, 5}} {
		var ties []Tie
		for i := range c.foes {
			ties = append(ties, foes(0, i+1))
		}
		if got := graphOf(12, ties...).sufficient(); got != c.want {
			t.Errorf("%d hostile ties: %d blocs, want %d", c.foes, got, c.want)
		}
	}
}

func TestRenumber(t *testing.T) {
	bloc := []int{-1, 7, 3, 7, -1, 0}
	if count := renumber(bloc); count != 3 {
		t.Errorf("%d blocs", count)
	}
	if diff := cmp.Diff([]int{-1, 0, 1, 0, -1, 2}, bloc); diff != "" {
		t.Error(diff)
	}
}
