package partition

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// A network is a random one in which every actor has ties.
type network struct {
	n    int
	ties []Tie
}

// drawNetwork draws at most the given number of actors, with any density of ties.
func drawNetwork(t *rapid.T, most int) network {
	n := rapid.IntRange(2, most).Draw(t, "actors")
	density := rapid.IntRange(1, 10).Draw(t, "density")
	var ties []Tie
	for a := range n {
		for b := range a {
			switch draw := rapid.IntRange(0, 19).Draw(t, "tie"); {
			case draw < density:
				ties = append(ties, Tie{b, a, true})
			case draw < density+3:
				ties = append(ties, Tie{b, a, false})
			}
		}
	}
	n, ties = connected(n, ties)
	return network{n, ties}
}

func drawBlocs(t *rapid.T) Blocs {
	return Blocs{rapid.IntRange(1, 6).Draw(t, "blocs"), rapid.Bool().Draw(t, "exactly")}
}

func (w network) solve(want Blocs) Result { return Solve(context.Background(), w.n, w.ties, want) }

func TestResultHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, want := drawNetwork(t, 24), drawBlocs(t)
		r := w.solve(want)
		if !r.Optimal {
			t.Fatalf("not proven: %+v", r)
		}
		if got := frustrated(w.ties, r.Bloc); got != r.Frustration || r.Bound != got {
			t.Fatalf("%+v, counted %d", r, got)
		}
	})
}

func TestSwitchingKeepsFrustration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawNetwork(t, 24)
		before := w.solve(Blocs{Count: 2}).Frustration
		side := rapid.SliceOfN(rapid.Bool(), w.n, w.n).Draw(t, "side")
		for i, e := range w.ties {
			w.ties[i].Positive = e.Positive == (side[e.A] == side[e.B])
		}
		if after := w.solve(Blocs{Count: 2}).Frustration; after != before {
			t.Fatalf("%d, after switching %d", before, after)
		}
	})
}

// balanced reports whether two blocs satisfy all ties, by breadth-first search.
func (w network) balanced() bool {
	side := make([]int, w.n)
	for v := range w.n {
		if side[v] != 0 {
			continue
		}
		side[v] = 1
		for queue := []int{v}; len(queue) > 0; queue = queue[1:] {
			for _, e := range w.ties {
				if e.A != queue[0] && e.B != queue[0] {
					continue
				}
				to, must := e.A+e.B-queue[0], -side[queue[0]]
				if e.Positive {
					must = -must
				}
				if side[to] == -must {
					return false
				}
				if side[to] == 0 {
					side[to] = must
					queue = append(queue, to)
				}
			}
		}
	}
	return true
}

func TestBalancedIffWithoutFrustration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawNetwork(t, 20)
		if rapid.Bool().Draw(t, "make it balanced") {
			side := rapid.SliceOfN(rapid.Bool(), w.n, w.n).Draw(t, "side")
			for i, e := range w.ties {
				w.ties[i].Positive = side[e.A] == side[e.B]
			}
		}
		r := w.solve(Blocs{Count: 2})
		if (r.Frustration == 0) != w.balanced() {
			t.Fatalf("%+v, balanced %v", r, w.balanced())
		}
	})
}

func TestRelabellingKeepsFrustration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, want := drawNetwork(t, 24), drawBlocs(t)
		before := w.solve(want).Frustration
		names := make([]int, w.n)
		for i := range names {
			names[i] = i
		}
		names = rapid.Permutation(names).Draw(t, "names")
		for i, e := range w.ties {
			w.ties[i].A, w.ties[i].B = names[e.A], names[e.B]
		}
		if after := w.solve(want).Frustration; after != before {
			t.Fatalf("%d, after relabelling %d", before, after)
		}
	})
}

func TestFriendWithinABlocNeverRaisesFrustration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, want := drawNetwork(t, 20), drawBlocs(t)
		if w.n == 0 {
			return
		}
		before := w.solve(want)
		a := rapid.IntRange(0, w.n-1).Draw(t, "a")
		for b := range w.n {
			if a != b && before.Bloc[a] == before.Bloc[b] && !w.tied(a, b) {
				w.ties = append(w.ties, Tie{a, b, true})
			}
		}
		if after := w.solve(want); after.Frustration > before.Frustration {
			t.Fatalf("%d, then %d", before.Frustration, after.Frustration)
		}
	})
}

func (w network) tied(a, b int) bool {
	for _, e := range w.ties {
		if e.A == a && e.B == b || e.A == b && e.B == a {
			return true
		}
	}
	return false
}

func TestMoreBlocs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawNetwork(t, 16)
		last, least := len(w.ties)+1, len(w.ties)+1
		for k := 1; k <= 5; k++ {
			most, exactly := w.solve(Blocs{Count: k}).Frustration, w.solve(Blocs{k, true}).Frustration
			least = min(least, exactly)
			if most > last || exactly < most || most != least {
				t.Fatalf("%d blocs: at most %d, with one less %d, exactly %d, of all up to it %d", k, most, last, exactly, least)
			}
			last = most
		}
	})
}

func TestApartNetworksAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawNetwork(t, 12), drawNetwork(t, 12)
		want := Blocs{Count: rapid.IntRange(1, 4).Draw(t, "blocs")}
		both := network{n: a.n + b.n, ties: a.ties}
		for _, e := range b.ties {
			both.ties = append(both.ties, Tie{e.A + a.n, e.B + a.n, e.Positive})
		}
		if sum := a.solve(want).Frustration + b.solve(want).Frustration; both.solve(want).Frustration != sum {
			t.Fatalf("together %d, apart %d", both.solve(want).Frustration, sum)
		}
	})
}
