package search

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/alliance"

	"github.com/google/go-cmp/cmp"
)

func TestScoreByHand(t *testing.T) {
	for _, test := range []struct {
		query string
		thing alliance.SearchResult
		want  float64
	}{
		{"russia", newActor("a", "Russia", ""), 1},
		{"federation russian", newActor("a", "", "", "Russian Federation"), 1},
		{"a story", newActor("a", "", "A story"), 1},
		// One of two words; ¾ of that in a description.
		{"russian", newActor("a", "Russian Federation", ""), (3*8./8 + 64./128) / 4},
		{"russian", newActor("a", "", "Russian Federation"), (3*8./8 + 64./128) / 4 * 3 / 4},
		// Three of six letters.
		{"rus", newActor("a", "Russia", ""), (3*6./8 + 32./64) / 4},
		// One edit leaves five letters of six, 53 64ths; two leave four, 42.
		{"rusia", newActor("a", "Russia", ""), (3*3./8 + 53./64) / 4},
		{"rossiya", newActor("a", "Russia", ""), (3*1./8 + 42./64) / 4},
		// Both words of the query match the same word; the share is the better of the two.
		{"russia rus", newActor("a", "Russia", ""), (3*7./8 + 64./64) / 4},
		// The second word occurs only in the other text.
		{"haftar marshal", newActor("a", "Haftar", "Marshal of the army"), (3*4.5/8 + 64./64) / 4},
		{"haftar sarraj", newActor("a", "Haftar", "Marshal of the army"), 0},
		// Repeated words count once.
		{"new", newActor("a", "New New York", ""), (3*8./8 + 64./128) / 4},
	} {
		got := 0.
		for _, hit := range rank(test.query, []alliance.SearchResult{test.thing}, 1) {
			got = hit.Score
		}
		if got != test.want {
			t.Errorf("%q: got %v, want %v", test.query, got, test.want)
		}
	}
}

// TestScoreBands checks the order that the package comment promises, for one word of a query.
func TestScoreBands(t *testing.T) {
	long := strings.Repeat(" and many more words", 20)
	bands := []*alliance.Actor{
		newActor("whole", "Tripoli", ""),
		newActor("exact", "Tripoli of old and new and other words in it"+long, ""),
		newActor("exact in description", "", "Tripoli"+long),
		newActor("one edit", "Tripolo", ""),
		newActor("two edits", "Tripuly", ""),
	}
	var want []string
	var candidates []alliance.SearchResult
	for _, a := range bands {
		want = append(want, a.ID)
		candidates = append(candidates, a)
	}
	slices.Reverse(candidates)
	if diff := cmp.Diff(want, ids(rank("tripoli", candidates, 10))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSpeller(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int // -1: more than two
	}{
		{"haftar", "haftar", 0},
		{"haftar", "hafter", 1},
		{"haftar", "hafta", 1},
		{"haftar", "haftara", 1},
		{"haftar", "ahftar", 1},
		{"haftar", "haftra", 1},
		{"haftar", "ahftra", 2},
		{"lybian", "libyan", 2},
		{"haftar", "qatar", 2},
		{"haftar", "hifder", -1},
		{"haftar", "haf", -1},
		{"haftar", "haftariya", -1},
		{"abc", "cab", 2},
		{"abc", "ca", -1}, // swapped, with an insertion between: no letter is edited twice
		{"россия", "росиия", 1},
		{"حفتر", "حفطر", 1},
	} {
		v := newVocabulary([]string{test.b})
		got := -1
		for _, n := range v.suggest(test.a, 2) {
			got = int(n.edits)
		}
		if got != test.want {
			t.Errorf("%s, %s: got %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestVocabularyBeginning(t *testing.T) {
	v := newVocabulary([]string{"a", "ab", "abc", "abd", "b", "ба", "бб"})
	for prefix, want := range map[string][2]int{
		"a": {0, 4}, "ab": {1, 4}, "abd": {3, 4}, "abe": {4, 4}, "b": {4, 5}, "б": {5, 7}, "бб": {6, 7}, "c": {5, 5}, "я": {7, 7},
	} {
		if from, to := v.beginning(prefix); [2]int{from, to} != want {
			t.Errorf("%s: got %d to %d, want %v", prefix, from, to, want)
		}
	}
}

func TestVocabularyShared(t *testing.T) {
	v := newVocabulary([]string{"haftar", "haftariya", "hafter", "да", "дае", "дб", "民", "民军"})
	if diff := cmp.Diff([]uint8{0, 6, 4, 0, 2, 1, 0, 1}, v.shared); diff != "" {
		t.Errorf("shared letters: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]uint8{6, 9, 6, 2, 3, 2, 1, 2}, v.letters); diff != "" {
		t.Errorf("letters: -want +got:\n%s", diff)
	}
}
