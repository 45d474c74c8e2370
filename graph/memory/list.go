package memory

import (
	"context"
	"iter"
	"slices"

	"entente/graph/alliance"
)

// lists has things grouped by the id of what they are tied to.
type lists[T any] struct {
	groups map[string]span
	items  []T
}

// span is where a group lies in the items: from start to end, without end.
type span struct{ start, end uint32 }

// of returns the group of an id.
func (l *lists[T]) of(id string) []T {
	g := l.groups[id]
	return l.items[g.start:g.end:g.end]
}

// sort puts every group in order.
func (l *lists[T]) sort(compare func(a, b T) int) {
	for _, g := range l.groups {
		slices.SortFunc(l.items[g.start:g.end], compare)
	}
}

// group groups things by the ids that keys adds, each group in the order of the things; "" stands for none, and an id that is added twice for the same thing
// counts once.
func group[T comparable](things []T, keys func(T, func(string))) lists[T] {
	l := lists[T]{groups: map[string]span{}}
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
		l.groups[id] = span{next, next}
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

// after returns the part of a list that comes after a position.
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

// checkEvery is after how many candidates a query looks whether it is still wanted.
const checkEvery = 1024

// page answers one page of what keep makes of the candidates; from yields those after a position, in order. What keep
// does not keep, it says so of.
func page[T alliance.Positioned](
	ctx context.Context, req alliance.PageRequest, from func(alliance.Position) iter.Seq[T], keep func(T) (T, bool),
) (alliance.Page[T], error) {
	p := alliance.Page[T]{Nodes: make([]T, 0, min(req.First, 16)), Less: !req.After.IsZero()}
	start, seen := req.After, 0
	if req.Count {
		start = alliance.Position{}
	}
	for candidate := range from(start) {
		if seen++; seen%checkEvery == 0 && ctx.Err() != nil {
			return alliance.Page[T]{}, ctx.Err()
		}
		if p.More && !req.Count {
			break
		}
		kept, ok := keep(candidate)
		if !ok {
			continue
		}
		p.Total++
		switch {
		case req.Count && p.Less && candidate.Position().Compare(req.After) <= 0:
		case len(p.Nodes) < req.First:
			p.Nodes = append(p.Nodes, kept)
		default:
			p.More = true
		}
	}
	if !req.Count {
		p.Total = 0
	}
	return p, nil
}

// in returns how to go through a list from a position on.
func in[T alliance.Positioned](list []T) func(alliance.Position) iter.Seq[T] {
	return func(p alliance.Position) iter.Seq[T] { return slices.Values(after(list, p)) }
}

// oneOf is a restriction to one of some values; nil restricts nothing.
type oneOf[T comparable] []T

// has reports whether the restriction admits v.
func (o oneOf[T]) has(v T) bool { return o == nil || slices.Contains(o, v) }
