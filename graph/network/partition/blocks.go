package partition

import "slices"

// A block is a maximal subgraph without a cut vertex, or a bridge.
type block struct {
	actors []int  // the vertices in the whole graph, ascending
	graph  *graph // over indices of actors
}

// withoutIsolated returns the graph without its isolated vertices.
func (g *graph) withoutIsolated() block {
	all, vertices := make([]int32, len(g.edges)), int32(0)
	for i, e := range g.edges {
		all[i], vertices = int32(i), max(vertices, e.a+1, e.b+1) //nolint:gosec // there are fewer edges
	}
	return g.part(all, make([]int32, vertices))
}

// blocksOf returns the blocks of g (Hopcroft and Tarjan 1973), ordered so that each shares at most one vertex with those
// before it. Isolated vertices are in none.
func blocksOf(g *graph) []block {
	n := len(g.adj)
	w := &blockWalk{g: g, order: make([]int32, n), low: make([]int32, n), scratch: make([]int32, n)}
	for v := range g.adj {
		if w.order[v] == 0 {
			w.walk(int32(v)) //nolint:gosec // there are fewer vertices
		}
	}
	slices.Reverse(w.blocks) // the walk completes a block after those below it
	return w.blocks
}

// A blockWalk splits a graph into blocks by a depth-first walk. It does not recur, since the path may have as many vertices as
// the graph, and a goroutine's stack does not shrink by itself.
type blockWalk struct {
	g          *graph
	order, low []int32 // by vertex: its number, and the least number reached from its subtree
	clock      int32
	path       []visit
	open       []int32 // edges of incomplete blocks
	scratch    []int32 // by vertex: 0, for part
	blocks     []block
}

// A visit is a vertex on the path, with the edge that leads to it, -1 for none.
type visit struct {
	vertex, edge int32
	next         int32 // the index of the next arc to follow
	first        int   // the number of open edges before it
}

// walk walks over all vertices that can be reached from one.
func (w *blockWalk) walk(from int32) {
	w.enter(from, -1)
	for len(w.path) > 0 {
		at := &w.path[len(w.path)-1]
		if int(at.next) == len(w.g.adj[at.vertex]) {
			w.leave()
			continue
		}
		a, v := w.g.adj[at.vertex][at.next], at.vertex
		at.next++
		switch {
		case a.edge == at.edge || w.order[a.to] > w.order[v]:
		case w.order[a.to] > 0:
			w.open = append(w.open, a.edge)
			w.low[v] = min(w.low[v], w.order[a.to])
		default:
			w.enter(a.to, a.edge)
		}
	}
}

// enter begins the visit of a vertex.
func (w *blockWalk) enter(v, edge int32) {
	w.clock++
	w.order[v], w.low[v] = w.clock, w.clock
	w.path = append(w.path, visit{vertex: v, edge: edge, first: len(w.open)})
	if edge >= 0 {
		w.open = append(w.open, edge)
	}
}

// leave ends the last visit, and completes the block that ends with it, if one does.
func (w *blockWalk) leave() {
	last := len(w.path) - 1
	done := w.path[last]
	w.path = w.path[:last]
	if last == 0 {
		return
	}
	v := w.path[last-1].vertex
	w.low[v] = min(w.low[v], w.low[done.vertex])
	if w.low[done.vertex] >= w.order[v] {
		w.blocks = append(w.blocks, w.g.part(w.open[done.first:], w.scratch))
		w.open = w.open[:done.first]
	}
}

// part returns the subgraph of the given edges, which it sorts. The scratch space has a 0 for each vertex, and has it again
// afterwards.
func (g *graph) part(edges, scratch []int32) block {
	slices.Sort(edges)
	var actors []int
	for _, i := range edges {
		for _, v := range []int32{g.edges[i].a, g.edges[i].b} {
			if scratch[v] == 0 {
				scratch[v] = 1
				actors = append(actors, int(v))
			}
		}
	}
	slices.Sort(actors)
	for i, a := range actors {
		scratch[a] = int32(i) //nolint:gosec // there are fewer vertices
	}
	own := make([]edge, len(edges))
	for i, j := range edges {
		own[i] = g.edges[j]
		own[i].a, own[i].b = scratch[own[i].a], scratch[own[i].b]
	}
	for _, a := range actors {
		scratch[a] = 0
	}
	return block{slices.Clip(actors), newGraph(len(actors), own)}
}
