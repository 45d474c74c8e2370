package factfile

import (
	"bytes"
	"slices"
)

// A piece is a part of a file that can be read on its own: some items of the list under a key, the mapping under a key,
// or the whole file.
type piece struct {
	// key is the key of the list or mapping, or "" for a whole file.
	key string
	// before is the number of lines before the text.
	before int
	text   []byte
	// json reports whether the text is JSON; it is then a whole file.
	json bool
	// table is the table whose rows the text has, or nil.
	table *table
	// faults are what is wrong before the text. If faulty is set, there is no more to be read.
	faults []Problem
	faulty bool
}

// split cuts a YAML file between items of its top-level lists into pieces of about the given size. The tree of a YAML file
// takes twenty times the memory of its text; pieces are read in parallel and released one by one.
//
// It splits only plain files: keys at the margin, each once, each followed by list items at one indentation or, for the
// description of the data set, by indented lines; any other file is one piece. If a line only looks like the beginning of an item, because it is within quotes or brackets opened before
// it, the piece before it lacks their end and has a syntax error. So if all pieces can be read, they mean what the file
// means; if not, the file must be read as a whole.
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

// splittable reports whether a file is text, including comments outside all pieces, and [splitter] and the YAML library
// agree on its lines.
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

// A splitter splits a file line by line.
type splitter struct {
	text []byte
	size int
	// The current line is text[start:end], after before other lines.
	start, end, before int
	// key is the current section, keys are all sections so far.
	key  string
	keys []string
	// indent is the indentation of the section's items, or -1 before the first.
	indent int
	// open is the current piece, which begins at the offset begin.
	open   piece
	begin  int
	pieces []piece
}

// next moves to the next line.
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

// line processes the current line and reports whether the file is still plain. An item begins with a dash at the indentation
// of the first item of its section; any line indented more belongs to an item.
func (s *splitter) line() bool {
	line := bytes.TrimRight(s.text[s.start:s.end], "\r\n")
	content := bytes.TrimLeft(line, " ")
	indent := len(line) - len(content)
	switch {
	case len(content) == 0 || content[0] == '#':
		return true
	case indent == 0 && content[0] != '-':
		return s.section(content)
	case s.key == "" || indent < s.indent || s.key == "dataset" && indent == 0:
		return false
	case s.key == "dataset":
		return true
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

// section begins a section if the line is a key of a fact file that is new, alone or with a comment after a space. It
// reports whether the line is that.
func (s *splitter) section(content []byte) bool {
	key, rest, ok := bytes.Cut(content, []byte(":"))
	known := slices.Contains([]string{"dataset", "actors", "sources", "conflicts", "relations", "events", "same"}, string(key))
	if !ok || !known || slices.Contains(s.keys, string(key)) {
		return false
	}
	if comment := bytes.TrimLeft(rest, " "); len(comment) > 0 && (comment[0] != '#' || rest[0] != ' ') {
		return false
	}
	s.cut(s.start)
	s.key, s.indent = string(key), -1
	s.keys = append(s.keys, s.key)
	if s.key == "dataset" {
		s.open, s.begin = piece{key: s.key, before: s.before + 1}, s.end
	}
	return true
}

// cut ends the current piece, if there is one, at an offset.
func (s *splitter) cut(at int) {
	if s.open.key != "" {
		s.open.text = s.text[s.begin:at]
		s.pieces = append(s.pieces, s.open)
	}
	s.open, s.begin = piece{}, at
}
