package partition

import "slices"

const (
	maxCliqueVertices = 1024 // limits the table of all pairs
	cliqueStarts      = 4    // cliques grown from each vertex
	minExcess         = 0.01 // by how much a row must be violated
)

// cliques finds rows of hostile cliques. The edges among p enemies in k blocs are frustrated least if the blocs are as even
// as possible (Turán 1941); the row is a facet of the k-partition polytope unless k divides p (Chopra and Rao 1993). With
// two blocs, cliques count as hostile if switching, which flips all signs between some vertices and the others, makes
// them so: if all their triangles are negative (Barahona and Mahjoub 1986).
type cliques struct {
	g     *graph
	k     int
	least int       // the size of the smallest useful clique
	edge  [][]int32 // by pair of vertices: the edge, or -1
}

// newCliques returns nil if the graph is too large.
func newCliques(g *graph, k int) *cliques {
	n := len(g.adj)
	if n > maxCliqueVertices {
		return nil
	}
	c := &cliques{g: g, k: k, least: k + 1, edge: make([][]int32, n)}
	if k == 2 {
		c.least = 5 // smaller ones add nothing to the rows of cycles
	}
	for v := range c.edge {
		c.edge[v] = slices.Repeat([]int32{-1}, n)
	}
	for i, e := range g.edges {
		c.edge[e.a][e.b], c.edge[e.b][e.a] = int32(i), int32(i)
	}
	return c
}

// violated returns rows that x violates. It is a heuristic and may miss some: from each vertex it grows cliques greedily,
// always by the vertex with the least sum of x over its edges to the clique, and cuts each off where its row is violated
// most.
func (c *cliques) violated(x []float64) []row {
	var found []row
	seen := map[uint64]bool{}
	for v, arcs := range c.g.adj {
		length := make([]float64, len(arcs))
		for i, a := range arcs {
			length[i] = x[a.edge]
		}
		for _, i := range byValue(length)[:min(cliqueStarts, len(arcs))] {
			members, need := c.grow(x, v, int(arcs[i].to))
			if key := set(members); members != nil && !seen[key] {
				seen[key] = true
				found = append(found, row{c.among(members), need})
			}
		}
	}
	return found
}

// set returns a hash of vertices that does not depend on their order.
func set(vertices []int) uint64 {
	sum := uint64(0)
	for _, v := range vertices {
		sum += hash(v)
	}
	return sum
}

// hash returns the output of SplitMix64 (Steele, Lea and Flood 2014) for v.
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

// grow returns the members of a clique that contains a and b and the least cost of its edges, or nil if it finds none
// whose row x violates.
func (c *cliques) grow(x []float64, a, b int) (members []int, need int) {
	members = []int{a}
	var others []candidate
	for _, arc := range c.g.adj[a] {
		if c.k == 2 || !c.g.edges[arc.edge].positive {
			others = append(others, candidate{int(arc.to), x[arc.edge]})
		}
	}
	next := slices.IndexFunc(others, func(o candidate) bool { return o.vertex == b })
	sum, turán, best, size := 0.0, 0, minExcess, 0
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

// narrow keeps the candidates that are hostile to the last member, and returns the index of the one with the least sum,
// or -1.
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

// hostile reports whether b and d are enemies or, with two blocs, whether they are after switching makes both enemies of a.
func (c *cliques) hostile(a, b, d int) bool {
	positive := func(u, v int) bool { return c.g.edges[c.edge[u][v]].positive }
	return positive(b, d) == (c.k == 2 && positive(a, b) != positive(a, d))
}

// among returns the edges between the vertices, sorted.
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
