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
		where := q.Where
		if q.Of == "" {
			where.Subjects, where.Objects = nil, nil // the candidates already have these ends
		}
		matcher := where.Matcher()
		return page(ctx, q.PageRequest, s.relationCandidates(&q, matcher.View), matcher.View)
	})
}

// relationCandidates iterates over a superset of the relations that match the query, except that it may leave out
// those for which view returns nil. Unless the query is about one actor, the ends of the candidates match its filter.
func (s *Store) relationCandidates(q *alliance.RelationQuery, view func(*alliance.Relation) *alliance.Relation) func(alliance.Position) iter.Seq[*alliance.Relation] {
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
		return in(s.relationsIn.of(w.Conflict))
	default:
		return in(s.facts.Relations)
	}
	return s.ties.merged(found, view)
}

// following returns the actor that the query is about and all actors that it leads or that are part of it, transitively.
func (s *Store) following(q *alliance.RelationQuery) []string {
	where := alliance.RelationFilter{AsOf: q.Where.AsOf, KnownBy: q.Where.KnownBy}
	if !slices.Contains(q.Where.Statuses, alliance.Denied) {
		where.Statuses = []alliance.Status{alliance.Asserted, alliance.Alleged, alliance.Disputed}
	}
	actors := []string{q.Of}
	seen := map[string]bool{q.Of: true}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			actors = append(actors, id)
		}
	}
	for next := 0; next < len(actors); next++ { // the loop adds actors
		for r := range s.ties.each(actors[next], alliance.Out, alliance.Leads) {
			if where.Keeps(r) {
				add(r.Object.ID)
			}
		}
		for r := range s.ties.each(actors[next], alliance.In, alliance.PartOf) {
			if where.Keeps(r) {
				add(r.Subject.ID)
			}
		}
	}
	return actors
}
