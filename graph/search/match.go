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
	brief bool
	// suggestions are the other words that are misspelt.
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
			return m.begins(int(s.word)) || !t.allows(int(s.edits), v.word(int(s.word)))
		})
	}
	return m
}

// grade returns the grade of the match between the query's word and a word of a text with the given number of
// letters, and the share of the latter that is matched, or 0, 0 if they do not match.
func (m *match) grade(word uint32, in field, letters int) (grade, share int) {
	if w := int(word); m.begins(w) {
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

// begins reports whether a word begins with the query's word.
func (m *match) begins(word int) bool { return m.from <= word && word < m.to }

// words returns the number of words that m matches.
func (m *match) words() int { return m.to - m.from + len(m.suggestions) }

// best returns the highest grade that a word can have.
func (m *match) best() int {
	switch {
	case m.exact:
		return exactly
	case m.from < m.to:
		return beginning
	case slices.ContainsFunc(m.suggestions, func(s suggestion) bool { return s.edits == 1 }):
		return oneEdit
	default:
		return twoEdits
	}
}

// shares appends to list the share of each word that m matches.
func (m *match) shares(list []int, v *vocabulary) []int {
	for w := m.from; w < m.to; w++ {
		_, share := m.grade(uint32(w), name, int(v.letters[w]))
		list = append(list, share)
	}
	for _, s := range m.suggestions {
		_, share := m.grade(s.word, name, int(v.letters[s.word]))
		list = append(list, share)
	}
	return list
}
