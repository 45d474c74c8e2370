// Package topk selects the smallest of many items.
package topk

import "slices"

// A Keeper keeps the limit smallest of a stream of items, in O(limit) memory.
//
// It collects twice as many items as it keeps, sorts them and drops the larger half. This takes O(n log limit) time for
// n items, and much less once most items are larger than those kept.
type Keeper[T any] struct {
	// limit is the maximum number of items to keep; none if it is not positive.
	limit   int
	compare func(a, b T) int
	kept    []T
	// full is set if the first limit items of kept are sorted, so that items not before kept[limit-1] can be dropped.
	full bool
}

// New returns a keeper of at most limit items; none if limit is not positive. compare is a total order, so that the
// items kept do not depend on the order of arrival.
func New[T any](limit int, compare func(a, b T) int) *Keeper[T] {
	return &Keeper[T]{limit: limit, compare: compare}
}

// Add offers an item.
func (k *Keeper[T]) Add(item T) {
	if k.limit <= 0 || k.full && k.compare(item, k.kept[k.limit-1]) >= 0 {
		return
	}
	k.kept = append(k.kept, item)
	if len(k.kept) >= 2*k.limit {
		k.Sorted()
		k.full = true
	}
}

// Sorted returns the items kept, in order. The slice is valid until the next item is added.
func (k *Keeper[T]) Sorted() []T {
	slices.SortFunc(k.kept, k.compare)
	k.kept = k.kept[:min(len(k.kept), max(k.limit, 0))]
	return k.kept
}
