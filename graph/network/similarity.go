package network

import (
	"context"
	"fmt"

	"entente/graph/alliance"
)

// A Similarity is how similar the alliance portfolios of two states are, and what they are.
type Similarity struct {
	// Comparison has the distance that was used.
	Comparison
	Actor, With *alliance.Actor
	// States is the number of states that live on the days asked for: the length of both portfolios.
	States int
	// Commitments are to the two states themselves, to those with which either is allied, and to those that either
	// guarantees, ordered by the id of the state. To all other states both have none.
	Commitments []Commitment
	// Undefined tells why there is no value, as an English sentence; it is absent if there is one.
	Undefined alliance.Text
	value     float64
}

// A Commitment is what two states are committed to a third, or to one of themselves.
type Commitment struct {
	State *alliance.Actor
	// OfActor and OfWith are the commitments of the one and the other as they are compared: 0 to [MaxCommitment] or, if
	// they are binary, 0 or 1.
	OfActor, OfWith int
	// Relations are the alliances, guarantees and memberships that they follow from, as the sources that count state them,
	// ordered by id. A state's commitment to itself follows from none.
	Relations []*alliance.Relation
}

// ValueOK returns how similar the portfolios are, and whether that is defined.
func (s *Similarity) ValueOK() (float64, bool) { return s.value, s.Undefined == "" }

// DistanceOK returns the distance of commitments, and whether the measure takes one.
func (s *Similarity) DistanceOK() (SimilarityDistance, bool) { return s.Distance, s.Distance != "" }

// Similarity returns how similar the alliance portfolios of two states are on the days of v.Where.AsOf, as a [Comparison]
// compares them. If an id is unknown, the error wraps [ErrUnknownActor]; if both are the same, [ErrSameActor].
//
// A portfolio holds the commitments of a state to every actor of type STATE that lives on one of the days, including itself.
// They are valued as in the Correlates of War: 3 for DEFENSE or OFFENSE, and of each state to itself; 2 for NEUTRALITY or
// NONAGGRESSION; 1 for CONSULTATION, and for an alliance of which no source says what it obliges to; otherwise 0. They
// follow from ALLIED_WITH, which commits both; from GUARANTEES, which commits the subject; and from the obligations of a
// coalition, which commit any two that are part of it on a common day. The greatest counts.
//
// Of v.Where only AsOf, Presumed, KnownBy and Sources count. Unlike in lists, Sources counts as if there were no others:
// alliances hold, and oblige to, what these sources say.
//
// The value is undefined if one of the two is no state or does not live on any of the days; if no source of alliances
// that was published by KnownBy covers them, and none is known of either; and where the measure is: see [Comparison.Of].
// A source that does not say from when it covers does so from the first day on which it states a relation of the type. It
// calls the store at most five times.
func (v View) Similarity(ctx context.Context, between, and string, by Comparison) (*Similarity, error) {
	ends, err := v.ends(ctx, between, and)
	if err != nil {
		return nil, err
	}
	by = by.usual()
	s := &Similarity{Comparison: by, Actor: ends[0], With: ends[1], Commitments: []Commitment{}}
	states, err := v.states(ctx)
	if err != nil {
		return nil, err
	}
	states = living(states, v.Where.AsOf)
	s.States = len(states)
	if s.Undefined = alliance.Text(v.gap(ends)); s.Undefined != "" {
		return s, nil
	}
	p := newPortfolios(ends, states)
	if err := v.fill(ctx, p); err != nil {
		return nil, err
	}
	covered := p.allied[0] || p.allied[1]
	if !covered {
		if covered, err = v.covered(ctx); err != nil {
			return nil, err
		}
	}
	s.compare(p, covered, v.Where.AsOf)
	return s, nil
}

// gap returns why one of two actors has no portfolio, or "".
func (v View) gap(ends []*alliance.Actor) string {
	for _, a := range ends {
		switch {
		case a.Type != alliance.State:
			return fmt.Sprintf("Only states have alliance portfolios, and %s is not one.", alliance.Named(a))
		case !a.Shares(v.Where.AsOf):
			return fmt.Sprintf("At the time asked for (%s), %s did not exist.", v.Where.AsOf.Prose(), alliance.Named(a))
		}
	}
	return ""
}

// compare sets the commitments and the value, or why there is none.
func (s *Similarity) compare(p *portfolios, covered bool, asOf alliance.Date) {
	if !covered {
		s.Undefined = alliance.Text("No source that counts covers the alliances of the time asked for (" + asOf.Prose() + ").")
		return
	}
	s.Commitments = p.commitments(s.level)
	value, ok := s.Of(p.levels[0], p.levels[1])
	if s.value = value; !ok {
		s.Undefined = "The commitments do not vary, and the measure is undefined without variance."
	}
}
