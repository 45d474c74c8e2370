package querytest

import (
	"math"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// input returns a value of a type for an argument, or a field inside it, at a path.
func (b *builder) input(t *ast.Type, a *asking, path []string) input {
	last := path[len(path)-1]
	if t.Elem != nil {
		return b.list(t, a, path)
	}
	d := b.schema.Types[t.NamedType]
	switch d.Kind {
	case ast.InputObject:
		return b.object(d, a, path)
	case ast.Enum:
		return b.enum(d, a, last)
	}
	switch d.Name {
	case "Int":
		return b.int(last)
	case "Boolean":
		return b.oneIn(2)
	case "Date":
		return b.date(last)
	case "ID":
		return b.id(a, path)
	default:
		return b.string(a, last)
	}
}

// list returns a list of values, sometimes with only one item and without brackets.
func (b *builder) list(t *ast.Type, a *asking, path []string) input {
	n := 1 + b.rand.IntN(3)
	if b.isNew(t) {
		n += 2
	}
	if b.oneIn(20) {
		n = 0
	}
	items := list{}
	for range n {
		items = append(items, b.input(t.Elem, a, path))
	}
	if n == 1 && b.oneIn(5) {
		return items[0]
	}
	return items
}

// object returns a value of an input type.
func (b *builder) object(d *ast.Definition, a *asking, path []string) input {
	if d.Name == "IdentifierFilter" && len(b.pool.identifiers) > 0 {
		o := slices.Clone(pick(b.Generator, b.pool.identifiers))
		if b.wants(d.Name+".asOf", d.Fields.ForName("asOf").Type, nil) {
			o = append(o, field{"asOf", b.date("asOf")})
		}
		return o
	}
	o, full := object{}, false
	for _, i := range b.rand.Perm(len(d.Fields)) {
		f := d.Fields[i]
		at := d.Name + "." + f.Name
		if needed := f.Type.NonNull && f.DefaultValue == nil; !needed && (full || !b.wants(at, f.Type, f.DefaultValue)) {
			continue
		}
		if f.Name == "not" && len(path) > 3 || dated(a, path[0], f.Name) {
			continue
		}
		o = append(o, field{f.Name, b.input(f.Type, a, append(slices.Clip(path), f.Name))})
		full = full || b.oneIn(2) // more would leave nothing
	}
	return o
}

// dated reports whether a field of a filter of changes names days, which those in what holds do not take.
func dated(a *asking, argument, name string) bool {
	return a.field.Name == "changes" && (argument == "where" || argument == "events") &&
		a.given.get("axis") != enum("KNOWN") && (name == "asOf" || name == "since" || name == "until")
}

// enum returns a value of an enum that goes with the arguments before it.
func (b *builder) enum(d *ast.Definition, a *asking, name string) input {
	values := slices.DeleteFunc(slices.Clone(d.EnumValues), func(v *ast.EnumValueDefinition) bool {
		switch {
		case d.Name == "ChangeKind":
			return !changes(v, a)
		case a.field.Name == "reasons" && name == "sign":
			return v.Name == "NEUTRAL" && !b.oneIn(4)
		}
		return false
	})
	return enum(rarest(b.Generator, values, func(v *ast.EnumValueDefinition) string { return d.Name + "." + v.Name }).Name)
}

// changes reports whether something can change so on the axis that was asked for. The schema begins what it says of a
// kind of change with the axes.
func changes(v *ast.EnumValueDefinition, a *asking) bool {
	if v.Name == "HAPPENED" && a.given.get("events") == nil {
		return false
	}
	axis, _ := a.given.get("axis").(enum)
	if axis == "" {
		axis = "HELD"
	}
	axes, _, _ := strings.Cut(v.Description, ":")
	return strings.Contains(axes, string(axis))
}

// int returns a number for an argument.
func (b *builder) int(name string) input {
	switch name {
	case "hostile":
		return 1 + 2*b.rand.IntN(2)
	case "depth":
		return b.rand.IntN(3)
	case "limit":
		return 1 + b.rand.IntN(30)
	case "maxLength", "count":
		return 1 + b.rand.IntN(4)
	default:
		return int(math.Pow(8, b.rand.Float64())) - b.rand.IntN(2)
	}
}

// date returns a date: mostly one of the facts, early ones to begin with and late ones to end with.
func (b *builder) date(name string) input {
	dates := b.pool.dates
	switch middle := len(dates) / 2; name {
	case "from", "since":
		dates = append(slices.Clip(dates[:middle]), "1800", "1914-07")
	case "to", "until", "knownBy":
		dates = append(slices.Clip(dates[middle:]), "2020-05", "2030", "2099-12-31")
	}
	d := pick(b.Generator, dates)
	if parts := strings.Split(d, "-"); b.oneIn(4) && d[0] != '-' { // shorter, so that it is less precise
		d = strings.TrimRight(strings.Join(parts[:1+b.rand.IntN(len(parts))], "-"), "~?%")
	}
	return d
}
