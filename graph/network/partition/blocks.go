package partition

import "slices"

// A block is a maximal part of a graph that no single vertex disconnects, or a bridge.
type block struct {
	actors []int  // the vertex of the whole graph behind each of its own, ascending
	graph  *graph // over its own vertices
}

// whole returns the graph without the vertices that have no edges.
func (g *graph) whole() block {
	all := make([]int, len(g.edges))
	for i := range all {
		all[i] = i
	}
	return g.part(all)
}

// blocksOf returns the blocks of g in an order in which each shares at most one vertex with all before it (Hopcroft
// and Tarjan 1973). Vertices without edges are in none.
func blocksOf(g *graph) []block {
	w := &blockWalk{g: g, order: make([]int, len(g.adj)), low: make([]int, len(g.adj))}
	for v := range g.adj {
		if w.order[v] == 0 {
			w.visit(v, -1)
		}
	}
	slices.Reverse(w.blocks) // the walk closes a block after those that hang from it
	return w.blocks
}

// A blockWalk is a depth-first walk that cuts a graph into blocks.
type blockWalk struct {
	g          *graph
	order, low []int // when each vertex was reached, and the earliest vertex reached from below it
	clock      int
	open       []int // edges walked whose block is not complete
	blocks     []block
}

func (w *blockWalk) visit(v, parent int) {
	w.clock++
	w.order[v], w.low[v] = w.clock, w.clock
	for _, a := range w.g.adj[v] {
		switch {
		case a.edge == parent || w.order[a.to] > w.order[v]:
		case w.order[a.to] > 0:
			w.open = append(w.open, a.edge)
			w.low[v] = min(w.low[v], w.order[a.to])
		default:
			first := len(w.open)
			w.open = append(w.open, a.edge)
			w.visit(a.to, a.edge)
			w.low[v] = min(w.low[v], w.low[a.to])
			if w.low[a.to] >= w.order[v] {
				w.blocks = append(w.blocks, w.g.part(w.open[first:]))
				w.open = w.open[:first]
			}
		}
	}
}

// part returns the edges given, and their ends, as a graph of its own.
func (g *graph) part(edges []int) block {
	slices.Sort(edges)
	var actors []int
	for _, i := range edges {
		actors = append(actors, g.edges[i].a, g.edges[i].b)
	}
	slices.Sort(actors)
	actors = slices.Compact(actors)
	at := make(map[int]int, len(actors))
	for i, a := range actors {
		at[a] = i
	}
	own := make([]edge, len(edges))
	for i, j := range edges {
		own[i] = g.edges[j]
		own[i].a, own[i].b = at[own[i].a], at[own[i].b]
	}
	return block{actors, newGraph(len(actors), own)}
}
