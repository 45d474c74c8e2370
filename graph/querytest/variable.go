package querytest

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// A definition is a variable of the operation.
type definition struct {
	name string
	// typ is its type, as it is written.
	typ string
	// byDefault is its default, as it is written, or empty.
	byDefault string
	// value is its value, unless it is absent.
	value  input
	absent bool
}

// String returns the definition as it is written in a query.
func (d definition) String() string {
	s := "$" + d.name + ": " + d.typ
	if d.byDefault != "" {
		s += " = " + d.byDefault
	}
	return s
}

// heads returns the definitions of variables, in parentheses, or nothing if there are none.
func heads(variables []definition) string {
	if len(variables) == 0 {
		return ""
	}
	texts := make([]string, len(variables))
	for i, d := range variables {
		texts[i] = d.String()
	}
	slices.Sort(texts)
	return "(" + strings.Join(texts, ", ") + ")"
}

// valuesOf returns the values of variables in JSON, or nothing if none has one.
func valuesOf(variables []definition) string {
	var values object
	for _, d := range variables {
		if !d.absent {
			values = append(values, field{d.name, d.value})
		}
	}
	if len(values) == 0 {
		return ""
	}
	return inJSON(values)
}

// A recent is a query with variables.
type recent struct {
	query     Query
	variables []definition
}

// anew returns a query with other values of its variables.
func (g *Generator) anew(r recent) Query {
	variables := slices.Clone(r.variables)
	for i, d := range variables {
		if !d.absent && !g.oneIn(3) {
			variables[i].value = pick(g, g.values[d.typ])
		}
	}
	q := r.query
	q.Variables = valuesOf(variables)
	return q
}

// lift returns a value as it is to be written where a value of a type is expected: as it is, or with a variable in place of
// it, or of something in it.
func (b *builder) lift(v input, t *ast.Type, at string, hasDefault bool) input {
	if spoiled, ok := b.spoilt(v, t, at); ok {
		return spoiled
	}
	if b.oneIn(5) {
		return b.variable(v, t, hasDefault)
	}
	switch of := v.(type) {
	case list:
		if t.Elem == nil {
			return v
		}
		items := make(list, len(of))
		for i, item := range of {
			items[i] = b.lift(item, t.Elem, at, false)
		}
		return items
	case object:
		return b.liftFields(of, b.schema.Types[t.Name()])
	}
	return v
}

// liftFields is [builder.lift] for the fields of a value of an input type.
func (b *builder) liftFields(of object, d *ast.Definition) input {
	o := make(object, len(of))
	for i, f := range of {
		fd := d.Fields.ForName(f.name)
		o[i] = field{f.name, b.lift(f.value, fd.Type, f.name, fd.DefaultValue != nil)}
	}
	return o
}

// variable returns a new variable with a value, where one of a type is expected.
func (b *builder) variable(v input, t *ast.Type, hasDefault bool) input {
	d := definition{name: b.name("v"), typ: t.String(), value: v}
	switch n := b.rand.IntN(9); {
	case n == 0: // a default that is used
		d.typ, d.byDefault, d.absent = nullable(t), literal(v), true
	case n == 1: // a default that is not used
		d.typ, d.byDefault = nullable(t), literal(v)
	case n == 2 && !t.NonNull: // stricter than it has to be
		d.typ += "!"
	case n == 3 && !t.NonNull:
		d.absent = true
	case n == 4 && !t.NonNull:
		d.value = nil
	case n == 5 && !t.NonNull: // null in place of a default
		d.byDefault, d.value = literal(v), nil
	case n == 6 && t.NonNull && hasDefault: // absent in a place with a default
		d.typ, d.absent = nullable(t), true
	}
	return b.define(d)
}

// nullable returns a type, as it is written, without its outer exclamation mark.
func nullable(t *ast.Type) string { return strings.TrimSuffix(t.String(), "!") }

// define adds a variable to the operation and returns it.
func (b *builder) define(d definition) input {
	if !d.absent && !b.spoiled {
		b.values[d.typ] = append(b.values[d.typ], d.value)
	}
	b.variables = append(b.variables, d)
	return variable(d.name)
}
