package partition

import (
	"cmp"
	"context"
	"slices"
)

// A Tie is a signed, undirected tie between two different actors, given by their indices in the caller's order.
type Tie struct {
	A, B     int
	Positive bool
}

// Blocs is the number of blocs asked for.
type Blocs struct {
	// Count is the largest number of blocs; anything below 1 means 1.
	Count int
	// Exactly asks for Count blocs, none empty. If fewer actors have ties, each of them is a bloc.
	Exactly bool
}

// A Result sorts actors into blocs.
type Result struct {
	// Bloc is the bloc of each actor, or -1 for an actor without ties. Blocs are numbered from 0 in the order of their
	// first actors.
	Bloc []int
	// Frustration counts the ties that contradict the result: positive across blocs or negative within one.
	Frustration int
	// Bound is a proven lower bound on the frustration of any partition into the blocs asked for.
	Bound int
	// Optimal reports whether the search was completed: Bound equals Frustration, and the same ties always give the
	// same blocs.
	Optimal bool
}

// Solve partitions n actors into blocs with as few frustrated ties as it can. It returns as soon as it has proven a
// partition optimal. Otherwise it searches until ctx ends, which it notices within about a second on networks of 100,000
// ties, and returns the best partition found; if ctx has no deadline, it gives up after a fixed amount of search. It
// never fails.
//
// Ties may come in any order and with their ends either way round. A tie given twice counts once, and two ties of opposite
// signs between the same actors cancel out. A tie of an actor with itself does not count. Solve panics if an index is
// outside [0, n).
func Solve(ctx context.Context, n int, ties []Tie, want Blocs) Result {
	tied := (&graph{edges: edgesOf(ties)}).withoutIsolated()
	r := Result{Bloc: slices.Repeat([]int{-1}, n), Optimal: true}
	if len(tied.actors) == 0 {
		return r
	}
	k := min(max(want.Count, 1), len(tied.actors))
	solve := atMost
	if want.Exactly {
		solve = exactly
	}
	s := solve(ctx, tied.graph, k)
	for i, a := range tied.actors {
		r.Bloc[a] = s.bloc[i]
	}
	renumber(r.Bloc)
	r.Frustration, r.Bound, r.Optimal = s.cost, s.bound, !s.stopped && s.bound == s.cost
	return r
}

// edgesOf returns the ties as edges, smaller end first, sorted by their ends, at most one for each pair.
func edgesOf(ties []Tie) []edge {
	edges := make([]edge, 0, len(ties))
	for _, t := range ties {
		if t.A != t.B {
			edges = append(edges, edge{a: int32(min(t.A, t.B)), b: int32(max(t.A, t.B)), weight: 1, positive: t.Positive})
		}
	}
	slices.SortFunc(edges, byEnds)
	edges = slices.Compact(edges)
	kept := edges[:0]
	for i := 0; i < len(edges); i++ {
		e := edges[i]
		again := i+1 < len(edges) && byEnds(e, edges[i+1]) == 0
		for again && i+1 < len(edges) && byEnds(e, edges[i+1]) == 0 {
			i++
		}
		if !again {
			kept = append(kept, e)
		}
	}
	return kept
}

// byEnds compares edges by their ends alone.
func byEnds(e, f edge) int { return cmp.Or(cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b)) }

// renumber numbers the blocs from 0 in the order of their first actors and leaves -1 as it is.
func renumber(bloc []int) (count int) {
	names := map[int]int{-1: -1}
	for i, b := range bloc {
		if _, ok := names[b]; !ok {
			names[b] = len(names) - 1
		}
		bloc[i] = names[b]
	}
	return len(names) - 1
}
