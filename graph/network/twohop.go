package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A gathering collects the relations that the ties of some actors rest on, each once.
type gathering struct {
	View
	// asked is the view whose filter decides about each day.
	asked     View
	relations []*alliance.Relation
	// round is the number of the expansion; the maps hold in which one all relations of an actor, and all memberships in
	// a coalition, have been collected.
	round      int
	expanded   map[*alliance.Actor]int
	coalitions map[*alliance.Actor]int
}

// gather returns an empty gathering of relations of the view.
func (v View) gather() *gathering {
	return &gathering{View: v.tied(), asked: v.proving(), expanded: map[*alliance.Actor]int{}, coalitions: map[*alliance.Actor]int{}}
}

// expand collects all relations that the ties of the actors rest on: their own, those against them, and the memberships in
// their coalitions. It takes at most three calls.
func (g *gathering) expand(ctx context.Context, actors []*alliance.Actor) error {
	actors = slices.DeleteFunc(slices.Clone(actors), func(a *alliance.Actor) bool { return g.expanded[a] > 0 })
	lists, err := g.step(ctx, actors, alliance.Both)
	if err != nil {
		return err
	}
	against, err := g.only(alliance.Supports).step(ctx, actors, alliance.Opponent)
	if err != nil {
		return err
	}
	g.round++
	for _, a := range actors {
		g.expanded[a] = g.round
	}
	start := len(g.relations)
	var steps pace.Steps
	for i, a := range actors {
		if err := steps.TakeAll(ctx, len(lists[i])+len(against[i])); err != nil {
			return err
		}
		g.addOwn(a, lists[i])
	}
	g.addOthers(against)
	return g.expandCoalitions(ctx, start)
}

// addOwn adds the relations of an actor of this round, but those that an earlier round has collected; one between two
// actors of this round is added to the subject's.
func (g *gathering) addOwn(own *alliance.Actor, list []*alliance.Relation) {
	earlier := func(round int) bool { return 0 < round && round < g.round }
	for _, r := range list {
		switch {
		case earlier(g.expanded[opposite(r, own)]), r.Subject != own && g.expanded[r.Subject] == g.round:
		case r.Type == alliance.Supports && r.Against != nil && earlier(g.expanded[r.Against]):
		case r.Type == alliance.PartOf && earlier(g.coalitions[r.Object]):
		default:
			g.relations = append(g.relations, r)
		}
	}
}

// addOthers adds relations that were found otherwise than from one of their ends.
func (g *gathering) addOthers(lists [][]*alliance.Relation) {
	for _, list := range lists {
		for _, r := range list {
			if g.expanded[r.Subject] == 0 && g.expanded[r.Object] == 0 {
				g.relations = append(g.relations, r)
			}
		}
	}
}

// expandCoalitions collects the members of the coalitions to which the relations from start on lead.
func (g *gathering) expandCoalitions(ctx context.Context, start int) error {
	matcher := g.Where.Matcher()
	var coalitions []*alliance.Actor
	for _, r := range g.relations[start:] {
		if c := r.Object; r.Type == alliance.PartOf && g.coalitions[c] == 0 && matcher.Binds(c.Obligations) {
			g.coalitions[c] = g.round
			coalitions = append(coalitions, c)
		}
	}
	lists, err := g.only(alliance.PartOf).step(ctx, coalitions, alliance.In)
	g.addOthers(lists)
	return err
}

// graph returns the graph of the ties of the expanded actors, with links.
func (g *gathering) graph(ctx context.Context) (*signedGraph, error) {
	return g.linked(ctx, func(one, other *alliance.Actor) bool { return g.expanded[one] > 0 || g.expanded[other] > 0 })
}

// linked returns the graph of the wanted ties, with links.
func (g *gathering) linked(ctx context.Context, wanted func(one, other *alliance.Actor) bool) (*signedGraph, error) {
	ties, err := g.asked.signedGraph(ctx, g.relations, wanted)
	if err != nil {
		return nil, err
	}
	return ties, ties.link(ctx)
}

// leading returns the graph of the ties that can be part of a reason between two actors, which have been expanded, as have the
// friends of one of them: their own, and those of a friend of the one with a friend of the other. Friends have thousands of others, of
// which nothing needs to be known.
func (g *gathering) leading(ctx context.Context, ends, friends, theirs []*alliance.Actor) (*signedGraph, error) {
	of, with := setOf(friends), setOf(theirs)
	isEnd := func(a *alliance.Actor) bool { return a == ends[0] || a == ends[1] }
	return g.linked(ctx, func(one, other *alliance.Actor) bool {
		return isEnd(one) || isEnd(other) || of[one] && with[other] || of[other] && with[one]
	})
}

// setOf returns a set of actors.
func setOf(actors []*alliance.Actor) map[*alliance.Actor]bool {
	set := make(map[*alliance.Actor]bool, len(actors))
	for _, a := range actors {
		set[a] = true
	}
	return set
}

// neighbours returns the actors that have a tie with one, ordered by id.
func (g *signedGraph) neighbours(id string, keep func(link) bool) []*alliance.Actor {
	at, ok := g.find(id)
	if !ok {
		return nil
	}
	var found []*alliance.Actor
	for _, l := range g.links[at] {
		if keep(l) {
			found = append(found, g.actors[l.to])
		}
	}
	return found
}

// all keeps every tie; friendly keeps those of friends.
func all(link) bool        { return true }
func friendly(l link) bool { return l.positive() }

// approach collects the relations behind the ties of an actor and of its neighbours. It returns the graph of the actor's own
// ties.
func (g *gathering) approach(ctx context.Context, actor *alliance.Actor) (*signedGraph, error) {
	if err := g.expand(ctx, []*alliance.Actor{actor}); err != nil {
		return nil, err
	}
	own, err := g.graph(ctx)
	if err != nil {
		return nil, err
	}
	return own, g.expand(ctx, own.neighbours(actor.ID, all))
}

// aligning returns the graph of all ties that can be part of a reason between an actor that was approached and any other: its
// own; those of its neighbours, for reasons through one actor; and those of the enemies of its friends, for reasons through
// two.
func (g *gathering) aligning(ctx context.Context, own *signedGraph, actor string) (*signedGraph, error) {
	friends := setOf(own.neighbours(actor, friendly))
	if err := g.expand(ctx, g.enemies(friends)); err != nil {
		return nil, err
	}
	return g.graph(ctx)
}

// enemies returns the actors that the relations collected make enemies of some friends, each once, with or without a common
// day.
func (g *gathering) enemies(friends map[*alliance.Actor]bool) []*alliance.Actor {
	var found []*alliance.Actor
	seen := map[*alliance.Actor]bool{}
	try := func(friend, enemy *alliance.Actor) {
		if enemy != nil && friends[friend] && g.expanded[enemy] == 0 && !seen[enemy] {
			seen[enemy] = true
			found = append(found, enemy)
		}
	}
	for _, r := range g.relations {
		switch r.Type {
		case alliance.Opposes:
			try(r.Subject, r.Object)
			try(r.Object, r.Subject)
		case alliance.Supports:
			if r.Against != nil {
				try(r.Subject, r.Against)
				try(r.Against, r.Subject)
			}
		}
	}
	return found
}

// opposite returns the end of a relation that is not the actor.
func opposite(r *alliance.Relation, actor *alliance.Actor) *alliance.Actor {
	if r.Subject == actor {
		return r.Object
	}
	return r.Subject
}
