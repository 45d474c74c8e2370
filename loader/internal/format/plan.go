package format

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// maxFields is at least the number of keys that any object has.
const maxFields = 16

// A plan says how the keys of an object are the fields of a struct. The JSON Schema is made from the same tags.
type plan struct {
	// noun is what the object is called in messages.
	noun   string
	fields []field
	// index has the place in fields, not in the struct, of each key.
	index map[string]int
	// at is the index of the field that says where the object stands, -1 where there is none.
	at int
}

// A field is a key and the field of the struct that it is read into.
type field struct {
	key string
	// index is the place of the field in its struct.
	index int
	// required is whether the key may not be left out.
	required bool
}

// planOf returns the plan of a struct type, from its json tags.
func (d *decoder) planOf(t reflect.Type) *plan {
	if p := d.plans[t]; p != nil {
		return p
	}
	p := &plan{noun: strings.ToLower(t.Name()), index: map[string]int{}, at: -1}
	if t == reflect.TypeFor[Document]() {
		p.noun = "fact file"
	}
	for i := range t.NumField() {
		key, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if key == "-" {
			p.at = i
			continue
		}
		p.index[key] = len(p.fields)
		p.fields = append(p.fields, field{key, i, options != "omitempty"})
	}
	if len(p.fields) > maxFields {
		panic("format: " + t.Name() + " has too many fields")
	}
	d.plans[t] = p
	return p
}

// names yields the keys.
func (p *plan) names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range p.fields {
			if !yield(f.key) {
				return
			}
		}
	}
}

// listed returns the keys as a text, in the order in which they are usually written.
func (p *plan) listed() string {
	keys := make([]string, len(p.fields))
	for i, f := range p.fields {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

// asObject says how what a node has would be an object: a text is meant for the one key that is required.
func (p *plan) asObject(n *yaml.Node) string {
	required := slices.DeleteFunc(slices.Clone(p.fields), func(f field) bool { return !f.required })
	if n.Kind == yaml.ScalarNode && len(required) == 1 {
		return fmt.Sprintf("write {%s: %s}", required[0].key, sample(n))
	}
	return "give its keys: " + p.listed()
}

// withArticle returns what an object is called, after the article that it takes.
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

// singular returns what one of the things is called that a key lists.
func singular(key string) string {
	if key == "aliases" {
		return "alias"
	}
	return strings.TrimSuffix(key, "s")
}
