package partition

import (
	"context"
	"maps"
	"slices"

	"entente/graph/pace"
)

// A reduction repeatedly removes vertices from a graph without changing the optimum. Vertices with one or two neighbours
// go by series and parallel reductions (Hüffner, Betzler and Niedermeier 2007; Barahona and Mahjoub 1986): an optimal
// partition frustrates at most the lighter of such a vertex's two edges, so one edge with the product of their signs
// replaces them. Parallel edges add up, and if their signs differ the lighter one is frustrated in any case. Other
// vertices are merged, see [reduction.merge].
type reduction struct {
	k          int
	neighbours []map[int]int // by vertex: the signed weights of its edges, or nil if it has been removed
	cost       int           // of the edges that any partition frustrates
	removed    []removed
	pending    []int
	isPending  []bool
}

// A removed vertex is kept with the edges that it had.
type removed struct {
	vertex     int
	neighbours map[int]int
}

func newReduction(g *graph, k int) *reduction {
	r := &reduction{k: k, neighbours: make([]map[int]int, len(g.adj)), isPending: make([]bool, len(g.adj))}
	for v, arcs := range g.adj {
		r.neighbours[v] = make(map[int]int, len(arcs))
		for _, a := range arcs {
			r.neighbours[v][int(a.to)] = g.edges[a.edge].signed()
		}
	}
	return r
}

// reduce returns the reduced graph, over the same vertices, and the reduction that leads back to the original.
// Once the context is done, it reduces the graph no further.
func reduce(ctx context.Context, g *graph, k int) (*graph, *reduction) {
	r := newReduction(g, k)
	for v := range r.neighbours {
		r.enqueue(v)
	}
	for r.drain(ctx); ctx.Err() == nil && r.merge(ctx); r.drain(ctx) {
	}
	left := r.remaining()
	for v, near := range r.neighbours {
		if near != nil {
			r.neighbours[v] = map[int]int{} // not needed any more, and large
		}
	}
	return left, r
}

// drain eliminates the pending vertices.
func (r *reduction) drain(ctx context.Context) {
	var steps pace.Steps
	for len(r.pending) > 0 && steps.Take(ctx) == nil {
		v := r.pending[0]
		r.pending = r.pending[1:]
		r.isPending[v] = false
		if near := r.neighbours[v]; near != nil && len(near) <= 2 { // it may have gained neighbours since
			r.eliminate(v)
		}
	}
}

// enqueue makes v pending if it can be eliminated.
func (r *reduction) enqueue(v int) {
	if len(r.neighbours[v]) <= 2 && !r.isPending[v] {
		r.isPending[v] = true
		r.pending = append(r.pending, v)
	}
}

// eliminate removes a vertex with at most two neighbours.
func (r *reduction) eliminate(v int) {
	near, ends := r.remove(v)
	if len(ends) == 2 {
		r.addEdge(ends[0], ends[1], r.series(near[ends[0]], near[ends[1]]))
	}
	for _, u := range ends {
		r.enqueue(u)
	}
}

// remove removes v and returns its edges and, sorted, its neighbours.
func (r *reduction) remove(v int) (near map[int]int, ends []int) {
	near = r.neighbours[v]
	r.neighbours[v] = nil
	r.removed = append(r.removed, removed{v, near})
	ends = slices.Sorted(maps.Keys(near))
	for _, u := range ends {
		delete(r.neighbours[u], v)
	}
	return near, ends
}

// series returns the signed weight of the edge that replaces two edges in series. With three or more blocs, a vertex with
// two hostile edges always has a bloc free of both neighbours.
func (r *reduction) series(a, b int) int {
	weight := min(max(a, -a), max(b, -b))
	switch {
	case a > 0 && b > 0:
		return weight
	case a > 0 || b > 0:
		return -weight
	case r.k == 2:
		return weight
	default:
		return 0
	}
}

// addEdge adds an edge, in parallel to the existing one if any.
func (r *reduction) addEdge(a, b, signed int) {
	if signed == 0 {
		return
	}
	old := r.neighbours[a][b]
	if (old > 0) != (signed > 0) {
		r.cost += min(max(old, -old), max(signed, -signed))
	}
	if old+signed == 0 {
		delete(r.neighbours[a], b)
		delete(r.neighbours[b], a)
		return
	}
	r.neighbours[a][b], r.neighbours[b][a] = old+signed, old+signed
}

// remaining returns the graph of the vertices that have not been removed.
func (r *reduction) remaining() *graph {
	var edges []edge
	for a, near := range r.neighbours {
		for _, b := range slices.Sorted(maps.Keys(near)) {
			if a < b {
				edges = append(edges, edge{int32(a), int32(b), int32(max(near[b], -near[b])), near[b] > 0})
			}
		}
	}
	return newGraph(len(r.neighbours), edges)
}

// restore puts the removed vertices, last first, into the blocs that pull them most. Vertices without a bloc have no
// remaining edges and go into the first.
func (r *reduction) restore(bloc []int) {
	for v := range bloc {
		if r.neighbours[v] != nil {
			bloc[v] = max(bloc[v], 0)
		}
	}
	for _, t := range slices.Backward(r.removed) {
		pull := make([]int, min(r.k, len(t.neighbours)+1)) // at least one of these has no neighbour
		for u, w := range t.neighbours {
			if b := bloc[u]; b < len(pull) {
				pull[b] += w
			} else if w > 0 {
				pull = append(pull, make([]int, b+1-len(pull))...)
				pull[b] += w
			}
		}
		bloc[t.vertex] = slices.Index(pull, slices.Max(pull))
	}
}
