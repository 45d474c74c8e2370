package search

import "slices"

// A ceiling is how high things can score for a reading, by the number of words of their texts: no text contains more words
// of a query than it has words, so the more words, the lower its ceiling.
type ceiling struct {
	*scorer
	// grades is the sum of the grades that a text can have, and less that of a text without a match for the rarest word.
	grades, less int
	// sums[n] is the sum of the n largest shares of the words that are matched; nil if these are too many to look at.
	sums []int
	// words is the number for which score was computed last; falling is set if that of one more is lower.
	words   int
	score   float64
	falling bool
}

// mostMatched is the number of matched words up to which their shares are looked at.
const mostMatched = 64

// newCeiling returns the ceiling of what s scores, of things with a match for its rarest word.
func newCeiling(s *scorer) *ceiling {
	c := &ceiling{scorer: s}
	matched := 0
	for i := range s.matches {
		c.grades += s.matches[i].best()
		matched += s.matches[i].words()
	}
	c.less = c.grades - s.matches[s.rarest].best() + elsewhere
	if matched > mostMatched {
		return c
	}
	var shares []int
	for i := range s.matches {
		shares = s.matches[i].shares(shares, &s.vocab)
	}
	slices.SortFunc(shares, func(a, b int) int { return b - a })
	c.sums = make([]int, 1, len(shares)+1)
	for i, share := range shares {
		c.sums = append(c.sums, c.sums[i]+share)
	}
	return c
}

// shares returns the sum of the shares that a text of so many words can have.
func (c *ceiling) shares(words int) int {
	if c.sums == nil {
		return whole * words
	}
	return c.sums[min(words, len(c.sums)-1)]
}

// of returns the score that a text of so many words cannot exceed.
func (c *ceiling) of(words int) float64 {
	return c.weigh(c.ratio(c.grades, c.shares(words), words))
}

// elsewhere returns the score that a thing cannot exceed by a text without a match for the rarest word.
func (c *ceiling) elsewhere() float64 {
	if len(c.matches) == 1 {
		return 0
	}
	return c.weigh(c.ratio(c.less, whole, 1))
}

// below reports whether nothing that is found by a text, or by one of a higher rank, is better than a hit unless it has
// been found before.
func (c *ceiling) below(last *hit, at site) bool {
	if words := len(c.wordsOf(at.text)); words != c.words {
		c.words, c.score = words, max(c.of(words), c.elsewhere())
		c.falling = c.of(words+1) < c.score && c.elsewhere() < c.score
	}
	switch {
	case last.score != c.score:
		return last.score > c.score
	case !c.falling:
		return false
	default:
		return last.compare(hit{c.score, &c.texts[at.text], int(at.thing)}) < 0
	}
}
