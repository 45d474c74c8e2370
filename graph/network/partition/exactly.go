package partition

import (
	"context"
	"slices"
)

// exactly partitions a graph into k blocs, none empty, given a solution for at most k; each vertex has an edge.
func exactly(ctx context.Context, g *graph, k int, s solution) solution {
	parts := g.parts(s.bloc)
	if bloc := slices.Clone(s.bloc); parts.divide(bloc, k) == k {
		s.bloc, s.cost = bloc, g.cost(bloc)
		return s
	}
	if k == 1 {
		return s
	}
	b := &brancher{g: g, k: k, exactly: true, start: s.bloc}
	found := b.solve(ctx)
	found.bound = max(found.bound, s.bound)
	return found
}

// parts are what blocs fall into when only the positive edges within them hold them together.
func (g *graph) parts(bloc []int) *clusters {
	x := make([]float64, len(g.edges))
	for i, e := range g.edges {
		if e.positive && bloc[e.a] != bloc[e.b] {
			x[i] = 1
		}
	}
	return clustersOf(g, x, whole)
}

// divide gives blocs of their own to clusters that share one until there are k blocs or none share; it returns the
// number of blocs, which it numbers anew. No positive edge held such clusters together, so that it costs nothing.
func (c *clusters) divide(bloc []int, k int) int {
	count := renumber(bloc)
	lone := make([]bool, len(c.adj)) // clusters that keep the bloc
	kept := make([]bool, max(count, k))
	moved := make(map[int]int) // the new blocs of clusters
	for v, i := range c.of {
		_, gone := moved[i]
		switch {
		case lone[i] || gone:
		case !kept[bloc[v]]:
			kept[bloc[v]], lone[i] = true, true
		case count < k:
			moved[i] = count
			count++
		}
	}
	for v, i := range c.of {
		if to, gone := moved[i]; gone {
			bloc[v] = to
		}
	}
	return count
}

// fill makes at most k blocs into k: clusters that share one are told apart, then the vertices that it costs the least
// are taken out of theirs, one by one.
func (g *graph) fill(bloc []int, k int) {
	count := g.parts(bloc).divide(bloc, k)
	hold := make([]int, len(bloc)) // what ties each vertex to its bloc
	size := make([]int, k)
	for _, e := range g.edges {
		if bloc[e.a] == bloc[e.b] {
			hold[e.a] += e.signed()
			hold[e.b] += e.signed()
		}
	}
	for _, c := range bloc {
		size[c]++
	}
	for ; count < k; count++ {
		best := -1
		for v, h := range hold {
			if size[bloc[v]] > 1 && (best < 0 || h < hold[best]) {
				best = v
			}
		}
		for _, a := range g.adj[best] {
			if bloc[a.to] == bloc[best] {
				hold[a.to] -= g.edges[a.edge].signed()
			}
		}
		size[bloc[best]]--
		bloc[best], hold[best], size[count] = count, 0, 1
	}
}
