package format

import (
	"bytes"
	"slices"
)

// A piece is a part of a file that can be read by itself: some items of the list under one key, or the whole file.
type piece struct {
	// key is what the list stands under, "" for a whole file.
	key string
	// before is how many lines of the file come before the text.
	before int
	text   []byte
	// json is whether the text is JSON; then it is a whole file.
	json bool
}

// split cuts a YAML file between the items of its top-level lists, so that pieces are of about the given size. The tree
// of a YAML file takes twenty times the memory of its text; pieces are read at the same time and let go one by one.
//
// It knows only plain files: keys at the margin, each once, each followed by list items at one indentation; any other
// is one piece. Where a line only looks like the beginning of an item, because it stands within quotes or brackets that
// were opened before it, the piece before it lacks their end and has a syntax error. So a file whose pieces can all be
// read means what they say, and one of which some piece cannot must be read whole.
func split(text []byte, size int) []piece {
	whole := []piece{{text: text}}
	if len(text) <= size || !splittable(text) {
		return whole
	}
	s := splitter{text: text, size: size}
	for s.end < len(text) {
		s.next()
		if !s.line() {
			return whole
		}
	}
	s.cut(len(text))
	if len(s.pieces) < 2 {
		return whole
	}
	return s.pieces
}

// splittable reports whether a file is text, comments outside of all pieces too, and its lines begin and end as both
// [splitter] and the YAML library see them.
func splittable(text []byte) bool {
	if _, bad := illegible(text); bad {
		return false
	}
	for _, s := range []string{"\u0085", "\u2028", "\u2029", "\ufeff"} {
		if bytes.Contains(text, []byte(s)) {
			return false
		}
	}
	return bytes.Count(text, []byte("\r")) == bytes.Count(text, []byte("\r\n"))
}

// A splitter goes through a file line by line.
type splitter struct {
	text []byte
	size int
	// The line that it is at: text[start:end], after so many others.
	start, end, before int
	// The section that it is in, and the sections that it has been in.
	key  string
	keys []string
	// indent is that of the section's items, -1 before the first.
	indent int
	// open is the piece that it is in, from the offset begin.
	open   piece
	begin  int
	pieces []piece
}

// next goes on to the next line.
func (s *splitter) next() {
	if s.end > 0 {
		s.before++
	}
	s.start = s.end
	if length := bytes.IndexByte(s.text[s.start:], '\n'); length >= 0 {
		s.end = s.start + length + 1
		return
	}
	s.end = len(s.text)
}

// line takes in the line, and reports whether the file is still plain. An item begins at the indentation of the first one
// in its section, with a dash; what is indented more belongs to an item, whatever it is.
func (s *splitter) line() bool {
	line := bytes.TrimRight(s.text[s.start:s.end], "\r\n")
	content := bytes.TrimLeft(line, " ")
	indent := len(line) - len(content)
	switch {
	case len(content) == 0 || content[0] == '#':
		return true
	case indent == 0 && content[0] != '-':
		return s.section(content)
	case s.key == "" || indent < s.indent:
		return false
	case indent > s.indent && s.indent >= 0:
		return true
	case string(content) != "-" && !bytes.HasPrefix(content, []byte("- ")):
		return false
	}
	if s.indent < 0 || s.start-s.begin >= s.size {
		s.cut(s.start)
		s.open = piece{key: s.key, before: s.before}
	}
	s.indent = indent
	return true
}

// section begins a section, and reports whether the line does: a key of a fact file, not yet seen, and nothing else but
// a comment, before which YAML wants a space.
func (s *splitter) section(content []byte) bool {
	key, rest, ok := bytes.Cut(content, []byte(":"))
	known := slices.Contains([]string{"actors", "sources", "conflicts", "relations", "events"}, string(key))
	if !ok || !known || slices.Contains(s.keys, string(key)) {
		return false
	}
	if comment := bytes.TrimLeft(rest, " "); len(comment) > 0 && (comment[0] != '#' || rest[0] != ' ') {
		return false
	}
	s.cut(s.start)
	s.key, s.indent = string(key), -1
	s.keys = append(s.keys, s.key)
	return true
}

// cut ends the open piece, if there is one, before the text at an offset.
func (s *splitter) cut(at int) {
	if s.open.key != "" {
		s.open.text = s.text[s.begin:at]
		s.pieces = append(s.pieces, s.open)
	}
	s.open, s.begin = piece{}, at
}
