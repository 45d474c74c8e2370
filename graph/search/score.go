package search

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// find returns the best hits for the readings of a query, and for looser ones, among things of the given types, or nil if
// there are none.
//
// It first looks up each term in the vocabulary, once. The things that contain a match for every term of a reading
// are its candidates; only candidates are scored.
func (x *Index) find(readings, loose [][]Term, types []alliance.SearchType, first int) []alliance.SearchHit {
	if first <= 0 {
		return nil
	}
	var scorers []*scorer
	seen := map[Term]match{}
	for i, terms := range slices.Concat(readings, loose) {
		if s := x.newScorer(terms, seen); s != nil {
			s.loose = i >= len(readings)
			scorers = append(scorers, s)
		}
	}
	kinds := kindsOf(types)
	best := ranking{first: min(first, len(x.things))}
	for thing := range candidates(scorers) {
		if kinds>>x.things[thing].kind&1 == 0 {
			continue
		}
		if h, ok := scoreBest(scorers, thing); ok {
			best.add(h)
		}
	}
	return x.hits(best.sorted())
}

// candidates iterates in order over the things that are candidates of any of the scorers.
func candidates(scorers []*scorer) iter.Seq[int] {
	return func(yield func(int) bool) {
		if len(scorers) == 0 {
			return
		}
		for i := range scorers[0].candidates {
			word := uint64(0)
			for _, s := range scorers {
				word |= s.candidates[i]
			}
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// scoreBest returns the best hit of a thing by any of the scorers, and reports whether there is one.
func scoreBest(scorers []*scorer, thing int) (best hit, found bool) {
	for _, s := range scorers {
		if !s.candidates.has(thing) {
			continue
		}
		if h, ok := s.score(thing); ok && (!found || h.compare(best) < 0) {
			best, found = h, true
		}
	}
	return best, found
}

// hits returns the hits with their things and texts, or nil if there are none.
func (x *Index) hits(list []hit) []alliance.SearchHit {
	if len(list) == 0 {
		return nil
	}
	hits := make([]alliance.SearchHit, len(list))
	for i, h := range list {
		hits[i] = alliance.SearchHit{Score: h.score, Matched: h.text.original, Node: x.things[h.thing].node}
	}
	return hits
}

// A scorer scores things, one at a time, for one reading of a query.
type scorer struct {
	*Index
	matches []match
	// loose reports whether the reading is one of those that count less.
	loose bool
	// candidates are the things that contain a match for each word of the reading.
	candidates set
	// grades holds the best grade of each word of the query, text by text, and shares the sum of the shares of the
	// words of each text, for the thing being scored. Both are fields only to reuse their memory.
	grades, shares []int
}

// newScorer returns a scorer for a reading, or nil if nothing can match it. It adds the matches that it looks up to
// seen, for other readings.
func (x *Index) newScorer(terms []Term, seen map[Term]match) *scorer {
	s := &scorer{Index: x, matches: make([]match, len(terms))}
	for i, t := range terms {
		m, ok := seen[t]
		if !ok {
			m = newMatch(&x.vocab, t)
			seen[t] = m
		}
		if m.from == m.to && len(m.suggestions) == 0 {
			return nil
		}
		s.matches[i] = m
	}
	s.candidates = x.ownersOfMatch(&s.matches[0])
	for i := range s.matches[1:] {
		s.candidates.intersect(x.ownersOfMatch(&s.matches[i+1]))
	}
	if s.candidates.empty() {
		return nil
	}
	return s
}

// score returns the hit of a thing, and reports whether the thing matches.
func (s *scorer) score(thing int) (hit, bool) {
	from, to := s.textsOf(thing)
	s.grades, s.shares = s.grades[:0], s.shares[:0]
	for t := from; t < to; t++ {
		s.grade(t)
	}
	if !s.complete() {
		return hit{}, false
	}
	best := hit{thing: thing}
	for t := from; t < to; t++ {
		score := s.scoreText(t, int(t-from))
		if h := (hit{score, &s.texts[t], thing}); score > 0 && (best.text == nil || h.compare(best) < 0) {
			best = h
		}
	}
	return best, true
}

// row returns the grades of the words of the query in text i of the thing.
func (s *scorer) row(i int) []int { return s.grades[i*len(s.matches):][:len(s.matches)] }

// grade computes the grades and shares of a text.
func (s *scorer) grade(t uint32) {
	s.grades = append(s.grades, make([]int, len(s.matches))...)
	grades := s.row(len(s.shares))
	field, sum := s.texts[t].field, 0
	for _, w := range s.wordsOf(t) {
		most := 0
		for i := range s.matches {
			grade, share := s.matches[i].grade(w, field, int(s.vocab.letters[w]))
			grades[i] = max(grades[i], grade)
			most = max(most, share)
		}
		sum += most
	}
	s.shares = append(s.shares, sum)
}

// complete reports whether every word of the query has a grade in some text of the thing.
func (s *scorer) complete() bool {
	for i := range s.matches {
		best := 0
		for t := range s.shares {
			best = max(best, s.row(t)[i])
		}
		if best == 0 {
			return false
		}
	}
	return true
}

// scoreText returns the score of text t, which is text i of the thing, or 0 if it contains no word of the query.
func (s *scorer) scoreText(t uint32, i int) float64 {
	sum, here := 0, false
	for _, grade := range s.row(i) {
		here = here || grade > 0
		sum += max(grade, elsewhere)
	}
	if !here {
		return 0
	}
	// p = sum / gradeMost and c = shares[i] / shareMost: this is (3p + c) / 4 over their common denominator.
	gradeMost, shareMost := exactly*len(s.matches), whole*len(s.wordsOf(t))
	num, den := 3*sum*shareMost+s.shares[i]*gradeMost, 4*gradeMost*shareMost
	if s.texts[t].field == description && num < den {
		num, den = 3*num, 4*den
	}
	if s.loose {
		num, den = 11*num, 20*den
	}
	return float64(num) / float64(den)
}

// A hit is a thing that matches, with its text that matches best.
type hit struct {
	score float64
	text  *text
	thing int
}

// compare orders hits best first: see the package comment. Things are sorted by kind and id, so comparing their
// indexes compares both.
func (h hit) compare(o hit) int {
	switch {
	case h.score != o.score:
		return cmp.Compare(o.score, h.score)
	case h.text.field != o.text.field:
		return cmp.Compare(h.text.field, o.text.field)
	case h.thing != o.thing:
		return cmp.Compare(h.thing, o.thing)
	}
	return strings.Compare(h.text.original, o.text.original)
}

// A ranking keeps the best of the hits added to it without sorting all of them: a single letter finds most things.
type ranking struct {
	first int
	list  []hit
	// cut reports whether list begins with the first best hits so far, sorted: a hit worse than the last of these can
	// be dropped.
	cut bool
}

// add adds a hit, and drops the worst hits if the list is far too long.
func (r *ranking) add(h hit) {
	if r.cut && h.compare(r.list[r.first-1]) > 0 {
		return
	}
	r.list = append(r.list, h)
	if len(r.list) >= 2*r.first+64 {
		r.list, r.cut = r.sorted(), true
	}
}

// sorted returns the best hits, best first.
func (r *ranking) sorted() []hit {
	slices.SortFunc(r.list, hit.compare)
	return r.list[:min(r.first, len(r.list))]
}
