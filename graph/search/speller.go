package search

import "unicode/utf8"

// A speller tells how far words are from a query's word, in optimal string alignment distance. It is fed a letter at a
// time and can go back, so that words with the same beginning share the work for it.
type speller struct {
	word  []rune
	limit int
	// path are the letters fed so far; ends[i] is where the first i of them end, in bytes.
	path []rune
	ends []int
	// rows[i*width+j] is the distance between the first i letters of path and the first j of word, or more than limit
	// where it is more. Cells further than limit off the diagonal are not kept.
	rows  []uint8
	width int
}

// newSpeller returns a speller for a word and the distance up to which it should tell distances.
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

// push feeds a letter. It reports whether any word that begins with the path can be within the limit; where not, the
// letter is not part of the path.
//
// The cells of a row come from the row above, and for swaps from the one above that. Where all of a row are over the
// limit, so are all further rows: a swap that jumps over the row costs one edit, and the cell it jumps over is at most
// one edit more than the cell it comes from.
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

// rewind drops all but the first letters of the path and returns how many bytes they have.
func (s *speller) rewind(letters int) int {
	s.path = s.path[:letters]
	s.ends = s.ends[:letters+1]
	return s.ends[letters]
}

// distance returns how far the path is from the word, and whether that is within the limit.
func (s *speller) distance() (int, bool) {
	i, n := len(s.path), len(s.word)
	if i < n-s.limit || i > n+s.limit {
		return 0, false
	}
	d := int(s.rows[i*s.width+n])
	return d, d <= s.limit
}
