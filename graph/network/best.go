package network

import "slices"

// best keeps those of many things that come first in an order, at most so many of them, in little memory.
//
// It collects twice as many as are wanted, sorts them, drops the worse half and goes on, which takes time of order
// n log(limit) for n things, and little of it once most things are worse than what is kept.
type best[T any] struct {
	// limit is how many to keep; none where it is not above 0.
	limit int
	// compare is a total order, so that what is kept does not depend on the order in which things come.
	compare func(a, b T) int
	kept    []T
	// full says that kept[limit-1] is the last of limit things that are in order: what comes after it is not wanted.
	full bool
}

// add offers one more thing.
func (b *best[T]) add(thing T) {
	if b.limit <= 0 || b.full && b.compare(thing, b.kept[b.limit-1]) >= 0 {
		return
	}
	b.kept = append(b.kept, thing)
	if len(b.kept) >= 2*b.limit {
		b.sorted()
		b.full = true
	}
}

// sorted returns what is kept, in order. More may be added afterwards.
func (b *best[T]) sorted() []T {
	slices.SortFunc(b.kept, b.compare)
	b.kept = b.kept[:min(len(b.kept), max(b.limit, 0))]
	return b.kept
}
