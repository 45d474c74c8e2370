package neo4j

import (
	"context"
	"fmt"
	"maps"
	"math"

	"entente/graph/alliance"
)

// A plan is how a query is put to the database: as what shape, with what parameters. What is not restricted is nil.
type plan struct {
	shape  shape
	params map[string]any
}

// lister lists one kind of things: how a query is put, how a row is decoded, and, for queries of which the database only
// finds candidates, what they show of one, nil for one that they do not keep. Rows with a label are put into the cache.
type lister[Q any, T listed] struct {
	of     *columns
	plan   func(*Q) (plan, alliance.PageRequest)
	decode func(*linker, *row) T
	view   func(*Q) func(T) T
	label  string
}

// listed is what can be listed: pointers.
type listed interface {
	comparable
	alliance.Node
}

// A listing is a query while it is answered.
type listing[T listed] struct {
	plan
	request alliance.PageRequest
	// view is nil if the database decides what the query keeps.
	view func(T) T
	page alliance.Page[T]
	// last is the position of the last candidate, from which to go on for more.
	last alliance.Position
	done bool
}

// pages answers queries. Where the database only finds candidates, it is asked for more of them until the pages are full.
func (l lister[Q, T]) pages(ctx context.Context, s *snapshot, queries []Q) ([]alliance.Page[T], error) {
	if len(queries) == 0 {
		return nil, ctx.Err()
	}
	listings := make([]*listing[T], len(queries))
	for i := range queries {
		listings[i] = l.begin(&queries[i])
	}
	for open := listings; len(open) > 0; {
		if err := l.read(ctx, s, open); err != nil {
			return nil, err
		}
		var rest []*listing[T]
		for _, q := range open {
			if !q.done {
				q.shape.limit = min(q.shape.limit*growth, max(q.shape.limit, readSize))
				rest = append(rest, q)
			}
		}
		open = rest
	}
	pages := make([]alliance.Page[T], len(queries))
	for i, q := range listings {
		pages[i] = q.page
	}
	return pages, nil
}

// How many candidates are read at first, at least; and, when they were too few, how many times as many as before.
const firstRead, growth = 50, 4

// begin returns the listing of a query.
func (l lister[Q, T]) begin(q *Q) *listing[T] {
	of := &listing[T]{}
	of.plan, of.request = l.plan(q)
	if l.view != nil {
		of.view = l.view(q)
	}
	of.page.Nodes, of.page.HasPrevious = []T{}, !of.request.After.IsZero()
	of.shape.limit = max(of.request.First, 0) + 1
	of.shape.count = of.request.Count && of.view == nil
	of.last = of.request.After
	switch {
	case of.view == nil:
	case of.request.Count: // all of them have to be looked at
		of.last, of.shape.limit = alliance.Position{}, readSize
	default:
		of.shape.limit = max(of.shape.limit, firstRead)
	}
	return of
}

// read reads one batch of rows for each listing.
func (l lister[Q, T]) read(ctx context.Context, s *snapshot, open []*listing[T]) error {
	shapes, params := make([]shape, len(open)), make([]map[string]any, len(open))
	for i, q := range open {
		shapes[i], params[i] = q.shape, maps.Clone(q.params)
		addAfter(params[i], q.shape.kind, q.last)
	}
	answers, err := s.askAll(ctx, shapes, params)
	if err != nil {
		return err
	}
	cache := s.things()
	for _, a := range answers {
		for _, r := range a.rows {
			if err := cache.addRow(l.label, r); err != nil {
				return err
			}
		}
	}
	things := make([][]T, len(open))
	if err := s.link(ctx, cache, func(link *linker) (err error) {
		for i := range answers {
			if things[i], err = l.decodeAll(link, answers[i].rows); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for i, q := range open {
		if err := q.take(l.of.thing, things[i], answers[i].total); err != nil {
			return err
		}
	}
	return nil
}

// decodeAll decodes rows.
func (l lister[Q, T]) decodeAll(link *linker, rows []any) ([]T, error) {
	list := make([]T, len(rows))
	for i := range rows {
		r := rowOf(l.of, rows[i])
		if list[i] = l.decode(link, r); r.err != nil {
			return nil, r.err
		}
	}
	return list, nil
}

// take adds a batch to the page. It is an error if a thing is not in the order of its list, in which whoever goes on after
// each page would never come to the end.
func (q *listing[T]) take(thing string, batch []T, total int) error {
	q.page.Total += total
	for _, n := range batch {
		at := n.Position()
		if !q.last.IsZero() && at.Compare(q.last) <= 0 {
			return fmt.Errorf("neo4j: %s %q: it is listed after %q, where it does not belong: %w", thing, at.ID, q.last.ID, ErrAltered)
		}
		q.last = at
		q.add(n)
	}
	q.done = q.view == nil || len(batch) < q.shape.limit || q.page.HasNext && !q.request.Count
	return nil
}

// add adds a candidate to the page, if the query keeps it and it belongs there.
func (q *listing[T]) add(n T) {
	if q.view != nil {
		var none T
		if n = q.view(n); n == none {
			return
		}
		if q.request.Count {
			q.page.Total++
		}
	}
	switch {
	case q.page.HasPrevious && n.Position().Compare(q.request.After) <= 0:
	case len(q.page.Nodes) < q.request.First:
		q.page.Nodes = append(q.page.Nodes, n)
	default:
		q.page.HasNext = true
	}
}

// addAfter adds where a list of a kind goes on: after a position, the zero position for its beginning.
func addAfter(params map[string]any, of kind, p alliance.Position) {
	switch of {
	case events, sources, evidence:
		if p.IsZero() {
			p.Day = alliance.FirstDay
		}
		params["day"], params["after"] = int(p.Day), p.ID
	default:
		params["after"] = afterIDOf(p)
	}
}

// afterIDOf returns after which id a list by id goes on. Things in it have day 0: a position with another day is before or
// after all of them.
func afterIDOf(p alliance.Position) string {
	switch {
	case p.IsZero() || p.Day < 0:
		return ""
	case p.Day > 0:
		return afterIDs
	default:
		return p.ID
	}
}

// afterIDs sorts after every id.
const afterIDs = "~"

// unless returns a value as a parameter, nil where it is the zero value.
func unless[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// anyOf returns a list of texts as a parameter; nil restricts nothing.
func anyOf[T ~string](list []T) any {
	if list == nil {
		return nil
	}
	texts := make([]any, len(list))
	for i, s := range list {
		texts[i] = string(s)
	}
	return texts
}

// unbounded is so many things that a page has all of them.
const unbounded = math.MaxInt32
