package partition

import (
	"cmp"
	"context"
	"slices"
)

// A solution is a partition of one graph, with its cost and a lower bound on all costs.
type solution struct {
	bloc        []int
	cost, bound int
	stopped     bool // before the search was complete
}

// atMost partitions a graph into at most k blocs: it reduces the graph, solves what is left block by block, and goes
// back.
func atMost(ctx context.Context, g *graph, k int) solution {
	if k == 1 {
		s := solution{bloc: make([]int, len(g.adj))}
		s.cost = g.cost(s.bloc)
		s.bound = s.cost
		return s
	}
	left, r := reduce(g, k)
	s := solution{bloc: slices.Repeat([]int{-1}, len(g.adj)), cost: r.cost, bound: r.cost}
	blocks := blocksOf(left)
	parts := make([]solution, len(blocks))
	for _, i := range bySize(blocks) {
		part := &brancher{g: blocks[i].graph, k: min(k, blocks[i].graph.enough())}
		parts[i] = part.solve(ctx)
		s.cost += parts[i].cost
		s.bound += parts[i].bound
		s.stopped = s.stopped || parts[i].stopped
	}
	for i, b := range blocks {
		join(s.bloc, b.actors, parts[i].bloc)
	}
	r.restore(s.bloc)
	return s
}

// enough is a number of blocs that suffices for the least cost: in a best partition with as few blocs as can be, each
// two have a negative edge between them, or they could be one.
func (g *graph) enough() int {
	negative := 0
	for _, e := range g.edges {
		if !e.positive {
			negative++
		}
	}
	k := 2
	for (k+1)*k/2 <= negative {
		k++
	}
	return k
}

// bySize returns the indices of the blocks, those with the fewest ties first, so that a hard one takes no time from
// the easy ones.
func bySize(blocks []block) []int {
	order := make([]int, len(blocks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(len(blocks[i].graph.edges), len(blocks[j].graph.edges))
	})
	return order
}

// join writes the blocs of one block of actors into whole, in which at most one of them has its bloc already: it swaps
// two names in part so that both agree there.
func join(whole, actors, part []int) {
	from, to := 0, 0
	for i, a := range actors {
		if whole[a] >= 0 {
			from, to = part[i], whole[a]
		}
	}
	for i, a := range actors {
		switch part[i] {
		case from:
			whole[a] = to
		case to:
			whole[a] = from
		default:
			whole[a] = part[i]
		}
	}
}
