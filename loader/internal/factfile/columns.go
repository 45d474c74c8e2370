package factfile

import (
	"reflect"
	"slices"
	"strings"
)

// A column is a column of a table, and the field that its cells are read into.
type column struct {
	name string
	// evidence reports whether the field is one of the evidence that the row has beside its fact.
	evidence bool
	// outer is the index of a pointer in the struct of the row to the struct with the field, or -1.
	outer int
	// index is the index of the field in its struct.
	index    int
	required bool
	// first, if there is any, is the first key of all items in the cells: cow in a column identifiers.cow.
	first string
}

// factKeys are the keys that in a row with a fact and its evidence are the fact's; the statement inherits them.
var factKeys = []string{"id", "from", "to", "kinds"}

// columnsOf returns the columns that a table of things of a type may have.
func (d *decoder) columnsOf(t reflect.Type) []column {
	var all []column
	for _, f := range d.planOf(t).fields {
		typ := t.Field(f.index).Type
		switch {
		case f.key == "evidence":
			all = append(all, d.evidenceColumns(typ.Elem(), t == reflect.TypeFor[Apart]())...)
		case typ.Kind() == reflect.Pointer:
			for _, inner := range d.planOf(typ.Elem()).fields {
				all = append(all, column{name: f.key + "." + inner.key, outer: f.index, index: inner.index, required: inner.required})
			}
		default:
			all = append(all, column{name: f.key, outer: -1, index: f.index, required: f.required})
		}
	}
	return all
}

// evidenceColumns returns the columns of evidence: all if it stands apart, otherwise those that its fact has not. Passages
// are not in tables.
func (d *decoder) evidenceColumns(t reflect.Type, apart bool) []column {
	var all []column
	for _, f := range d.planOf(t).fields {
		if f.key != "passage" && (apart || !slices.Contains(factKeys, f.key)) {
			all = append(all, column{name: f.key, evidence: true, outer: -1, index: f.index, required: f.required})
		}
	}
	return all
}

// beside reports whether the fields of two columns are in the same struct.
func (c *column) beside(other *column) bool {
	return c.evidence == other.evidence && c.outer == other.outer
}

// A header reads the names of the columns of a table.
type header struct {
	*decoder
	file    string
	row     reflect.Type
	known   []column
	guessed map[string]bool
}

// columns returns the columns with these names at these positions. It reports names that are unknown or given twice, and
// columns that are missing.
func (h *header) columns(names []string, at []Pos) (all []*column, unnamed map[int]Pos) {
	all, unnamed = make([]*column, len(names)), map[int]Pos{}
	seen := map[string]Pos{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		c := h.column(name)
		first, twice := seen[name]
		switch {
		case name == "":
			unnamed[i] = at[i]
		case c == nil:
			h.unknown(at[i], name)
		case twice:
			h.report(at[i], "the column %s is given twice (join them, or delete one: the other is at line %d, column %d)", name, first.Line, first.Column)
		default:
			seen[name], all[i] = at[i], c
		}
	}
	for _, c := range h.known {
		if _, ok := seen[c.name]; !ok && h.must(c, all) && !h.guessed[c.name] {
			h.report(at[0], "the column %q is missing (add it: the columns of %s are %s)", c.name, h.file, h.listed())
		}
	}
	return all, unnamed
}

// must reports whether a table with these columns must have another one: it is required of each row, or of what some of
// the columns are about, evidence or a place.
func (h *header) must(c column, all []*column) bool {
	if !c.required || c.outer < 0 && !c.evidence || c.evidence && h.row == reflect.TypeFor[Apart]() {
		return c.required
	}
	return slices.ContainsFunc(all, func(other *column) bool { return other != nil && other.beside(&c) })
}

// column returns the column with a name, or nil if there is none.
func (h *header) column(name string) *column {
	for i := range h.known {
		if h.known[i].name == name {
			return &h.known[i]
		}
	}
	list, first, ok := strings.Cut(name, ".")
	if i := slices.IndexFunc(h.known, func(c column) bool { return c.name == list }); ok && i >= 0 && first != "" && h.keyed(h.known[i]) {
		c := h.known[i]
		c.name, c.first = name, first
		return &c
	}
	return nil
}

// keyed reports whether a column has lists of objects whose first key may be in the name of a column instead: a text.
func (h *header) keyed(c column) bool {
	if c.outer >= 0 || c.evidence {
		return false
	}
	list := h.row.Field(c.index).Type
	if list.Kind() != reflect.Slice || list.Elem().Kind() != reflect.Struct {
		return false
	}
	fields := h.planOf(list.Elem()).fields
	return len(fields) > 0 && list.Elem().Field(fields[0].index).Type == reflect.TypeFor[Line]()
}

// unknown reports an unknown column. The one that it was meant to be is then not reported as missing.
func (h *header) unknown(at Pos, name string) {
	names := make([]string, len(h.known))
	for i, c := range h.known {
		names[i] = c.name
	}
	meant := h.suggest.Closest(name, slices.Values(names))
	if meant == "" {
		h.report(at, "unknown column %.60q (the columns of %s are %s)", name, h.file, h.listed())
		return
	}
	h.report(at, "unknown column %.60q (did you mean %.60q?)", name, meant)
	h.guessed[meant] = true
}

// listed returns the names of the columns as a text, in their usual order.
func (h *header) listed() string {
	names := make([]string, len(h.known))
	for i, c := range h.known {
		names[i] = c.name
	}
	return strings.Join(names, ", ")
}
