package netfile

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrCharacter means that a text has a character that a format cannot have.
var ErrCharacter = errors.New("a character that this format cannot have")

// An xmlWriter writes the elements of a file one by one, each in a line of its own. After an error it writes nothing more.
// The encoder of encoding/xml makes a value of each name and attribute, and has no empty elements.
type xmlWriter struct {
	out *bufio.Writer
	// inside are the elements that have not ended.
	inside []string
	err    error
}

// start begins an element with attributes, each a name and a value.
func (x *xmlWriter) start(name string, attributes ...string) {
	x.tag(name, attributes)
	x.raw(">\n")
	x.inside = append(x.inside, name)
}

// end ends the element that began last.
func (x *xmlWriter) end() {
	last := len(x.inside) - 1
	name := x.inside[last]
	x.inside = x.inside[:last]
	x.indent()
	x.raw("</" + name + ">\n")
}

// empty writes an element that has nothing in it.
func (x *xmlWriter) empty(name string, attributes ...string) {
	x.tag(name, attributes)
	x.raw("/>\n")
}

// leaf writes an element that has a text in it.
func (x *xmlWriter) leaf(name, text string, attributes ...string) {
	x.tag(name, attributes)
	x.raw(">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

// tag writes an opening tag up to its end. An attribute without a value is left out.
func (x *xmlWriter) tag(name string, attributes []string) {
	x.indent()
	x.raw("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		x.raw(" " + attributes[i] + `="`)
		x.text(attributes[i+1])
		x.raw(`"`)
	}
}

func (x *xmlWriter) indent() { x.raw(strings.Repeat("  ", len(x.inside))) }

// text writes a text, escaped.
func (x *xmlWriter) text(s string) {
	if x.err == nil {
		x.err = checkText(s)
	}
	if x.err == nil {
		x.err = xml.EscapeText(x.out, []byte(s))
	}
}

// raw writes what is not to be escaped.
func (x *xmlWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.out.WriteString(s)
	}
}

// checkText returns an error that wraps [ErrCharacter] if a text has what no XML 1.0 file can have, not even escaped.
func checkText(s string) error {
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0xFFFE || r == 0xFFFF {
			return fmt.Errorf("%w: %U in %.60q (take it out of the facts)", ErrCharacter, r, s)
		}
	}
	return nil
}
