package network

import (
	"context"
	"fmt"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// An Ambivalence is how a day counts on which both something friendly and something hostile holds between two actors.
type Ambivalence string

// The ambivalences. The zero Ambivalence is AsHostile.
const (
	// AsHostile: a war outweighs a pact.
	AsHostile Ambivalence = "HOSTILE"
	// AsFriendly: a pact outweighs a war.
	AsFriendly Ambivalence = "FRIENDLY"
	// AsNone: the two have no tie on that day.
	AsNone Ambivalence = "NONE"
)

// Ambivalences returns all ambivalences, in the order of the schema.
func Ambivalences() []Ambivalence { return []Ambivalence{AsHostile, AsFriendly, AsNone} }

// A Basis is what a tie rests on.
type Basis string

// The bases.
const (
	// ByRelation: a relation between the two actors that is friendly or hostile.
	ByRelation Basis = "RELATION"
	// BacksOpponent: one of them supports a third actor against the other, which is hostile.
	BacksOpponent Basis = "BACKS_OPPONENT"
	// CoMembers: both belong to a coalition that obliges its members to more than nonaggression, which is friendly.
	CoMembers Basis = "CO_MEMBERS"
)

// A Tie is what one actor is to another over the days asked for: friendly or hostile. On each day, a pair of actors has at
// most one tie, whatever the number of relations between them. Over several days, their tie is that of the last day on
// which they have one, and its days are all of those on which they have one of that sign.
type Tie struct {
	From, To *alliance.Actor
	Sign     alliance.Sign
	// Ambivalent is set if, on the last day asked for on which something friendly or hostile holds between the two, both do.
	Ambivalent bool
	// Bases are what it rests on, in the order of the schema, each once.
	Bases []Basis
	// Relations are those that it rests on. They are ordered by the number of independent sources, highest first, then by
	// id; those that hold on none of its days are left out.
	Relations []*alliance.Relation
	// Despite are those that say the opposite on some of its days, in the same order.
	Despite []*alliance.Relation
	days    alliance.DaySet
	// graph and pair give what is needed to explain it.
	graph *signedGraph
	pair  *pair
}

// Days returns the days of the tie as spans, in order.
func (t *Tie) Days() []alliance.Span { return t.days.Spans() }

// A strand is one thing that makes two actors friends or enemies on some days. Ties are made of strands.
type strand struct {
	// relation is what it rests on. For CoMembers it is the one membership, and second the other.
	relation, second *alliance.Relation
	days             alliance.DaySet
	hostile          bool
}

// ends returns the two actors.
func (s *strand) ends() (one, other *alliance.Actor) {
	switch s.basis() {
	case CoMembers:
		return s.relation.Subject, s.second.Subject
	case BacksOpponent:
		return s.relation.Subject, s.relation.Against
	default:
		return s.relation.Subject, s.relation.Object
	}
}

// basis returns what it rests on.
func (s *strand) basis() Basis {
	switch {
	case s.second != nil:
		return CoMembers
	case s.hostile && s.relation.Type == alliance.Supports:
		return BacksOpponent
	default:
		return ByRelation
	}
}

// relations appends to list the relations that the strand rests on.
func (s *strand) relations(list []*alliance.Relation) []*alliance.Relation {
	if s.second != nil {
		list = append(list, s.second)
	}
	return append(list, s.relation)
}

// A loom makes strands of relations.
type loom struct {
	matcher alliance.RelationMatcher
	// wanted reports whether the tie between two actors is asked for; nil means all are.
	wanted  func(one, other *alliance.Actor) bool
	strands []strand
	// members holds, for each coalition that binds its members, those who belong to it.
	members map[*alliance.Actor][]membership
	// coalitions are the keys of members, in the order in which they were found.
	coalitions []*alliance.Actor
	steps      pace.Steps
}

// A membership is an actor that belongs to a coalition on some days.
type membership struct {
	*alliance.Relation
	days alliance.DaySet
}

// MaxAllied is the maximum number of ties between members of coalitions that an answer may rest on.
const MaxAllied = 2_000_000

// strands returns what the relations make actors to each other, for the pairs that are wanted. The relations must be ones
// that the filter may keep. If coalitions would make more than [MaxAllied], the error wraps [ErrTooManyTies].
func strands(
	ctx context.Context, relations []*alliance.Relation, where *alliance.RelationFilter, wanted func(one, other *alliance.Actor) bool,
) ([]strand, error) {
	l := loom{
		matcher: where.Matcher(), wanted: wanted, members: map[*alliance.Actor][]membership{},
		strands: make([]strand, 0, len(relations)),
	}
	for _, r := range relations {
		if err := l.steps.Take(ctx); err != nil {
			return nil, err
		}
		l.add(r)
	}
	own := len(l.strands)
	for _, c := range l.coalitions {
		for i := range l.members[c] {
			l.ally(l.members[c][i], l.members[c][i+1:])
			if len(l.strands)-own > MaxAllied {
				return nil, fmt.Errorf("%w: members of coalitions, such as the %d of %s, are allied each with each (leave memberships out, by types, or ask for fewer days)",
					ErrTooManyTies, len(l.members[c]), c.ID)
			}
			if err := l.steps.TakeAll(ctx, len(l.members[c])-i); err != nil {
				return nil, err
			}
		}
	}
	return l.strands, nil
}

// add adds what a relation makes its actors.
func (l *loom) add(r *alliance.Relation) {
	direct := r.Type.Sign() != alliance.Neutral && l.asks(r.Subject, r.Object)
	backs := r.Type == alliance.Supports && r.Against != nil && l.asks(r.Subject, r.Against)
	belongs := r.Type == alliance.PartOf && l.matcher.Binds(r.Object.Obligations)
	if !direct && !backs && !belongs {
		return
	}
	held, signed := l.matcher.Held(r)
	if direct && !signed.Empty() {
		hostile := r.Type.Sign() == alliance.Negative
		l.strands = append(l.strands, strand{relation: r, days: signed, hostile: hostile})
	}
	if backs && !held.Empty() {
		l.strands = append(l.strands, strand{relation: r, days: held, hostile: true})
	}
	if belongs && !held.Empty() {
		if l.members[r.Object] == nil {
			l.coalitions = append(l.coalitions, r.Object)
		}
		l.members[r.Object] = append(l.members[r.Object], membership{r, held})
	}
}

// asks reports whether the tie between two actors is asked for. Nobody has a tie with itself.
func (l *loom) asks(one, other *alliance.Actor) bool {
	return one != other && (l.wanted == nil || l.wanted(one, other))
}

// ally adds that a member of a coalition is allied with others while both belong to it.
func (l *loom) ally(m membership, others []membership) {
	for _, n := range others {
		if l.asks(m.Subject, n.Subject) && m.days.Meets(n.days) {
			common := m.days.And(n.days)
			l.strands = append(l.strands, strand{relation: m.Relation, second: n.Relation, days: common})
		}
	}
}

// tie returns the tie of a pair as seen from one of its ends, on some of its days.
func (g *signedGraph) tie(p *pair, from int, days alliance.DaySet) Tie {
	t := Tie{From: g.actors[from], To: g.actors[p.opposite(from)], Sign: p.sign(), Ambivalent: p.ambivalent, days: days, graph: g, pair: p}
	for s := range g.strandsOf(p) {
		switch {
		case !s.days.Meets(days):
		case s.hostile != p.hostile:
			t.Despite = g.shown(s).relations(t.Despite)
		default:
			t.Relations, t.Bases = g.shown(s).relations(t.Relations), append(t.Bases, s.basis())
		}
	}
	t.Relations, t.Despite = attested(t.Relations), attested(t.Despite)
	slices.SortFunc(t.Bases, func(a, b Basis) int { return slices.Index(bases(), a) - slices.Index(bases(), b) })
	t.Bases = slices.Compact(t.Bases)
	return t
}

// bases returns the bases in the order of the schema.
func bases() []Basis { return []Basis{ByRelation, BacksOpponent, CoMembers} }

// attested returns relations in the order of [compareAttested], each once. It changes the list that it is given.
func attested(relations []*alliance.Relation) []*alliance.Relation {
	slices.SortFunc(relations, compareAttested)
	return slices.CompactFunc(relations, func(r, s *alliance.Relation) bool { return r.ID == s.ID })
}
