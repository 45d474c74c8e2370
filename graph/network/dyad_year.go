package network

import (
	"context"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A dyadYear is what all states of a year are to each other.
type dyadYear struct {
	*dyadSource
	year   int
	states []DyadState
	index  map[*alliance.Actor]int
	// bonds holds what each state is to each other, by the indices of both: see bond.
	bonds map[[2]int]*bond
	// seen holds relations as seen in the year.
	seen map[*alliance.Relation]*alliance.Relation
	// view is as of the year.
	view   View
	alike  likeness
	silent dyadGap
}

// A bond is what one state is to another.
type bond struct {
	owes, supports, opposes, backs, recognizes Claim
	sign                                       alliance.Sign
	ambivalent                                 bool
	relations                                  []*alliance.Relation
}

// year returns what all states of a year are to each other.
func (s *dyadSource) year(ctx context.Context, year int) (*dyadYear, error) {
	date, err := yearDate(year)
	if err != nil {
		return nil, err
	}
	y := &dyadYear{
		dyadSource: s, year: year, states: s.statesOf(date), index: map[*alliance.Actor]int{},
		bonds: map[[2]int]*bond{}, seen: map[*alliance.Relation]*alliance.Relation{}, view: s.view.asOf(date),
	}
	for i, a := range y.states {
		y.index[a.Actor] = i
	}
	if y.alike, err = s.likeness(ctx, date); err != nil {
		return nil, err
	}
	y.silent = y.silence()
	kept, err := y.kept(ctx)
	if err != nil {
		return nil, err
	}
	if err := y.bind(ctx, kept); err != nil {
		return nil, err
	}
	return y, y.tie(ctx, kept)
}

// kept returns the relations that may hold in the year, as the filter restricts them.
func (y *dyadYear) kept(ctx context.Context) ([]*alliance.Relation, error) {
	loose := y.view.tied()
	matcher := loose.Where.Matcher()
	var kept []*alliance.Relation
	var steps pace.Steps
	for _, r := range y.relations {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		if matcher.Keeps(r) {
			kept = append(kept, r)
		}
	}
	return kept, nil
}

// bind sets what relations make the states to each other.
func (y *dyadYear) bind(ctx context.Context, relations []*alliance.Relation) error {
	matcher := y.view.Where.Matcher()
	members := map[*alliance.Actor][]membership{}
	var steps pace.Steps
	for _, r := range relations {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		held, _ := matcher.Held(r)
		if held.Empty() {
			continue
		}
		if r.Type != alliance.PartOf {
			y.relate(r, y.claim(r, held))
			continue
		}
		if _, ok := y.index[r.Subject]; ok && y.obliges(r.Object) {
			members[r.Object] = append(members[r.Object], membership{r, held})
		}
	}
	for _, list := range members {
		for i, m := range list {
			if err := steps.TakeAll(ctx, len(list)-i); err != nil {
				return err
			}
			y.ally(m, list[i+1:])
		}
	}
	return nil
}

// obliges reports whether a coalition obliges its members to what the filter asks for.
func (y *dyadYear) obliges(coalition *alliance.Actor) bool {
	has := coalition.Obligations
	some, all := alliance.SetOf(y.view.Where.Kinds...), alliance.SetOf(y.view.Where.AllKinds...)
	return has != 0 && (y.view.Where.Kinds == nil || has&some != 0) &&
		(y.view.Where.AllKinds == nil || all != 0 && has&all == all)
}

// relate adds what a relation says.
func (y *dyadYear) relate(r *alliance.Relation, c Claim) {
	switch r.Type {
	case alliance.AlliedWith:
		y.add(r.Subject, r.Object, func(b *bond) *Claim { return &b.owes }, c, r)
		y.add(r.Object, r.Subject, func(b *bond) *Claim { return &b.owes }, c, r)
	case alliance.Guarantees:
		y.add(r.Subject, r.Object, func(b *bond) *Claim { return &b.owes }, c, r)
	case alliance.Opposes:
		y.add(r.Subject, r.Object, func(b *bond) *Claim { return &b.opposes }, c, r)
		y.add(r.Object, r.Subject, func(b *bond) *Claim { return &b.opposes }, c, r)
	case alliance.Recognizes:
		y.add(r.Subject, r.Object, func(b *bond) *Claim { return &b.recognizes }, c, r)
	case alliance.Supports:
		y.add(r.Subject, r.Object, func(b *bond) *Claim { return &b.supports }, c, r)
		if r.Against != nil {
			y.add(r.Subject, r.Against, func(b *bond) *Claim { return &b.backs }, c, r)
		}
	default:
	}
}

// ally adds that a member of a coalition and others owe each other what it obliges to.
func (y *dyadYear) ally(m membership, others []membership) {
	for _, n := range others {
		if m.Subject == n.Subject || !m.days.Meets(n.days) {
			continue
		}
		c := y.comembers(m, n, m.days.And(n.days))
		y.add(m.Subject, n.Subject, func(b *bond) *Claim { return &b.owes }, c, m.Relation, n.Relation)
		y.add(n.Subject, m.Subject, func(b *bond) *Claim { return &b.owes }, c, m.Relation, n.Relation)
	}
}

// add adds a claim of what one actor is to another, if both are states of the year, and what it rests on.
func (y *dyadYear) add(one, other *alliance.Actor, field func(*bond) *Claim, c Claim, by ...*alliance.Relation) {
	i, ok := y.index[one]
	j, both := y.index[other]
	if !ok || !both || i == j {
		return
	}
	b := y.bond(i, j)
	of := field(b)
	*of = of.or(c)
	b.relations = append(b.relations, by...)
}

// bond returns the bond of one state to another, for what is to be added to it.
func (y *dyadYear) bond(i, j int) *bond {
	b := y.bonds[[2]int{i, j}]
	if b == nil {
		b = &bond{sign: alliance.Neutral}
		y.bonds[[2]int{i, j}] = b
	}
	return b
}

// tie sets the ties of the states, and what these rest on.
func (y *dyadYear) tie(ctx context.Context, relations []*alliance.Relation) error {
	g, err := y.view.signedGraph(ctx, relations, func(one, other *alliance.Actor) bool {
		_, ok := y.index[one]
		_, both := y.index[other]
		return ok && both
	})
	if err != nil {
		return err
	}
	var steps pace.Steps
	for k := range g.pairs {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		p := &g.pairs[k]
		i, j := y.index[g.actors[p.a]], y.index[g.actors[p.b]]
		for _, b := range []*bond{y.bond(i, j), y.bond(j, i)} {
			b.sign, b.ambivalent = p.sign(), p.ambivalent
			for s := range g.strandsOf(p) {
				b.relations = s.relations(b.relations)
			}
		}
	}
	return nil
}
