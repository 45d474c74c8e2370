package partition

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// even returns how many pairs of n actors share a bloc if the k blocs are as even as possible (Turán 1941).
func even(n, k int) int {
	sum := 0
	for i := range n {
		sum += i / k
	}
	return sum
}

// TestHostileNetworks proves networks for which the relaxation of cycles alone is weak.
func TestHostileNetworks(t *testing.T) {
	type want struct{ k, frustration int }
	for _, c := range []struct {
		named
		wants []want
	}{
		{enemies(14), []want{{3, even(14, 3)}}},
		{enemies(16), []want{{2, even(16, 2)}}},
		{enemies(20), []want{{2, even(20, 2)}, {3, even(20, 3)}, {7, even(20, 7)}}},
		{enemies(40), []want{{2, even(40, 2)}, {4, even(40, 4)}}},
		{groups(6, 5), []want{{2, 25 * even(6, 2)}, {3, 25 * even(6, 3)}, {4, 25 * even(6, 4)}, {6, 0}}},
		{groups(8, 4), []want{{2, 16 * even(8, 2)}, {3, 16 * even(8, 3)}, {4, 16 * even(8, 4)}}},
		{groups(10, 3), []want{{2, 9 * even(10, 2)}, {3, 9 * even(10, 3)}, {4, 9 * even(10, 4)}}},
		{groups(10, 6), []want{{2, 36 * even(10, 2)}, {3, 36 * even(10, 3)}, {4, 36 * even(10, 4)}}},
		{lesMisérables(), []want{{2, 85}, {3, 39}, {4, 22}}},
		{hoffmanSingleton(), []want{{2, 50}, {4, 0}}},
	} {
		for _, w := range c.wants {
			for _, exactly := range []bool{false, true} {
				r := Solve(context.Background(), c.n, c.ties, Blocs{w.k, exactly})
				if r.Frustration != w.frustration || !r.Optimal {
					t.Errorf("%s in %d blocs: frustration %d, bound %d, optimal %v; want %d", c.name, w.k, r.Frustration, r.Bound, r.Optimal, w.frustration)
				}
				checkResult(t, c.ties, Blocs{w.k, exactly}, r)
			}
		}
	}
}

// TestHostileNetworksInAnyOrder proves such networks with some signs flipped, in any order of their ties.
func TestHostileNetworksInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 15))
	for _, c := range []named{enemies(15), enemies(30), groups(6, 5), groups(5, 3)} {
		for range 5 {
			i := r.IntN(len(c.ties))
			c.ties[i].Positive = !c.ties[i].Positive
		}
		for k := 2; k <= 4; k++ {
			before := Solve(context.Background(), c.n, c.ties, Blocs{Count: k})
			if !before.Optimal {
				t.Errorf("%s in %d blocs: %d to %d", c.name, k, before.Bound, before.Frustration)
			}
			r.Shuffle(len(c.ties), func(i, j int) { c.ties[i], c.ties[j] = c.ties[j], c.ties[i] })
			if diff := cmp.Diff(before, Solve(context.Background(), c.n, c.ties, Blocs{Count: k})); diff != "" {
				t.Errorf("%s in %d blocs:\n%s", c.name, k, diff)
			}
		}
	}
}

func TestHoffmanSingleton(t *testing.T) {
	n := hoffmanSingleton()
	g := graphOf(n.n, n.ties...)
	if len(g.edges) != 175 {
		t.Errorf("%d edges", len(g.edges))
	}
	for v := range g.adj {
		within := map[int]bool{v: true} // two steps
		for _, a := range g.adj[v] {
			within[int(a.to)] = true
			for _, b := range g.adj[a.to] {
				within[int(b.to)] = true
			}
		}
		if len(g.adj[v]) != 7 || len(within) != 50 {
			t.Errorf("%d has %d neighbours, %d within two steps", v, len(g.adj[v]), len(within))
		}
	}
}
