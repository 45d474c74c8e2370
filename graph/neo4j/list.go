package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/paging"
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
	// nodes are on the page; more is set if there are others after them.
	nodes []T
	more  bool
	// counter counts what view keeps; total is what the database counted if there is no view.
	counter paging.Counter
	total   int
	// sorter takes all that the query keeps if not just a page of it is read, in the order in which the database lists it;
	// otherwise it is nil.
	sorter *paging.Sorter[T]
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
		pages[i] = q.page()
	}
	return pages, nil
}

// How many candidates are read at first, at least; and, when they were too few, how many times as many as before.
const firstRead, growth = 50, 4

// begin returns the listing of a query.
func (l lister[Q, T]) begin(q *Q) *listing[T] {
	plan, request := l.plan(q)
	of := newListing[T](&request)
	of.plan = plan
	if l.view != nil {
		of.view = l.view(q)
	}
	r := &of.request
	of.last = r.After.Position
	of.shape.limit = max(r.First, 0) + 1
	of.params["count"] = r.Count && of.view == nil
	switch {
	case of.sorter != nil:
		of.last, of.shape.limit, of.params["count"] = alliance.Position{}, readSize, false
	case of.view == nil:
	case r.Count: // all of them have to be looked at
		of.last, of.shape.limit = alliance.Position{}, readSize
	default:
		of.shape.limit = max(of.shape.limit, firstRead)
	}
	return of
}

// newListing returns the listing of a request, before it is planned how to put it.
func newListing[T listed](r *alliance.PageRequest) *listing[T] {
	of := &listing[T]{request: *r, nodes: []T{}, counter: paging.NewCounter(r)}
	if r.By != "" || r.FromEnd || !r.Before.IsZero() || r.CountEnds {
		of.sorter = paging.NewSorter[T](r)
	}
	return of
}

// page returns what was found.
func (q *listing[T]) page() alliance.Page[T] {
	if q.sorter != nil {
		return q.sorter.Page()
	}
	page := paging.Page(&q.request, q.nodes, q.more, &q.counter)
	if q.view == nil {
		page.Total = q.total
	}
	return page
}

// read reads one batch of rows for each listing.
func (l lister[Q, T]) read(ctx context.Context, s *snapshot, open []*listing[T]) error {
	shapes, params := make([]shape, len(open)), make([]map[string]any, len(open))
	ends := s.wantsEnds()
	for i, q := range open {
		shapes[i], params[i] = q.shape, maps.Clone(q.params)
		params[i]["withEnds"] = ends
		addAfter(params[i], q.shape.kind, q.last)
	}
	answers, err := s.askAll(ctx, shapes, params)
	if err != nil {
		return err
	}
	cache := s.things()
	if err := l.keep(ctx, s, cache, answers); err != nil {
		return err
	}
	things := make([][]T, len(open))
	if err := s.link(ctx, cache, func(link *linker) (err error) {
		for i := range answers {
			if things[i], err = l.decodeAll(ctx, link, answers[i].rows); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for i, q := range open {
		if err := q.take(ctx, l.of.thing, things[i], answers[i].total); err != nil {
			return err
		}
	}
	return nil
}

// keep adds to a cache what answers have of what is kept there.
func (l lister[Q, T]) keep(ctx context.Context, s *snapshot, cache *cache, answers []answer) error {
	before, ends := cache.size(), false
	var steps pace.Steps
	for _, a := range answers {
		for _, r := range a.rows {
			if err := cmp.Or(steps.TakeAll(ctx, rowSteps), cache.addRow(l.label, r)); err != nil {
				return err
			}
		}
		ends = ends || len(a.ends) > 0
		if err := cache.addLabelled(ctx, a.ends); err != nil {
			return err
		}
	}
	if ends {
		s.lacked(cache.size() > before)
	}
	return nil
}

// rowSteps is how many steps it takes to decode a row, with what there is in it.
const rowSteps = 16

// decodeAll decodes rows.
func (l lister[Q, T]) decodeAll(ctx context.Context, link *linker, rows []any) ([]T, error) {
	list := make([]T, len(rows))
	var steps pace.Steps
	for i := range rows {
		if err := steps.TakeAll(ctx, rowSteps); err != nil {
			return nil, err
		}
		r := rowOf(l.of, rows[i])
		if list[i] = l.decode(link, r); r.err != nil {
			return nil, r.err
		}
	}
	return list, nil
}

// take adds a batch to the page. It is an error if a thing is not in the order of its list, in which whoever goes on after
// each page would never come to the end.
func (q *listing[T]) take(ctx context.Context, thing string, batch []T, total int) error {
	q.total += total
	var steps pace.Steps
	for _, n := range batch {
		if err := steps.Take(ctx); err != nil {
			return err
		}
		at := n.Position()
		if !q.last.IsZero() && at.Compare(q.last) <= 0 {
			return fmt.Errorf("neo4j: %s %q: it is listed after %q, where it does not belong: %w", thing, at.ID, q.last.ID, ErrAltered)
		}
		q.last = at
		q.add(n)
	}
	q.done = len(batch) < q.shape.limit || q.sorter == nil && q.view == nil || q.full()
	return nil
}

// full reports whether no candidate after those that were added has a say in the page.
func (q *listing[T]) full() bool { return q.sorter == nil && q.more && !q.request.Count }

// add adds a candidate to the page, if the query keeps it and it belongs there.
func (q *listing[T]) add(n T) {
	if q.view != nil {
		var none T
		if n = q.view(n); n == none {
			return
		}
	}
	if q.sorter != nil {
		q.sorter.Add(n)
		return
	}
	q.counter.Add(n)
	switch {
	case !paging.Holds(&q.request, n):
	case len(q.nodes) < q.request.First:
		q.nodes = append(q.nodes, n)
	default:
		q.more = true
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

// optional returns what a pointer points to, null if it is nil.
func optional(flag *bool) any {
	if flag == nil {
		return nil
	}
	return *flag
}

// unbounded is so many things that a page has all of them.
const unbounded = math.MaxInt32
