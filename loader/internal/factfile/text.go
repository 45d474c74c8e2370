package factfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"

	"entente/graph/alliance"
)

// line reads a text of one line.
func (d *decoder) line(key string, w word) Text { return d.text(key, w, "") }

// id reads the id of a thing. If it has characters that cannot be seen, they are reported and left out, so that whoever
// means the same thing is not reported, too.
func (d *decoder) id(key string, w word) Text {
	t := d.line(key, w)
	if t.Value == "" && (w.form == text || w.form == cell) {
		if id := strings.TrimSpace(strings.Map(seen, w.text)); alliance.ValidID(id) {
			t.Value = id
		}
	}
	return t
}

// prose reads a text that may have line breaks and tabs.
func (d *decoder) prose(key string, w word) Text { return d.text(key, w, "\n\t") }

// text reads a text, which may contain only the allowed control characters. Numbers and dates without quotes are read
// as written, so that 0365 and 1e3 stay as they are; true and false are errors, as they are more likely mistakes. Texts
// are converted to Normalization Form C (Unicode Standard Annex 15), so that equal texts have equal bytes.
func (d *decoder) text(key string, w word, allowed string) Text {
	t := Text{At: w.at}
	switch {
	case !w.single():
		d.report(t.At, "%s is %s, not text (write a single value)", key, w.form)
		return t
	case w.form == boolean:
		d.report(t.At, "%s is the boolean %s, not text (put it in quotes: %.60q)", key, w.text, w.text)
		return t
	}
	value := ""
	if w.form != null {
		value = norm.NFC.String(strings.TrimSpace(w.text))
	}
	if value == "" {
		d.report(t.At, "%s", whyEmpty(key, w))
		return t
	}
	if r, ok := unwanted(value, allowed); ok {
		d.report(t.At, "%s has %s", key, complaint(r))
		return t
	}
	if found := flaws(value, allowed != ""); len(found) > 0 || !visible(value) {
		d.report(t.At, "%s has %s", key, complainOf(value, found))
		return t
	}
	t.Value = value
	return t
}

// whyEmpty returns what is wrong with a text that is empty. Norway's No is text, but somebody may be called Null.
func whyEmpty(key string, w word) string {
	rest, ok := cutOff(w.comment)
	switch {
	case ok && w.form == null:
		return fmt.Sprintf("%s is empty: %.60q is a comment (put text that begins with # in quotes)", key, rest)
	case w.form == null && w.text != "":
		return fmt.Sprintf("%s is empty: %s is YAML's word for nothing (put it in quotes if it is meant as text; otherwise fill it in, or delete it)", key, w.text)
	default:
		return fillIn(key)
	}
}

// fillIn returns what is wrong with a value that is empty, in whatever way.
func fillIn(key string) string {
	return key + " is empty (fill it in, or delete it if it is not required)"
}

// unwanted returns the first character that a text should not have: a replacement character, or a control character
// (category Cc) that is not allowed.
func unwanted(s, allowed string) (rune, bool) {
	for _, r := range s {
		separator := r == '\u2028' || r == '\u2029'
		if r == utf8.RuneError || (unicode.IsControl(r) || separator && allowed == "") && !strings.ContainsRune(allowed, r) {
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
	case '\n', '\r', '\u2028', '\u2029':
		return "a line break (write it on one line)"
	case '\t':
		return "a tab (write a space)"
	case '\uFFFE', '\uFFFF':
		return fmt.Sprintf("%U, which is no character (delete it)", r)
	default:
		return fmt.Sprintf("the control character %U (delete it)", r)
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

// notUTF8 is what is wrong with a file in another encoding.
const notUTF8 = "the file is not UTF-8 text (save it as UTF-8)"

// illegible returns the first byte sequence of a file that is not text, if there is any. The YAML library finds it too,
// but does not return its position.
func illegible(text []byte) (Problem, bool) {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		broken := r == utf8.RuneError && size == 1
		if broken || unprintable(r) {
			c := cursor{text: text, Pos: Pos{1, 1}}
			c.advance(i)
			if broken {
				return Problem{c.Pos, notUTF8}, true
			}
			return Problem{c.Pos, "the file has " + complaint(r)}, true
		}
		i += size
	}
	return Problem{}, false
}

// unprintable reports whether a character must not be in a file, of YAML at least: a control character, or none at all.
func unprintable(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\r' && r != '\t'
	case r < 0x7f:
		return false
	default:
		return r < 0xA0 && r != '\u0085' || r == '\uFFFE' || r == '\uFFFF'
	}
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
