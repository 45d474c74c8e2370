package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
)

// twoHop returns, without duplicates, all relations that can be part of a reason from the actor to any other: its own;
// those of its neighbours, for reasons through one actor; and the friendly ones of its friends' enemies, for reasons
// through two. It takes three calls.
func (v View) twoHop(ctx context.Context, actor *alliance.Actor) ([]*alliance.Relation, error) {
	center := []*alliance.Actor{actor}
	own, err := v.step(ctx, center, alliance.Both)
	if err != nil {
		return nil, err
	}
	known := idsOf(center)
	near := unknown(known, neighbours(center, own, alliance.Neutral))
	theirs, err := v.step(ctx, near, alliance.Both)
	if err != nil {
		return nil, err
	}
	relations := slices.Concat(own[0], without(known, distinct(near, theirs)))
	var hostile [][]*alliance.Relation
	friendly := idsOf(neighbours(center, own, alliance.Positive))
	proxies := near[:0:0]
	for i, a := range near {
		if friendly[a.ID] {
			proxies, hostile = append(proxies, a), append(hostile, theirs[i])
		}
		known[a.ID] = true
	}
	far := unknown(known, neighbours(proxies, hostile, alliance.Negative))
	beyond, err := v.signed(alliance.Positive).step(ctx, far, alliance.Both)
	if err != nil {
		return nil, err
	}
	return append(relations, without(known, distinct(far, beyond))...), nil
}

// friends returns the actors with which an actor has friendly relations, among the given ones.
func friends(actor *alliance.Actor, relations []*alliance.Relation) []*alliance.Actor {
	return neighbours([]*alliance.Actor{actor}, [][]*alliance.Relation{relations}, alliance.Positive)
}

// neighbours returns, without duplicates, the other ends of the actors' relations that have the sign or, for Neutral,
// of all of them.
func neighbours(actors []*alliance.Actor, lists [][]*alliance.Relation, sign alliance.Sign) []*alliance.Actor {
	var found []*alliance.Actor
	seen := map[string]bool{}
	for i, list := range lists {
		for _, r := range list {
			other := opposite(r, actors[i])
			if (sign == alliance.Neutral || r.Sign() == sign) && !seen[other.ID] {
				seen[other.ID] = true
				found = append(found, other)
			}
		}
	}
	return found
}

// unknown returns the actors whose ids are not in known.
func unknown(known map[string]bool, actors []*alliance.Actor) []*alliance.Actor {
	fresh := actors[:0:0]
	for _, a := range actors {
		if !known[a.ID] {
			fresh = append(fresh, a)
		}
	}
	return fresh
}

// without returns the relations that have neither end in known: the others have been found already.
func without(known map[string]bool, relations []*alliance.Relation) []*alliance.Relation {
	fresh := relations[:0:0]
	for _, r := range relations {
		if !known[r.Subject.ID] && !known[r.Object.ID] {
			fresh = append(fresh, r)
		}
	}
	return fresh
}

// opposite returns the end of a relation that is not the actor.
func opposite(r *alliance.Relation, actor *alliance.Actor) *alliance.Actor {
	if r.Subject == actor {
		return r.Object
	}
	return r.Subject
}

// distinct returns the relations of a step without duplicates: a relation between two of the actors is in both lists.
func distinct(actors []*alliance.Actor, lists [][]*alliance.Relation) []*alliance.Relation {
	among := idsOf(actors)
	var all []*alliance.Relation
	for i, list := range lists {
		for _, r := range list {
			if r.Subject.ID == actors[i].ID || !among[r.Subject.ID] {
				all = append(all, r)
			}
		}
	}
	return all
}

// idsOf returns the set of the actors' ids.
func idsOf(actors []*alliance.Actor) map[string]bool {
	ids := make(map[string]bool, len(actors))
	for _, a := range actors {
		ids[a.ID] = true
	}
	return ids
}
