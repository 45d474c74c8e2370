package network

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTopK compares the result with that of sorting everything.
func TestTopK(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "items")
		limit := rapid.IntRange(-1, 12).Draw(t, "limit")
		b := topK[int]{limit: limit, compare: cmp.Compare[int]}
		for _, v := range items {
			b.add(v)
			if len(b.kept) > max(2*limit, 0) {
				t.Fatalf("%d items kept, limit %d", len(b.kept), limit)
			}
		}
		want := slices.Sorted(slices.Values(items))
		want = want[:min(len(want), max(limit, 0))]
		if got := b.sorted(); !slices.Equal(got, want) {
			t.Errorf("the best %d of %v: %v, want %v", limit, items, got, want)
		}
	})
}
