package search

import (
	"slices"
	"unicode/utf8"
)

// The grades of a match between a word of a query and a word of a text. See the package comment. Those of misspelt words
// are so low that a word said in a description comes before a name that is only spelt like it: who asks for the GNA
// wants what is said of it before the LNA.
const (
	exactly   = 8
	beginning = 6
	oneEdit   = 3
	twoEdits  = 1
	elsewhere = 1
)

// whole is the share of a word that is matched exactly.
const whole = 64

// A match is what a word of a query matches in a vocabulary.
type match struct {
	// letters are how many the word has.
	letters int
	// from and to are the range of the words that begin with it; exact says that the first of them is it.
	from, to int
	exact    bool
	// brief says that the word is too short to match the beginnings of words of a description.
	brief bool
	near  []nearWord
}

// newMatch looks up a word of a query.
func newMatch(v *vocabulary, t Term) match {
	m := match{letters: utf8.RuneCountInString(t.Word)}
	m.from, m.to = v.beginning(t.Word)
	m.exact = m.from < m.to && v.word(m.from) == t.Word
	m.brief = m.letters < 3 && !paired(t.Word)
	if t.Edits > 0 {
		m.near = slices.DeleteFunc(v.near(t.Word, t.Edits), func(n nearWord) bool {
			return !t.allows(int(n.edits), v.word(int(n.place)))
		})
	}
	return m
}

// grade returns the grade of the query's word in a word of a text, which has the given letters, and the share of the latter
// that it matches; 0, 0 where they do not match.
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
	switch edits, ok := editsOf(m.near, word); {
	case !ok:
		return 0, 0
	case edits == 1:
		return oneEdit, whole * (letters - 1) / letters
	default:
		return twoEdits, whole * (letters - edits) / letters
	}
}

// A set is a set of things, a bit for each: things come out of it in order and once, and a word that half of all things
// have costs no more than its list of them.
type set []uint64

// ownersOfMatch returns the things that have a word that m matches, in whatever text. That a short word matches no
// beginnings in descriptions is left to the scorer.
func (x *Index) ownersOfMatch(m *match) set {
	s := make(set, (len(x.things)+63)/64)
	s.add(x.ownersOf(m.from, m.to))
	for _, n := range m.near {
		s.add(x.ownersOf(int(n.place), int(n.place)+1))
	}
	return s
}

// add adds things.
func (s set) add(things []uint32) {
	for _, t := range things {
		s[t/64] |= 1 << (t % 64)
	}
}

// keep drops what is not in o.
func (s set) keep(o set) {
	for i := range s {
		s[i] &= o[i]
	}
}

// has reports whether a thing is in s.
func (s set) has(thing int) bool { return s[thing/64]>>(thing%64)&1 != 0 }

// empty reports whether nothing is in s.
func (s set) empty() bool {
	return !slices.ContainsFunc(s, func(word uint64) bool { return word != 0 })
}
