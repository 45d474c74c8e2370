package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/quotes"
)

// A passed is evidence that comes with its passage, as whoever had the text of the source found it.
type passed struct {
	evidence *alliance.Evidence
	file     *file
	passage  *factfile.Passage
}

// takePassages gives evidence the passages that come with it, and reports those in which the quote does not stand. If the
// source has a text, the passage is looked for in that instead.
func (l *linker) takePassages() {
	for _, p := range l.passed {
		if e := p.evidence; !l.texted[e.Source] && l.stands(p) {
			e.Passage = &alliance.Passage{Before: p.passage.Before.Value, Quote: p.passage.Quote.Value, After: p.passage.After.Value}
		}
	}
	l.passed = nil
}

// stands reports whether the quote stands in the passage, and reports as a problem if it does not. Nothing can be told if
// one of them is wrong, which has been reported.
func (l *linker) stands(p passed) bool {
	at := p.passage.Quote.At
	switch quote, stretch := p.evidence.Quote, p.passage.Quote.Value; {
	case stretch == "":
		return false
	case quote == "":
		l.report(p.file, p.passage.At, "the evidence has a passage but no quote (add the quote that stands in it, or delete the passage)")
		return false
	default:
		_, err := quotes.New(stretch).Find(string(quote))
		if err != nil {
			l.report(p.file, at, "the quote is not in the passage: %v", err)
		}
		return err == nil
	}
}
