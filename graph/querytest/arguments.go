package querytest

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// maxItems is how many items lists may have together before nothing more is asked about each.
const maxItems = 2_000

// defaultItems is the size of pages if none is asked for.
const defaultItems = 50

// An asking is what the arguments of a field say so far.
type asking struct {
	scope scope
	field *ast.FieldDefinition
	given object
}

// arguments returns the arguments of a field, in parentheses, and how many items it then has, about.
func (b *builder) arguments(s scope, f *ast.FieldDefinition) (text string, items int) {
	a := &asking{s, f, nil}
	b.rooted = s.depth == maxDepth && f.Type.NonNull
	written := object{}
	for _, d := range f.Arguments {
		at := s.typ.Name + "." + f.Name + "(" + d.Name + ")"
		if !b.wants(at, d.Type, d.DefaultValue) && !b.helps(a, d.Name) || !allowed(a, d.Name) {
			continue
		}
		v := b.input(d.Type, a, []string{d.Name})
		a.given = append(a.given, field{d.Name, v})
		written = append(written, field{d.Name, b.lift(v, d.Type, d.Name, d.DefaultValue != nil)})
	}
	if b.oneIn(6) {
		b.rand.Shuffle(len(written), func(i, j int) { written[i], written[j] = written[j], written[i] })
	}
	if len(written) > 0 {
		text = "(" + fields(written, literal) + ")"
	}
	return text, a.items()
}

// wants reports whether an argument, or a field of an input, is to be given: one that has to be, some others, and sooner
// one that was not asked for yet.
func (b *builder) wants(at string, t *ast.Type, byDefault *ast.Value) bool {
	if t.NonNull && byDefault == nil {
		return true
	}
	if b.isPending() && suits(b.spoil, t, at) {
		return true
	}
	if b.Coverage.Asked[at] == 0 {
		return !b.oneIn(3)
	}
	return b.oneIn(6) || (b.isPending() || b.Coverage.Asked[at] < 3 || b.isNew(t)) && b.oneIn(2)
}

// isNew reports whether a type has an enum value, or a field of an input, that was not asked for yet.
func (b *builder) isNew(t *ast.Type) bool {
	d := b.schema.Types[t.Name()]
	if slices.ContainsFunc(d.Fields, func(f *ast.FieldDefinition) bool { return b.Coverage.Asked[d.Name+"."+f.Name] == 0 }) {
		return true
	}
	return slices.ContainsFunc(d.EnumValues, func(v *ast.EnumValueDefinition) bool { return b.Coverage.Asked[d.Name+"."+v.Name] == 0 })
}

// helps reports whether an argument is to be given so that an answer does not become too long, or others can be asked for.
func (b *builder) helps(a *asking, argument string) bool {
	if argument == "first" && a.scope.items > 1 {
		return true
	}
	if (argument == "axis" || argument == "events") && b.isNew(ast.NamedType("ChangeKind", nil)) {
		return true
	}
	return (argument == "first" || argument == "limit" || argument == "depth") && !b.oneIn(3)
}

// items returns about how many items a field has.
func (a *asking) items() int {
	if !slices.ContainsFunc(a.field.Arguments, func(d *ast.ArgumentDefinition) bool { return d.Name == "first" || d.Name == "limit" }) {
		if a.field.Type.Elem != nil {
			return 3
		}
		return 1
	}
	for _, name := range []string{"first", "last", "limit"} {
		if n, ok := a.given.get(name).(int); ok {
			return max(n, 1)
		}
	}
	return defaultItems
}

// allowed reports whether an argument goes with those before it.
func allowed(a *asking, argument string) bool {
	switch a.scope.typ.Name + "." + a.field.Name + "(" + argument + ")" {
	case "Query.similarity(distance)":
		return a.given.get("measure") != enum("TAU_B")
	case "Query.changes(facts)":
		return a.given.get("where") == nil && a.given.get("events") == nil
	}
	return true
}
