package partition

import (
	"context"
	"math/rand/v2"
	"testing"

	"entente/graph/exhaustive"
)

// least returns the least frustration by trying every partition.
func least(n int, ties []Tie, want Blocs) int {
	bloc := make([]int, n)
	best := len(ties) + 1
	var try func(v, used int)
	try = func(v, used int) {
		if want.Exactly && used+n-v < want.Count {
			return
		}
		if v == n {
			best = min(best, frustrated(ties, bloc))
			return
		}
		for c := range min(want.Count, used+1) {
			bloc[v] = c
			try(v+1, max(used, c+1))
		}
	}
	try(0, 0)
	return best
}

func frustrated(ties []Tie, bloc []int) int {
	sum := 0
	for _, t := range ties {
		if (bloc[t.A] == bloc[t.B]) != t.Positive {
			sum++
		}
	}
	return sum
}

func randomTies(r *rand.Rand, n int) []Tie {
	density, hostile := r.Float64(), r.Float64()
	var ties []Tie
	for a := range n {
		for b := range a {
			if r.Float64() < density {
				ties = append(ties, Tie{a, b, r.Float64() > hostile})
			}
		}
	}
	return ties
}

// connected drops actors without ties, which the brute force does not know.
func connected(n int, ties []Tie) (int, []Tie) {
	name := make([]int, n)
	for _, t := range ties {
		name[t.A], name[t.B] = 1, 1
	}
	count := 0
	for v, tied := range name {
		name[v] = count
		count += tied
	}
	named := make([]Tie, len(ties))
	for i, t := range ties {
		named[i] = Tie{name[t.A], name[t.B], t.Positive}
	}
	return count, named
}

func TestAgainstBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	networks := 200
	if exhaustive.On() {
		networks = 800
	}
	for i := range networks {
		n := 1 + r.IntN(8)
		if i%100 == 0 {
			n = 10
		}
		n, ties := connected(n, randomTies(r, n))
		for k := 1; k <= 5; k++ {
			for _, want := range []Blocs{{Count: k}, {Count: k, Exactly: true}} {
				checkLeast(t, n, ties, want)
			}
		}
	}
}

// checkLeast compares Solve with the brute force.
func checkLeast(t *testing.T, n int, ties []Tie, want Blocs) {
	t.Helper()
	r := Solve(context.Background(), n, ties, want)
	limit := Blocs{min(want.Count, n), want.Exactly}
	best := least(n, ties, limit)
	if r.Frustration != best || !r.Optimal || frustrated(ties, r.Bloc) != best {
		t.Fatalf("%d actors, %+v, %v: %+v, want %d", n, want, ties, r, best)
	}
	blocs := 0
	for _, b := range r.Bloc {
		blocs = max(blocs, b+1)
	}
	if blocs > limit.Count || want.Exactly && blocs < limit.Count {
		t.Fatalf("%d actors, %+v, %v: %d blocs", n, want, ties, blocs)
	}
}
