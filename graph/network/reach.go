package network

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// Reached are the actors up to some relations away from others, however many they are. Unlike a [region], it has no relations,
// since those of a view may take far more memory than the actors.
type reached struct {
	// actors are ordered by distance.
	actors []*alliance.Actor
	has    map[*alliance.Actor]bool
}

// reach returns the actors up to depth relations away from those with the ids. It calls the store once for these, and
// once per level, or more often for levels of thousands of actors.
func (v View) reach(ctx context.Context, around []string, depth int) (*reached, error) {
	start, err := v.actors(ctx, slices.Compact(slices.Sorted(slices.Values(around)))...)
	if err != nil {
		return nil, err
	}
	r := &reached{has: make(map[*alliance.Actor]bool, len(start))}
	for _, a := range start {
		r.add(a)
	}
	for from := 0; depth > 0 && from < len(r.actors); depth-- {
		level := r.actors[from:]
		from = len(r.actors)
		if err := v.each(ctx, level, alliance.Both, func(a *alliance.Actor, list []*alliance.Relation) {
			for _, relation := range list {
				r.add(opposite(relation, a))
			}
		}); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// add adds an actor, unless it is there.
func (r *reached) add(a *alliance.Actor) {
	if !r.has[a] {
		r.has[a] = true
		r.actors = append(r.actors, a)
	}
}

// from returns the relations that lead from actors, whole and each once: a mutual one between two of them is in the lists of both.
func (v View) from(ctx context.Context, r *reached) ([]*alliance.Relation, error) {
	var all []*alliance.Relation
	err := v.each(ctx, r.actors, alliance.Out, func(a *alliance.Actor, list []*alliance.Relation) {
		for _, relation := range list {
			if relation.Subject == a || !r.has[relation.Subject] {
				all = append(all, relation.Whole())
			}
		}
	})
	return all, err
}

// How much is asked for in one call: the relations of so many actors, as those of fifty thousand, and the questions for them,
// took 70 MB; and so many relations, as the views of a quarter of a million took 40 MB, which are needed for no more than a moment.
const (
	manyActors    = 2_048
	manyRelations = 1 << 14
)

// wholeRelations returns all relations of the view, whole.
func (v View) wholeRelations(ctx context.Context) ([]*alliance.Relation, error) {
	var all []*alliance.Relation
	query := func(p alliance.PageRequest) alliance.RelationQuery {
		return alliance.RelationQuery{Where: v.Where, PageRequest: p}
	}
	for relation, err := range alliance.All(ctx, manyRelations, v.Store.Relations, query) {
		if err != nil {
			return nil, err
		}
		all = append(all, relation.Whole())
	}
	return all, nil
}

// each calls visit with the relations of each actor in a direction.
func (v View) each(
	ctx context.Context, actors []*alliance.Actor, d alliance.Direction, visit func(*alliance.Actor, []*alliance.Relation),
) error {
	var steps pace.Steps
	for some := range slices.Chunk(actors, manyActors) {
		lists, err := v.step(ctx, some, d)
		if err != nil {
			return err
		}
		for i, list := range lists {
			if err := steps.TakeAll(ctx, len(list)); err != nil {
				return err
			}
			visit(some[i], list)
		}
	}
	return nil
}
