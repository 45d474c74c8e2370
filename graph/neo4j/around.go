package neo4j

import (
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// How many relations of an actor are read, to be kept, for a page of some: at first, which is all that most actors have; when
// they were too few, how many times as many as before; and at most. Nobody so well connected that it has more of them pays
// for all with one question: meanwhile the database is asked for the page itself.
const firstKept, keptGrowth, mostKept = 128, 8, 20_000

// surrounds reports whether a query is for a page of the relations that one actor itself has.
func surrounds(q *alliance.RelationQuery) bool {
	return q.Of != "" && !q.Indirect && !q.Succession &&
		(q.Direction == alliance.Out || q.Direction == alliance.In || q.Direction == alliance.Both)
}

// around answers those queries that it can from what is kept of actors' relations, after it has fetched what is missing, and
// returns the numbers of the others.
func (s *snapshot) around(ctx context.Context, queries []alliance.RelationQuery, pages []alliance.RelationConnection) (others []int, err error) {
	var near []int
	var looked []need
	for i := range queries {
		if q := &queries[i]; surrounds(q) {
			near, looked = append(near, i), append(looked, need{place: place{q.Of, readingOf(q)}})
		} else {
			others = append(others, i)
		}
	}
	if len(near) == 0 {
		return others, nil
	}
	if err := s.pin(ctx); err != nil {
		return nil, err
	}
	kept, found := &s.things().neighbours, make(lists, len(looked))
	kept.missing(looked, found)
	open, err := found.answer(ctx, queries, pages, near)
	if err != nil {
		return nil, err
	}
	if err := s.fill(ctx, kept, found.needs(queries, open), found); err != nil {
		return nil, err
	}
	if open, err = found.answer(ctx, queries, pages, open); err != nil {
		return nil, err
	}
	return append(others, open...), ctx.Err()
}

// pin asks the database what is loaded now, unless the snapshot knows what it answers from.
func (s *snapshot) pin(ctx context.Context) error {
	if s.edition() != nil {
		return ctx.Err()
	}
	_, err := s.ask(ctx, shape{kind: things}, map[string]any{"ids": []string{}})
	return err
}

// answer answers those of the queries that lists reach far enough for, and returns the numbers of the others.
func (l lists) answer(
	ctx context.Context, queries []alliance.RelationQuery, pages []alliance.RelationConnection, numbers []int,
) (open []int, err error) {
	var steps pace.Steps
	for _, i := range numbers {
		list, ok := l[place{queries[i].Of, readingOf(&queries[i])}]
		if ok {
			pages[i], ok, err = list.page(ctx, &steps, &queries[i])
		}
		if err != nil {
			return nil, err
		}
		if !ok {
			open = append(open, i)
		}
	}
	return open, nil
}

// needs returns what queries need that lists do not reach far enough for, unless that is too much.
func (l lists) needs(queries []alliance.RelationQuery, numbers []int) []need {
	var needs []need
	for _, i := range numbers {
		at := place{queries[i].Of, readingOf(&queries[i])}
		if have := len(l[at].relations); have < mostKept {
			needs = append(needs, need{at, min(max(firstKept, keptGrowth*have), mostKept)})
		}
	}
	return needs
}

// page answers a query from a list of candidates. It returns false if they do not reach far enough.
func (n *neighbourhood) page(
	ctx context.Context, steps *pace.Steps, q *alliance.RelationQuery,
) (page alliance.RelationConnection, ok bool, err error) {
	of := newListing[*alliance.Relation](&q.PageRequest)
	m := q.Where.Matcher()
	of.view = func(r *alliance.Relation) *alliance.Relation {
		if n.direction != q.Direction && !r.Involves(q.Of, q.Direction) {
			return nil
		}
		return m.View(r)
	}
	for _, r := range n.relations[n.start(of):] {
		if err := steps.Take(ctx); err != nil {
			return page, false, err
		}
		if of.add(r); of.full() {
			break
		}
	}
	if n.more && !of.full() {
		return page, false, nil
	}
	return of.page(), true, nil
}

// start returns the place in the list of the first candidate that a listing looks at.
func (n *neighbourhood) start(of *listing[*alliance.Relation]) int {
	after := of.request.After.Position
	if after.IsZero() || of.sorter != nil || of.request.Count {
		return 0
	}
	at, found := slices.BinarySearchFunc(n.relations, after, func(r *alliance.Relation, p alliance.Position) int {
		return r.Position().Compare(p)
	})
	if found {
		at++
	}
	return at
}
