package partition

import (
	"context"
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
	neighbours []neighbours // by vertex; without a list if it has been removed
	cost       int          // of the edges that any partition frustrates
	removed    []removed
	pending    []int
	isPending  []bool
}

// A removed vertex is kept with the edges that it had.
type removed struct {
	vertex     int
	neighbours []neighbour
}

func newReduction(g *graph, k int) *reduction {
	r := &reduction{k: k, neighbours: make([]neighbours, len(g.adj)), isPending: make([]bool, len(g.adj))}
	all := make([]neighbour, 0, 2*len(g.edges))
	for v, arcs := range g.adj {
		start := len(all)
		for _, a := range arcs {
			all = append(all, neighbour{a.to, int32(g.edges[a.edge].signed())}) //nolint:gosec // as narrow as an edge's
		}
		r.neighbours[v] = newNeighbours(all[start:len(all):len(all)])
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
	r.neighbours = nil // not needed any more, and large
	return left, r
}

// drain eliminates the pending vertices.
func (r *reduction) drain(ctx context.Context) {
	var steps pace.Steps
	for len(r.pending) > 0 && steps.Take(ctx) == nil {
		v := r.pending[0]
		r.pending = r.pending[1:]
		r.isPending[v] = false
		if near := &r.neighbours[v]; near.list != nil && near.count <= 2 { // it may have gained neighbours since
			r.eliminate(v)
		}
	}
}

// enqueue makes v pending if it can be eliminated.
func (r *reduction) enqueue(v int) {
	if r.neighbours[v].count <= 2 && !r.isPending[v] {
		r.isPending[v] = true
		r.pending = append(r.pending, v)
	}
}

// eliminate removes a vertex with at most two neighbours.
func (r *reduction) eliminate(v int) {
	near := r.remove(v)
	if len(near) == 2 {
		r.addEdge(int(near[0].vertex), int(near[1].vertex), r.series(near[0].weight, near[1].weight))
	}
	for _, n := range near {
		r.enqueue(int(n.vertex))
	}
}

// remove removes v and returns its neighbours.
func (r *reduction) remove(v int) []neighbour {
	near := r.neighbours[v].ordered()
	r.neighbours[v] = neighbours{}
	r.removed = append(r.removed, removed{v, near})
	for _, n := range near {
		r.neighbours[n.vertex].set(v, 0)
	}
	return near
}

// series returns the signed weight of the edge that replaces two edges in series. With three or more blocs, a vertex with
// two hostile edges always has a bloc free of both neighbours.
func (r *reduction) series(a, b int32) int32 {
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
func (r *reduction) addEdge(a, b int, signed int32) {
	if signed == 0 {
		return
	}
	old := r.neighbours[a].weight(b)
	if (old > 0) != (signed > 0) {
		r.cost += int(min(max(old, -old), max(signed, -signed)))
	}
	r.neighbours[a].set(b, old+signed)
	r.neighbours[b].set(a, old+signed)
}

// remaining returns the graph of the vertices that have not been removed.
func (r *reduction) remaining() *graph {
	ends := 0
	for v := range r.neighbours {
		ends += r.neighbours[v].count
	}
	edges := make([]edge, 0, ends/2)
	for a := range r.neighbours {
		for _, n := range r.neighbours[a].ordered() {
			if a < int(n.vertex) {
				edges = append(edges, edge{int32(a), n.vertex, max(n.weight, -n.weight), n.weight > 0}) //nolint:gosec // a vertex, too
			}
		}
	}
	return newGraph(len(r.neighbours), edges)
}

// restore puts the removed vertices, last first, into the blocs that pull them most. Vertices without a bloc have no
// remaining edges and go into the first.
func (r *reduction) restore(bloc []int) {
	for v := range bloc {
		bloc[v] = max(bloc[v], 0)
	}
	for _, t := range slices.Backward(r.removed) {
		pull := make([]int, min(r.k, len(t.neighbours)+1)) // at least one of these has no neighbour
		for _, n := range t.neighbours {
			b := bloc[n.vertex]
			pull = append(pull, make([]int, max(0, b+1-len(pull)))...)
			pull[b] += int(n.weight)
		}
		bloc[t.vertex] = slices.Index(pull, slices.Max(pull))
	}
}
