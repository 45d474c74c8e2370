package search

import "unicode/utf8"

// A speller computes the optimal string alignment distance of words from a query's word. It takes one letter at a
// time and can backtrack, so words with the same beginning share the work for it.
type speller struct {
	word  []rune
	limit int
	// path holds the letters pushed so far; ends[i] is the byte offset at which the first i of them end.
	path []rune
	ends []int
	// rows[i*width+j] is the distance between the first i letters of path and the first j of word, or any number
	// greater than limit if that exceeds limit. Cells further than limit from the diagonal are not computed.
	rows  []uint8
	width int
}

// newSpeller returns a speller for a word that computes distances up to limit.
func newSpeller(word string, limit int) *speller {
	letters := []rune(word)
	n := len(letters)
	s := &speller{word: letters, limit: limit, width: n + 2}
	s.path = make([]rune, 0, n+limit)
	s.ends = make([]int, 1, n+limit+1)
	s.rows = make([]uint8, (n+limit+1)*s.width)
	for j := range s.width {
		s.rows[j] = uint8(j)
	}
	return s
}

// push appends a letter to the path and reports whether any word that begins with the path can be within the limit.
// If not, the path is unchanged.
//
// The cells of a row depend on the row above and, for swaps, on the one above that. If all cells of a row exceed the
// limit, so do all later rows: a swap that skips the row costs one edit, and the cell that it skips is at most one
// edit more than the cell it comes from.
func (s *speller) push(r rune) bool {
	i := len(s.path) + 1
	if i > len(s.word)+s.limit {
		return false
	}
	row, above := s.rows[i*s.width:][:s.width], s.rows[(i-1)*s.width:][:s.width]
	from, to := max(1, i-s.limit), min(len(s.word), i+s.limit)
	row[from-1] = uint8(s.limit + 1)
	if from == 1 {
		row[0] = uint8(i)
	}
	least := row[from-1]
	for j := from; j <= to; j++ {
		d := above[j-1]
		if s.word[j-1] != r {
			d = min(d, above[j], row[j-1]) + 1
			if i > 1 && j > 1 && s.word[j-2] == r && s.word[j-1] == s.path[i-2] {
				d = min(d, s.rows[(i-2)*s.width+j-2]+1)
			}
		}
		row[j] = d
		least = min(least, d)
	}
	row[to+1] = uint8(s.limit + 1)
	if int(least) > s.limit {
		return false
	}
	s.path = append(s.path, r)
	s.ends = append(s.ends, s.ends[i-1]+utf8.RuneLen(r))
	return true
}

// spell pushes the letters of a text. It returns the length in bytes of its beginning with which no word can be within the
// limit, 0 if there is none; of that, all letters but the last are pushed.
func (s *speller) spell(text string) int {
	for i, r := range text {
		if !s.push(r) {
			return i + utf8.RuneLen(r)
		}
	}
	return 0
}

// rewind truncates the path to its first letters and returns their length in bytes.
func (s *speller) rewind(letters int) int {
	s.path = s.path[:letters]
	s.ends = s.ends[:letters+1]
	return s.ends[letters]
}

// distance returns the distance of the path from the word, and reports whether it is within the limit.
func (s *speller) distance() (int, bool) {
	i, n := len(s.path), len(s.word)
	if i < n-s.limit || i > n+s.limit {
		return 0, false
	}
	d := int(s.rows[i*s.width+n])
	return d, d <= s.limit
}
