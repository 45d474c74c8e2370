package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/graph/alliance"
)

const (
	// contextLength is how many characters of the text are kept before and after a quote.
	contextLength = 240
	// wholeLength is how many characters the whole stretch may have of a quote that leaves something out, to be kept.
	wholeLength = 500
)

// passage returns the passage of a quote whose parts are at these places.
func (t *Text) passage(parts []stretch) alliance.Passage {
	first, last := t.words[parts[0].from], t.words[parts[len(parts)-1].to-1]
	p := alliance.Passage{
		Before: strings.TrimLeft(spaced(t.text[contextStart(t.text, int(first.from)):first.from], paragraph), " \n"),
		Quote:  spaced(t.text[first.from:last.to], paragraph),
		After:  strings.TrimRight(spaced(t.text[last.to:contextEnd(t.text, int(last.to))], paragraph), " \n"),
	}
	if len(parts) > 1 && utf8.RuneCountInString(p.Quote) > wholeLength {
		texts := make([]string, len(parts))
		for i, s := range parts {
			texts[i] = spaced(t.text[t.words[s.from].from:t.words[s.to-1].to], paragraph)
		}
		p.Quote = strings.Join(texts, " […] ")
	}
	return p
}

// contextStart returns where the context of what begins at an offset begins: with a word, if the text has spaces.
func contextStart(text string, offset int) int {
	start := offset
	for n := 0; start > 0; n++ {
		if n == contextLength {
			if space := strings.IndexFunc(text[start:offset], unicode.IsSpace); space >= 0 {
				return start + space
			}
			return start
		}
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	return start
}

// contextEnd returns where the context of what ends at an offset ends.
func contextEnd(text string, offset int) int {
	n := 0
	for i := range text[offset:] {
		if n == contextLength {
			if space := strings.LastIndexFunc(text[offset:offset+i], unicode.IsSpace); space >= 0 {
				return offset + space
			}
			return offset + i
		}
		n++
	}
	return len(text)
}

// paragraph separates paragraphs.
const paragraph = "\n\n"

// shown returns a part of a text in one line.
func shown(text string) string { return spaced(text, " ") }

// spaced returns a part of a text in NFC, with one space for all that separates words, something for all that separates
// paragraphs, and without control characters and soft hyphens.
func spaced(text, between string) string {
	var b strings.Builder
	spaces, lines := 0, 0
	separate := func() {
		switch {
		case lines > 1:
			b.WriteString(between)
		case spaces > 0:
			b.WriteByte(' ')
		}
		spaces, lines = 0, 0
	}
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			spaces++
			if r == '\n' || r == '\u2029' {
				lines++
			}
		case r != '\u00ad' && !unicode.IsControl(r):
			separate()
			b.WriteRune(r)
		}
	}
	separate()
	return norm.NFC.String(b.String())
}
