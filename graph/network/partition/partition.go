package partition

import (
	"cmp"
	"context"
	"slices"
)

// A Tie is the signed, undirected tie between two different actors, named by their indices in the caller's order.
type Tie struct {
	A, B     int
	Positive bool
}

// Blocs says how many blocs are asked for.
type Blocs struct {
	// Count is how many at most; below 1 it is taken as 1.
	Count int
	// Exactly asks for Count blocs, none empty, or as many as there are actors with ties where those are fewer.
	Exactly bool
}

// A Result sorts actors into blocs.
type Result struct {
	// Bloc gives each actor's bloc, -1 for an actor without ties. Blocs are numbered from 0 in the order of their
	// first actors.
	Bloc []int
	// Frustration counts the ties that contradict the result: positive across blocs or negative within one.
	Frustration int
	// Bound is a proven lower bound on the frustration of every partition into the blocs asked for.
	Bound int
	// Optimal tells that the search was completed: Bound equals Frustration, and the same ties always give the same
	// blocs.
	Optimal bool
}

// Solve partitions n actors into blocs with as few frustrated ties as it can. It returns as soon as a partition is proven
// the best; otherwise it goes on until ctx ends and returns the best that it found, within a second or so on networks
// of 100,000 ties, or where ctx has no deadline gives up after some more search. It never fails.
//
// Ties may come in any order and either way round. A tie given twice counts once; two of opposite signs cancel out, as
// a pair of actors that is friend and foe alike has no tie; one of an actor with itself does not count. An index outside
// 0…n-1 is a programming error and panics.
func Solve(ctx context.Context, n int, ties []Tie, want Blocs) Result {
	tied := newGraph(n, edgesOf(ties)).whole()
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

// edgesOf returns the ties as edges, smaller end first, in order, at most one for each pair.
func edgesOf(ties []Tie) []edge {
	edges := make([]edge, 0, len(ties))
	for _, t := range ties {
		if t.A != t.B {
			edges = append(edges, edge{a: min(t.A, t.B), b: max(t.A, t.B), weight: 1, positive: t.Positive})
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

// byEnds orders edges by their ends alone.
func byEnds(e, f edge) int { return cmp.Or(cmp.Compare(e.a, f.a), cmp.Compare(e.b, f.b)) }

// renumber names blocs from 0 in the order of their first actors, and leaves -1 as it is.
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
