package partition

// An edge stands for weight ties of the same sign.
type edge struct {
	a, b     int
	weight   int
	positive bool
}

// signed returns the weight with the sign of the edge.
func (e edge) signed() int {
	if e.positive {
		return e.weight
	}
	return -e.weight
}

// An arc is an edge seen from one of its ends.
type arc struct{ to, edge int }

// A graph is a signed, weighted, undirected graph without loops.
type graph struct {
	edges []edge
	adj   [][]arc // by vertex, in the order of edges
}

func newGraph(n int, edges []edge) *graph {
	g := &graph{edges: edges, adj: make([][]arc, n)}
	for i, e := range edges {
		g.adj[e.a] = append(g.adj[e.a], arc{e.b, i})
		g.adj[e.b] = append(g.adj[e.b], arc{e.a, i})
	}
	return g
}

// cost returns the weight of the edges that bloc frustrates.
func (g *graph) cost(bloc []int) int {
	sum := 0
	for _, e := range g.edges {
		if (bloc[e.a] == bloc[e.b]) != e.positive {
			sum += e.weight
		}
	}
	return sum
}
