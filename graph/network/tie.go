package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/network/partition"
)

// Signed is a signed network: at most one tie between each two actors.
type Signed struct {
	// Actors are those that have ties, ordered by id.
	Actors []*alliance.Actor
	// Ties name the actors by their indices, A before B, and are ordered by them.
	Ties []partition.Tie
	// behind has, for each tie, the relations that have its sign: those with the most independent sources first, then
	// by id.
	behind [][]*alliance.Relation
}

// Ties makes a signed network of relations, each given once: two actors are tied by the sign of (friendly relations −
// hostile relations) between them, whatever their direction. A pair with as many of the one as of the other is
// ambivalent and has no tie. Actors are told apart by their pointers.
func Ties(relations []*alliance.Relation) *Signed {
	w := newWeb(relations)
	place := slices.Repeat([]int{-1}, len(w.actors))
	for i := range w.pairs {
		if p := &w.pairs[i]; len(p.friendly) != len(p.hostile) {
			place[p.a], place[p.b] = 0, 0
		}
	}
	s := &Signed{}
	for i, a := range w.actors {
		if place[i] == 0 {
			place[i] = len(s.Actors)
			s.Actors = append(s.Actors, a)
		}
	}
	for i := range w.pairs {
		p := &w.pairs[i]
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

// ties returns the signed network of the view: all of it, or the ties between the actors up to depth relations of the
// view, of whatever type, away from some actors. So a leader, whom neutral relations tie to what he leads, finds himself
// among its friends and enemies.
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
