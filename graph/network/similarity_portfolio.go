package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
)

// portfolios holds the commitments of some states.
type portfolios struct {
	ends []*alliance.Actor
	// states are those that live on the days asked for, ordered by id; index maps each to its index.
	states []*alliance.Actor
	index  map[*alliance.Actor]int
	// levels holds the commitments of each of the ends, and relations what those of all follow from, by state.
	levels    [][]int
	relations [][]*alliance.Relation
	// allied is set for each of the ends that is committed to another state.
	allied []bool
}

// newPortfolios returns the portfolios of some states, each committed to itself alone.
func newPortfolios(ends, states []*alliance.Actor) *portfolios {
	p := &portfolios{
		ends: ends, states: states, index: make(map[*alliance.Actor]int, len(states)), levels: make([][]int, len(ends)),
		relations: make([][]*alliance.Relation, len(states)), allied: make([]bool, len(ends)),
	}
	for i, a := range states {
		p.index[a] = i
	}
	for side, a := range ends {
		p.levels[side] = make([]int, len(states))
		p.levels[side][p.index[a]] = MaxCommitment
	}
	return p
}

// commit commits one of the ends to an actor, if that is another of the states, by what some relations oblige to.
func (p *portfolios) commit(side int, to *alliance.Actor, kinds alliance.KindSet, by ...*alliance.Relation) {
	i, ok := p.index[to]
	if !ok || to == p.ends[side] {
		return
	}
	p.allied[side] = true
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

// states returns all states, ordered by id.
func (v View) states(ctx context.Context) ([]*alliance.Actor, error) {
	found, err := v.Store.Actors(ctx, []alliance.ActorQuery{{
		Where:       alliance.ActorFilter{Types: []alliance.ActorType{alliance.State}},
		PageRequest: alliance.PageRequest{First: everything},
	}})
	if err != nil {
		return nil, err
	}
	return found[0].Nodes, nil
}

// living returns those of some actors that live on a day of a date.
func living(actors []*alliance.Actor, asOf alliance.Date) (list []*alliance.Actor) {
	for _, a := range actors {
		if a.Shares(asOf) {
			list = append(list, a)
		}
	}
	return list
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
			p.oblige(side, r)
			if r.Type == alliance.PartOf && r.Object.Obligations != 0 && !slices.Contains(coalitions, r.Object) {
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

// oblige adds what a relation of one of the ends commits it to, unless that is a membership.
func (p *portfolios) oblige(side int, r *alliance.Relation) {
	switch r.Type {
	case alliance.AlliedWith:
		p.commit(side, opposite(r, p.ends[side]), r.Kinds, r)
	case alliance.Guarantees:
		p.commit(side, r.Object, r.Kinds, r) // to no other if it is the one that is guaranteed
	default:
	}
}

// bind commits the ends to those that are part of a coalition on a common day, given all memberships of it.
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

// covered reports whether a source that counts covers one of the days asked for: any source of alliances, or of who is part of a
// coalition that obliges.
func (v View) covered(ctx context.Context) (bool, error) {
	relations, err := v.stating(ctx, v.Where.Sources, obliging()...)
	if err != nil {
		return false, err
	}
	said, err := spokenOf(ctx, relations)
	return err == nil && !said.silent(v, obliging()...), err
}
