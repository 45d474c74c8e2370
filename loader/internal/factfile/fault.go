package factfile

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// syntax reports that the text is not YAML. A file has at most one such problem, as nothing after it can be read.
func (d *decoder) syntax(text []byte, err error) {
	f := fault{message: err.Error()}
	if e, ok := errors.AsType[*yaml.LoadError](err); ok {
		f = explain(text, e)
	}
	d.report(Pos{max(f.at.Line, 1) + d.before, max(f.at.Column, 1)}, "this is not YAML: %s", f.message)
}

// A fault is the reason why a text is not YAML, and the position where its author should look.
type fault struct {
	at      Pos
	message string
}

// explain translates a syntax error of the YAML library for the author of a file. The library describes its own states
// (version 4.0.0: scanner.go, parser.go) at the position where it could not continue: it reads a key without a colon as
// a text and fails at the next line. So explain looks at the text again. It passes on errors that it does not know.
func explain(text []byte, e *yaml.LoadError) fault {
	at, opened := place(e.Mark), place(e.ContextMark)
	if f, ok := cutBy(text, e.Message, opened, at); ok {
		return f
	}
	switch rest := from(text, at); {
	case strings.Contains(e.Message, "tab character"):
		return fault{at, "a tab in the indentation (indent with spaces)"}
	case e.Message == "mapping values are not allowed in this context":
		return strayColon(text, at)
	case e.Message == "could not find expected ':'":
		return fault{opened, noColon(from(text, opened))}
	case e.ContextMsg == "while scanning a quoted scalar":
		return quoted(text, at, opened, e.Message)
	case strings.HasPrefix(e.Message, "did not find expected") && unquoted(upTo(text, at), rest):
		return fault{at, "text after a closing quote (put all of it in quotes: double ones if it has apostrophes, single ones if it has double ones)"}
	case strings.HasPrefix(e.Message, "did not find expected") && strings.HasPrefix(rest, "}"):
		return fault{at, "this } closes no { (delete it, or write ] where a [ is open)"}
	case strings.HasPrefix(e.Message, "did not find expected") && strings.HasPrefix(rest, "]"):
		return fault{at, "this ] closes no [ (delete it, or write } where a { is open)"}
	case e.Message == "did not find expected '-' indicator" && sticks(rest):
		return fault{at, spaceAfterDash}
	case strings.Contains(e.Message, "expected ',' or ']'"):
		return fault{opened, "this [ is never closed, or a comma is missing after it (add it; put text that contains brackets, commas or colons in quotes)"}
	case strings.Contains(e.Message, "expected ',' or '}'"):
		return fault{opened, "this { is never closed, or a comma is missing after it (add it; put text that contains braces, commas or colons in quotes)"}
	case e.ContextMsg == "while scanning a directive":
		return fault{opened, "a line that begins with % (delete it, or put it in quotes)"}
	case strings.HasPrefix(e.Message, "unknown anchor"):
		return fault{at, "text that begins with * (put it in quotes)"}
	}
	if message, ok := plainWords[e.Message]; ok {
		return fault{at, message}
	}
	return fault{at, e.Message + " (check indentation, quotes and brackets here)"}
}

// plainWords explains those messages of the library whose position is right.
var plainWords = map[string]string{
	"found character that cannot start any token":            "a tab, or text that begins with @, ` or % (indent with spaces; put such text in quotes)",
	"did not find expected key":                              "the line fits neither the mapping that it is in nor a new one (check the indentation, and the quotes above it)",
	"did not find expected '-' indicator":                    `the line is indented neither like the list above it nor like the keys in its items (begin each item with "- ", and indent keys like their neighbours)`,
	"did not find expected <document start>":                 "the line is indented less than the first one (begin all top-level keys at the margin)",
	"did not find expected node content":                     "a value is missing before this (close the brackets and quotes above it)",
	"did not find expected comment or line break":            "text on the line of its | or > (begin it on the next line, or put text that begins with | or > in quotes)",
	"block sequence entries are not allowed in this context": `a list that begins on the line of its key (begin it on the next line, or put text that begins with "- " in quotes)`,
}

const spaceAfterDash = `a space is missing after "-" (begin each item with "- ")`

// strayColon explains a colon where the library expects no key. Unless it is the second one in its line, the line above
// is at fault: it has no key and is read as a text that continues.
func strayColon(text []byte, at Pos) fault {
	before := strings.TrimLeft(upTo(text, at), " ")
	above, content := contentAbove(text, at.Line)
	switch {
	case sticks(before):
		dash := strings.Index(lineOf(text, at.Line), "-")
		return fault{Pos{at.Line, uint32(dash) + 1}, spaceAfterDash}
	case strings.Contains(before, ": "):
		return fault{at, `a second ": " on one line (put text that contains a colon in quotes; check the indentation)`}
	case content == "" || strings.Contains(content, ": ") && !sticks(content):
		return fault{at, `a ": " in what is read as the end of the text above (indent a key like its neighbours, or put the text in quotes)`}
	}
	return fault{above, noColon(content)}
}

// noColon explains what the content of a line lacks to be a key and its value.
func noColon(content string) string {
	content, _, _ = strings.Cut(content, " #")
	content = strings.TrimSpace(content)
	if sticks(content) {
		return spaceAfterDash
	}
	if key, value, ok := strings.Cut(content, ":"); ok && value != "" {
		return fmt.Sprintf(`a space is missing after "%.60s:" (write "%.60[1]s: %.60[2]s")`, key, value)
	}
	key, value, _ := strings.Cut(content, " ")
	return fmt.Sprintf(`%.60q has no colon (write "%.60s" after a key, and indent text that continues further than its key)`,
		content, strings.TrimSpace(key+": "+strings.TrimSpace(value)))
}

// sticks reports whether a text begins with a dash that lacks the space after it.
func sticks(s string) bool { return len(s) > 1 && s[0] == '-' && s[1] != ' ' && s[1] != '-' }

// unquoted reports whether a line goes on with text after a closing quote.
func unquoted(before, rest string) bool {
	quote := strings.TrimRight(before, " ")
	first, _ := utf8.DecodeRuneInString(rest)
	return (strings.HasSuffix(quote, `"`) || strings.HasSuffix(quote, "'")) && (unicode.IsLetter(first) || unicode.IsNumber(first))
}

// quoted explains an error within quotes.
func quoted(text []byte, at, opened Pos, message string) fault {
	if message == "found invalid Unicode character escape code" {
		return fault{at, `a \u that stands for no character, such as half of one that JSON writes as two (write the character itself, or \U and eight digits)`}
	}
	if message != "found unknown escape character" && message != "did not find expected hexadecimal number" {
		return fault{opened, "this quote is never closed (add the closing quote)"}
	}
	line := upTo(text, at)
	if i := strings.LastIndexByte(line, '\\'); i >= 0 && !strings.HasPrefix(from(text, at), `\`) {
		at.Column = uint32(utf8.RuneCountInString(line[:i])) + 1
	}
	return fault{at, `a \ in double quotes that begins no YAML escape sequence (write \\, or put the text in single quotes)`}
}

// place returns a mark of the library as a position, or the zero position if there is none.
func place(m yaml.Mark) Pos { return Pos{uint32(max(m.Line, 0)), uint32(max(m.Column, 0))} }

// lineOf returns a line of a text without its line break, or "" if there is no such line.
func lineOf(text []byte, line uint32) string {
	for ; line > 1; line-- {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	return strings.TrimSuffix(string(first), "\r")
}

// upTo returns the line up to a position.
func upTo(text []byte, at Pos) string {
	line := lineOf(text, at.Line)
	return line[:len(line)-len(from(text, at))]
}

// from returns the line from a position on.
func from(text []byte, at Pos) string {
	line := lineOf(text, at.Line)
	for column := uint32(1); column < at.Column && line != ""; column++ {
		_, size := utf8.DecodeRuneInString(line)
		line = line[size:]
	}
	return line
}

// contentAbove returns the nearest line above that is neither empty nor a comment, without its indentation and the
// dashes of list items, and the position of the rest.
func contentAbove(text []byte, line uint32) (Pos, string) {
	for line > 1 {
		line--
		whole := lineOf(text, line)
		content := strings.TrimLeft(whole, " ")
		for strings.HasPrefix(content, "- ") {
			content = strings.TrimLeft(content[2:], " ")
		}
		if content != "" && content[0] != '#' {
			return Pos{line, uint32(utf8.RuneCountInString(whole[:len(whole)-len(content)])) + 1}, content
		}
	}
	return Pos{}, ""
}
