package network

import (
	"context"
	"fmt"

	"entente/graph/alliance"
)

// An AlignmentRule is a rule by which one actor's stand to another is concluded from relations.
type AlignmentRule string

// The rules. Those of two relations are Heider's (1946); that of three is how proxies make their backers adversaries.
const (
	// Direct: a friendly or hostile relation between the two.
	Direct AlignmentRule = "DIRECT"
	// CommonFriend: both are friendly to, or befriended by, the same third actor.
	CommonFriend AlignmentRule = "COMMON_FRIEND"
	// CommonEnemy: both are hostile to the same third actor.
	CommonEnemy AlignmentRule = "COMMON_ENEMY"
	// FriendOfEnemy: one is friendly to a third actor that the other is hostile to.
	FriendOfEnemy AlignmentRule = "FRIEND_OF_ENEMY"
	// OpposedProxies: each is friendly to one of two other actors that are hostile to each other.
	OpposedProxies AlignmentRule = "OPPOSED_PROXIES"
)

// AlignmentRules returns every rule, in the order of the schema.
func AlignmentRules() []AlignmentRule {
	return []AlignmentRule{Direct, CommonFriend, CommonEnemy, FriendOfEnemy, OpposedProxies}
}

// An Alignment is how one actor stands to another, and why.
//
// There is a reason for each choice of relations that fits a rule, whatever their direction: with two relations from
// one actor and three from the other to the same third actor there are six.
type Alignment struct {
	Actor, With *alliance.Actor
	// Sign is that of most reasons; Neutral where there are none, or as many for as against.
	Sign alliance.Sign
	// Score adds up the signs of all reasons, each divided by the number of its relations.
	Score float64
	// For and Against are how many reasons there are, listed or not.
	For, Against int
	// Reasons are the first [MaxReasons]: by rule; then those whose least attested relation has the most independent
	// sources; then by the ids of the actors in between; then, step by step, those relations with the most independent
	// sources, then by id.
	Reasons []Reason
}

// A Reason is some relations that show how one actor stands to another.
type Reason struct {
	Rule AlignmentRule
	// Relations lead, in order, from the one actor to the other.
	Relations []*alliance.Relation
	// actors are those on the way, both ends included.
	actors []*alliance.Actor
}

// Sign is the product of the relations' signs.
func (r Reason) Sign() alliance.Sign { return product(r.Relations) }

// product returns the product of the signs of relations: Neutral where one is neutral.
func product(relations []*alliance.Relation) alliance.Sign {
	sign := alliance.Positive
	for _, r := range relations {
		switch r.Sign() {
		case alliance.Neutral:
			return alliance.Neutral
		case sign:
			sign = alliance.Positive
		default:
			sign = alliance.Negative
		}
	}
	return sign
}

// Alignment returns how two actors stand to each other. An id that no actor has is an error that wraps
// [ErrUnknownActor]; two ids that are the same, one that wraps [ErrSameActor].
//
// The work grows with the number of relations of the two actors and of the hostile ones of those friends that the
// actor with fewer has; the store is called three times.
func (v View) Alignment(ctx context.Context, between, and string) (*Alignment, error) {
	ends, err := v.ends(ctx, between, and)
	if err != nil {
		return nil, err
	}
	v = v.proving().signed(alliance.Neutral)
	lists, err := v.step(ctx, ends, alliance.Both)
	if err != nil {
		return nil, err
	}
	known := idsOf(ends)
	proxies := unknown(known, friends(ends[0], lists[0]))
	if others := unknown(known, friends(ends[1], lists[1])); len(others) < len(proxies) {
		proxies = others
	}
	hostile, err := v.signed(alliance.Negative).step(ctx, proxies, alliance.Both)
	if err != nil {
		return nil, err
	}
	found := align(ends[0], ends[1], append(once(ends, lists), without(known, once(proxies, hostile))...))
	return &found, v.completeReasons(ctx, found)
}

// ends returns two different actors.
func (v View) ends(ctx context.Context, one, other string) ([]*alliance.Actor, error) {
	actors, err := v.actors(ctx, one, other)
	if err == nil && one == other {
		err = fmt.Errorf("%w: %q", ErrSameActor, one)
	}
	return actors, err
}

// align concludes how two actors stand to each other from relations.
func align(a, b *alliance.Actor, relations []*alliance.Relation) Alignment {
	w := newWeb(relations)
	from, ok := w.find(a.ID)
	to, both := w.find(b.ID)
	if !ok || !both {
		return Alignment{Actor: a, With: b, Sign: alliance.Neutral, Reasons: []Reason{}}
	}
	return w.alignment(from, to, w.standings(from)[to])
}

// alignment returns how one actor of the web stands to another.
func (w *signedGraph) alignment(a, b int, s standing) Alignment {
	return Alignment{
		Actor: w.actors[a], With: w.actors[b],
		Sign: s.sign(), Score: s.score(), For: s.pro, Against: s.con, Reasons: w.reasons(a, b),
	}
}

// completeReasons gives the relations of alignments their evidence.
func (v View) completeReasons(ctx context.Context, alignments ...Alignment) error {
	var lists [][]*alliance.Relation
	for _, a := range alignments {
		for _, r := range a.Reasons {
			lists = append(lists, r.Relations)
		}
	}
	return v.complete(ctx, lists...)
}

// Allies returns the first of the actors to which an actor stands with a score above 0: those with the highest score
// first, then by id. An id that no actor has is an error that wraps [ErrUnknownActor].
//
// The work grows with the number of relations of the actor, of those that it has relations with, and of the enemies of
// its friends; the store is called four times.
func (v View) Allies(ctx context.Context, actor string, first int) ([]Alignment, error) {
	return v.aligned(ctx, actor, alliance.Positive, first)
}

// Adversaries returns the first of the actors to which an actor stands with a score below 0: those with the lowest
// score first, then by id. It is otherwise like [View.Allies].
func (v View) Adversaries(ctx context.Context, actor string, first int) ([]Alignment, error) {
	return v.aligned(ctx, actor, alliance.Negative, first)
}

// aligned returns the first of the actors to which an actor stands with a score of the sign.
func (v View) aligned(ctx context.Context, id string, sign alliance.Sign, first int) ([]Alignment, error) {
	actors, err := v.actors(ctx, id)
	if err != nil {
		return nil, err
	}
	v = v.proving().signed(alliance.Neutral)
	relations, err := v.twoHop(ctx, actors[0])
	if err != nil {
		return nil, err
	}
	w := newWeb(relations)
	from, ok := w.find(id)
	if !ok {
		return []Alignment{}, nil
	}
	standings := w.standings(from)
	ranked := w.ranked(standings, sign, first)
	alignments := make([]Alignment, len(ranked))
	for i, to := range ranked {
		alignments[i] = w.alignment(from, to, standings[to])
	}
	return alignments, v.completeReasons(ctx, alignments...)
}
