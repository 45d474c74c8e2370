package partition

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/exhaustive"
)

func ExampleSolve() {
	// 0 and 1 are friends, and enemies of 2; 3 is a friend of both sides; 4 has no ties.
	ties := []Tie{{0, 1, true}, {0, 2, false}, {1, 2, false}, {1, 3, true}, {2, 3, true}}
	r := Solve(context.Background(), 5, ties, Blocs{Count: 2})
	fmt.Println(r.Bloc, r.Frustration, r.Optimal)
	// Output: [0 0 1 1 -1] 1 true
}

func ExampleSolve_exactly() {
	// Three friends: one of them has to stand apart from the others.
	ties := []Tie{{0, 1, true}, {1, 2, true}, {0, 2, true}}
	most := Solve(context.Background(), 3, ties, Blocs{Count: 2})
	exactly := Solve(context.Background(), 3, ties, Blocs{Count: 2, Exactly: true})
	fmt.Println(most.Frustration, exactly.Frustration)
	// Output: 0 2
}

// solve solves for at most count blocs without a deadline.
func solve(n int, ties []Tie, count int) Result {
	return Solve(context.Background(), n, ties, Blocs{Count: count})
}

// solveExactly solves for exactly count blocs without a deadline.
func solveExactly(n int, ties []Tie, count int) Result {
	return Solve(context.Background(), n, ties, Blocs{Count: count, Exactly: true})
}

// clique returns ties of one sign between all of n actors.
func clique(n int, positive bool) []Tie {
	var ties []Tie
	for a := range n {
		for b := range a {
			ties = append(ties, Tie{a, b, positive})
		}
	}
	return ties
}

// ring returns ties from each of n actors to the next, of which the first ones are hostile.
func ring(n, hostile int) []Tie {
	var ties []Tie
	for a := range n {
		ties = append(ties, Tie{a, (a + 1) % n, a >= hostile})
	}
	return ties
}

func TestSolve(t *testing.T) {
	best := func(frustration int, bloc ...int) Result {
		return Result{Bloc: append([]int{}, bloc...), Frustration: frustration, Bound: frustration, Optimal: true}
	}
	for _, c := range []struct {
		name string
		n    int
		ties []Tie
		want Blocs
		is   Result
	}{
		{"nobody", 0, nil, Blocs{Count: 2}, best(0)},
		{"nobody in a bloc", 0, nil, Blocs{2, true}, best(0)},
		{"no ties", 2, nil, Blocs{Count: 2}, best(0, -1, -1)},
		{"no ties for blocs", 2, nil, Blocs{2, true}, best(0, -1, -1)},
		{"enemies", 2, []Tie{{1, 0, false}}, Blocs{Count: 2}, best(0, 0, 1)},
		{"one bloc", 2, []Tie{{1, 0, false}}, Blocs{Count: 1}, best(1, 0, 0)},
		{"exactly one bloc", 2, []Tie{{1, 0, false}}, Blocs{1, true}, best(1, 0, 0)},
		{"no bloc", 2, []Tie{{1, 0, false}}, Blocs{}, best(1, 0, 0)},
		{"minus one bloc", 2, []Tie{{1, 0, true}}, Blocs{-1, true}, best(0, 0, 0)},
		{"at most more blocs than actors", 2, []Tie{{1, 0, true}}, Blocs{Count: 9}, best(0, 0, 0)},
		{"exactly more blocs than actors", 3, []Tie{{2, 0, true}}, Blocs{9, true}, best(1, 0, -1, 1)},
		{"as many blocs as actors", 3, clique(3, true), Blocs{3, true}, best(3, 0, 1, 2)},
		{"twice", 2, []Tie{{1, 0, false}, {0, 1, false}}, Blocs{Count: 2}, best(0, 0, 1)},
		{"both signs", 3, []Tie{{1, 0, false}, {0, 1, true}, {1, 2, true}}, Blocs{Count: 2}, best(0, -1, 0, 0)},
		{"both signs, one twice", 2, []Tie{{1, 0, false}, {0, 1, true}, {0, 1, true}}, Blocs{Count: 2}, best(0, -1, -1)},
		{"with oneself", 2, []Tie{{1, 1, false}, {0, 1, true}}, Blocs{Count: 2}, best(0, 0, 0)},
		{"hostile triangle, two blocs", 3, clique(3, false), Blocs{Count: 2}, Result{Frustration: 1, Bound: 1, Optimal: true}},
		{"hostile triangle, three blocs", 3, clique(3, false), Blocs{Count: 3}, best(0, 0, 1, 2)},
		{"two pairs", 4, []Tie{{0, 1, true}, {2, 3, true}}, Blocs{2, true}, best(0, 0, 0, 1, 1)},
		{"two pairs in three blocs", 4, []Tie{{0, 1, true}, {2, 3, true}}, Blocs{3, true}, Result{Frustration: 1, Bound: 1, Optimal: true}},
	} {
		got := Solve(context.Background(), c.n, c.ties, c.want)
		if c.is.Bloc == nil { // several are optimal
			c.is.Bloc = got.Bloc
		}
		if diff := cmp.Diff(c.is, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestSolveCliques(t *testing.T) {
	for n := 2; n <= 8; n++ {
		for k := 1; k <= n; k++ {
			// Blocs as even as possible frustrate the fewest hostile ties (Turán 1941).
			even := 0
			for i := range n {
				even += i / k
			}
			if got := solve(n, clique(n, false), k); got.Frustration != even || !got.Optimal {
				t.Errorf("%d enemies in %d blocs: %+v, want %d", n, k, got, even)
			}
			// Blocs of a single friend each, beside one large bloc, frustrate the fewest friendly ties.
			torn := n*(n-1)/2 - (n-k+1)*(n-k)/2
			if got := solveExactly(n, clique(n, true), k); got.Frustration != torn || !got.Optimal {
				t.Errorf("%d friends in exactly %d blocs: %+v, want %d", n, k, got, torn)
			}
		}
	}
}

func TestSolveRings(t *testing.T) {
	for n := 3; n <= 12; n++ {
		for hostile := range n + 1 {
			if got := solve(n, ring(n, hostile), 2); got.Frustration != hostile%2 || !got.Optimal {
				t.Errorf("ring of %d, %d hostile: %+v", n, hostile, got)
			}
			one := 0
			if hostile == 1 {
				one = 1
			}
			if got := solve(n, ring(n, hostile), 3); got.Frustration != one || !got.Optimal {
				t.Errorf("ring of %d, %d hostile, three blocs: %+v", n, hostile, got)
			}
		}
	}
}

// small draws a network that is solved in milliseconds.
func small(seed uint64) (int, []Tie) {
	return 40, recipe{actors: 40, ties: 150, blocs: 3, across: .3, enmity: .8, noise: .08}.draw(seed)
}

func TestOrderOfTiesDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for seed := range uint64(8) {
		for k := 2; k <= 5; k++ {
			n, ties := small(seed)
			want := Blocs{Count: k, Exactly: seed%2 == 0}
			before := Solve(context.Background(), n, ties, want)
			r.Shuffle(len(ties), func(i, j int) { ties[i], ties[j] = ties[j], ties[i] })
			for i, e := range ties {
				if r.IntN(2) == 0 {
					ties[i].A, ties[i].B = e.B, e.A
				}
			}
			if diff := cmp.Diff(before, Solve(context.Background(), n, ties, want)); diff != "" {
				t.Errorf("seed %d, %+v:\n%s", seed, want, diff)
			}
		}
	}
}

func TestTiesAreLeftAsTheyAre(t *testing.T) {
	n, ties := small(1)
	before := append([]Tie(nil), ties...)
	solveExactly(n, ties, 5)
	if diff := cmp.Diff(before, ties); diff != "" {
		t.Error(diff)
	}
}

func TestEndedContextStillAnswers(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for seed := range uint64(5) {
		n, ties := small(seed)
		for k := 1; k <= 6; k++ {
			for _, want := range []Blocs{{k, false}, {k, true}} {
				r := Solve(ctx, n, ties, want)
				checkResult(t, ties, want, r)
				if k > 1 && r.Optimal {
					t.Errorf("%+v: proven without time", want)
				}
			}
		}
	}
}

// checkResult fails the test if the result contradicts itself or want. Each actor must have ties.
func checkResult(t testing.TB, ties []Tie, want Blocs, r Result) {
	t.Helper()
	if got := frustrated(ties, r.Bloc); got != r.Frustration {
		t.Errorf("%+v: frustration %d, counted %d", want, r.Frustration, got)
	}
	if r.Bound > r.Frustration || r.Optimal && r.Bound < r.Frustration {
		t.Errorf("%+v: frustration %d, bound %d, optimal %v", want, r.Frustration, r.Bound, r.Optimal)
	}
	count := 0 // blocs are numbered in the order of their first actors
	for _, b := range r.Bloc {
		if b > count {
			t.Errorf("%+v: blocs %v", want, r.Bloc)
			return
		}
		count = max(count, b+1)
	}
	if count > want.Count || want.Exactly && count < min(want.Count, len(r.Bloc)) {
		t.Errorf("%+v: %d blocs", want, count)
	}
}

// TestDeadline solves networks that would take minutes without a deadline.
func TestDeadline(t *testing.T) {
	for i, c := range []struct {
		name string
		n    int
		ties []Tie
		want Blocs
	}{
		{"large", 30_000, scaleFree(30_000, 100_000, .15), Blocs{Count: 2}},
		{"large, exactly", 30_000, scaleFree(30_000, 100_000, .15), Blocs{6, true}},
		{"large, a bloc each", 30_000, scaleFree(30_000, 100_000, .15), Blocs{30_000, false}},
		{"hard", 150, recipe{actors: 150, ties: 2000, blocs: 1, noise: .5}.draw(1), Blocs{Count: 2}},
		{"all tied", 330, all(330, 1).ties, Blocs{Count: 2}},
		{"all tied, three", 330, all(330, 1).ties, Blocs{3, true}},
		{"dense", 300, evenly(300, 15_000, 1).ties, Blocs{Count: 2}},
		{"hard, exactly", 60, clique(60, true), Blocs{6, true}},
	} {
		if i%3 > 0 && !exhaustive.On() {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second/2)
		r := Solve(ctx, c.n, c.ties, c.want)
		cancel()
		t.Logf("%s: frustration %d, bound %d", c.name, r.Frustration, r.Bound)
		checkResult(t, c.ties, c.want, r)
		if 2*r.Frustration > len(c.ties) { // random blocs do as well
			t.Errorf("%s: frustration %d", c.name, r.Frustration)
		}
	}
}
