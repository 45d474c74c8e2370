package network

import "slices"

// A topK keeps the limit smallest of a stream of items, in O(limit) memory.
//
// It collects twice as many items as it keeps, sorts them and drops the larger half. This takes O(n log limit) time for
// n items, and much less once most items are larger than those kept.
type topK[T any] struct {
	// limit is the maximum number of items to keep; none if it is not positive.
	limit int
	// compare is a total order: the items kept do not depend on the order of arrival.
	compare func(a, b T) int
	kept    []T
	// full is set if the first limit items of kept are sorted, so that items not before kept[limit-1] can be dropped.
	full bool
}

// add offers an item.
func (b *topK[T]) add(item T) {
	if b.limit <= 0 || b.full && b.compare(item, b.kept[b.limit-1]) >= 0 {
		return
	}
	b.kept = append(b.kept, item)
	if len(b.kept) >= 2*b.limit {
		b.sorted()
		b.full = true
	}
}

// sorted returns the items kept, in order. More may be added afterwards.
func (b *topK[T]) sorted() []T {
	slices.SortFunc(b.kept, b.compare)
	b.kept = b.kept[:min(len(b.kept), max(b.limit, 0))]
	return b.kept
}
