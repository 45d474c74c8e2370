package partition

import (
	"context"
	"math/rand/v2"
	"slices"
)

// An iteratedSearch is an iterated local search (Lourenço, Martin and Stützle 2003): it repeatedly moves a random
// neighbourhood into another bloc, descends, and keeps the result unless it is worse. Its seed is fixed.
type iteratedSearch struct {
	*walker
	random *rand.Rand
	record int   // cost of the best partition
	best   []int // the first of that cost
}

// newIteratedSearch returns a search that goes on with the walker.
func newIteratedSearch(w *walker) *iteratedSearch {
	s := &iteratedSearch{walker: w, random: rand.New(rand.NewPCG(1, 2)), record: impossible, best: slices.Clone(w.bloc)}
	s.begin(s.best)
	return s
}

// begin restarts the search from bloc.
func (s *iteratedSearch) begin(bloc []int) {
	s.settle(bloc)
	s.note()
}

// note records the partition if it is the best so far.
func (s *iteratedSearch) note() {
	if s.cost < s.record {
		s.record = s.cost
		copy(s.best, s.bloc)
	}
}

func (s *iteratedSearch) found() ([]int, int) { return s.best, s.record }

func (s *iteratedSearch) search(ctx context.Context, work, goal int) {
	for i := 0; work > 0; i++ {
		if s.record <= goal || i%64 == 0 && ctx.Err() != nil {
			return
		}
		before := s.cost
		s.perturb(s.random)
		s.descendUntil(ctx)
		for _, moved := range s.journal {
			work -= 20 * (1 + len(s.g.adj[moved.vertex]))
		}
		if s.cost > before {
			s.undo()
		}
		s.journal = s.journal[:0]
		s.note()
		work -= 100
	}
}
