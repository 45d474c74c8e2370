package format

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// eachYAML calls read with the root of each YAML document in the text. At a syntax error it returns false, and the
// decoder has it as a problem.
func (d *decoder) eachYAML(text []byte, read func(root *yaml.Node)) bool {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		panic(err) // there are no options that could be wrong
	}
	for {
		var n yaml.Node
		switch err := loader.Load(&n); {
		case errors.Is(err, io.EOF):
			return true
		case err != nil:
			d.syntax(err)
			return false
		}
		if len(n.Content) > 0 && !vacant(n.Content[0]) {
			read(n.Content[0])
		}
	}
}

// vacant reports whether there is nothing in a document but comments.
func vacant(n *yaml.Node) bool { return n.Tag == "!!null" && n.Value == "" }

// syntax reports that the text is not YAML. There is one such problem for a file: what comes after it is not known.
func (d *decoder) syntax(err error) {
	e, ok := errors.AsType[*yaml.LoadError](err)
	if !ok {
		d.report(Pos{1 + d.before, 1}, "this is not YAML: %v", err)
		return
	}
	mark := e.Mark
	fault, opened := explain(e)
	if opened && e.ContextMark.Line > 0 {
		mark = e.ContextMark
	}
	d.report(Pos{uint32(max(mark.Line, 1)) + d.before, uint32(max(mark.Column, 1))}, "this is not YAML: %s", fault)
}

// explain says what a syntax error of the YAML library means to the writer of a file, and whether the place to look at
// is rather where the thing was opened. The library speaks of its own states (version 4.0.0: scanner.go, parser.go); what
// is not known here is passed on in its words.
func explain(e *yaml.LoadError) (fault string, opened bool) {
	message := e.Message
	switch {
	case message == "mapping values are not allowed in this context":
		return `a second ": " in one line (put a text that has a colon in it in quotes; check the indentation)`, false
	case strings.Contains(message, "tab character"):
		return "a tab in the indentation (indent with spaces)", false
	case message == "found character that cannot start any token":
		return "a tab, or a text that begins with @, ` or % (indent with spaces; put such a text in quotes)", false
	case message == "did not find expected key":
		return "the line fits neither the mapping that it is in nor a new one (check the indentation, and the quotes above it)", false
	case message == "did not find expected '-' indicator":
		return `the line is indented neither like the list above it nor like the keys in its items (begin each item with "- ", and indent keys like their neighbours)`, false
	case strings.Contains(message, "unexpected end of stream"):
		return "this quote is never closed (add the closing quote)", true
	case strings.Contains(message, "expected ',' or ']'"):
		return "this [ is never closed, or a comma is missing after it (add it; put a text that has brackets, commas or colons in it in quotes)", true
	case strings.Contains(message, "expected ',' or '}'"):
		return "this { is never closed, or a comma is missing after it (add it; put a text that has braces, commas or colons in it in quotes)", true
	case message == "did not find expected node content":
		return "a value is missing before this (close the brackets and quotes above it)", false
	case strings.HasPrefix(message, "unknown anchor"):
		return "a text that begins with * (put it in quotes)", false
	default:
		return strings.TrimSpace(e.ContextMsg+" "+message) + " (check indentation, quotes and brackets here)", false
	}
}
