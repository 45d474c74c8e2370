package memory

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
)

// Relations implements [alliance.Store].
func (s *Store) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return each(ctx, queries, func(q alliance.RelationQuery) (alliance.RelationConnection, error) {
		keep := keeper(&q)
		return page(ctx, q.PageRequest, s.candidates(&q, keep), keep)
	})
}

// keeper returns [keepRelation] for a filter whose ends the candidates fit already, unless they are those of one actor.
func keeper(q *alliance.RelationQuery) func(*alliance.Relation) (*alliance.Relation, bool) {
	w := &q.Where
	if q.Of == "" || w.Subjects == nil && w.Objects == nil {
		return func(r *alliance.Relation) (*alliance.Relation, bool) { return keepRelation(w, r) }
	}
	ends := newEnds(w)
	return func(r *alliance.Relation) (*alliance.Relation, bool) {
		if !ends.fit(r) {
			return nil, false
		}
		return keepRelation(w, r)
	}
}

// candidates goes through relations among which are all that the query asks for, and that fit the ends of its filter unless
// it is about one actor.
func (s *Store) candidates(q *alliance.RelationQuery, keep func(*alliance.Relation) (*alliance.Relation, bool)) func(alliance.Position) iter.Seq[*alliance.Relation] {
	var found [][]uint32
	switch w := &q.Where; {
	case q.Of != "" && q.Indirect:
		for _, actor := range s.following(q) {
			found = s.ties.of(found, actor, q.Direction, w.Types)
		}
	case q.Of != "":
		found = s.ties.of(found, q.Of, q.Direction, w.Types)
	case w.Subjects != nil || w.Objects != nil:
		found = append(found, s.ties.between(w.Subjects, w.Objects, w.Types))
	case w.Conflict != "":
		return in(s.inConflict.of(w.Conflict))
	default:
		return in(s.facts.Relations)
	}
	return s.ties.merged(found, keep)
}

// following returns the actor that the query is about and all that it leads or that are part of it, transitively.
func (s *Store) following(q *alliance.RelationQuery) []string {
	where := alliance.RelationFilter{AsOf: q.Where.AsOf, KnownBy: q.Where.KnownBy}
	holds := func(r *alliance.Relation) bool {
		view, ok := keepRelation(&where, r)
		return ok && (view.Status != alliance.Denied || slices.Contains(q.Where.Statuses, alliance.Denied))
	}
	actors := []string{q.Of}
	seen := map[string]bool{q.Of: true}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			actors = append(actors, id)
		}
	}
	for next := 0; next < len(actors); next++ { // actors grows on the way
		for _, list := range s.ties.of(nil, actors[next], alliance.Out, oneOf[alliance.RelationType]{alliance.Leads}) {
			for _, rank := range list {
				if r := s.facts.Relations[rank]; holds(r) {
					add(r.Object.ID)
				}
			}
		}
		for _, list := range s.ties.of(nil, actors[next], alliance.In, oneOf[alliance.RelationType]{alliance.PartOf}) {
			for _, rank := range list {
				if r := s.facts.Relations[rank]; holds(r) {
					add(r.Subject.ID)
				}
			}
		}
	}
	return actors
}

// keepRelation returns the relation as the filter knows it, and whether the filter keeps it, whatever its ends.
func keepRelation(w *alliance.RelationFilter, r *alliance.Relation) (*alliance.Relation, bool) {
	if !oneOf[alliance.RelationType](w.Types).has(r.Type) || !r.Shares(w.AsOf) {
		return nil, false
	}
	if w.Kinds != nil && !slices.ContainsFunc(r.Kinds, oneOf[alliance.RelationKind](w.Kinds).has) {
		return nil, false
	}
	if w.Conflict != "" && alliance.IDOf(r.Conflict) != w.Conflict || w.Against != nil && !among(w.Against, r.Against) {
		return nil, false
	}
	view := r.AsKnownBy(w.KnownBy)
	if view == nil || !oneOf[alliance.Status](w.Statuses).has(view.Status) {
		return nil, false
	}
	return view, w.Sources == nil && w.Publishers == nil || slices.ContainsFunc(view.Evidence, func(e *alliance.Evidence) bool {
		return slices.Contains(w.Sources, e.Source.ID) ||
			e.Source.Publisher != "" && slices.Contains(w.Publishers, string(e.Source.Publisher))
	})
}

// ends are a filter's restrictions on who is at the ends of a relation; nil restricts nothing.
type ends struct{ subjects, objects func(id string) bool }

// newEnds returns the restrictions of a filter.
func newEnds(w *alliance.RelationFilter) ends { return ends{oneOfIDs(w.Subjects), oneOfIDs(w.Objects)} }

// manyIDs is how many ids are looked up one after the other.
const manyIDs = 16

// oneOfIDs returns whether an id is one of the given ones, nil for nil.
func oneOfIDs(ids []string) func(string) bool {
	switch {
	case ids == nil:
		return nil
	case len(ids) <= manyIDs:
		return oneOf[string](ids).has
	}
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return func(id string) bool { return set[id] }
}

// fit reports whether a relation is from one of the subjects to one of the objects; a mutual one may be so either way
// round.
func (e ends) fit(r *alliance.Relation) bool {
	way := func(from, to string) bool {
		return (e.subjects == nil || e.subjects(from)) && (e.objects == nil || e.objects(to))
	}
	return way(r.Subject.ID, r.Object.ID) || r.Type.Mutual() && way(r.Object.ID, r.Subject.ID)
}

// among reports whether the actor is there and one of the ids.
func among(ids []string, a *alliance.Actor) bool { return a != nil && slices.Contains(ids, a.ID) }
