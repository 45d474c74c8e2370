package factfile

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// IsMapping reports whether a file with the given name is a mapping: NAME.mapping.yaml, .yml or .json.
func IsMapping(name string) bool {
	name = strings.ToLower(path.Base(name))
	stem := strings.TrimSuffix(name, path.Ext(name))
	return slices.Contains([]string{".yaml", ".yml", ".json"}, path.Ext(name)) && strings.HasSuffix(stem, ".mapping") && !strings.HasPrefix(name, ".")
}

// ParseMapping reads a mapping, in YAML or JSON, and returns what is wrong with it.
func ParseMapping(f File) (*Mapping, []Problem, error) {
	whole, err := f.whole()
	if err != nil {
		return nil, nil, err
	}
	d, m := newDecoder(0), &Mapping{}
	if fault, bad := illegible(whole.text); bad {
		return m, []Problem{fault}, nil
	}
	roots := 0
	d.eachYAML(whole.text, func(root *yaml.Node) {
		if roots++; roots > 1 {
			d.report(d.pos(root), "a second YAML document (a mapping is one: delete the --- above it)")
			return
		}
		d.value("mapping", root, reflect.ValueOf(m).Elem())
	})
	if roots == 0 && len(d.problems) == 0 {
		d.report(Pos{1, 1}, "the mapping is empty (give it data and rules)")
	}
	return m, d.problems, nil
}

// A Section is a mapping of names that its author chooses, in their order.
type Section[T any] struct {
	At      Pos
	Entries []Entry[T]
}

// An Entry is a name and what it stands for.
type Entry[T any] struct {
	Name  Text
	Value T
}

// read reads a mapping with any keys. One without a value is empty: its names are still commented out.
func (s *Section[T]) read(d *decoder, key string, n *yaml.Node) {
	s.At = d.pos(n)
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.report(s.At, "%s is %s, not a mapping of names (write {name: …})", key, formOf(n))
		return
	}
	seen := map[string]Pos{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if d.foreign(n.Content[i]) {
			continue
		}
		name := Text{Value: n.Content[i].Value, At: d.pos(n.Content[i])}
		if first, twice := seen[name.Value]; twice {
			d.report(name.At, "%.60s is given twice (join them, or delete one: the other is at line %d, column %d)", name.Value, first.Line, first.Column)
			continue
		}
		seen[name.Value] = name.At
		s.Entries = append(s.Entries, Entry[T]{Name: name})
		d.value(name.Value, n.Content[i+1], reflect.ValueOf(&s.Entries[len(s.Entries)-1].Value).Elem())
	}
}

// Get returns what a name stands for, or nil.
func (s *Section[T]) Get(name string) *T {
	for i := range s.Entries {
		if s.Entries[i].Name.Value == name {
			return &s.Entries[i].Value
		}
	}
	return nil
}

// Several is a list that may be written as its only item.
type Several[T any] struct {
	At   Pos
	List []T
}

// read reads a list, or one item.
func (s *Several[T]) read(d *decoder, key string, n *yaml.Node) {
	s.At = d.pos(n)
	if n.Kind == yaml.SequenceNode {
		d.list(key, n, reflect.ValueOf(&s.List).Elem())
		return
	}
	s.List = make([]T, 1)
	d.value(key, n, reflect.ValueOf(&s.List[0]).Elem())
}

// Given reports whether there is a value.
func (v *Value) Given() bool { return !v.At.Absent() }

// read reads a template, a choice, or a list of these.
func (v *Value) read(d *decoder, key string, n *yaml.Node) {
	v.At = d.pos(n)
	switch {
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			c := Case{At: d.pos(item)}
			d.value(key, item, reflect.ValueOf(&c.Then).Elem())
			v.Cases = append(v.Cases, c)
		}
	case n.Kind == yaml.MappingNode && unquotedTemplate(n):
		d.report(v.At, `%s is a mapping, not text (put a template in quotes: "{%s}")`, key, n.Content[0].Value)
	case n.Kind == yaml.MappingNode:
		v.Cases = make([]Case, 1)
		d.value("choice", n, reflect.ValueOf(&v.Cases[0]).Elem())
	default:
		v.Template = d.prose(key, d.word(n)).Value
	}
}

// unquotedTemplate reports whether a mapping is what YAML makes of {column} without quotes.
func unquotedTemplate(n *yaml.Node) bool { return len(n.Content) == 2 && n.Content[1].Tag == "!!null" }

// read reads a date as a text or in parts.
func (v *DateValue) read(d *decoder, key string, n *yaml.Node) {
	if !hasKey(n, "year") {
		v.Value.read(d, key, n)
		return
	}
	v.At, v.Parts = d.pos(n), &DateParts{}
	d.value(key, n, reflect.ValueOf(v.Parts).Elem())
}

// read reads an identifier, with or without dates.
func (v *IdentifierValue) read(d *decoder, key string, n *yaml.Node) {
	if !hasKey(n, "value") {
		v.Value.read(d, key, n)
		return
	}
	v.At, v.Dated = d.pos(n), &DatedIdentifier{}
	d.value(key, n, reflect.ValueOf(v.Dated).Elem())
}

// read reads kinds as a mapping or a list.
func (v *KindsValue) read(d *decoder, key string, n *yaml.Node) {
	v.At = d.pos(n)
	if n.Kind == yaml.SequenceNode {
		d.list(key, n, reflect.ValueOf(&v.List).Elem())
		return
	}
	v.If.read(d, key, n)
}

// hasKey reports whether a node is a mapping with a key.
func hasKey(n *yaml.Node, key string) bool {
	if n.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return true
		}
	}
	return false
}

// Rest returns what a mapping has of a fact file, with its positions in the mapping.
func (m *Mapping) Rest() *Document {
	var described Datasets
	if m.Dataset != nil {
		described = Datasets{At: m.Dataset.At, List: []Dataset{*m.Dataset}}
	}
	return &Document{
		Dataset: described, Actors: m.Actors, Sources: m.Sources, Conflicts: m.Conflicts, Relations: m.Relations, Events: m.Events,
	}
}

// A Scanner reads texts as values of fact files, as cells are.
type Scanner struct{ d *decoder }

// A Scalar is a field of a fact file that is read from a text, such as an [ID] or a [Date].
type Scalar = scalar

// NewScanner returns a Scanner.
func NewScanner() *Scanner { return &Scanner{newDecoder(0)} }

// Scan reads a text into a field of a fact file and returns what is wrong with it.
func (s *Scanner) Scan(into Scalar, key, text string, at Pos) []Problem {
	s.d.problems = nil
	into.scan(s.d, key, word{at: at, text: text})
	return s.d.problems
}

// Items returns the type of what the section has under each name.
func (s *Section[T]) Items() (item reflect.Type, named bool) { return reflect.TypeFor[T](), true }

// Items returns the type of the items of the list, which may be one alone.
func (s *Several[T]) Items() (item reflect.Type, named bool) { return reflect.TypeFor[T](), false }
