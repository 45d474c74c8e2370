package quotes

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page collects the text of an HTML page.
type page struct {
	text     strings.Builder
	segments []segment
	// line is that of the file on which the next token begins.
	line int
	// hidden is how many elements are open that are not shown.
	hidden int
}

// parseHTML returns the text that a page shows. Elements that begin a line or a paragraph separate words, others do not.
func parseHTML(file string) (*Text, error) {
	if charset := charsetOf(file); charset != "" && !strings.EqualFold(charset, "utf-8") && !strings.EqualFold(charset, "us-ascii") {
		return nil, fmt.Errorf("it says that it is encoded as %.30q, not as UTF-8 (save it as UTF-8, and let it say so: <meta charset=\"utf-8\">)", charset)
	}
	p := page{line: 1}
	z := html.NewTokenizer(strings.NewReader(file))
	for z.Next() != html.ErrorToken {
		raw := strings.Count(string(z.Raw()), "\n") // Token changes it
		p.add(z.Token())
		p.line += raw
	}
	if err := z.Err(); !errors.Is(err, io.EOF) {
		return nil, err
	}
	return newText(p.text.String(), append([]segment{{0, 1}}, p.segments...)), nil
}

// add adds what a token shows.
func (p *page) add(token html.Token) {
	switch token.Type {
	case html.TextToken:
		if p.hidden == 0 {
			p.segments = append(p.segments, segment{p.text.Len(), p.line})
			p.text.WriteString(token.Data)
		}
	case html.StartTagToken:
		if isHidden(token.DataAtom) {
			p.hidden++
		}
		p.separate(token.DataAtom)
	case html.EndTagToken:
		if isHidden(token.DataAtom) && p.hidden > 0 {
			p.hidden--
		}
		p.separate(token.DataAtom)
	case html.SelfClosingTagToken:
		p.separate(token.DataAtom)
	}
}

// separate separates words where an element begins or ends, unless it is within a line.
func (p *page) separate(element atom.Atom) {
	if !isInline(element) {
		p.text.WriteString("\n\n")
	}
}

// isHidden reports whether an element has text that is not the page's.
func isHidden(element atom.Atom) bool {
	switch element {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Title:
		return true
	}
	return false
}

// isInline reports whether an element may begin and end within a word.
func isInline(element atom.Atom) bool {
	switch element {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em,
		atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
		atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr,
		atom.Script, atom.Style, atom.Noscript, atom.Template:
		return true
	}
	return element == 0 // custom elements
}

// declared is how a page says how it is encoded: the declaration of XHTML, and elements of HTML.
var declared = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']|<meta\s[^>]*charset\s*=\s*["']?\s*([^\s"'/>;]+)`)

// charsetOf returns how a page says that it is encoded, "" if it does not: it has to within the first 1024 bytes.
func charsetOf(file string) string {
	m := declared.FindStringSubmatch(file[:min(len(file), 1024)])
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}
