package querytest

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// idTypes are the types of the objects that the arguments and fields of filters with an id mean.
var idTypes = map[string]string{
	"actor": "Actor", "relation": "Relation", "event": "Event", "conflict": "Conflict", "source": "Source",
	"conflicts": "Conflict", "sources": "Source",
}

// id returns an id of an object of the type that is meant, or once in a while another.
func (b *builder) id(a *asking, path []string) input {
	last := path[len(path)-1]
	typ := "Actor"
	switch {
	case len(path) == 1 && (a.field.Name == "node" || a.field.Name == "nodes"):
		typ = pick(b.Generator, []string{"Actor", "Relation", "Event", "Conflict", "Source", "Evidence"})
	case len(path) == 1 && last == "id":
		typ = idTypes[a.field.Name]
	case idTypes[last] != "":
		typ = idTypes[last]
	case a.field.Name == "similarity":
		typ = "State"
	}
	ids := b.pool.ids[typ]
	if strict := len(path) == 1 && last != "id" && last != "ids" && last != "actors" && last != "sources"; !strict && b.oneIn(10) || len(ids) == 0 {
		return pick(b.Generator, []string{"nobody", "", "ıd with “marks” & <tags>", "russia", "42"})
	}
	return b.other(ids, a.given.get("between"), a.given.get("from"))
}

// other returns one of several ids, other than those of other arguments unless there is only one.
func (b *builder) other(ids []string, than ...input) input {
	for range 8 {
		if id := pick(b.Generator, ids); !slices.Contains(than, input(id)) {
			return id
		}
	}
	return ids[0]
}

// string returns a text for an argument or a field of a filter.
func (b *builder) string(a *asking, name string) input {
	switch name {
	case "after", "before":
		return b.cursor(a)
	case "subjectCountries", "objectCountries":
		name = "country"
	case "name":
		if a.field.Name == "__type" {
			return b.typeName()
		}
	}
	texts := b.pool.texts[name]
	if len(texts) == 0 || b.oneIn(12) {
		return pick(b.Generator, []string{"", "nothing", "Ünïcödé \"quoted\"\n\tline", "a"})
	}
	text := pick(b.Generator, texts)
	if name == "text" && b.oneIn(2) {
		text = pick(b.Generator, strings.Fields(text))
	}
	if b.oneIn(5) {
		text = strings.ToLower(text)
	}
	return text
}

// typeName returns the name of a type of the schema.
func (b *builder) typeName() input {
	names := []string{"Nothing"}
	for name := range b.schema.Types {
		names = append(names, name)
	}
	slices.Sort(names)
	return pick(b.Generator, names)
}

// cursor returns a cursor of the list that a field has, in its order.
func (b *builder) cursor(a *asking) input {
	list := strings.TrimSuffix(a.field.Type.Name(), "Connection")
	switch by, ok := a.given.get("orderBy").(object); {
	case ok:
		direction, _ := by.get("direction").(enum)
		if direction == "" {
			direction = "ASC"
		}
		field, _ := by.get("field").(enum)
		list += " " + string(field) + " " + string(direction)
	case list == "Change":
		axis, _ := a.given.get("axis").(enum)
		if axis == "" {
			axis = "HELD"
		}
		list += " " + string(axis)
	default:
		list += defaultOrder(a.field)
	}
	cursors := b.pool.cursors[list]
	if len(cursors) == 0 {
		return ""
	}
	return pick(b.Generator, cursors)
}

// defaultOrder returns the order of a list that is asked for in none, after a space, or nothing if it has no orders.
func defaultOrder(f *ast.FieldDefinition) string {
	d := f.Arguments.ForName("orderBy")
	if d == nil {
		return ""
	}
	of := d.DefaultValue.Children
	return " " + of.ForName("field").Raw + " " + of.ForName("direction").Raw
}
