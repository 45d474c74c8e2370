package memory

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
)

// Relations implements [alliance.Store].
func (s *Store) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return each(ctx, queries, func(q *alliance.RelationQuery) (alliance.RelationConnection, error) {
		matcher := q.Where.Matcher()
		if q.Of == "" && (q.Where.Subjects != nil || q.Where.Objects != nil) {
			where := q.Where
			where.Subjects, where.Objects = nil, nil // the candidates already have these ends
			matcher = where.Matcher()
		}
		return page(ctx, q.PageRequest, s.relationCandidates(q, matcher.Keeps), &matcher)
	})
}

// relationCandidates iterates over a superset of the relations that match the query, except that it may leave out
// those for which keeps is false. Unless the query is about one actor, the ends of the candidates match its filter.
func (s *Store) relationCandidates(q *alliance.RelationQuery, keeps func(*alliance.Relation) bool) func(alliance.Position) iter.Seq[*alliance.Relation] {
	var found [][]uint32
	switch w := &q.Where; {
	case q.Of != "" && (q.Succession || q.Indirect):
		for _, actor := range s.actorsOf(q) {
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
	return s.ties.merged(found, keeps)
}

// actorsOf returns the actors whose relations the query asks for: the one that it is about, with Succession those before
// and after it, and with Indirect those behind each of them.
func (s *Store) actorsOf(q *alliance.RelationQuery) []string {
	actors := []string{q.Of}
	if q.Succession {
		where := q.Where.Followed(alliance.Viewpoint{KnownBy: q.Where.KnownBy})
		before := s.reach(actors, &where, step{alliance.Out, alliance.Succeeds})
		after := s.reach(actors, &where, step{alliance.In, alliance.Succeeds})
		actors = slices.Concat(before, after[1:])
	}
	if q.Indirect {
		where := q.Where.Followed(q.Where.Viewpoint)
		actors = s.reach(actors, &where, step{alliance.Out, alliance.Leads}, step{alliance.In, alliance.PartOf})
	}
	return actors
}

// A step leads from an actor, over a relation of a type that it is at one end of, to the actor at the other.
type step struct {
	from alliance.Direction
	over alliance.RelationType
}

// reach returns the actors that steps over relations that the filter keeps lead to, any number of them from any of the
// given actors, beginning with these; each once.
func (s *Store) reach(from []string, where *alliance.RelationFilter, steps ...step) []string {
	var actors []string
	seen := map[string]bool{}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			actors = append(actors, id)
		}
	}
	for _, id := range from {
		add(id)
	}
	matcher := where.Matcher()
	for next := 0; next < len(actors); next++ { // the loop adds actors
		for _, step := range steps {
			for r := range s.ties.each(actors[next], step.from, step.over) {
				other := r.Object
				if step.from == alliance.In {
					other = r.Subject
				}
				if !seen[other.ID] && matcher.Keeps(r) {
					add(other.ID)
				}
			}
		}
	}
	return actors
}
