package search

import (
	"slices"
	"unicode/utf8"
)

// The grades of a match between a word of a query and a word of a text. See the package comment. Those of misspelt
// words are low enough that an exact word in a description ranks before a name that is only spelt similarly: a search
// for GNA should find descriptions that mention it before it finds the LNA.
const (
	exactly   = 8
	beginning = 6
	oneEdit   = 3
	twoEdits  = 1
	elsewhere = 1
)

// whole is the share of a word that matches exactly.
const whole = 64

// A match is the set of words in a vocabulary that a word of a query matches.
type match struct {
	// letters is the number of letters in the query's word.
	letters int
	// The words [from, to) begin with the query's word; exact reports whether the first of them equals it.
	from, to int
	exact    bool
	// brief reports whether the word is too short to match the beginnings of words in descriptions.
	brief       bool
	suggestions []suggestion
}

// newMatch looks up a word of a query.
func newMatch(v *vocabulary, t Term) match {
	m := match{letters: utf8.RuneCountInString(t.Word)}
	m.from, m.to = v.beginning(t.Word)
	m.exact = m.from < m.to && v.word(m.from) == t.Word
	m.brief = m.letters < 3 && !paired(t.Word)
	if t.Edits > 0 {
		m.suggestions = slices.DeleteFunc(v.suggest(t.Word, t.Edits), func(s suggestion) bool {
			return !t.allows(int(s.edits), v.word(int(s.word)))
		})
	}
	return m
}

// grade returns the grade of the match between the query's word and a word of a text with the given number of
// letters, and the share of the latter that is matched, or 0, 0 if they do not match.
func (m *match) grade(word uint32, in field, letters int) (grade, share int) {
	if w := int(word); m.from <= w && w < m.to {
		switch {
		case m.exact && w == m.from:
			return exactly, whole
		case !m.brief || in != description:
			return beginning, whole * m.letters / letters
		default:
			return 0, 0
		}
	}
	switch edits, ok := editsOf(m.suggestions, word); {
	case !ok:
		return 0, 0
	case edits == 1:
		return oneEdit, whole * (letters - 1) / letters
	default:
		return twoEdits, whole * (letters - edits) / letters
	}
}

// A set is a bit set of things: it yields them in order and without duplicates, and a word that half of all things
// contain costs no more than the list of its owners.
type set []uint64

// ownersOfMatch returns the things that contain a word that m matches, in any text. It ignores that short words do
// not match beginnings in descriptions: the scorer checks that.
func (x *Index) ownersOfMatch(m *match) set {
	s := make(set, (len(x.things)+63)/64)
	s.add(x.ownersOf(m.from, m.to))
	for _, g := range m.suggestions {
		s.add(x.ownersOf(int(g.word), int(g.word)+1))
	}
	return s
}

// add adds things.
func (s set) add(things []uint32) {
	for _, t := range things {
		s[t/64] |= 1 << (t % 64)
	}
}

// intersect removes the things that are not in o.
func (s set) intersect(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

// has reports whether s contains a thing.
func (s set) has(thing int) bool { return s[thing/64]>>(thing%64)&1 != 0 }

// empty reports whether s is empty.
func (s set) empty() bool {
	return !slices.ContainsFunc(s, func(word uint64) bool { return word != 0 })
}
