package network

import (
	"context"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// inOrder returns relations ordered by id. Every answer of a store has this order, so relations mostly come in a few
// long runs, which it merges pairwise (natural merge sort; Knuth, The Art of Computer Programming, volume 3, section
// 5.2.4).
func inOrder(ctx context.Context, relations []*alliance.Relation) ([]*alliance.Relation, error) {
	byID := func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) }
	var steps pace.Steps
	var runs [][]*alliance.Relation
	for len(relations) > 0 {
		if err := steps.Take(ctx); err != nil {
			return nil, err
		}
		n := 1
		for n < len(relations) && byID(relations[n-1], relations[n]) <= 0 {
			n++
		}
		runs, relations = append(runs, relations[:n]), relations[n:]
	}
	for len(runs) > 1 {
		merged := runs[:0]
		for pair := range slices.Chunk(runs, 2) {
			if len(pair) == 2 {
				if err := steps.TakeAll(ctx, len(pair[0])+len(pair[1])); err != nil {
					return nil, err
				}
				pair[0] = merge(pair[0], pair[1], byID)
			}
			merged = append(merged, pair[0])
		}
		runs = merged
	}
	return slices.Concat(runs...), nil
}

// distinctInOrder returns relations ordered by id, each once. It changes the list that it is given.
func distinctInOrder(relations []*alliance.Relation) []*alliance.Relation {
	slices.SortFunc(relations, func(r, s *alliance.Relation) int { return strings.Compare(r.ID, s.ID) })
	return slices.CompactFunc(relations, func(r, s *alliance.Relation) bool { return r.ID == s.ID })
}

// merge merges two sorted lists.
func merge[T any](a, b []T, compare func(T, T) int) []T {
	all := make([]T, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}
