package topk

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestKeeper compares the result with that of sorting everything.
func TestKeeper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "items")
		limit := rapid.IntRange(-1, 12).Draw(t, "limit")
		b := New(limit, cmp.Compare[int])
		for _, v := range items {
			b.Add(v)
			if len(b.kept) > max(2*limit, 0) {
				t.Fatalf("%d items kept, limit %d", len(b.kept), limit)
			}
		}
		want := slices.Sorted(slices.Values(items))
		want = want[:min(len(want), max(limit, 0))]
		if got := b.Sorted(); !slices.Equal(got, want) {
			t.Errorf("the best %d of %v: %v, want %v", limit, items, got, want)
		}
	})
}
