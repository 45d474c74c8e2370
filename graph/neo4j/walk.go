package neo4j

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/gather"
	"entente/graph/pace"
)

// fillLimit is how many actors' relations are fetched at most if only those among the actors are asked for.
const fillLimit = 500

// walks reports whether a query is a step of a walk from actor to actor: it asks for all relations of an actor, or all
// among some actors.
func walks(q *alliance.RelationQuery) bool {
	return q.PageRequest == alliance.PageRequest{First: unbounded} && !q.Indirect && !q.Succession &&
		q.Direction != alliance.Opponent && (q.Of != "" || q.Where.Subjects != nil && q.Where.Objects != nil)
}

// walk answers queries that [walks] reports true of from what is kept, after it has fetched what is not, in one statement.
// It reports false if that would be to fetch much more than is asked for.
func (s *snapshot) walk(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, bool, error) {
	kept := &s.things().neighbours
	var needs []need
	limit := math.MaxInt
	for i := range queries {
		q := &queries[i]
		actors := []string{q.Of}
		if q.Of == "" {
			actors, limit = q.Where.Subjects, fillLimit
		}
		for _, id := range actors {
			needs = append(needs, need{place{id, everyRelation}, unbounded})
		}
	}
	found := make(lists, len(needs))
	if missing := kept.missing(needs, found); len(missing) > limit {
		return nil, false, nil
	} else if err := s.fill(ctx, kept, missing, found); err != nil {
		return nil, true, err
	}
	pages := make([]alliance.RelationConnection, len(queries))
	var steps pace.Steps
	for i := range queries {
		var err error
		if pages[i].Nodes, err = among(ctx, &steps, found, &queries[i]); err != nil {
			return nil, true, err
		}
	}
	return pages, true, ctx.Err()
}

// fill adds to found what is missing: what nobody else is fetching, it fetches; for the rest it waits.
func (s *snapshot) fill(ctx context.Context, kept *neighbours, missing []need, found lists) error {
	for len(missing) > 0 {
		mine, others := kept.claim(missing)
		if len(mine) == 0 {
			if err := await(ctx, others); err != nil {
				return err
			}
		} else if err := s.fetchClaimed(ctx, kept, mine, found); err != nil {
			return err
		}
		missing = kept.missing(missing, found)
	}
	return nil
}

// await waits for what somebody else fetches, which does not keep those waiting who resolve the same list.
func await(ctx context.Context, others <-chan struct{}) error {
	var wait *gather.Wait
	gather.Begin(ctx, func(w *gather.Wait) { wait = w }, func() {})
	defer wait.End()
	select {
	case <-others:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fetchClaimed adds to found, and keeps, what was claimed.
func (s *snapshot) fetchClaimed(ctx context.Context, kept *neighbours, mine []need, found lists) error {
	var fetched lists
	defer func() { kept.release(mine, fetched) }()
	fetched, err := s.fetchNeighbours(ctx, mine, found)
	maps.Copy(found, fetched)
	return err
}

// fetchNeighbours fetches what is needed and not there already.
func (s *snapshot) fetchNeighbours(ctx context.Context, needs []need, there lists) (lists, error) {
	queries := make([]relationQuery, len(needs))
	for i, want := range needs {
		list := there[want.place].relations
		most := want.length
		if most != unbounded {
			most -= len(list)
		}
		queries[i] = want.query(list, most)
	}
	pages, err := relationLister().pages(ctx, s, queries)
	if err != nil {
		return nil, err
	}
	fetched := make(lists, len(needs))
	for i, want := range needs {
		list := slices.Concat(there[want.place].relations, pages[i].Nodes)
		fetched[want.place] = neighbourhood{want.reading, list, pages[i].HasNext}
	}
	return fetched, nil
}

// among returns those relations in whole lists that a query asks for, by id.
func among(ctx context.Context, steps *pace.Steps, of lists, q *alliance.RelationQuery) ([]*alliance.Relation, error) {
	found := []*alliance.Relation{}
	w := q.Where.Matcher()
	if q.Of != "" {
		for _, r := range of[place{q.Of, everyRelation}].relations {
			if err := steps.Take(ctx); err != nil {
				return nil, err
			}
			if view := w.View(r); view != nil && (q.Direction == alliance.Both || r.Involves(q.Of, q.Direction)) {
				found = append(found, view)
			}
		}
		return found, nil
	}
	// A relation has one of the subjects at one end at least. If it has one at both, it is taken at its subject.
	subjects := setOf(q.Where.Subjects)
	for id := range subjects {
		for _, r := range of[place{id, everyRelation}].relations {
			if err := steps.Take(ctx); err != nil {
				return nil, err
			}
			if view := w.View(r); view != nil && (r.Subject.ID == id || !subjects[r.Subject.ID]) {
				found = append(found, view)
			}
		}
	}
	return found, pace.Sort(ctx, found, func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) })
}

// setOf returns ids as a set.
func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
