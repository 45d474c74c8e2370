package partition

import (
	"math/rand/v2"
	"testing"
)

// switched flips the signs of all ties between the actors on one side and the others.
func switched(ties []Tie, side []bool) []Tie {
	turned := make([]Tie, len(ties))
	for i, e := range ties {
		turned[i] = Tie{e.A, e.B, e.Positive == (side[e.A] == side[e.B])}
	}
	return turned
}

func TestCliques(t *testing.T) {
	side := []bool{true, false, true, true, false, false, true}
	for _, c := range []struct {
		name  string
		k     int
		ties  []Tie
		edges int // of the row with the greatest need
		need  int
	}{
		{"enemies", 2, clique(5, false), 10, 4},
		{"enemies in three blocs", 3, clique(7, false), 21, 5},
		{"switched enemies", 2, switched(clique(7, false), side), 21, 9},
		{"switched enemies in three blocs", 3, switched(clique(7, false), side), 6, 1}, // those of one side
		{"friends", 2, clique(7, true), 0, 0},
		{"implied by cycles", 2, clique(4, false), 0, 0},
		{"blocs for all", 5, clique(5, false), 0, 0},
	} {
		g := graphOf(7, c.ties...)
		var most row
		for _, r := range newCliques(g, c.k).violated(make([]float64, len(g.edges))) {
			if r.need > most.need {
				most = r
			}
		}
		if len(most.edges) != c.edges || most.need != c.need {
			t.Errorf("%s: %+v, want %d of %d", c.name, most, c.need, c.edges)
		}
	}
}

// TestCliqueRowsHold checks the rows of hostile and switched cliques, with noise, against every partition.
func TestCliqueRowsHold(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 12))
	found := 0
	for range 150 {
		n, k := 6+r.IntN(2), 2+r.IntN(3)
		side := make([]bool, n)
		for v := range side {
			side[v] = k == 2 && r.IntN(2) == 0
		}
		ties := switched(clique(n, false), side)
		for range r.IntN(6) {
			i := r.IntN(len(ties))
			ties[i].Positive = !ties[i].Positive
		}
		g := graphOf(n, ties[r.IntN(3):]...)
		x := make([]float64, len(g.edges))
		for i := range x {
			x[i] = r.Float64() / 3
		}
		rows := newCliques(g, k).violated(x)
		found += len(rows)
		g.checkRows(t, k, rows, x, false)
		g.checkRows(t, k, rows, x, true)
	}
	if found < 100 {
		t.Errorf("%d rows", found)
	}
}

func TestNoCliquesOfLargeGraphs(t *testing.T) {
	if newCliques(graphOf(maxCliqueVertices+1, foes(0, maxCliqueVertices)), 2) != nil {
		t.Error("a table of all pairs")
	}
}
