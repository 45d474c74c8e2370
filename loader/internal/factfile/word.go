package factfile

import "go.yaml.in/yaml/v4"

// A word is what a file has where a scalar is wanted, which may be a mistake: a node of YAML or JSON, or a cell of a table,
// or an item of the list in a cell.
type word struct {
	at   Pos
	text string
	form form
	// comment stands on the line of text without quotes.
	comment string
}

// A form is what a word looks like.
type form uint8

// The forms. A cell does not tell text from numbers and booleans: what is wanted decides.
const (
	cell form = iota
	text
	number
	boolean
	null
	list
	mapping
)

// String returns the form for messages.
func (f form) String() string {
	return [...]string{"text", "text", "a number", "a boolean", "empty", "a list", "a mapping"}[f]
}

// word returns a node as a word.
func (d *decoder) word(n *yaml.Node) word {
	w := word{at: d.pos(n), text: n.Value, form: formOf(n)}
	if n.Style == 0 {
		w.comment = n.LineComment
	}
	return w
}

// formOf returns what a node is.
func formOf(n *yaml.Node) form {
	switch {
	case n.Kind == yaml.MappingNode:
		return mapping
	case n.Kind == yaml.SequenceNode:
		return list
	case n.Tag == "!!null":
		return null
	case n.Tag == "!!int" || n.Tag == "!!float":
		return number
	case n.Tag == "!!bool":
		return boolean
	default:
		return text
	}
}

// single reports whether a word is a single value.
func (w word) single() bool { return w.form != list && w.form != mapping }
