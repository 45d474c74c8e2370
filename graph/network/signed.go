package network

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"entente/graph/alliance"
	"entente/graph/network/partition"
	"entente/graph/pace"
)

// Signed is a signed network: actors and their ties.
type Signed struct {
	// Actors are those that have ties, ordered by id.
	Actors []*alliance.Actor
	// Ties refer to the actors by index, with A before B, and are ordered by A, then B.
	Ties  []partition.Tie
	graph *signedGraph
	// pairs holds the index of the pair of each tie.
	pairs []int32
}

// Ties returns the signed network of the ties of the whole view or, given ids, of those between the actors up to depth
// relations of the view, of any type, away from these. Neutral relations are followed because they connect a leader with
// those he leads, and so with their friends and enemies. If an id is unknown, the error wraps [ErrUnknownActor].
func (v View) Ties(ctx context.Context, around []string, depth int) (*Signed, error) {
	find := func() (*Signed, error) { return v.findTies(ctx, around, depth) }
	if v.Keep == nil {
		return find()
	}
	return v.Keep(fmt.Sprintf("%q %d", around, depth), find)
}

// findTies is [View.Ties] for a view that keeps nothing.
func (v View) findTies(ctx context.Context, around []string, depth int) (*Signed, error) {
	asked := v.proving()
	if len(around) == 0 {
		all, err := v.tied().wholeRelations(ctx)
		if err != nil {
			return nil, err
		}
		return asked.signed(ctx, all, nil)
	}
	r, err := asked.reach(ctx, around, depth)
	if err != nil {
		return nil, err
	}
	all, err := v.tied().from(ctx, r) // support against one of them, and memberships, lead elsewhere
	if err != nil {
		return nil, err
	}
	return asked.signed(ctx, all, func(one, other *alliance.Actor) bool { return r.has[one] && r.has[other] })
}

// signed returns the ties that whole relations make, for the pairs that are wanted, and the actors that have them.
func (v View) signed(ctx context.Context, relations []*alliance.Relation, wanted func(one, other *alliance.Actor) bool) (*Signed, error) {
	g, err := v.signedGraph(ctx, relations, wanted)
	if err != nil {
		return nil, err
	}
	g.whole = true
	return newSigned(ctx, g)
}

// newSigned returns the ties of a graph, and the actors that have them.
func newSigned(ctx context.Context, g *signedGraph) (*Signed, error) {
	s := &Signed{graph: g}
	tied, ties := make([]bool, len(g.actors)), 0
	if err := g.ties(ctx, func(_ int, p *pair) { tied[p.a], tied[p.b] = true, true; ties++ }); err != nil {
		return nil, err
	}
	place := make([]int, len(g.actors))
	for i, is := range tied {
		if is {
			place[i] = len(s.Actors)
			s.Actors = append(s.Actors, g.actors[i])
		}
	}
	s.Ties, s.pairs = slices.Grow(s.Ties, ties), make([]int32, 0, ties)
	return s, g.ties(ctx, func(i int, p *pair) {
		s.Ties = append(s.Ties, partition.Tie{A: place[p.a], B: place[p.b], Positive: p.positive()})
		s.pairs = append(s.pairs, int32(i)) //nolint:gosec // there are fewer pairs
	})
}

// pair returns that of a tie.
func (s *Signed) pair(tie int) *pair { return &s.graph.pairs[s.pairs[tie]] }

// relations returns those that the given ties rest on, in the order of the ties.
func (s *Signed) relations(ties ...int) []*alliance.Relation {
	var all []Tie
	for _, i := range ties {
		all = append(all, s.tie(i, s.pair(i).days))
	}
	return relationsOf(all)
}

// tie returns a tie on some of its days.
func (s *Signed) tie(i int, days alliance.DaySet) Tie {
	return s.graph.tie(s.pair(i), int(s.pair(i).a), days)
}

// Each iterates over the ties, each on all of its days, in the order of s.Ties. After an error, that of the context, it ends.
func (s *Signed) Each(ctx context.Context) iter.Seq2[*Tie, error] {
	return func(yield func(*Tie, error) bool) {
		var steps pace.Steps
		for i := range s.pairs {
			if err := steps.TakeAll(ctx, tieSteps); err != nil {
				yield(nil, err)
				return
			}
			t := s.tie(i, s.pair(i).days)
			if !yield(&t, nil) {
				return
			}
		}
	}
}

// tieSteps is how many steps it takes to make a tie of a pair, and something of the tie.
const tieSteps = 16
