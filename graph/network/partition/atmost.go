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

// solveBlocks partitions each block: all of them quickly, then with proof as far as most of the time goes, and then those
// without one better where it can.
func solveBlocks(ctx context.Context, blocks []block, k int) []*brancher {
	parts := make([]*brancher, len(blocks))
	for i, b := range blocks {
		parts[i] = &brancher{g: b.graph, k: min(k, b.graph.enough())}
		parts[i].begin(ctx)
	}
	inOrder := make([]*brancher, len(blocks))
	for i, j := range bySize(blocks) {
		inOrder[i] = parts[j]
	}
	limited, cancel := within(ctx, proving)
	defer cancel()
	inTurn(limited, inOrder, (*brancher).prove)
	inTurn(ctx, inOrder, (*brancher).polish)
	return parts
}

// proving is the part of the time in which a proof is tried.
const proving = .75

// inTurn lets those that are not proven do something. Each has a share of the time that is left to it and those after:
// that of its edges, or if that is more, an equal one.
func inTurn(ctx context.Context, parts []*brancher, do func(*brancher, context.Context)) {
	parts = slices.DeleteFunc(slices.Clone(parts), (*brancher).proven)
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

// within returns a context that ends after a fraction of the time that is left.
func within(ctx context.Context, fraction float64) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok || fraction >= 1 {
		return context.WithCancel(ctx)
	}
	left := float64(time.Until(deadline)) * fraction
	return context.WithTimeout(ctx, time.Duration(left))
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
