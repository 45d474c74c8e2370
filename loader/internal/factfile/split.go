package factfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

// A SplitError reports that a YAML file cannot be read in pieces after all, some of which were taken: let go what was taken,
// and read the file again with Whole set.
type SplitError struct {
	// File is the number of the file.
	File int
}

// Error implements error.
func (e *SplitError) Error() string { return fmt.Sprintf("file %d cannot be read in pieces", e.File) }

// A splitter cuts a YAML file, as it is read, between items of its top-level lists into pieces of about the given size. The
// tree of a YAML file takes twenty times the memory of its text; pieces are read in parallel and released one by one.
//
// It splits only plain files: keys at the margin, each once, each followed by list items at one indentation or, for the
// description of the data set, by indented lines. If a line only looks like the beginning of an item, because it is within
// quotes or brackets opened before it, the piece before it lacks their end and has a syntax error. So if all pieces can be
// read, they mean what the file means; if not, the file must be read as a whole.
type splitter struct {
	in   io.Reader
	size int
	// text is what was read but is in no piece yet; up to the offset checked it is splittable.
	text    []byte
	checked int
	// ended reports whether all was read, broken that it cannot be, or is not splittable.
	ended, broken bool
	// The current line is text[start:end], after before other lines.
	start, end, before int
	// key is the current section, keys are all sections so far.
	key  string
	keys []string
	// indent is the indentation of the section's items, or -1 before the first.
	indent int
	// open is the current piece, which begins at the offset begin.
	open  piece
	begin int
	// pieces are those that were cut but not passed on yet: the first waits for a second.
	pieces []piece
	passed bool
}

// split passes the pieces of a file to add until that returns false. It reports whether the file is plain and has several;
// if it is not, add may have got some.
func (s *splitter) split(add func(piece) bool) (plain bool) {
	s.before = -1
	for s.next() {
		if !s.line() {
			return false
		}
		if !s.pass(add) {
			return true
		}
	}
	s.cut(len(s.text))
	return !s.broken && (!s.pass(add) || s.passed)
}

// pass passes pieces on, if there are several, and reports whether more are wanted.
func (s *splitter) pass(add func(piece) bool) bool {
	if !s.passed && len(s.pieces) < 2 {
		return true
	}
	for _, p := range s.pieces {
		s.passed = true
		if !add(p) {
			return false
		}
	}
	s.pieces = s.pieces[:0]
	return true
}

// next moves to the next line, and reports whether there is one.
func (s *splitter) next() bool {
	length := bytes.IndexByte(s.text[s.end:], '\n') + 1
	for length == 0 && !s.ended {
		s.fill()
		length = bytes.IndexByte(s.text[s.end:], '\n') + 1
	}
	if length == 0 {
		length = len(s.text) - s.end // the last line may lack its end
	}
	s.before++
	s.start, s.end = s.end, s.end+length
	return length > 0 && !s.broken
}

// fill reads at least as much as a piece, and lets go what is in pieces.
func (s *splitter) fill() {
	if s.open.key == "" {
		s.begin = s.end
	}
	rest := len(s.text) - s.begin
	text := make([]byte, rest+max(rest, s.size+1))
	copy(text, s.text[s.begin:])
	n, err := io.ReadFull(s.in, text[rest:])
	first := s.before < 0 && rest == 0
	s.text, s.start, s.end, s.checked, s.begin = text[:rest+n], s.start-s.begin, s.end-s.begin, max(s.checked-s.begin, 0), 0
	s.ended = err != nil
	switch to := len(s.text); {
	case s.ended && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF), first && n <= s.size:
		s.broken = true
	default:
		if !s.ended {
			to = bytes.LastIndexByte(s.text, '\n') + 1
		}
		s.check(to)
	}
}

// check checks that the text is splittable up to an offset: the end of a line.
func (s *splitter) check(to int) {
	if to > s.checked {
		s.broken = s.broken || !splittable(s.text[s.checked:to])
		s.checked = to
	}
}

// splittable reports whether whole lines are text, including comments outside all pieces, and [splitter] and the YAML library
// agree on where they end.
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
		s.open.text = s.text[s.begin:at:at]
		s.pieces = append(s.pieces, s.open)
	}
	s.open, s.begin = piece{}, at
}
