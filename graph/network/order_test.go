package network

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// TestInOrder compares inOrder with the standard library's stable sort, on runs of any length.
func TestInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var relations []*alliance.Relation
		for _, run := range rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching("[a-c]{1,3}"), 0, 9), 0, 9).Draw(t, "runs") {
			slices.Sort(run)
			for _, id := range run {
				relations = append(relations, &alliance.Relation{ID: id})
			}
		}
		given := slices.Clone(relations)
		want := slices.SortedStableFunc(slices.Values(relations), func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) })
		if got, err := inOrder(t.Context(), relations); err != nil || !slices.Equal(got, want) {
			t.Error("not in the order of a stable sort")
		}
		if !slices.Equal(relations, given) {
			t.Error("the argument has changed")
		}
	})
}
