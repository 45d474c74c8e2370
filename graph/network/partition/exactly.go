package partition

import (
	"context"
	"slices"
)

// exactly partitions a graph into k blocs, none empty, given what ctx leaves time for; each vertex has an edge. What is
// best for at most k serves where it has k blocs or can be divided.
func exactly(ctx context.Context, g *graph, k int) solution {
	most, cancel := within(ctx, .7)
	defer cancel()
	s := atMost(most, g, k)
	divided := slices.Clone(s.bloc)
	fits := g.parts(s.bloc).divide(divided, k) == k
	if fits {
		s.bloc, s.cost = divided, g.cost(divided)
	}
	if k == 1 || fits && !s.stopped {
		return s
	}
	b := &brancher{g: g, k: k, exactly: true}
	if !s.stopped {
		b.start = s.bloc
	}
	b.begin(ctx)
	inTurn(ctx, []*brancher{b}, func(b *brancher, ctx context.Context) {
		limited, cancel := within(ctx, proving)
		defer cancel()
		b.prove(limited)
	})
	if b.best.stopped {
		// What a stopped search found depends on time, and so must not lead to what is proven.
		b.filled(s.bloc)
		b.polish(ctx)
	}
	b.best.bound = max(b.best.bound, s.bound)
	return b.best
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
