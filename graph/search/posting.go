package search

import (
	"iter"
	"math/bits"
	"slices"
)

// postings list the texts that contain each word. Texts are identified by rank: they are ranked by their number of words,
// fewest first; then by field; then as things are. So of two texts that contain the same words of a query, the one that
// scores higher, or as high and comes first, has the lower rank, and a search can stop at the first that nothing after it
// can surpass. Hence the cost of a search for common words does not grow with the number of things that contain them.
//
// They take four bytes for each distinct word of a text, and eight for a text.
type postings struct {
	// ranks are those of the texts that contain a word, sorted, word by word; those of word w end at rankEnds[w].
	ranks, rankEnds []uint32
	// ranked are the texts by rank.
	ranked []site
}

// A site is a text and its thing, as indexes.
type site struct{ text, thing uint32 }

// newPostings lists the texts of an index.
func newPostings(x *Index) postings {
	p := postings{ranked: x.rankTexts(), rankEnds: make([]uint32, x.vocab.len()), ranks: make([]uint32, len(x.words))}
	for _, w := range x.words {
		p.rankEnds[w]++
	}
	sum := uint32(0)
	for w, n := range p.rankEnds {
		p.rankEnds[w] = sum // the start for now; filling in the ranks moves it to the end
		sum += n
	}
	for rank, at := range p.ranked {
		for _, w := range x.wordsOf(at.text) {
			p.ranks[p.rankEnds[w]] = uint32(rank) //nolint:gosec // fewer than there are words
			p.rankEnds[w]++
		}
	}
	return p
}

// rankTexts returns the texts by rank. It sorts by counting: the texts are already in the order of things.
func (x *Index) rankTexts() []site {
	most := 0
	for t := range x.texts {
		most = max(most, x.rankClass(uint32(t)))
	}
	next := make([]uint32, most+2)
	for t := range x.texts {
		next[x.rankClass(uint32(t))+1]++
	}
	for class := 1; class < len(next); class++ {
		next[class] += next[class-1]
	}
	ranked := make([]site, len(x.texts))
	for thing := range x.things {
		from, to := x.textsOf(thing)
		for t := from; t < to; t++ {
			class := x.rankClass(t)
			ranked[next[class]] = site{t, uint32(thing)}
			next[class]++
		}
	}
	return ranked
}

// rankClass returns a number by which texts are ranked: by their number of words, then by field.
func (x *Index) rankClass(text uint32) int {
	return len(x.wordsOf(text))*(int(description)+1) + int(x.texts[text].field)
}

// of returns the ranks of the texts that contain any of the words [from, to), sorted if that is one word.
func (p *postings) of(from, to int) []uint32 {
	if from == to {
		return nil
	}
	begin := uint32(0)
	if from > 0 {
		begin = p.rankEnds[from-1]
	}
	return p.ranks[begin:p.rankEnds[to-1]]
}

// count returns the number of texts that contain a word that m matches; those that contain two count twice.
func (p *postings) count(m *match) int {
	n := len(p.of(m.from, m.to))
	for _, s := range m.suggestions {
		n += len(p.of(int(s.word), int(s.word)+1))
	}
	return n
}

// mergeable is the largest number of lists merged by comparing their heads; sortable is that of ranks that are sorted instead.
const mergeable, sortable = 16, 256

// matching iterates in order over the ranks of the texts that contain a word that m matches. It ignores that short words do
// not match beginnings in descriptions: the scorer checks that.
func (p *postings) matching(m *match) iter.Seq[uint32] {
	switch n := m.words(); {
	case n == 1 && m.from < m.to:
		return slices.Values(p.of(m.from, m.to))
	case p.count(m) <= sortable:
		return slices.Values(p.sorted(m))
	case n <= mergeable:
		return p.merged(m)
	default:
		all := make(set, (len(p.ranked)+63)/64)
		for list := range p.lists(m) {
			for _, rank := range list {
				all.add(rank)
			}
		}
		return all.each
	}
}

// lists iterates over the ranks of the texts that contain a word that m matches, word by word but for those that begin with
// it, which are one list.
func (p *postings) lists(m *match) iter.Seq[[]uint32] {
	return func(yield func([]uint32) bool) {
		if !yield(p.of(m.from, m.to)) {
			return
		}
		for _, s := range m.suggestions {
			if !yield(p.of(int(s.word), int(s.word)+1)) {
				return
			}
		}
	}
}

// sorted returns the ranks of the texts that contain a word that m matches.
func (p *postings) sorted(m *match) []uint32 {
	var all []uint32
	for list := range p.lists(m) {
		all = append(all, list...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// merged iterates over the ranks of the texts that contain a word that m matches, by comparing the heads of their lists.
func (p *postings) merged(m *match) iter.Seq[uint32] {
	lists := make([][]uint32, 0, mergeable)
	for w := m.from; w < m.to; w++ {
		lists = append(lists, p.of(w, w+1))
	}
	for _, s := range m.suggestions {
		lists = append(lists, p.of(int(s.word), int(s.word)+1))
	}
	return func(yield func(uint32) bool) {
		heads := slices.Clone(lists)
		for {
			next, found := uint32(0), false
			for _, list := range heads {
				if len(list) > 0 && (!found || list[0] < next) {
					next, found = list[0], true
				}
			}
			if !found || !yield(next) {
				return
			}
			for i, list := range heads {
				if len(list) > 0 && list[0] == next {
					heads[i] = list[1:]
				}
			}
		}
	}
}

// owners returns the things that contain a word that m matches.
func (x *Index) owners(m *match) set {
	s := make(set, (len(x.things)+63)/64)
	for list := range x.lists(m) {
		for _, rank := range list {
			s.add(x.ranked[rank].thing)
		}
	}
	return s
}

// A set is a bit set of indexes.
type set []uint64

// add adds an index, remove removes it.
func (s set) add(i uint32)    { s[i/64] |= 1 << (i % 64) }
func (s set) remove(i uint32) { s[i/64] &^= 1 << (i % 64) }

// has reports whether s contains an index.
func (s set) has(i uint32) bool { return s[i/64]>>(i%64)&1 != 0 }

// intersect removes the indexes that are not in o.
func (s set) intersect(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

// each calls yield with each index, in order, until it returns false.
func (s set) each(yield func(uint32) bool) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(uint32(i*64 + bits.TrailingZeros64(word))) {
				return
			}
		}
	}
}
