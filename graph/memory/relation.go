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
		keep := keeper(&q.Where)
		return page(ctx, q.PageRequest, s.candidates(&q, keep), keep)
	})
}

// keeper returns keepRelation for a filter. Many ids are looked up in a set.
func keeper(w *alliance.RelationFilter) func(*alliance.Relation) (*alliance.Relation, bool) {
	if len(w.Subjects) <= manyIDs || len(w.Objects) <= manyIDs {
		return func(r *alliance.Relation) (*alliance.Relation, bool) { return keepRelation(w, r) }
	}
	subjects, objects := setOf(w.Subjects), setOf(w.Objects)
	rest := *w
	rest.Subjects, rest.Objects = nil, nil
	return func(r *alliance.Relation) (*alliance.Relation, bool) {
		fits := subjects[r.Subject.ID] && objects[r.Object.ID] ||
			r.Type.Mutual() && subjects[r.Object.ID] && objects[r.Subject.ID]
		if !fits {
			return nil, false
		}
		return keepRelation(&rest, r)
	}
}

// manyIDs is how many ids are looked up one after the other.
const manyIDs = 16

// setOf returns a list of ids as a set.
func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// candidates goes through relations among which are all that the query asks for.
func (s *Store) candidates(q *alliance.RelationQuery, keep func(*alliance.Relation) (*alliance.Relation, bool)) func(alliance.Position) iter.Seq[*alliance.Relation] {
	var found [][]*alliance.Relation
	switch w := &q.Where; {
	case q.Of != "" && q.Indirect:
		for _, actor := range s.following(q) {
			found = s.ties.of(found, actor, q.Direction, w.Types)
		}
	case q.Of != "":
		found = s.ties.of(found, q.Of, q.Direction, w.Types)
	case w.Subjects != nil:
		for _, actor := range distinct(w.Subjects) {
			found = s.ties.of(found, actor, alliance.Out, w.Types)
		}
	case w.Objects != nil:
		for _, actor := range distinct(w.Objects) {
			found = s.ties.of(found, actor, alliance.In, w.Types)
		}
	case w.Conflict != "":
		return in(s.inConflict.of(w.Conflict))
	default:
		return in(s.facts.Relations)
	}
	return merged(found, keep)
}

// distinct returns each of the ids once.
func distinct(ids []string) []string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
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
			for _, r := range list {
				if holds(r) {
					add(r.Object.ID)
				}
			}
		}
		for _, list := range s.ties.of(nil, actors[next], alliance.In, oneOf[alliance.RelationType]{alliance.PartOf}) {
			for _, r := range list {
				if holds(r) {
					add(r.Subject.ID)
				}
			}
		}
	}
	return actors
}

// keepRelation returns the relation as the filter knows it, and whether the filter keeps it.
func keepRelation(w *alliance.RelationFilter, r *alliance.Relation) (*alliance.Relation, bool) {
	if !oneOf[alliance.RelationType](w.Types).has(r.Type) || !r.Shares(w.AsOf) || !fitsEnds(w, r) {
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

// fitsEnds reports whether the relation is from one of the filter's subjects to one of its objects; a mutual one may
// be so either way round.
func fitsEnds(w *alliance.RelationFilter, r *alliance.Relation) bool {
	subjects, objects := oneOf[string](w.Subjects), oneOf[string](w.Objects)
	return subjects.has(r.Subject.ID) && objects.has(r.Object.ID) ||
		r.Type.Mutual() && subjects.has(r.Object.ID) && objects.has(r.Subject.ID)
}

// among reports whether the actor is there and one of the ids.
func among(ids []string, a *alliance.Actor) bool { return a != nil && slices.Contains(ids, a.ID) }
