package partition

import "context"

// A localSearch improves a partition step by step.
type localSearch interface {
	// search spends an amount of work, in units of some nanoseconds. It stops early when the context ends or the cost of
	// the best partition is at most goal. Its path is deterministic; the context decides only how far it gets.
	search(ctx context.Context, work, goal int)
	// found returns the best partition so far, the first one if several are equally good, and its cost.
	found() ([]int, int)
}

// newLocalSearch returns a portfolio, or iterated search alone if the graph is so large that evaluating every vertex at
// each move would take too long.
func newLocalSearch(w *walker) localSearch {
	if len(w.bloc) > maxTabuVertices {
		return newIteratedSearch(w)
	}
	return newPortfolio(w)
}

// maxTabuVertices is the size of the largest graph on which tabu search runs.
const maxTabuVertices = 3000

// A portfolio alternates between tabu search and iterated search; each continues from the other's best partition if that
// is better than its own. Tabu search does better on dense graphs, iterated search on sparse ones.
type portfolio struct {
	tabu     *tabu
	iterated *iteratedSearch
	turn     int  // the length of a turn, in units of work
	iterates bool // whether it is iterated search's turn
}

func newPortfolio(w *walker) *portfolio {
	s := newIteratedSearch(w)
	other := newWalker(w.g, w.k, s.best, w.full)
	other.settle(s.best)
	return &portfolio{tabu: newTabu(other), iterated: s, turn: 100_000 * len(w.bloc)}
}

func (p *portfolio) found() ([]int, int) {
	if p.tabu.record <= p.iterated.record {
		return p.tabu.found()
	}
	return p.iterated.found()
}

func (p *portfolio) search(ctx context.Context, work, goal int) {
	for work > 0 && ctx.Err() == nil {
		if _, cost := p.found(); cost <= goal {
			return
		}
		now := min(work, p.turn)
		if p.iterates {
			p.iterated.search(ctx, now, goal)
		} else {
			p.tabu.search(ctx, now, goal)
		}
		p.share() //nolint:contextcheck // little is left to descend
		p.iterates = !p.iterates
		work -= now
	}
}

// share passes the better of the two best partitions on to the other search.
func (p *portfolio) share() {
	switch {
	case p.iterated.record < p.tabu.record:
		p.tabu.adopt(p.iterated.best)
	case p.iterated.record > p.tabu.record:
		p.iterated.begin(p.tabu.best)
	}
}
