package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/network/partition"
)

// Signed is a signed network, with at most one tie between any two actors.
type Signed struct {
	// Actors are those that have ties, ordered by id.
	Actors []*alliance.Actor
	// Ties refer to the actors by index, with A before B, and are ordered by A, then B.
	Ties []partition.Tie
	// behind holds, for each tie, the relations that have its sign, ordered by [compareAttested].
	behind [][]*alliance.Relation
}

// Ties returns the signed network of relations, which must be distinct. The sign of a tie between two actors is the
// sign of the number of friendly minus the number of hostile relations between them, whatever their direction. If the
// numbers are equal, the actors are ambivalent and have no tie. Actors are identified by their pointers.
func Ties(relations []*alliance.Relation) *Signed {
	g := newSignedGraph(relations)
	place := slices.Repeat([]int{-1}, len(g.actors))
	for i := range g.pairs {
		if p := &g.pairs[i]; len(p.friendly) != len(p.hostile) {
			place[p.a], place[p.b] = 0, 0
		}
	}
	s := &Signed{}
	for i, a := range g.actors {
		if place[i] == 0 {
			place[i] = len(s.Actors)
			s.Actors = append(s.Actors, a)
		}
	}
	for i := range g.pairs {
		p := &g.pairs[i]
		tie := func(positive bool) partition.Tie {
			return partition.Tie{A: place[p.a], B: place[p.b], Positive: positive}
		}
		switch f, h := p.counts(); {
		case f > h:
			s.Ties, s.behind = append(s.Ties, tie(true)), append(s.behind, p.friendly)
		case h > f:
			s.Ties, s.behind = append(s.Ties, tie(false)), append(s.behind, p.hostile)
		}
	}
	return s
}

// ties returns the signed network of the whole view or, given ids, the ties between the actors up to depth relations of
// the view, of any type, away from these. Neutral relations are followed because they connect a leader with those he
// leads, and so with their friends and enemies.
func (v View) ties(ctx context.Context, around []string, depth int) (*Signed, error) {
	if len(around) == 0 {
		all, err := v.signed(alliance.Neutral).relations(ctx)
		return Ties(all), err
	}
	r, err := v.region(ctx, around, depth, everything)
	if err != nil {
		return nil, err
	}
	return Ties(r.relations()), nil
}
