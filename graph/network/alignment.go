package network

import (
	"context"
	"fmt"

	"entente/graph/alliance"
)

// An AlignmentRule is a rule that infers from relations how one actor stands to another.
type AlignmentRule string

// The rules. Those with two relations are Heider's (1946); the one with three makes adversaries of the backers of
// opposed proxies.
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
// Every combination of relations that fits a rule is a reason, whatever their direction: two relations of one actor and
// three of the other with the same third actor make six.
type Alignment struct {
	Actor, With *alliance.Actor
	// Sign is the sign of the majority of reasons; Neutral if there is none.
	Sign alliance.Sign
	// Score is the sum of the signs of all reasons, each divided by the number of its relations.
	Score float64
	// For and Against are the numbers of reasons, listed or not.
	For, Against int
	// Reasons are the first [MaxReasons], ordered by rule; then by the number of independent sources of their least
	// attested relation, highest first; then by the ids of the actors in between; then, step by step, by the number of
	// independent sources of the relation, highest first, and its id.
	Reasons []Reason
}

// A Reason is a chain of relations that shows how one actor stands to another.
type Reason struct {
	Rule AlignmentRule
	// Relations lead, in order, from the one actor to the other.
	Relations []*alliance.Relation
	// actors are those on the chain, including both ends.
	actors []*alliance.Actor
}

// Sign returns the product of the relations' signs.
func (r Reason) Sign() alliance.Sign { return product(r.Relations) }

// product returns the product of the signs of relations: Neutral if any is neutral.
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

// Alignment returns how two actors stand to each other. If an id is unknown, the error wraps [ErrUnknownActor]; if both
// ids are the same, it wraps [ErrSameActor].
//
// The cost is proportional to the number of relations of the two actors, plus the hostile relations of the friends of
// whichever has fewer friends. It calls the store three times.
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
	found := align(ends[0], ends[1], append(distinct(ends, lists), without(known, distinct(proxies, hostile))...))
	return &found, nil
}

// ends returns the two actors with the ids, which must differ.
func (v View) ends(ctx context.Context, one, other string) ([]*alliance.Actor, error) {
	actors, err := v.actors(ctx, one, other)
	if err == nil && one == other {
		err = fmt.Errorf("%w: %q", ErrSameActor, one)
	}
	return actors, err
}

// align infers from relations how two actors stand to each other.
func align(a, b *alliance.Actor, relations []*alliance.Relation) Alignment {
	g := newSignedGraph(relations)
	from, ok := g.find(a.ID)
	to, both := g.find(b.ID)
	if !ok || !both {
		return Alignment{Actor: a, With: b, Sign: alliance.Neutral, Reasons: []Reason{}}
	}
	return g.alignment(from, to, g.standings(from)[to])
}

// alignment returns how one actor of the graph stands to another.
func (g *signedGraph) alignment(a, b int, s standing) Alignment {
	return Alignment{
		Actor: g.actors[a], With: g.actors[b],
		Sign: s.sign(), Score: s.score(), For: s.pro, Against: s.con, Reasons: g.reasons(a, b),
	}
}

// Allies returns how an actor stands to those with which its score is positive, at most first of them, ordered by
// score, highest first, then by id. If the id is unknown, the error wraps [ErrUnknownActor].
//
// The cost is proportional to the number of relations of the actor, of its neighbours, and of the enemies of its
// friends. It calls the store four times.
func (v View) Allies(ctx context.Context, actor string, first int) ([]Alignment, error) {
	return v.aligned(ctx, actor, alliance.Positive, first)
}

// Adversaries is like [View.Allies] but returns those with which the score is negative, lowest first, then by id.
func (v View) Adversaries(ctx context.Context, actor string, first int) ([]Alignment, error) {
	return v.aligned(ctx, actor, alliance.Negative, first)
}

// aligned returns the first alignments of an actor whose scores have the sign.
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
	g := newSignedGraph(relations)
	from, ok := g.find(id)
	if !ok {
		return []Alignment{}, nil
	}
	standings := g.standings(from)
	ranked := g.ranked(standings, sign, first)
	alignments := make([]Alignment, len(ranked))
	for i, to := range ranked {
		alignments[i] = g.alignment(from, to, standings[to])
	}
	return alignments, nil
}
