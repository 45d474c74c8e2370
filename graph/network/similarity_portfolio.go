package network

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
)

// portfolios holds the commitments of two states.
type portfolios struct {
	ends []*alliance.Actor
	// states are those that live on the days asked for, ordered by id; index maps each to its index.
	states []*alliance.Actor
	index  map[*alliance.Actor]int
	// levels holds the commitments of each of the two, and relations what those of both follow from, by state.
	levels    [2][]int
	relations [][]*alliance.Relation
	// allied is set if either is committed to another state.
	allied bool
}

// newPortfolios returns the portfolios of two states, each committed to itself alone.
func newPortfolios(ends, states []*alliance.Actor) *portfolios {
	p := &portfolios{ends: ends, states: states, index: make(map[*alliance.Actor]int, len(states))}
	for i, a := range states {
		p.index[a] = i
	}
	p.relations = make([][]*alliance.Relation, len(states))
	for side, a := range ends {
		p.levels[side] = make([]int, len(states))
		p.levels[side][p.index[a]] = MaxCommitment
	}
	return p
}

// commit commits one of the two to an actor, if that is another of the states, by what some relations oblige to.
func (p *portfolios) commit(side int, to *alliance.Actor, kinds alliance.KindSet, by ...*alliance.Relation) {
	i, ok := p.index[to]
	if !ok || to == p.ends[side] {
		return
	}
	p.allied = true
	p.levels[side][i] = max(p.levels[side][i], commitment(kinds))
	p.relations[i] = append(p.relations[i], by...)
}

// commitment returns the value of obligations; if there are none, an alliance is worth as much as an entente.
func commitment(kinds alliance.KindSet) int {
	switch {
	case kinds.Has(alliance.Defense) || kinds.Has(alliance.Offense):
		return MaxCommitment
	case kinds.Has(alliance.Neutrality) || kinds.Has(alliance.Nonaggression):
		return 2
	default:
		return 1
	}
}

// commitments returns those to the two states themselves and those that either has.
func (p *portfolios) commitments(level func(int) int) []Commitment {
	list := []Commitment{}
	for i, a := range p.states {
		c := Commitment{State: a, OfActor: level(p.levels[0][i]), OfWith: level(p.levels[1][i])}
		if c.OfActor == 0 && c.OfWith == 0 {
			continue
		}
		c.Relations = distinctInOrder(append([]*alliance.Relation{}, p.relations[i]...))
		list = append(list, c)
	}
	return list
}

// living returns the states that live on the days asked for, ordered by id, and whether there are coalitions that oblige
// their members.
func (v View) living(ctx context.Context) (states []*alliance.Actor, coalitions bool, err error) {
	found, err := v.Store.Actors(ctx, []alliance.ActorQuery{{
		Where:       alliance.ActorFilter{Types: []alliance.ActorType{alliance.State, alliance.Coalition}},
		PageRequest: alliance.PageRequest{First: everything},
	}})
	if err != nil {
		return nil, false, err
	}
	for _, a := range found[0].Nodes {
		switch {
		case a.Type == alliance.Coalition:
			coalitions = coalitions || a.Obligations != 0
		case a.Shares(v.Where.AsOf):
			states = append(states, a)
		}
	}
	return states, coalitions, nil
}

// fill adds the commitments of both states.
func (v View) fill(ctx context.Context, p *portfolios) error {
	lists, err := v.stated(ctx, p.ends, alliance.Both, alliance.AlliedWith, alliance.Guarantees, alliance.PartOf)
	if err != nil {
		return err
	}
	var coalitions []*alliance.Actor
	for side, list := range lists {
		for _, r := range list {
			switch {
			case r.Type == alliance.AlliedWith:
				p.commit(side, opposite(r, p.ends[side]), r.Kinds, r)
			case r.Type == alliance.Guarantees:
				p.commit(side, r.Object, r.Kinds, r) // to no other if it is the one that is guaranteed
			case r.Object.Obligations != 0 && !slices.Contains(coalitions, r.Object):
				coalitions = append(coalitions, r.Object)
			}
		}
	}
	members, err := v.stated(ctx, coalitions, alliance.In, alliance.PartOf)
	for _, list := range members {
		v.bind(p, list)
	}
	return err
}

// bind commits both states to those that are part of a coalition on a common day, given all memberships of it.
func (v View) bind(p *portfolios, members []*alliance.Relation) {
	where := alliance.RelationFilter{Viewpoint: v.at(), Statuses: alliance.Claimed()}
	matcher := where.Matcher()
	terms := make([]alliance.DaySet, len(members))
	for i, m := range members {
		terms[i], _ = matcher.Held(m)
	}
	for i, own := range members {
		side := slices.Index(p.ends, own.Subject)
		if side < 0 {
			continue
		}
		for j, m := range members {
			if terms[i].Meets(terms[j]) {
				p.commit(side, m.Subject, own.Object.Obligations, own, m)
			}
		}
	}
}

// at returns what of the viewpoint counts for a similarity.
func (v View) at() alliance.Viewpoint {
	return alliance.Viewpoint{AsOf: v.Where.AsOf, KnownBy: v.Where.KnownBy, Presumed: v.Where.Presumed}
}

// stated returns the relations of each actor that are claimed of the days asked for, as the sources that count state them.
func (v View) stated(ctx context.Context, actors []*alliance.Actor, d alliance.Direction, types ...alliance.RelationType) ([][]*alliance.Relation, error) {
	whole := View{Store: v.Store, Where: alliance.RelationFilter{Types: types, Sources: v.Where.Sources}}
	lists, err := whole.step(ctx, actors, d)
	if err != nil {
		return nil, err
	}
	for i, list := range lists {
		lists[i] = nil
		for _, r := range list {
			if r = r.StatedBy(v.Where.Sources); r != nil {
				r = r.Seen(v.at(), false)
			}
			if r != nil {
				lists[i] = append(lists[i], r)
			}
		}
	}
	return lists, nil
}

// covered reports whether a source that counts covers one of the days asked for: any source of alliances, or of who is part
// of what if there are coalitions that oblige.
func (v View) covered(ctx context.Context, coalitions bool) (bool, error) {
	if v.Where.Sources != nil {
		if states, err := v.stateAlliances(ctx, coalitions); !states {
			return false, err
		}
		nodes, err := v.Store.Nodes(ctx, v.Where.Sources, v.Where.KnownBy)
		return slices.ContainsFunc(nodes, func(n alliance.Node) bool {
			s, ok := n.(*alliance.Source)
			return ok && v.covers(alliance.Span{From: s.Covers.From, To: cmp.Or(s.Covers.To, s.Published)})
		}), err
	}
	d, err := v.Store.Dataset(ctx)
	return slices.ContainsFunc(d.Coverage, func(c alliance.Coverage) bool {
		speaks := c.Type == alliance.AlliedWith || c.Type == alliance.Guarantees || coalitions && c.Type == alliance.PartOf
		return speaks && v.covers(c.Span)
	}), err
}

// stateAlliances reports whether the sources that count state any alliance or, if there are coalitions that oblige, who is part
// of what, on whatever day.
func (v View) stateAlliances(ctx context.Context, coalitions bool) (bool, error) {
	where := alliance.RelationFilter{Types: []alliance.RelationType{alliance.AlliedWith, alliance.Guarantees}, Sources: v.Where.Sources}
	if coalitions {
		where.Types = append(where.Types, alliance.PartOf)
	}
	where.KnownBy = v.Where.KnownBy
	found, err := v.Store.Relations(ctx, []alliance.RelationQuery{{Where: where, PageRequest: alliance.PageRequest{First: 1}}})
	return err == nil && len(found[0].Nodes) > 0, err
}

// covers reports whether what is covered, and known by then, includes one of the days asked for. Presumption goes beyond
// its end.
func (v View) covers(s alliance.Span) bool {
	last := min(s.To.Last(), v.Where.KnownBy.Last())
	return s.From.First() <= v.Where.AsOf.Last() && (v.Where.Presumed || v.Where.AsOf.First() <= last)
}
