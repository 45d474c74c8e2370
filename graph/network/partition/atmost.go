package partition

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// A solution is a partition of one graph, with its cost and a lower bound on all costs.
type solution struct {
	bloc        []int
	cost, bound int
	stopped     bool // whether the search ended before it was complete
}

// atMost partitions a graph into at most k blocs: it reduces the graph, solves the blocks of the reduced graph one by one
// and restores the rest.
func atMost(ctx context.Context, g *graph, k int) solution {
	if k == 1 {
		s := solution{bloc: make([]int, len(g.adj))}
		s.cost = g.cost(s.bloc)
		s.bound = s.cost
		return s
	}
	left, r := reduce(ctx, g, k)
	s := solution{bloc: slices.Repeat([]int{-1}, len(g.adj)), bound: r.cost}
	blocks := blocksOf(left)
	parts := solveBlocks(ctx, blocks, k)
	for i, b := range blocks {
		join(s.bloc, b.actors, parts[i].best.bloc)
		s.bound += parts[i].best.bound
		s.stopped = s.stopped || parts[i].best.stopped
	}
	r.restore(s.bloc)
	s.cost = g.cost(s.bloc)
	return s
}

// solveBlocks partitions each block: first heuristically, then, for most of the time, with proof, and for the rest of the
// time it improves the unproven ones.
func solveBlocks(ctx context.Context, blocks []block, k int) []*solver {
	parts := make([]*solver, len(blocks))
	for i, b := range blocks {
		parts[i] = &solver{g: b.graph, k: min(k, b.graph.sufficient())}
		parts[i].begin(ctx)
	}
	inOrder := make([]*solver, len(blocks))
	for i, j := range bySize(blocks) {
		inOrder[i] = parts[j]
	}
	limited, cancel := within(ctx, proving)
	defer cancel()
	inTurn(limited, inOrder, (*solver).prove)
	inTurn(ctx, inOrder, (*solver).polish)
	return parts
}

// proving is the fraction of the time spent on proofs.
const proving = .75

// inTurn calls do for each part that is not proven. A part gets a share of the time left for it and those after it:
// proportional to its edges, but at least an equal share.
func inTurn(ctx context.Context, parts []*solver, do func(*solver, context.Context)) {
	parts = slices.DeleteFunc(slices.Clone(parts), (*solver).proven)
	edges := 0
	for _, b := range parts {
		edges += len(b.g.edges)
	}
	for i, b := range parts {
		fraction := max(float64(len(b.g.edges))/float64(edges), 1/float64(len(parts)-i))
		limited, cancel := within(ctx, fraction)
		do(b, limited)
		cancel()
		edges -= len(b.g.edges)
	}
}

// within returns a context that ends after a fraction of the time left until ctx ends.
func within(ctx context.Context, fraction float64) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok || fraction >= 1 {
		return context.WithCancel(ctx)
	}
	left := float64(time.Until(deadline)) * fraction
	return context.WithTimeout(ctx, time.Duration(left))
}

// sufficient returns a number of blocs that allows for the least cost: in an optimal partition with as few blocs as
// possible, every two blocs have a negative edge between them, or they could be merged.
func (g *graph) sufficient() int {
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

// bySize returns the indices of the blocks, those with the fewest edges first, so that a hard block takes no time from the
// easy ones.
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

// join copies the blocs of one block of actors into whole, in which at most one of these actors has a bloc already. It
// swaps two blocs of part so that the two agree on that actor.
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
