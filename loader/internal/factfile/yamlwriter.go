package factfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// yamlSyntax writes YAML as people write it: things in blocks, small objects and lists on one line, quotes only around
// texts that YAML could take for something else. The YAML library could do so, too, but may change what it writes.
type yamlSyntax struct{}

func (yamlSyntax) section(to []byte, key string, _, _ bool) []byte {
	return append(append(to, key...), ":\n"...)
}

func (yamlSyntax) item(to []byte, w *written, _ bool) []byte { return appendItem(to, w, 2) }

func (yamlSyntax) value(to []byte, w *written) []byte {
	if w.form == mapping {
		return appendBlock(append(to, "  "...), w, 2)
	}
	for i := range w.items {
		to = appendItem(to, &w.items[i], 2)
	}
	return to
}

func (yamlSyntax) endSection(to []byte) []byte { return to }

func (yamlSyntax) end(to []byte, _ bool) []byte { return to }

// maxFlow is the maximum length of a list on one line, in characters.
const maxFlow = 100

// appendItem appends the item of a list in a block at an indentation.
func appendItem(to []byte, w *written, indent int) []byte {
	to = append(appendSpaces(to, indent), "- "...)
	if w.form == mapping && !w.short && len(w.items) > 0 {
		return appendBlock(to, w, indent+2)
	}
	return append(appendInline(to, w, indent, false), '\n')
}

// appendBlock appends a mapping with a line for each key, at an indentation that the first line already has.
func appendBlock(to []byte, w *written, indent int) []byte {
	for i := range w.items {
		if i > 0 {
			to = appendSpaces(to, indent)
		}
		item := &w.items[i]
		to = append(append(to, item.key...), ':')
		switch {
		case item.form == mapping && !item.short:
			to = appendBlock(appendSpaces(append(to, '\n'), indent+2), item, indent+2)
		case item.form == list && !item.short:
			to = appendItems(to, item, indent)
		default:
			to = appendLine(to, item, indent)
		}
	}
	return to
}

// appendItems appends a list with a line for each item, or for each of their keys.
func appendItems(to []byte, w *written, indent int) []byte {
	to = append(to, '\n')
	for i := range w.items {
		to = appendItem(to, &w.items[i], indent+2)
	}
	return to
}

// appendLine appends a value behind its key, on the same line. A list that is too long for that is written below.
func appendLine(to []byte, w *written, indent int) []byte {
	from := len(to)
	to = append(appendInline(append(to, ' '), w, indent, false), '\n')
	if w.form == list && utf8.RuneCount(to[from:]) > maxFlow {
		return appendItems(to[:from], w, indent)
	}
	return to
}

// appendInline appends a value. In a flow, brackets, commas and colons mean something.
func appendInline(to []byte, w *written, indent int, flow bool) []byte {
	switch w.form {
	case text:
		return appendText(to, w.text, indent, flow)
	case list:
		return append(appendFlow(append(to, '['), w), ']')
	case mapping:
		return append(appendFlow(append(to, '{'), w), '}')
	default:
		return append(to, w.text...)
	}
}

// appendFlow appends the items of a list, or the keys and values of a mapping, on one line.
func appendFlow(to []byte, w *written) []byte {
	for i := range w.items {
		if i > 0 {
			to = append(to, ", "...)
		}
		if w.form == mapping {
			to = append(append(to, w.items[i].key...), ": "...)
		}
		to = appendInline(to, &w.items[i], 0, true)
	}
	return to
}

// appendText appends a text: as it is, in quotes or, if it has several lines, as a block below its key.
func appendText(to []byte, s string, indent int, flow bool) []byte {
	switch {
	case isPlain(s, flow):
		return append(to, s...)
	case flow || !strings.Contains(s, "\n") || mustQuote(s) || s != strings.TrimSpace(s):
		return appendQuoted(to, s)
	}
	to = append(to, "|-"...)
	for line := range strings.SplitSeq(s, "\n") {
		to = append(to, '\n')
		if line != "" {
			to = append(appendSpaces(to, indent+2), line...)
		}
	}
	return to
}

// words are those that YAML takes for something other than text, in lower case.
var words = map[string]bool{"null": true, "true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "y": true, "n": true}

// isPlain reports whether a text needs no quotes: it begins with a letter, is of one line, and has nothing that YAML, or a
// reader, could take for a comment or for a key. Dates and numbers do not begin with a letter.
func isPlain(s string, flow bool) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if !unicode.IsLetter(first) || last == ':' || unicode.IsSpace(last) || len(s) <= len("false") && words[strings.ToLower(s)] {
		return false
	}
	before := rune(0)
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || mustEscape(r), before == ':' && unicode.IsSpace(r), r == '#' && unicode.IsSpace(before):
			return false
		case flow && strings.ContainsRune("[]{},:", r):
			return false
		}
		before = r
	}
	return true
}

// appendSpaces appends spaces.
func appendSpaces(to []byte, n int) []byte {
	for range n {
		to = append(to, ' ')
	}
	return to
}
