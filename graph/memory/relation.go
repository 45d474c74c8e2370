package memory

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// Relations implements [alliance.Store].
func (s *Store) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return each(ctx, queries, func(q *alliance.RelationQuery) (alliance.RelationConnection, error) {
		q = new(distinct(*q))
		where, inConflicts := q.Where, s.inConflicts(q)
		if !inConflicts && listsEnds(q) {
			where.Subjects, where.Objects = nil, nil // the candidates already have these ends
		}
		matcher := where.Matcher()
		return page(ctx, &q.PageRequest, s.relationCandidates(ctx, q, inConflicts, matcher.Keeps), &matcher)
	})
}

// distinct returns a query that names each conflict and each actor once.
func distinct(q alliance.RelationQuery) alliance.RelationQuery {
	for _, ids := range []*[]string{&q.Where.Conflicts, &q.Where.Subjects, &q.Where.Objects, &q.Where.Against} {
		if len(*ids) > 1 {
			*ids = slices.Compact(slices.Sorted(slices.Values(*ids)))
		}
	}
	return q
}

// inConflicts reports whether the candidates for a query are the relations within the conflicts that its filter names: those of the
// actors that it names, too, are not fewer.
func (s *Store) inConflicts(q *alliance.RelationQuery) bool {
	w := &q.Where
	if q.Of != "" || w.Conflict == "" && w.Conflicts == nil {
		return false
	}
	within := 0
	for _, conflict := range w.WithinConflicts() {
		within += len(s.relationsIn.of(conflict))
	}
	switch {
	case w.Against != nil:
		return within <= s.ties.against.listed(&s.ties, w.Against)
	case w.Subjects != nil || w.Objects != nil:
		side, actors, _ := s.ties.side(w.Subjects, w.Objects)
		return within <= side.listed(&s.ties, actors)
	default:
		return true
	}
}

// listsEnds reports whether the candidates for a query are found by the subjects and objects that its filter lists alone, and
// nothing else is asked of the ends: of a mutual relation, the same direction must fit all that is asked.
func listsEnds(q *alliance.RelationQuery) bool {
	w := &q.Where
	return q.Of == "" && w.Against == nil && (w.Subjects != nil || w.Objects != nil) &&
		w.SubjectTypes == nil && w.ObjectTypes == nil && w.SubjectCountries == nil && w.ObjectCountries == nil
}

// relationCandidates returns a superset of the relations that match the query, except that it may leave out those for which
// keeps is false, and any once the context is done. If [listsEnds] is true and they are not those in conflicts, their ends are
// those that the filter lists.
func (s *Store) relationCandidates(ctx context.Context, q *alliance.RelationQuery, inConflicts bool, keeps func(*alliance.Relation) bool) candidates[*alliance.Relation] {
	var found [][]uint32
	switch w := &q.Where; {
	case q.Of != "":
		for _, actor := range s.actorsOf(ctx, q) {
			found = s.ties.of(found, actor, q.Direction, w.Types)
		}
	case inConflicts:
		for _, conflict := range w.WithinConflicts() {
			found = append(found, s.relationsIn.of(conflict))
		}
	case w.Against != nil:
		found = append(found, s.ties.backing(ctx, w.Subjects, w.Against, w.Types))
	case w.Subjects != nil || w.Objects != nil:
		found = append(found, s.ties.between(ctx, w.Subjects, w.Objects, w.Types))
	default:
		return in[*alliance.Relation](s.facts.Relations)
	}
	return s.ties.union(ctx, found, keeps)
}

// actorsOf returns the ranks of the actors whose relations the query asks for: the one that it is about, with Succession those
// before and after it, and with Indirect those behind each of them; none if there is no such actor.
func (s *Store) actorsOf(ctx context.Context, q *alliance.RelationQuery) []uint32 {
	of, ok := s.ties.actors[q.Of]
	if !ok {
		return nil
	}
	actors := []uint32{of}
	if q.Succession {
		where := q.Where.Followed(alliance.Viewpoint{KnownBy: q.Where.KnownBy})
		before := s.ties.reach(ctx, actors, &where, step{alliance.Out, alliance.Succeeds})
		after := s.ties.reach(ctx, actors, &where, step{alliance.In, alliance.Succeeds})
		actors = slices.Concat(before, after[1:])
	}
	if q.Indirect {
		where := q.Where.Followed(q.Where.Viewpoint)
		actors = s.ties.reach(ctx, actors, &where, step{alliance.Out, alliance.Leads}, step{alliance.In, alliance.PartOf})
	}
	return actors
}

// A step leads from an actor, over a relation of a type that it is at one end of, to the actor at the other.
type step struct {
	from alliance.Direction
	over alliance.RelationType
}

// reach returns the actors, by rank, that steps over relations that the filter keeps lead to, any number of them from any of the
// given actors, beginning with these; each once. Once the context is done, it may lack some.
func (t *ties) reach(ctx context.Context, from []uint32, where *alliance.RelationFilter, steps ...step) []uint32 {
	var actors []uint32
	seen := make(map[uint32]struct{}, len(from))
	add := func(actor uint32) {
		if _, ok := seen[actor]; !ok {
			seen[actor] = struct{}{}
			actors = append(actors, actor)
		}
	}
	for _, actor := range from {
		add(actor)
	}
	matcher := where.Matcher()
	var taken pace.Steps
	for next := 0; next < len(actors); next++ { // the loop adds actors
		for _, step := range steps {
			for r, other := range t.each(actors[next], step) {
				if taken.Take(ctx) != nil {
					return actors
				}
				if _, ok := seen[other]; !ok && matcher.Keeps(r) {
					add(other)
				}
			}
		}
	}
	return actors
}
