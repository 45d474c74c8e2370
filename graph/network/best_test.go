package network

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestBest compares with sorting everything.
func TestBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		things := rapid.SliceOf(rapid.IntRange(0, 50)).Draw(t, "things")
		limit := rapid.IntRange(-1, 12).Draw(t, "limit")
		b := best[int]{limit: limit, compare: cmp.Compare[int]}
		for _, v := range things {
			b.add(v)
			if len(b.kept) > max(2*limit, 0) {
				t.Fatalf("%d things kept for %d", len(b.kept), limit)
			}
		}
		want := slices.Sorted(slices.Values(things))
		want = want[:min(len(want), max(limit, 0))]
		if got := b.sorted(); !slices.Equal(got, want) {
			t.Errorf("the best %d of %v: %v, want %v", limit, things, got, want)
		}
	})
}
