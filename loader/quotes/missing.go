package quotes

import "fmt"

// A Missing says that a quote does not stand in a text, and what comes nearest to it. It is one line.
type Missing struct {
	// Empty says that the quote has no words, or only leaves something out.
	Empty bool
	// Sought is what is not in the text of the quote, or where it differs from the text, with some words around it.
	Sought string
	// Passage is what is most like Sought in the text, "" if nothing is like it, and Line is the line that it is on.
	Passage string
	Line    int
	// Quoted is the first word of the quote that differs, Stands what stands there: "" if one has a word too many.
	Quoted, Stands string
	// Next is the word before which Stands is missing in the quote.
	Next string
	// Torn says that Sought stands in the text but begins or ends within a word; Misplaced, that it stands only before what
	// it follows in the quote.
	Torn, Misplaced bool
}

// Error implements error.
func (m *Missing) Error() string {
	switch {
	case m.Empty:
		return "it has no words (quote some, or leave the quote out)"
	case m.Torn:
		return fmt.Sprintf("%q on line %d begins or ends within a word, %q (quote whole words)", m.Sought, m.Line, m.Passage)
	case m.Misplaced:
		return fmt.Sprintf("%q is on line %d, before what it comes after in the quote (put the parts in the order of the text)", m.Sought, m.Line)
	case m.Passage == "":
		return fmt.Sprintf("nothing there is like %q (check from which source it is, and copy it word for word)", m.Sought)
	}
	return fmt.Sprintf("%q is most like %q on line %d, which has %s (copy it word for word, and write […] for what is left out)",
		m.Sought, m.Passage, m.Line, m.difference())
}

// difference describes the first difference.
func (m *Missing) difference() string {
	switch {
	case m.Stands == "":
		return fmt.Sprintf("no %q there", m.Quoted)
	case m.Quoted == "":
		return fmt.Sprintf("%q before %q", m.Stands, m.Next)
	default:
		return fmt.Sprintf("%q instead of %q", m.Stands, m.Quoted)
	}
}

// around is how many words are shown before and after the first that differs.
const around = 7

// missing describes a part of a quote that does not stand in the text, or only where it begins or ends within a word.
func (t *Text) missing(p part, torn []stretch) *Missing {
	if len(torn) > 0 {
		s := torn[0]
		return &Missing{Torn: true, Sought: cut(p.shown()), Passage: t.tornWord(s), Line: t.line(s.from)}
	}
	words := t.shortened(p.words)
	a, alike := t.nearest(words)
	if !alike {
		return &Missing{Sought: cut(p.shown())}
	}
	first := a.first(t, words)
	m := &Missing{}
	quoted, stands := a.shown(max(first-around, 0), min(first+around, len(a.steps)-1))
	m.Sought = cut(shown(p.text[words[quoted.from].from:words[quoted.to].to]))
	m.Passage = cut(t.shown(stretch{stands.from, stands.to + 1}))
	m.Line = t.line(stands.from)
	if at := a.steps[first]; at.quoted >= 0 {
		m.Quoted = cut(shown(p.text[words[at.quoted].from:words[at.quoted].to]))
	}
	if at := a.steps[first]; at.stands >= 0 {
		m.Stands, m.Line = cut(t.shown(stretch{at.stands, at.stands + 1})), t.line(at.stands)
	}
	for i := first; m.Quoted == "" && m.Next == ""; i++ {
		if at := a.steps[i].quoted; at >= 0 {
			m.Next = cut(shown(p.text[words[at].from:words[at].to]))
		}
	}
	return m
}

// first returns the number of the first step at which a word differs or, if none does, a symbol.
func (a *alignment) first(t *Text, words []word) int {
	symbol := -1
	for i, s := range a.steps {
		switch {
		case s.quoted >= 0 && s.stands >= 0 && words[s.quoted].id == t.words[s.stands].id:
		case s.quoted >= 0 && t.lettered(words[s.quoted]) || s.stands >= 0 && t.lettered(t.words[s.stands]):
			return i
		case symbol < 0:
			symbol = i
		}
	}
	return max(symbol, 0)
}

// shown returns the first and the last word of the quote, and of the text, that are set beside each other in some steps, or
// in all if those have words of only one of them.
func (a *alignment) shown(from, to int) (quoted, stands stretch) {
	quoted, stands = stretch{-1, -1}, stretch{-1, -1}
	for _, s := range a.steps[from : to+1] {
		quoted.include(s.quoted)
		stands.include(s.stands)
	}
	if quoted.from < 0 || stands.from < 0 {
		return a.shown(0, len(a.steps)-1)
	}
	return quoted, stands
}

// include makes a stretch reach to a number, if it is one.
func (s *stretch) include(number int) {
	if number < 0 {
		return
	}
	if s.from < 0 {
		s.from = number
	}
	s.to = number
}

// misplaced describes a part of a quote that stands only before what it comes after in it.
func (t *Text) misplaced(p part, s stretch) *Missing {
	return &Missing{Misplaced: true, Sought: cut(p.shown()), Line: t.line(s.from)}
}

// tornWord returns the word that a stretch begins within or, if it does not, the one that it ends within.
func (t *Text) tornWord(s stretch) string {
	at := s.from
	if !t.within(at) {
		at = s.to
	}
	from, to := at, at
	for from > 0 && t.within(from) {
		from--
	}
	for to < len(t.words) && t.within(to) {
		to++
	}
	return cut(t.shown(stretch{from, to}))
}

// shown returns a stretch of the text.
func (t *Text) shown(s stretch) string {
	return shown(t.text[t.words[s.from].from:t.words[s.to-1].to])
}

// cut shortens a text that is too long to show.
func cut(text string) string {
	const most = 100
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
