package network

import (
	"context"
	"fmt"

	"entente/graph/alliance"
)

// An AlignmentRule is a rule that infers from ties how one actor stands to another.
type AlignmentRule string

// The rules. Those with two ties are Heider's (1946); the one with three makes adversaries of the backers of opposed
// proxies.
const (
	// Direct: the tie between the two.
	Direct AlignmentRule = "DIRECT"
	// CommonFriend: both are friends of the same third actor.
	CommonFriend AlignmentRule = "COMMON_FRIEND"
	// CommonEnemy: both are enemies of the same third actor.
	CommonEnemy AlignmentRule = "COMMON_ENEMY"
	// FriendOfEnemy: a third actor is a friend of the one and an enemy of the other.
	FriendOfEnemy AlignmentRule = "FRIEND_OF_ENEMY"
	// OpposedProxies: each is a friend of one of two other actors that are enemies.
	OpposedProxies AlignmentRule = "OPPOSED_PROXIES"
)

// AlignmentRules returns every rule, in the order of the schema.
func AlignmentRules() []AlignmentRule {
	return []AlignmentRule{Direct, CommonFriend, CommonEnemy, FriendOfEnemy, OpposedProxies}
}

// An Alignment is how one actor stands to another, and why.
type Alignment struct {
	Actor, With *alliance.Actor
	Standing
	// graph, from and to give the reasons on demand; graph is nil if there are none.
	graph    *signedGraph
	from, to int
}

// Alignment returns how two actors stand to each other. If an id is unknown, the error wraps [ErrUnknownActor]; if both
// ids are the same, it wraps [ErrSameActor].
//
// The cost is proportional to the number of relations of the two actors, plus those of the friends of whichever has fewer
// friends. It makes at most seven calls to the store.
func (v View) Alignment(ctx context.Context, between, and string) (*Alignment, error) {
	ends, err := v.ends(ctx, between, and)
	if err != nil {
		return nil, err
	}
	g := v.gather()
	if err := g.expand(ctx, ends); err != nil {
		return nil, err
	}
	own, err := g.graph(ctx)
	if err != nil {
		return nil, err
	}
	friends, theirs := own.neighbours(between, friendly), own.neighbours(and, friendly)
	proxies := friends
	if len(theirs) < len(friends) {
		proxies = theirs
	}
	if err := g.expand(ctx, proxies); err != nil {
		return nil, err
	}
	graph, err := g.leading(ctx, ends, friends, theirs)
	if err != nil {
		return nil, err
	}
	from, ok := graph.find(between)
	to, both := graph.find(and)
	if !ok || !both {
		return &Alignment{Actor: ends[0], With: ends[1]}, nil
	}
	s, err := graph.standing(ctx, from, to)
	if err != nil {
		return nil, err
	}
	return graph.alignment(from, to, s), nil
}

// ends returns the two actors with the ids, which must differ.
func (v View) ends(ctx context.Context, one, other string) ([]*alliance.Actor, error) {
	actors, err := v.actors(ctx, one, other)
	if err == nil && one == other {
		err = fmt.Errorf("%w: %q", ErrSameActor, one)
	}
	return actors, err
}

// alignment returns how one actor of the graph stands to another.
func (g *signedGraph) alignment(a, b int, s Standing) *Alignment {
	return &Alignment{Actor: g.actors[a], With: g.actors[b], Standing: s, graph: g, from: a, to: b}
}

// A Ranking asks for those who stand on an actor's side, or against it.
type Ranking struct {
	Actor string
	// Indirect adds those with which the actor has no tie.
	Indirect bool
	// First is the maximum number of alignments to return.
	First int
}

// Allies returns how an actor stands to those with which it is aligned (Positive), ordered by score, highest first, then by
// id. So those with which it has a tie come first. If the id is unknown, the error wraps [ErrUnknownActor].
//
// The cost is proportional to the number of relations of the actor and of its neighbours, and of those between its first allies
// and the enemies of its friends; if the first allies turn out to be others time and again, of all relations of these enemies.
// It makes at most fourteen calls to the store, most often six.
func (v View) Allies(ctx context.Context, q Ranking) ([]Alignment, error) {
	return v.aligned(ctx, q, alliance.Positive)
}

// Adversaries is like [View.Allies] but returns those with which the alignment is Negative, lowest score first. Its cost is
// always proportional to the number of relations of the actor, of its neighbours, and of the enemies of its friends.
func (v View) Adversaries(ctx context.Context, q Ranking) ([]Alignment, error) {
	return v.aligned(ctx, q, alliance.Negative)
}

// aligned returns the first alignments of an actor of the sign.
func (v View) aligned(ctx context.Context, q Ranking, sign alliance.Sign) ([]Alignment, error) {
	actors, err := v.actors(ctx, q.Actor)
	if err != nil {
		return nil, err
	}
	around := v.gather()
	own, err := around.approach(ctx, actors[0])
	if err != nil {
		return nil, err
	}
	if sign == alliance.Positive {
		if allies, found, err := around.firstAllies(ctx, actors[0], q); found || err != nil {
			return allies, err
		}
	}
	g, err := around.aligning(ctx, own, q.Actor)
	if err != nil {
		return nil, err
	}
	from, ok := g.find(q.Actor)
	if !ok {
		return []Alignment{}, nil
	}
	standings, err := g.standings(ctx, from)
	if err != nil {
		return nil, err
	}
	alignments := []Alignment{}
	for _, to := range ranked(standings, sign, q.Indirect, q.First) {
		alignments = append(alignments, *g.alignment(from, to, standings[to]))
	}
	return alignments, nil
}
