package partition

// An edge stands for weight ties of the same sign. Its numbers are narrow, as those of an arc are: searches hold several graphs at a
// time, and a quarter of a million ties took 16 MB in each.
type edge struct {
	a, b, weight int32
	positive     bool
}

// signed returns the weight with the sign of the edge.
func (e edge) signed() int {
	if e.positive {
		return int(e.weight)
	}
	return -int(e.weight)
}

// An arc is an edge seen from one of its ends.
type arc struct{ to, edge int32 }

// A graph is a signed, weighted, undirected graph without loops.
type graph struct {
	edges []edge
	adj   [][]arc // by vertex, in the order of edges
}

func newGraph(n int, edges []edge) *graph {
	g := &graph{edges: edges, adj: make([][]arc, n)}
	degrees := make([]int, n)
	for _, e := range edges {
		degrees[e.a]++
		degrees[e.b]++
	}
	all := make([]arc, 2*len(edges)) // in one piece: large graphs have most of their bytes here
	for v, degree := range degrees {
		g.adj[v], all = all[:0:degree], all[degree:]
	}
	for i, e := range edges {
		g.adj[e.a] = append(g.adj[e.a], arc{e.b, int32(i)})
		g.adj[e.b] = append(g.adj[e.b], arc{e.a, int32(i)})
	}
	return g
}

// cost returns the weight of the edges that bloc frustrates.
func (g *graph) cost(bloc []int) int {
	sum := 0
	for _, e := range g.edges {
		if (bloc[e.a] == bloc[e.b]) != e.positive {
			sum += int(e.weight)
		}
	}
	return sum
}
