package search

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// find returns the best hits for the readings of a query, and for looser ones, among things of the given types, or nil if
// there are none.
//
// It first looks up each term in the vocabulary, once. The things that contain a match for the rarest term of a reading are
// its candidates, in the order of their texts' ranks: only candidates are scored, and only until no other can be among the
// best. Looser readings are not tried if nothing that they find can be.
func (x *Index) find(ctx context.Context, readings, loose [][]Term, types []alliance.SearchType, first int) ([]alliance.SearchHit, error) {
	best := ranking{first: min(first, len(x.things))}
	if best.first <= 0 {
		return nil, nil
	}
	kinds, seen := kindsOf(types), map[Term]match{}
	for i, terms := range slices.Concat(readings, loose) {
		isLoose := i >= len(readings)
		if isLoose && best.full() && best.last().score > looser {
			break
		}
		s, err := x.newScorer(ctx, terms, seen)
		if err != nil {
			return nil, err
		}
		if s != nil {
			s.loose = isLoose
			if err := s.collect(ctx, kinds, &best); err != nil {
				return nil, err
			}
		}
	}
	return x.hits(best.list), nil
}

// looser is the highest score by a looser reading.
const looser = 11.0 / 20

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
	// rarest is the index of the match that the fewest texts contain.
	rarest int
	// loose reports whether the reading is one of those that count less.
	loose bool
	// grades holds the best grade of each word of the query, text by text, and shares the sum of the shares of the
	// words of each text, for the thing being scored. Both are fields only to reuse their memory.
	grades, shares []int
}

// newScorer returns a scorer for a reading, or nil if nothing can match it. It adds the matches that it looks up to
// seen, for other readings. The error is that of the context.
func (x *Index) newScorer(ctx context.Context, terms []Term, seen map[Term]match) (*scorer, error) {
	s := &scorer{Index: x, matches: make([]match, len(terms))}
	fewest := 0
	for i, t := range terms {
		m, ok := seen[t]
		if !ok {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m = newMatch(&x.vocab, t)
			seen[t] = m
		}
		if m.words() == 0 {
			return nil, nil //nolint:nilnil // nothing can match
		}
		s.matches[i] = m
		if n := x.count(&m); i == 0 || n < fewest {
			s.rarest, fewest = i, n
		}
	}
	return s, nil
}

// patience is the number of candidates after which the remaining ones are narrowed down to those that have the other words.
const patience = 512

// collect adds the things of some kinds that match to the best hits, but for those that are not among these, until the
// context is done.
func (s *scorer) collect(ctx context.Context, kinds uint, best *ranking) error {
	var steps pace.Steps
	var rest set
	visited, top := 0, newCeiling(s)
	for rank := range s.matching(&s.matches[s.rarest]) {
		at := s.ranked[rank]
		if best.full() && top.below(best.last(), at) {
			return nil
		}
		if err := steps.Take(ctx); err != nil {
			return err
		}
		if visited++; visited == patience {
			var err error
			if rest, err = s.others(ctx); err != nil {
				return err
			}
		}
		if rest != nil {
			if !rest.has(at.thing) {
				continue
			}
			rest.remove(at.thing)
		}
		if kinds>>s.things[at.thing].kind&1 == 0 {
			continue
		}
		if h, ok := s.score(int(at.thing)); ok {
			best.add(h)
		}
	}
	return nil
}

// others returns the things that contain a match for each word but the rarest.
func (s *scorer) others(ctx context.Context) (set, error) {
	all := make(set, (len(s.things)+63)/64)
	for i := range all {
		all[i] = math.MaxUint64
	}
	for i := range s.matches {
		if i != s.rarest {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			all.intersect(s.owners(&s.matches[i]))
		}
	}
	return all, nil
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
	words := len(s.wordsOf(t))
	num, den := s.ratio(sum, s.shares[i], words)
	if s.texts[t].field == description && num < den {
		num, den = 3*num, 4*den
	}
	return s.weigh(num, den)
}

// ratio returns the score of a text of so many words, with these sums of grades and of shares, as a ratio.
func (s *scorer) ratio(grades, shares, words int) (num, den int) {
	// p = grades / gradeMost and c = shares / shareMost: this is (3p + c) / 4 over their common denominator.
	gradeMost, shareMost := exactly*len(s.matches), whole*words
	return 3*grades*shareMost + shares*gradeMost, 4 * gradeMost * shareMost
}

// weigh returns a ratio as a score: less if the reading is a loose one.
func (s *scorer) weigh(num, den int) float64 {
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

// A ranking keeps the best of the hits added to it, best first, one of each thing.
type ranking struct {
	first int
	list  []hit
}

// full reports whether only hits that are better than the last are kept.
func (r *ranking) full() bool { return len(r.list) == r.first }

// last returns the last of the hits that are kept.
func (r *ranking) last() *hit { return &r.list[len(r.list)-1] }

// add keeps a hit if it is among the best, in place of a worse one of the same thing.
func (r *ranking) add(h hit) {
	if r.full() && h.compare(*r.last()) >= 0 {
		return
	}
	if at := slices.IndexFunc(r.list, func(o hit) bool { return o.thing == h.thing }); at >= 0 {
		if h.compare(r.list[at]) >= 0 {
			return
		}
		r.list = slices.Delete(r.list, at, at+1)
	} else if r.full() {
		r.list = r.list[:len(r.list)-1]
	}
	at, _ := slices.BinarySearchFunc(r.list, h, hit.compare)
	r.list = slices.Insert(r.list, at, h)
}
