package memory

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
	"entente/graph/paging"
)

// lists holds lists of things by id, all in one slice.
type lists[T any] struct {
	groups map[string]group
	items  []T
}

// A group is the half-open range of the items in one list.
type group struct{ start, end uint32 }

// of returns the list of an id.
func (l *lists[T]) of(id string) []T {
	g := l.groups[id]
	return l.items[g.start:g.end:g.end]
}

// sort sorts each list.
func (l *lists[T]) sort(compare func(a, b T) int) {
	for _, g := range l.groups {
		slices.SortFunc(l.items[g.start:g.end], compare)
	}
}

// groupBy adds each thing, at most once, to the list of every id that keys reports for it. Lists are in the order of
// the things. The empty id is ignored.
func groupBy[T comparable](things []T, keys func(T, func(string))) lists[T] {
	l := lists[T]{groups: map[string]group{}}
	total := uint32(0)
	for _, t := range things {
		keys(t, func(id string) {
			if id != "" {
				g := l.groups[id]
				g.end++
				l.groups[id] = g
				total++
			}
		})
	}
	l.items = make([]T, total)
	next := uint32(0)
	for id, g := range l.groups {
		l.groups[id] = group{next, next}
		next += g.end
	}
	for _, t := range things {
		keys(t, func(id string) {
			g := l.groups[id]
			if id == "" || g.end > g.start && l.items[g.end-1] == t {
				return
			}
			l.items[g.end] = t
			g.end++
			l.groups[id] = g
		})
	}
	return l
}

// after returns the part of a list after a position.
func after[T alliance.Positioned](list []T, p alliance.Position) []T {
	if p.IsZero() {
		return list
	}
	i, found := seek(list, p)
	if found {
		i++
	}
	return list[i:]
}

// before returns the part of a list before a position.
func before[T alliance.Positioned](list []T, p alliance.Position) []T {
	if p.IsZero() {
		return list
	}
	i, _ := seek(list, p)
	return list[:i]
}

// seek returns where in a list a position is or would be, and whether something is there.
func seek[T alliance.Positioned](list []T, p alliance.Position) (int, bool) {
	return slices.BinarySearchFunc(list, p, func(t T, p alliance.Position) int { return t.Position().Compare(p) })
}

// candidates are the things that a query may keep.
type candidates[T any] interface {
	// ahead iterates in order over those after a position, back in reverse over those before one; over all of them if it
	// is zero. Once the context is done, they may end early.
	ahead(ctx context.Context, after alliance.Position) iter.Seq[T]
	back(ctx context.Context, before alliance.Position) iter.Seq[T]
	// most returns a number than which there are no more.
	most() int
}

// in are the things in a list as candidates.
type in[T alliance.Positioned] []T

func (l in[T]) ahead(_ context.Context, p alliance.Position) iter.Seq[T] {
	return slices.Values(after(l, p))
}

func (l in[T]) back(_ context.Context, p alliance.Position) iter.Seq[T] {
	return backwards(before(l, p))
}

func (l in[T]) most() int { return len(l) }

// backwards iterates over a list from its end.
func backwards[T any](list []T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, thing := range slices.Backward(list) {
			if !yield(thing) {
				return
			}
		}
	}
}

// A lens decides which candidates a query keeps, and returns those that it keeps as the query shows them: View is nil if
// Keeps is false.
type lens[T any] interface {
	Keeps(*T) bool
	View(*T) *T
}

// only is the lens that shows things unchanged if it reports true, and hides all others.
type only[T any] func(*T) bool

func (o only[T]) Keeps(thing *T) bool { return o(thing) }

func (o only[T]) View(thing *T) *T {
	if !o(thing) {
		return nil
	}
	return thing
}

// mostExpected is the largest number of things for which room is made on a page before it is known that there are so many.
const mostExpected = 512

// page answers a page request. What is not on the page is counted without being shown.
func page[T any, P interface {
	*T
	alliance.Positioned
}](ctx context.Context, req *alliance.PageRequest, from candidates[P], through lens[T]) (alliance.Page[P], error) {
	if req.By != "" {
		return sorted(ctx, req, from, through)
	}
	r := &reader[T, P]{
		size: req.First, bounds: *req, through: through, counter: paging.NewCounter(req), nodes: make([]P, 0, min(req.First, from.most(), mostExpected)),
	}
	if r.all = r.counter.Counts(); !r.all {
		r.bounds = beyond(r.bounds)
	}
	r.open = r.bounds.After.IsZero() && r.bounds.Before.IsZero()
	var steps pace.Steps
	for candidate := range walk(ctx, req, r.all, from) {
		if steps.Take(ctx) != nil || !r.take(candidate) {
			break
		}
	}
	return paging.Page(req, r.nodes, r.more, &r.counter), ctx.Err()
}

// A reader collects a page of candidates that come in order, from the end of the list that the request counts from.
type reader[T any, P interface {
	*T
	alliance.Positioned
}] struct {
	size int
	// bounds are those within which candidates are on the page; open is set if there are none.
	bounds  alliance.PageRequest
	open    bool
	through lens[T]
	// all is set if the whole list is looked at, to count it.
	all     bool
	counter paging.Counter
	nodes   []P
	// more is set if there are more things for the page than it has.
	more bool
}

// take looks at a candidate. It returns false if none after it has to be looked at.
func (r *reader[T, P]) take(candidate P) bool {
	inside := r.open || paging.Holds(&r.bounds, candidate)
	switch {
	case inside && len(r.nodes) < r.size:
		if shown := P(r.through.View(candidate)); shown != nil {
			r.grow()
			r.nodes = append(r.nodes, shown)
			r.count(shown)
		}
	case (inside || r.all) && r.through.Keeps(candidate):
		r.count(candidate)
		r.more = r.more || inside
	}
	return r.all || inside && !r.more
}

// large is how many things of a page are many.
const large = 1 << 10

// grow makes room for as many things again as a large page has, if it is full. Append would make room for a quarter more each time,
// which takes five times the memory of the page in all.
func (r *reader[T, P]) grow() {
	if n := len(r.nodes); n >= large && n == cap(r.nodes) {
		r.nodes = slices.Grow(r.nodes, min(n, r.size-n))
	}
}

// count counts a thing if the request asks for it.
func (r *reader[T, P]) count(thing P) {
	if r.all {
		r.counter.Add(thing)
	}
}

// walk iterates over candidates from the end of the list that the request counts from: over all of them, or over those
// after or before the position from which the page goes on.
func walk[P any](ctx context.Context, req *alliance.PageRequest, all bool, from candidates[P]) iter.Seq[P] {
	after, before := req.After.Position, req.Before.Position
	if all {
		after, before = alliance.Position{}, alliance.Position{}
	}
	if req.FromEnd {
		return from.back(ctx, before)
	}
	return from.ahead(ctx, after)
}

// beyond returns the request without the position from which the page goes on: whoever begins there need not look at it.
func beyond(req alliance.PageRequest) alliance.PageRequest {
	if req.FromEnd {
		req.Before = alliance.SortKey{}
	} else {
		req.After = alliance.SortKey{}
	}
	return req
}

// sorted answers a page request for an order other than that of the candidates.
func sorted[T any, P interface {
	*T
	alliance.Positioned
}](ctx context.Context, req *alliance.PageRequest, from candidates[P], through lens[T]) (alliance.Page[P], error) {
	sorter := paging.NewSorter[P](req)
	var steps pace.Steps
	for candidate := range from.ahead(ctx, alliance.Position{}) {
		if steps.Take(ctx) != nil {
			break
		}
		if shown := P(through.View(candidate)); shown != nil {
			sorter.Add(shown)
		}
	}
	return sorter.Page(), ctx.Err()
}
