package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// find returns the best hits for the terms of a query among things of some types, nil where there are none.
//
// What matches is first looked up in the vocabulary, once for each term; things that own a match for every term are
// candidates, and only they are scored.
func (x *Index) find(terms []Term, types []alliance.SearchType, first int) []alliance.SearchHit {
	if len(terms) == 0 || first <= 0 {
		return nil
	}
	s := scorer{Index: x, matches: make([]match, len(terms))}
	var candidates set
	for i, t := range terms {
		s.matches[i] = newMatch(&x.vocab, t)
		owners := x.ownersOfMatch(&s.matches[i])
		if i == 0 {
			candidates = owners
		}
		candidates.keep(owners)
	}
	kinds := kindsOf(types)
	best := ranking{first: min(first, len(x.things))}
	for i, word := range candidates {
		for ; word != 0; word &= word - 1 {
			thing := i*64 + bits.TrailingZeros64(word)
			if kinds>>x.things[thing].kind&1 == 0 {
				continue
			}
			if h, ok := s.score(thing); ok {
				best.add(h)
			}
		}
	}
	return x.hits(best.sorted())
}

// hits returns hits with their things and texts, nil where there are none.
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

// A scorer scores things for one query, one after the other.
type scorer struct {
	*Index
	matches []match
	// grades are, text by text of the thing at hand, the best grade of each word of the query; shares, the sum of the
	// shares of the words of each text. Both are kept for their memory.
	grades, shares []int
}

// score returns the hit that a thing is; false where it is none.
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

// row returns the grades of the words of the query in the thing's text i.
func (s *scorer) row(i int) []int { return s.grades[i*len(s.matches):][:len(s.matches)] }

// grade works out the grades and shares of a text.
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

// scoreText returns the score of a text, the thing's text i; 0 where it has no word of the query.
func (s *scorer) scoreText(t uint32, i int) float64 {
	sum, here := 0, false
	for _, grade := range s.row(i) {
		here = here || grade > 0
		sum += max(grade, elsewhere)
	}
	if !here {
		return 0
	}
	// p = sum / gradeMost and c = shares[i] / shareMost, thus (3p + c) / 4 over their common denominator.
	gradeMost, shareMost := exactly*len(s.matches), whole*len(s.wordsOf(t))
	num, den := 3*sum*shareMost+s.shares[i]*gradeMost, 4*gradeMost*shareMost
	if s.texts[t].field == description && num < den {
		num, den = 3*num, 4*den
	}
	return float64(num) / float64(den)
}

// A hit is a thing that matches, with the text that matches best.
type hit struct {
	score float64
	text  *text
	thing int
}

// compare orders hits best first: see the package comment. Things are in the order of their kinds and ids, so their
// places stand for both.
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

// A ranking keeps the best of the hits that it is given, without sorting all of them: a single letter finds most
// things.
type ranking struct {
	first int
	list  []hit
	// cut says that list begins with first hits, sorted: what is worse than the last of these is of no use.
	cut bool
}

// add adds a hit, and forgets the worst where there are many too many.
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
