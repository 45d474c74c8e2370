package partition

import "slices"

// A block is a maximal subgraph without a cut vertex, or a bridge.
type block struct {
	actors []int  // the vertices in the whole graph, ascending
	graph  *graph // over indices of actors
}

// withoutIsolated returns the graph without its isolated vertices.
func (g *graph) withoutIsolated() block {
	all := make([]int, len(g.edges))
	for i := range all {
		all[i] = i
	}
	return g.part(all)
}

// blocksOf returns the blocks of g (Hopcroft and Tarjan 1973), ordered so that each shares at most one vertex with those
// before it. Isolated vertices are in none.
func blocksOf(g *graph) []block {
	w := &blockWalk{g: g, order: make([]int, len(g.adj)), low: make([]int, len(g.adj))}
	for v := range g.adj {
		if w.order[v] == 0 {
			w.visit(v, -1)
		}
	}
	slices.Reverse(w.blocks) // the walk completes a block after those below it
	return w.blocks
}

// A blockWalk splits a graph into blocks by a depth-first walk.
type blockWalk struct {
	g          *graph
	order, low []int // by vertex: its number, and the least number reached from its subtree
	clock      int
	open       []int // edges of incomplete blocks
	blocks     []block
}

func (w *blockWalk) visit(v, parent int) {
	w.clock++
	w.order[v], w.low[v] = w.clock, w.clock
	for _, a := range w.g.adj[v] {
		switch {
		case int(a.edge) == parent || w.order[a.to] > w.order[v]:
		case w.order[a.to] > 0:
			w.open = append(w.open, int(a.edge))
			w.low[v] = min(w.low[v], w.order[a.to])
		default:
			first := len(w.open)
			w.open = append(w.open, int(a.edge))
			w.visit(int(a.to), int(a.edge))
			w.low[v] = min(w.low[v], w.low[a.to])
			if w.low[a.to] >= w.order[v] {
				w.blocks = append(w.blocks, w.g.part(w.open[first:]))
				w.open = w.open[:first]
			}
		}
	}
}

// part returns the subgraph of the given edges.
func (g *graph) part(edges []int) block {
	slices.Sort(edges)
	actors := make([]int, 0, 2*len(edges))
	for _, i := range edges {
		actors = append(actors, int(g.edges[i].a), int(g.edges[i].b))
	}
	slices.Sort(actors)
	actors = slices.Clone(slices.Compact(actors))
	at := make(map[int]int, len(actors))
	for i, a := range actors {
		at[a] = i
	}
	own := make([]edge, len(edges))
	for i, j := range edges {
		own[i] = g.edges[j]
		own[i].a, own[i].b = int32(at[int(own[i].a)]), int32(at[int(own[i].b)])
	}
	return block{actors, newGraph(len(actors), own)}
}
