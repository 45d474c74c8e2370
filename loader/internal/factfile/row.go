package factfile

import (
	"reflect"
	"strings"
)

// A rowReader reads rows of a table into structs.
type rowReader struct {
	*decoder
	*table
	plan *plan
	// list has a struct for each row, and evidence what they have of it; both have room for all rows of the piece.
	list     reflect.Value
	evidence []Evidence
	apart    bool
	// stray has the first value in each column without a name.
	stray map[int]Pos
}

// newRowReader returns a reader of at most the given number of rows.
func newRowReader(d *decoder, t *table, rows int) *rowReader {
	list := reflect.TypeFor[Document]().Field(t.section).Type
	r := &rowReader{decoder: d, table: t, plan: d.planOf(list.Elem()), list: reflect.MakeSlice(list, 0, rows), stray: map[int]Pos{}}
	r.apart = list.Elem() == reflect.TypeFor[Apart]()
	if _, ok := r.plan.index["evidence"]; ok {
		r.evidence = make([]Evidence, 0, rows)
	}
	return r
}

// row reads a row that is not blank.
func (r *rowReader) row(cells []string, at []Pos) {
	cells = r.fitting(cells, at)
	n := r.list.Len()
	r.list = r.list.Slice(0, n+1)
	v := r.list.Index(n)
	v.Field(r.plan.at).Set(reflect.ValueOf(at[0]))
	e := Evidence{}
	said := reflect.ValueOf(&e).Elem()
	for i, text := range cells {
		text = strings.TrimSpace(text)
		c := r.columns[i]
		switch {
		case text == "":
		case c != nil:
			if c.evidence && e.At.Absent() {
				e.At = at[i]
			}
			r.cell(c, c.in(v, said, at[i]), text, at[i])
		case !r.unnamed[i].Absent() && r.stray[i].Absent():
			r.stray[i] = at[i]
		}
	}
	r.lacking(v, &e, cells, at)
	if !e.At.Absent() {
		r.evidence = append(r.evidence, e)
		last := len(r.evidence)
		v.Field(r.plan.fields[r.plan.index["evidence"]].index).Set(reflect.ValueOf(r.evidence[last-1 : last : last]))
	}
}

// fitting returns the cells of a row that are in a column, and reports the first of the others that is not empty.
func (r *rowReader) fitting(cells []string, at []Pos) []string {
	if len(cells) <= len(r.columns) {
		return cells
	}
	for i := len(r.columns); i < len(cells); i++ {
		if strings.TrimSpace(cells[i]) != "" {
			r.report(at[i], "the row has more cells than the table has columns (put text that contains %q in quotes)", r.delimiter)
			break
		}
	}
	return cells[:len(r.columns)]
}

// in returns the field of a column in the struct of a row, or in the evidence of it.
func (c *column) in(row, evidence reflect.Value, at Pos) reflect.Value {
	switch {
	case c.evidence:
		return evidence.Field(c.index)
	case c.outer < 0:
		return row.Field(c.index)
	}
	outer := row.Field(c.outer)
	if outer.IsNil() {
		outer.Set(reflect.New(outer.Type().Elem()))
		outer.Elem().FieldByName("At").Set(reflect.ValueOf(at))
	}
	return outer.Elem().Field(c.index)
}

// lacking reports the values that a row lacks in columns that the table has.
func (r *rowReader) lacking(row reflect.Value, e *Evidence, cells []string, at []Pos) {
	for i, c := range r.columns {
		if c == nil || !c.required || i < len(cells) && strings.TrimSpace(cells[i]) != "" {
			continue
		}
		noun, place := r.plan.noun, at[min(i, len(at)-1)]
		switch {
		case c.evidence && !r.apart && e.At.Absent(), c.outer >= 0 && row.Field(c.outer).IsNil():
			continue
		case c.outer >= 0:
			noun, _, _ = strings.Cut(c.name, ".")
		case c.evidence:
			noun = "evidence"
		}
		r.report(place, "the %s has no %s (fill in the column)", noun, c.name)
	}
}

// cell reads a cell that is not empty into a field.
func (r *rowReader) cell(c *column, v reflect.Value, text string, at Pos) {
	switch s := v.Addr().Interface().(type) {
	case scalar:
		s.scan(r.decoder, c.name, word{at: at, text: text})
	case *Kinds:
		before := len(r.problems)
		s.At = at
		if text != "[]" {
			r.items(c, reflect.ValueOf(&s.List).Elem(), text, at)
		}
		s.Valid = len(r.problems) == before
	default:
		r.items(c, v, text, at)
	}
}

// items reads the items of a cell into a slice.
func (r *rowReader) items(c *column, v reflect.Value, text string, at Pos) {
	list := splitCell(text)
	v.Grow(len(list))
	for _, item := range list {
		if item == "" {
			r.report(at, "%s has an empty item (delete a |)", c.name)
			continue
		}
		v.SetLen(v.Len() + 1)
		to := v.Index(v.Len() - 1)
		if s, ok := to.Addr().Interface().(scalar); ok {
			s.scan(r.decoder, singular(c.name), word{at: at, text: item})
			continue
		}
		r.object(c, to, item, at)
	}
}

// object reads an item of a cell into a struct: its values in the order of its keys, with a colon between them, and from
// and to, if it has them, as @from..to at the end.
func (r *rowReader) object(c *column, v reflect.Value, text string, at Pos) {
	p := r.planOf(v.Type())
	v.Field(p.at).Set(reflect.ValueOf(at))
	fields := p.fields
	_, spanned := p.index["from"]
	if spanned {
		fields = fields[:p.index["from"]]
		text = r.span(p, v, text, at)
	}
	if c.first != "" {
		text = c.first + ":" + text
	}
	parts := strings.SplitN(text, ":", len(fields))
	for i, f := range fields {
		part := ""
		if i < len(parts) {
			part = strings.TrimSpace(parts[i])
		}
		switch {
		case part != "":
			v.Field(f.index).Addr().Interface().(scalar).scan(r.decoder, f.key, word{at: at, text: part})
		case f.required:
			r.report(at, "the %s %.60q has no %s (write it as %s)", p.noun, text, f.key, notation(fields, spanned))
		}
	}
}

// span reads the end of an item that has one, @from..to, and returns the rest.
func (r *rowReader) span(p *plan, v reflect.Value, text string, at Pos) string {
	i := strings.LastIndexByte(text, '@')
	from, to, ok := strings.Cut(text[i+1:], "..")
	if i < 0 || !ok {
		return text
	}
	for _, end := range [2]struct{ key, date string }{{"from", from}, {"to", to}} {
		if date := strings.TrimSpace(end.date); date != "" {
			v.Field(p.fields[p.index[end.key]].index).Addr().Interface().(scalar).scan(r.decoder, end.key, word{at: at, text: date})
		}
	}
	return strings.TrimSpace(text[:i])
}

// notation returns how an item of several values is written.
func notation(fields []field, spanned bool) string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	written := strings.Join(keys, ":")
	if spanned {
		return written + " or " + written + "@from..to"
	}
	return written
}

// splitCell returns the items of a list in a cell, which have bars between them; \| is a bar in an item, and \\ a backslash
// before one.
func splitCell(text string) []string {
	if !strings.ContainsRune(text, '\\') {
		items := strings.Split(text, "|")
		for i := range items {
			items[i] = strings.TrimSpace(items[i])
		}
		return items
	}
	var items []string
	var item strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == '|' || text[i+1] == '\\'):
			i++
			item.WriteByte(text[i])
		case text[i] == '|':
			items = append(items, strings.TrimSpace(item.String()))
			item.Reset()
		default:
			item.WriteByte(text[i])
		}
	}
	return append(items, strings.TrimSpace(item.String()))
}
