package partition

import "slices"

const (
	knit   = 1024 // vertices up to which cliques are looked for, in a table of all pairs
	starts = 4    // cliques begun at each vertex
	worth  = 0.01 // by how much the row of a clique must be violated
)

// cliques finds rows of cliques in which all are enemies: p vertices in k blocs frustrate at least what the even blocs of
// Turán (1941) do, a facet of the k-partition polytope where k does not divide p (Chopra and Rao 1993). With two blocs
// a clique counts as well that becomes so by switching, the change of all signs between some vertices and the others:
// one whose triangles are all negative (Barahona and Mahjoub 1986).
type cliques struct {
	g     *graph
	k     int
	least int       // vertices of a clique
	edge  [][]int32 // between two vertices, -1 for none
}

// newCliques returns nil where the graph is too large.
func newCliques(g *graph, k int) *cliques {
	n := len(g.adj)
	if n > knit {
		return nil
	}
	c := &cliques{g: g, k: k, least: k + 1, edge: make([][]int32, n)}
	if k == 2 {
		c.least = 5 // triangles are cycles, and cliques of four no more than theirs
	}
	for v := range c.edge {
		c.edge[v] = slices.Repeat([]int32{-1}, n)
	}
	for i, e := range g.edges {
		c.edge[e.a][e.b], c.edge[e.b][e.a] = int32(i), int32(i)
	}
	return c
}

// violated returns rows that x violates. It grows cliques from each vertex by the vertex over whose edges x sums to the
// least, and keeps each at the size where its row is violated most; so it may miss some.
func (c *cliques) violated(x []float64) []row {
	var found []row
	seen := map[uint64]bool{}
	for v, arcs := range c.g.adj {
		length := make([]float64, len(arcs))
		for i, a := range arcs {
			length[i] = x[a.edge]
		}
		for _, i := range byValue(length)[:min(starts, len(arcs))] {
			members, need := c.grow(x, v, arcs[i].to)
			if key := set(members); members != nil && !seen[key] {
				seen[key] = true
				found = append(found, row{c.among(members), need})
			}
		}
	}
	return found
}

// set is a hash of vertices in any order.
func set(vertices []int) uint64 {
	sum := uint64(0)
	for _, v := range vertices {
		sum += hash(v)
	}
	return sum
}

// hash spreads the numbers of vertices evenly (SplitMix64: Steele, Lea and Flood 2014).
func hash(v int) uint64 {
	z := (uint64(v) + 1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// A candidate may join a clique.
type candidate struct {
	vertex int
	sum    float64 // of x over its edges to the members
}

// grow returns the members of a clique with a and b, and what they frustrate at least; nil if x allows for that.
func (c *cliques) grow(x []float64, a, b int) (members []int, need int) {
	members = []int{a}
	var others []candidate
	for _, arc := range c.g.adj[a] {
		if c.k == 2 || !c.g.edges[arc.edge].positive {
			others = append(others, candidate{arc.to, x[arc.edge]})
		}
	}
	next := slices.IndexFunc(others, func(o candidate) bool { return o.vertex == b })
	sum, turán, best, size := 0.0, 0, worth, 0
	for next >= 0 {
		joining := others[next]
		turán += len(members) / c.k
		sum += joining.sum
		members = append(members, joining.vertex)
		if float64(turán)-sum > best && len(members) >= c.least {
			best, size, need = float64(turán)-sum, len(members), turán
		}
		others, next = c.narrow(x, others, members)
	}
	if size == 0 {
		return nil, 0
	}
	return members[:size], need
}

// narrow keeps the candidates that the last of the members is hostile to, and returns which has the least sum.
func (c *cliques) narrow(x []float64, others []candidate, members []int) (kept []candidate, next int) {
	first, last := members[0], members[len(members)-1]
	kept, next = others[:0], -1
	for _, o := range others {
		e := c.edge[last][o.vertex]
		if o.vertex == last || e < 0 || !c.hostile(first, last, o.vertex) {
			continue
		}
		o.sum += x[e]
		if next < 0 || o.sum < kept[next].sum {
			next = len(kept)
		}
		kept = append(kept, o)
	}
	return kept, next
}

// hostile tells whether b and c are enemies, with two blocs after switching such that both are a's.
func (c *cliques) hostile(a, b, d int) bool {
	positive := func(u, v int) bool { return c.g.edges[c.edge[u][v]].positive }
	return positive(b, d) == (c.k == 2 && positive(a, b) != positive(a, d))
}

// among returns the edges between the vertices.
func (c *cliques) among(vertices []int) []int {
	var edges []int
	for i, a := range vertices {
		for _, b := range vertices[:i] {
			edges = append(edges, int(c.edge[a][b]))
		}
	}
	slices.Sort(edges)
	return edges
}
