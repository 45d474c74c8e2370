package memory

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
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
	i, found := slices.BinarySearchFunc(list, p, func(t T, p alliance.Position) int { return t.Position().Compare(p) })
	if found {
		i++
	}
	return list[i:]
}

// in returns a function that iterates over the part of a list after a position.
func in[T alliance.Positioned](list []T) func(alliance.Position) iter.Seq[T] {
	return func(p alliance.Position) iter.Seq[T] { return slices.Values(after(list, p)) }
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

// checkEvery is the number of candidates that a query looks at between checks of its context.
const checkEvery = 1024

// page answers a page request. from iterates in order over the candidates after a position; what is not on the page is
// counted without being shown.
func page[T any, P interface {
	*T
	alliance.Positioned
}](ctx context.Context, req alliance.PageRequest, from func(alliance.Position) iter.Seq[P], through lens[T]) (alliance.Page[P], error) {
	p := alliance.Page[P]{Nodes: make([]P, 0, min(req.First, 16)), HasPrevious: !req.After.IsZero()}
	start, seen := req.After, 0
	if req.Count {
		start = alliance.Position{}
	}
	for candidate := range from(start) {
		if seen++; seen%checkEvery == 0 && ctx.Err() != nil {
			return alliance.Page[P]{}, ctx.Err()
		}
		if p.HasNext && !req.Count {
			break
		}
		before := req.Count && p.HasPrevious && candidate.Position().Compare(req.After) <= 0
		if before || len(p.Nodes) == req.First {
			if through.Keeps(candidate) {
				p.Total++
				p.HasNext = p.HasNext || !before
			}
		} else if shown := P(through.View(candidate)); shown != nil {
			p.Total++
			p.Nodes = append(p.Nodes, shown)
		}
	}
	if !req.Count {
		p.Total = 0
	}
	return p, nil
}
