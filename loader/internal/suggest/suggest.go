// Package suggest finds the word that a misspelt one was meant to be.
package suggest

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
)

// A Finder suggests words within a budget of comparisons. Once that is spent it suggests nothing: the thousandth
// misspelling in a file is not worth a minute's search.
type Finder struct{ left int }

// NewFinder returns a Finder that makes at most the given number of comparisons.
func NewFinder(comparisons int) *Finder { return &Finder{comparisons} }

// Closest returns the candidate closest to the word, ignoring case. At most a third of the word's letters may be wrong,
// missing, superfluous or swapped with a neighbour (the restricted Damerau-Levenshtein distance). Of candidates equally
// close it returns the first in byte order. If no candidate is close enough and the word has at least three letters, it
// returns the only candidate that begins with the word; otherwise it returns "".
func (f *Finder) Closest(word string, candidates iter.Seq[string]) string {
	word = strings.ToLower(word)
	length := utf8.RuneCountInString(word)
	if length < 2 || length > 100 {
		return ""
	}
	best, limit := "", max(1, length/3)
	longer, longerFound := "", 0
	for c := range candidates {
		if length >= 3 && len(c) > len(word) && strings.EqualFold(c[:len(word)], word) {
			longer = c
			longerFound++
		}
		if abs(utf8.RuneCountInString(c)-length) > limit {
			continue
		}
		if f.left--; f.left < 0 {
			return ""
		}
		d := edlib.OSADamerauLevenshteinDistance(word, strings.ToLower(c))
		if d < limit || d == limit && (best == "" || c < best) {
			best, limit = c, d
		}
	}
	if best == "" && longerFound == 1 {
		return longer
	}
	return best
}

// abs returns the absolute value of n.
func abs(n int) int { return max(n, -n) }
