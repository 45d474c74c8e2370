package factfile

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/loader/internal/suggest"
)

// A Problem is something wrong at a position of a file.
type Problem struct {
	Pos
	Message string
}

// A decoder reads nodes into the structs of a Document and collects the problems that it finds. It is not safe for
// concurrent use.
type decoder struct {
	// before is the number of lines before the text that the nodes are from.
	before   uint32
	problems []Problem
	// warnings are the first maxWarnings of what is suspicious but may be right; unlisted is the number of the others.
	warnings []Problem
	unlisted int
	// lost are the ids that may be those of what could not be read.
	lost []string
	// doc is what was read since the last of the parts.
	doc     Document
	parts   []*Document
	suggest *suggest.Finder
	// plans (by struct type), options (by type of choice) and patterns (by expression) are caches.
	plans    map[reflect.Type]*plan
	options  map[reflect.Type][]string
	patterns map[string]*regexp.Regexp
	// interned maps each id that was read to itself.
	interned map[string]string
	// borrowed says that the texts of nodes and cells are parts of longer ones.
	borrowed bool
	// stray has the first value in each column without a name.
	stray map[int]Pos
}

// newDecoder returns a decoder for text after the given number of lines.
func newDecoder(before int) *decoder {
	return &decoder{
		before:   uint32(before),
		suggest:  suggest.NewFinder(100_000),
		plans:    map[reflect.Type]*plan{},
		options:  map[reflect.Type][]string{},
		patterns: map[string]*regexp.Regexp{},
		interned: map[string]string{},
	}
}

// pos returns the position of a node in the file.
func (d *decoder) pos(n *yaml.Node) Pos { return Pos{uint32(n.Line) + d.before, uint32(n.Column)} }

// report adds a problem. The message is one line: what is wrong, then what would be right in parentheses. It must cut
// short what it quotes from the file.
func (d *decoder) report(at Pos, message string, args ...any) {
	d.problems = append(d.problems, Problem{at, fmt.Sprintf(message, args...)})
}

// maxWarnings is the maximum number of warnings that are kept of a piece: millions of rows may have the same.
const maxWarnings = 50

// warn adds a warning. Its message is like that of a problem.
func (d *decoder) warn(at Pos, message string, args ...any) {
	if len(d.warnings) == maxWarnings {
		d.unlisted++
		return
	}
	d.warnings = append(d.warnings, Problem{at, fmt.Sprintf(message, args...)})
}

// part makes a part of what was read since the last.
func (d *decoder) part() {
	doc := d.doc
	d.parts = append(d.parts, &doc)
	d.doc = Document{}
}

// intern returns s, sharing the memory of equal texts.
func (d *decoder) intern(s string) string {
	if known, ok := d.interned[s]; ok {
		return known
	}
	s = strings.Clone(s) // which may be part of a longer text
	d.interned[s] = s
	return s
}

// own returns a text that is no part of a longer one.
func (d *decoder) own(t Text) Text {
	if d.borrowed {
		t.Value = strings.Clone(t.Value)
	}
	return t
}

// value reads the value of a key, or an item of its list, into v, a field or an element of a slice. The type of v
// decides what is wanted; the kind of the node may be a mistake.
func (d *decoder) value(key string, n *yaml.Node, v reflect.Value) {
	if d.foreign(n) {
		return
	}
	switch s := v.Addr().Interface().(type) {
	case scalar:
		s.scan(d, key, d.word(n))
		return
	case composite:
		s.read(d, key, n)
		return
	}
	switch v.Kind() {
	case reflect.Slice:
		d.list(key, n, v)
	case reflect.Pointer:
		d.pointer(key, n, v)
	default:
		d.object(n, v)
	}
}

// A composite is read from a node in a way of its own.
type composite interface {
	read(d *decoder, key string, n *yaml.Node)
}

// pointer reads a mapping into a new struct that v points to. Another document of the file may have done so already.
func (d *decoder) pointer(key string, n *yaml.Node, v reflect.Value) {
	if !v.IsNil() {
		at := v.Elem().Field(d.planOf(v.Type().Elem()).at).Interface().(Pos)
		d.report(d.pos(n), "%s is given twice (join them, or delete one: the other is at line %d, column %d)", key, at.Line, at.Column)
		return
	}
	v.Set(reflect.New(v.Type().Elem()))
	d.object(n, v.Elem())
}

// document reads a whole file. A key without a value means an empty list: one to be filled in later.
func (d *decoder) document(root *yaml.Node, doc *Document) {
	v := reflect.ValueOf(doc).Elem()
	p := d.planOf(v.Type())
	if d.foreign(root) {
		return
	}
	if root.Kind != yaml.MappingNode {
		d.notAnObject(root, p)
		return
	}
	o := openObject{decoder: d, plan: p, v: v}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		switch f, ok := o.field(key); {
		case !ok:
			d.lose(value)
		case value.Tag != "!!null":
			d.value(key.Value, value, f)
		}
	}
}

// foreign reports whether a node uses YAML features that fact files must not use, and reports that as a problem: tags,
// and aliases, which expand without bound and separate a fact from its words.
func (d *decoder) foreign(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.report(d.pos(n), "*%.60s is a YAML alias, which fact files must not use (write out what it stands for, or put text that begins with * in quotes)", n.Value)
	case n.Anchor != "":
		d.report(d.pos(n), "&%.60s is a YAML anchor, which fact files must not use (delete it, or put text that begins with & in quotes)", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0 || n.Tag == "!":
		d.report(d.pos(n), "%.60s is a YAML tag, which fact files must not use (delete it, or put text that begins with ! in quotes)", n.Tag)
	default:
		return false
	}
	return true
}

// list appends the items of a list to the slice v, including items that are wrong, so that their ids are known.
func (d *decoder) list(key string, n *yaml.Node, v reflect.Value) {
	if len(n.Content) == 0 && key == "evidence" && n.Value == "" {
		d.report(d.pos(n), "evidence is empty (give at least one source that says it)")
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.report(d.pos(n), "%s is %s, not a list (%s)", key, formOf(n), asList(n))
		if named(v.Type().Elem()) {
			d.lose(n)
		}
		return
	}
	from := v.Len()
	v.Grow(len(n.Content))
	v.SetLen(from + len(n.Content))
	for i, item := range n.Content {
		if i+1 < len(n.Content) && vacant(item) {
			item.LineComment = n.Content[i+1].HeadComment // where the YAML library keeps it
		}
		d.value(singular(key), item, v.Index(from+i))
	}
}

// asList returns advice on how to write a node as a list.
func asList(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode && len(n.Content) > 0 && sticks(n.Content[0].Value), sticks(n.Value) && n.Tag == "!!str":
		return `put a space after "-", and begin each item with "- "`
	case n.Kind == yaml.MappingNode:
		return `put it in [ ], or begin each item with "- "`
	case n.Tag == "!!null":
		return "list something, or delete the key"
	default:
		return fmt.Sprintf("write [%s]", sample(n))
	}
}

// object reads a mapping into the struct v, skipping what is wrong.
func (d *decoder) object(n *yaml.Node, v reflect.Value) {
	p := d.planOf(v.Type())
	if n.Kind != yaml.MappingNode {
		d.notAnObject(n, p)
		if named(v.Type()) {
			d.lose(n)
		}
		return
	}
	o := openObject{decoder: d, plan: p, v: v}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if f, ok := o.field(n.Content[i]); ok {
			uncomment(n.Content[i], n.Content[i+1])
			d.value(n.Content[i].Value, n.Content[i+1], f)
		}
	}
	o.close(d.pos(n))
	if i, ok := p.index["id"]; ok && o.seen[i].Absent() && named(v.Type()) {
		d.lose(n)
	}
	if len(n.Content) == 0 && o.optional() {
		d.report(d.pos(n), "the %s is empty (give one of its keys, or delete it: %s)", p.noun, p.listed())
	}
}

// notAnObject reports a node that should be a mapping.
func (d *decoder) notAnObject(n *yaml.Node, p *plan) {
	if n.Tag == "!!null" {
		d.report(d.pos(n), "an empty %s (write it out, or delete it)", p.noun)
		return
	}
	d.report(d.pos(n), "found %s, not %s (%s)", formOf(n), withArticle(p.noun), p.asObject(n))
}

// An openObject is a struct that is being read. It is not merely the local variables of a recursive function because
// the JSON reader gets the keys of an object one by one.
type openObject struct {
	*decoder
	*plan
	v reflect.Value
	// seen has the position of each field's key, in the order of the plan; guessed, whether a misspelt key meant it.
	seen    [maxFields]Pos
	guessed [maxFields]bool
}

// field returns the field for a key. If there is none or it has been read already, it reports that and returns false.
func (o *openObject) field(key *yaml.Node) (reflect.Value, bool) {
	at := o.pos(key)
	i, ok := o.index[key.Value]
	switch {
	case o.foreign(key):
		return reflect.Value{}, false
	case key.Kind != yaml.ScalarNode:
		o.report(at, "found %s, not a key (write one of %s)", formOf(key), o.listed())
		return reflect.Value{}, false
	case key.Tag == "!!merge":
		o.report(at, "<< is a YAML merge key, which fact files must not use (write the keys out)")
		return reflect.Value{}, false
	case !ok:
		o.unknown(at, key.Value)
		return reflect.Value{}, false
	case !o.seen[i].Absent():
		o.report(at, "%s is given twice (join them, or delete one: the other is at line %d, column %d)", key.Value, o.seen[i].Line, o.seen[i].Column)
		return reflect.Value{}, false
	}
	o.seen[i] = at
	return o.v.Field(o.fields[i].index), true
}

// unknown reports an unknown key. The key that it was meant to be is then not reported as missing.
func (o *openObject) unknown(at Pos, key string) {
	meant := o.suggest.Closest(key, o.names())
	if meant == "" {
		o.report(at, "unknown key %.60q (the keys of %s are %s)", key, withArticle(o.noun), o.listed())
		return
	}
	o.report(at, "unknown key %.60q (did you mean %.60q?)", key, meant)
	o.guessed[o.index[meant]] = true
}

// close sets the position of the object and reports the required keys that it lacks.
func (o *openObject) close(at Pos) {
	if o.at >= 0 {
		o.v.Field(o.at).Set(reflect.ValueOf(at))
	}
	for i, f := range o.fields {
		if f.key == "evidence" && o.seen[i].Absent() && !o.guessed[i] {
			o.report(at, "the %s has no evidence (add it, with at least one source that says so)", o.noun)
		} else if f.required && o.seen[i].Absent() && !o.guessed[i] {
			o.report(at, "the %s has no %s (add the key %.60q)", o.noun, f.key, f.key)
		}
	}
}
