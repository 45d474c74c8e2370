package quotes

import (
	"regexp"
	"strings"
)

// A part of a quote is what it has between two […].
type part struct {
	words []word
	// text is the part as it was written.
	text string
	// opened and closed report whether a quotation mark was before and after the words.
	opened, closed bool
}

// shown returns the part in one line.
func (p *part) shown() string { return strings.TrimSpace(shown(p.text)) }

// omission is what stands for what a quote leaves out.
var omission = regexp.MustCompile(`\[\s*(?:…|\.\s?\.\s?\.)\s*\]`)

// split returns the parts of a quote that have words, without the marks that enclose them.
func (t *Text) split(quote string) []part {
	var parts []part
	for _, text := range omission.Split(quote, -1) {
		p := part{text: text}
		scan(text, func(norm string, s span) { p.words = push(p.words, t.look(norm), s) })
		if n := len(p.words); n > 0 && p.words[0].id == markID {
			p.words, p.opened = p.words[1:], true
		}
		if n := len(p.words); n > 0 && p.words[n-1].id == markID {
			p.words, p.closed = p.words[:n-1], true
		}
		if strings.ContainsFunc(text, lettered) {
			parts = append(parts, p)
		}
	}
	return parts
}
