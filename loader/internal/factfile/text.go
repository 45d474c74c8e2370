package factfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// line reads a text of one line.
func (d *decoder) line(key string, n *yaml.Node) Text { return d.text(key, n, "") }

// prose reads a text that may have line breaks and tabs.
func (d *decoder) prose(key string, n *yaml.Node) Text { return d.text(key, n, "\n\t") }

// text reads a text, which may contain only the allowed control characters. Numbers and dates without quotes are read
// as written, so that 0365 and 1e3 stay as they are; true and false are errors, as they are more likely mistakes. Texts
// are converted to Normalization Form C (Unicode Standard Annex 15), so that equal texts have equal bytes.
func (d *decoder) text(key string, n *yaml.Node, allowed string) Text {
	t := Text{At: d.pos(n)}
	switch {
	case n.Kind != yaml.ScalarNode:
		d.report(t.At, "%s is %s, not text (write a single value)", key, describe(n))
		return t
	case n.Tag == "!!bool":
		d.report(t.At, "%s is the boolean %s, not text (put it in quotes: %.60q)", key, n.Value, n.Value)
		return t
	}
	value := ""
	if n.Tag != "!!null" {
		value = norm.NFC.String(strings.TrimSpace(n.Value))
	}
	if value == "" {
		d.report(t.At, "%s is empty (fill it in, or delete it if it is not required)", key)
		return t
	}
	if r, ok := unwanted(value, allowed); ok {
		d.report(t.At, "%s has %s", key, complaint(r))
		return t
	}
	t.Value = value
	return t
}

// unwanted returns the first character that a text should not have: a replacement character, or a control character
// (category Cc) that is not allowed. Directional marks (category Cf) are part of Arabic and Hebrew text.
func unwanted(s, allowed string) (rune, bool) {
	for _, r := range s {
		if r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune(allowed, r) {
			return r, true
		}
	}
	return 0, false
}

// complaint returns what is wrong with an unwanted character and what to do.
func complaint(r rune) string {
	switch r {
	case utf8.RuneError:
		return "the character \uFFFD, which stands for one that was lost (copy the text from its source again)"
	case '\n', '\r':
		return "a line break (write it on one line)"
	case '\t':
		return "a tab (write a space)"
	default:
		return fmt.Sprintf("the control character %U (delete it)", r)
	}
}

// describe returns what a node is, for messages.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "empty"
	case n.Tag == "!!int" || n.Tag == "!!float":
		return "a number"
	case n.Tag == "!!bool":
		return "a boolean"
	default:
		return "text"
	}
}

// sample returns the value of a node for an example in a message, or … if it is long or has special characters.
func sample(n *yaml.Node) string {
	odd := func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune("[]{},:", r) }
	if len(n.Value) > 60 || strings.ContainsFunc(n.Value, odd) {
		return "…"
	}
	return n.Value
}

// illegible returns the first byte sequence of a file that is not text, if there is any. The YAML library finds it too,
// but does not return its position.
func illegible(text []byte) (Problem, bool) {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		notUTF8 := r == utf8.RuneError && size == 1
		if notUTF8 || (r < ' ' || r == 0x7f) && r != '\n' && r != '\r' && r != '\t' {
			c := cursor{text: text, Pos: Pos{1, 1}}
			c.advance(i)
			if notUTF8 {
				return Problem{c.Pos, "the file is not UTF-8 text (save it as UTF-8)"}, true
			}
			return Problem{c.Pos, "the file has " + complaint(r)}, true
		}
		i += size
	}
	return Problem{}, false
}

// A cursor moves forward through a text and keeps track of line and column. It passes each byte once, so that finding
// all positions takes linear time, even if the file is a single line.
type cursor struct {
	text   []byte
	offset int
	// Pos is the position of text[offset].
	Pos
}

// advance moves the cursor forward to an offset.
func (c *cursor) advance(to int) {
	passed := c.text[c.offset:to]
	if lines := bytes.Count(passed, []byte("\n")); lines > 0 {
		c.Line, c.Column = c.Line+uint32(lines), 1
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	c.Column += uint32(utf8.RuneCount(passed))
	c.offset = to
}
