package factfile

import (
	"cmp"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// maxFields is an upper bound on the keys of an object.
const maxFields = 16

// A plan maps the keys of an object to the fields of a struct. The JSON Schema is made from the same tags.
type plan struct {
	// noun names the object in messages.
	noun   string
	fields []field
	// index has the index in fields, not in the struct, of each key.
	index map[string]int
	// at is the index of the struct's field for the position of the object, or -1.
	at int
}

// A field is a key and the field of the struct that it is read into.
type field struct {
	key string
	// index is the index of the field in its struct.
	index    int
	required bool
}

// planOf returns the plan of a struct type, from its json tags.
func (d *decoder) planOf(t reflect.Type) *plan {
	if p := d.plans[t]; p != nil {
		return p
	}
	p := &plan{noun: nounOf(t), index: map[string]int{}, at: -1}
	for i := range t.NumField() {
		key, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if key == "-" {
			if t.Field(i).Type == reflect.TypeFor[Pos]() {
				p.at = i
			}
			continue
		}
		p.index[key] = len(p.fields)
		p.fields = append(p.fields, field{key, i, options != "omitempty"})
	}
	if len(p.fields) > maxFields {
		panic("factfile: " + t.Name() + " has too many fields")
	}
	d.plans[t] = p
	return p
}

// nounOf returns the noun for objects that are read into a struct type.
func nounOf(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[Document]():
		return "fact file"
	case reflect.TypeFor[Apart]():
		return "evidence"
	case reflect.TypeFor[MadeActor]():
		return "actor to make"
	case reflect.TypeFor[DateParts]():
		return "date"
	case reflect.TypeFor[DatedIdentifier]():
		return "identifier"
	case reflect.TypeFor[Case]():
		return "choice"
	}
	noun := strings.ToLower(t.Name())
	return cmp.Or(strings.TrimSuffix(noun, "rule"), noun)
}

// names iterates over the keys.
func (p *plan) names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range p.fields {
			if !yield(f.key) {
				return
			}
		}
	}
}

// listed returns the keys as a text, in their usual order.
func (p *plan) listed() string {
	keys := make([]string, len(p.fields))
	for i, f := range p.fields {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

// optional reports whether no key is required.
func (p *plan) optional() bool {
	return !slices.ContainsFunc(p.fields, func(f field) bool { return f.required })
}

// asObject returns advice on how to write a node as an object. A text is taken for the value of the only required key.
func (p *plan) asObject(n *yaml.Node) string {
	required := slices.DeleteFunc(slices.Clone(p.fields), func(f field) bool { return !f.required })
	if n.Kind == yaml.ScalarNode && len(required) == 1 {
		return fmt.Sprintf("write {%s: %s}", required[0].key, sample(n))
	}
	return "give its keys: " + p.listed()
}

// withArticle returns a noun with its indefinite article, if it takes one.
func withArticle(noun string) string {
	switch {
	case noun == "evidence":
		return noun
	case strings.ContainsAny(noun[:1], "aeiou"):
		return "an " + noun
	default:
		return "a " + noun
	}
}

// singular returns the singular of a key.
func singular(key string) string {
	if key == "aliases" {
		return "alias"
	}
	return strings.TrimSuffix(key, "s")
}
