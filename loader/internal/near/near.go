// Package near finds what a mistyped word was meant to be.
package near

import (
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"
)

// A Finder looks for near misses until it has compared as many words as it was made for, then finds none: the
// thousandth misspelling in a file is not worth a minute's search.
type Finder struct{ left int }

// NewFinder returns a Finder for so many comparisons.
func NewFinder(comparisons int) *Finder { return &Finder{comparisons} }

// Miss returns the candidate that is nearest to the word, whatever the case, and "" where none is near: at most a
// third of the word's letters may be wrong, missing, one too many or swapped with their neighbour (the restricted
// Damerau-Levenshtein distance). Among equals it is the candidate that sorts first. Where there is none, it is the only
// candidate that begins with the word, if that has three letters or more.
func (f *Finder) Miss(word string, candidates iter.Seq[string]) string {
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
