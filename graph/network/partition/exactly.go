package partition

import (
	"context"
	"slices"
)

// exactly partitions a graph without isolated vertices into k blocs, none empty. An optimal partition into at most k blocs
// is optimal here as well if it has k blocs or can be divided into k at no cost.
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
	b := &solver{g: g, k: k, exactly: true}
	if !s.stopped {
		b.start = s.bloc
	}
	b.begin(ctx)
	inTurn(ctx, []*solver{b}, func(b *solver, ctx context.Context) {
		limited, cancel := within(ctx, proving)
		defer cancel()
		b.prove(limited)
	})
	if b.best.stopped {
		// The result of a stopped search depends on time, so it may be used only if nothing is proven.
		b.filled(s.bloc)
		b.polish(ctx)
	}
	b.best.bound = max(b.best.bound, s.bound)
	return b.best
}

// parts returns the components that the positive edges within the blocs connect.
func (g *graph) parts(bloc []int) *clusters {
	x := make([]float64, len(g.edges))
	for i, e := range g.edges {
		if e.positive && bloc[e.a] != bloc[e.b] {
			x[i] = 1
		}
	}
	return clustersOf(g, x, integral)
}

// divide moves clusters that share a bloc into new blocs until there are k blocs or no two clusters share one. It
// renumbers the blocs and returns their number. As no positive edge connects such clusters, dividing them costs nothing.
func (c *clusters) divide(bloc []int, k int) int {
	count := renumber(bloc)
	lone := make([]bool, len(c.adj)) // clusters that keep their bloc
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

// fill turns at most k blocs into exactly k: it divides clusters that share a bloc, then moves single vertices into blocs
// of their own, the cheapest first.
func (g *graph) fill(bloc []int, k int) {
	count := g.parts(bloc).divide(bloc, k)
	hold := make([]int, len(bloc)) // by vertex: its pull to its own bloc
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
