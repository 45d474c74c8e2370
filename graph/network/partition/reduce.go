package partition

import (
	"maps"
	"slices"
)

// A reduction takes vertices out of a graph without loss, over and over. Those of one or two neighbours go by series and
// parallel reductions (Hüffner, Betzler and Niedermeier 2007; Barahona and Mahjoub 1986): of the two edges of such a
// vertex only the lighter can ever be frustrated, so that one edge with the product of their signs replaces them.
// Parallel edges add up, and where their signs differ the lighter is frustrated whatever the blocs. Others are merged
// with the vertex that they follow, see [reduction.merge].
type reduction struct {
	k         int
	near      []map[int]int // of each vertex left, its neighbours and the signed weights of the edges to them
	cost      int           // what is frustrated whatever the blocs
	taken     []taken
	pending   []int
	isPending []bool
}

// A taken vertex is remembered with the edges that it had.
type taken struct {
	vertex int
	near   map[int]int
}

func newReduction(g *graph, k int) *reduction {
	r := &reduction{k: k, near: make([]map[int]int, len(g.adj)), isPending: make([]bool, len(g.adj))}
	for v, arcs := range g.adj {
		r.near[v] = make(map[int]int, len(arcs))
		for _, a := range arcs {
			r.near[v][a.to] = g.edges[a.edge].signed()
		}
	}
	return r
}

// reduce returns what is left of the graph, over the same vertices, and how to go back.
func reduce(g *graph, k int) (*graph, *reduction) {
	r := newReduction(g, k)
	for v := range r.near {
		r.look(v)
	}
	for r.drain(); r.merge(); r.drain() {
	}
	return r.left(), r
}

// drain takes all vertices that are noted.
func (r *reduction) drain() {
	for len(r.pending) > 0 {
		v := r.pending[0]
		r.pending = r.pending[1:]
		r.isPending[v] = false
		if near := r.near[v]; near != nil && len(near) <= 2 { // it may have gained some since
			r.take(v)
		}
	}
}

// look notes a vertex that may have become reducible.
func (r *reduction) look(v int) {
	if len(r.near[v]) <= 2 && !r.isPending[v] {
		r.isPending[v] = true
		r.pending = append(r.pending, v)
	}
}

// take removes a vertex of at most two neighbours.
func (r *reduction) take(v int) {
	near, ends := r.remove(v)
	if len(ends) == 2 {
		r.tie(ends[0], ends[1], r.series(near[ends[0]], near[ends[1]]))
	}
	for _, u := range ends {
		r.look(u)
	}
}

// remove takes a vertex and its edges out, and returns them.
func (r *reduction) remove(v int) (near map[int]int, ends []int) {
	near = r.near[v]
	r.near[v] = nil
	r.taken = append(r.taken, taken{v, near})
	ends = slices.Sorted(maps.Keys(near))
	for _, u := range ends {
		delete(r.near[u], v)
	}
	return near, ends
}

// series is the signed weight of the edge that replaces two in a row. With three blocs or more, a vertex with two
// enemies has a bloc to go to, whatever theirs.
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

// tie adds an edge beside the one there may be.
func (r *reduction) tie(a, b, signed int) {
	if signed == 0 {
		return
	}
	old := r.near[a][b]
	if (old > 0) != (signed > 0) {
		r.cost += min(max(old, -old), max(signed, -signed))
	}
	if old+signed == 0 {
		delete(r.near[a], b)
		delete(r.near[b], a)
		return
	}
	r.near[a][b], r.near[b][a] = old+signed, old+signed
}

// left is the graph that remains.
func (r *reduction) left() *graph {
	var edges []edge
	for a, near := range r.near {
		for _, b := range slices.Sorted(maps.Keys(near)) {
			if a < b {
				edges = append(edges, edge{a, b, max(near[b], -near[b]), near[b] > 0})
			}
		}
	}
	return newGraph(len(r.near), edges)
}

// restore puts the vertices taken, last first, into the blocs that their edges pull them to; vertices without a bloc
// are in none of the edges left and go into the first.
func (r *reduction) restore(bloc []int) {
	for v := range bloc {
		if r.near[v] != nil {
			bloc[v] = max(bloc[v], 0)
		}
	}
	for _, t := range slices.Backward(r.taken) {
		pull := make([]int, min(r.k, len(t.near)+1)) // one of so many blocs is free of neighbours
		for u, w := range t.near {
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
