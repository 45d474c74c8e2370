package querytest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// maxDepth is how deep fields are nested at most.
const maxDepth = 6

// A scope is where fields are selected.
type scope struct {
	typ *ast.Definition
	// path is the names of the fields above, and in which fragment.
	path string
	// depth is how deep fields may still be nested.
	depth int
	// items is how many items all lists above have together, about.
	items int
	// abstract is whether other fields may be selected for other types.
	abstract bool
	// fragment is whether the fields may be selected in several places.
	fragment bool
	// described is how many lists of what types consist of the fields above are, of which validation limits the number.
	described int
	// taken are the fields that are selected already.
	taken map[string]bool
}

// selections returns a set of selections.
func (b *builder) selections(s scope) string {
	n := 1 + b.rand.IntN(5)
	if s.typ == b.schema.Query {
		n = 1 + b.rand.IntN(3)
	}
	s.abstract, s.taken = s.abstract || s.typ.IsAbstractType(), map[string]bool{}
	if b.isPartial(s) {
		n = 2
	}
	parts := make([]string, 0, n)
	for range n {
		parts = append(parts, b.selection(s))
	}
	return " {" + strings.Join(parts, " ") + "}"
}

// selection returns a selection: a field, in a fragment or not.
func (b *builder) selection(s scope) string {
	switch {
	case b.oneIn(14):
		return b.alias("__typename") + "__typename" + b.directive()
	case s.typ.IsAbstractType() && (len(s.typ.Fields) == 0 || !b.oneIn(3)):
		return b.narrowed(s)
	case b.oneIn(5):
		return pick(b.Generator, []func(scope) string{b.spread, b.inline})(s)
	default:
		return b.field(s)
	}
}

// narrowed returns an inline fragment, or a named one, of a type that an abstract one can be.
func (b *builder) narrowed(s scope) string {
	types := slices.Clone(b.schema.GetPossibleTypes(s.typ))
	slices.SortFunc(types, func(t, u *ast.Definition) int { return strings.Compare(t.Name, u.Name) })
	s.typ = rarest(b.Generator, types, func(t *ast.Definition) string { return "... on " + t.Name })
	if b.oneIn(4) {
		return b.spread(s)
	}
	return "... on " + s.typ.Name + b.deferral() + b.selections(s)
}

// inline returns an inline fragment: of the same type, of an interface of it, or of none.
func (b *builder) inline(s scope) string {
	on := pick(b.Generator, append([]string{"", s.typ.Name}, s.typ.Interfaces...))
	if on == "" {
		return "..." + b.deferral() + b.selections(s)
	}
	s.typ, s.abstract = b.schema.Types[on], s.abstract || on != s.typ.Name
	return "... on " + on + b.deferral() + b.selections(s)
}

// A fragment is a named fragment.
type fragment struct {
	name                    string
	depth, items, described int
}

// spread returns a named fragment of a type, an old one if there is one that fits, or a new one.
func (b *builder) spread(s scope) string {
	for _, f := range b.fragments[s.typ.Name] {
		if f.depth <= s.depth && f.items >= s.items && f.described >= s.described && b.oneIn(2) {
			return "..." + f.name + b.deferral()
		}
	}
	f := &fragment{b.name("F"), s.depth, s.items, s.described}
	s.path, s.abstract, s.fragment = f.name, true, true
	body := b.selections(s)
	b.definitions = append(b.definitions, "fragment "+f.name+" on "+s.typ.Name+body)
	b.fragments[s.typ.Name] = append(b.fragments[s.typ.Name], f)
	return "..." + f.name + b.deferral()
}

// field returns a field with all that is below it, sometimes twice.
func (b *builder) field(s scope) string {
	f := b.choose(s)
	if f == nil {
		return "__typename"
	}
	b.left--
	s.taken[f.Name] = true
	arguments, items := b.arguments(s, f)
	alias := b.named(s, f, arguments)
	head := alias + f.Name + arguments
	below := s
	below.path += "/" + cmp.Or(strings.TrimSuffix(alias, ": "), f.Name)
	below.typ, below.depth, below.items, below.abstract = b.schema.Types[f.Type.Name()], s.depth-1, s.items*items, false
	if describes(f) {
		below.described++
	}
	written := head + b.directive() + b.below(below)
	if b.oneIn(12) {
		written += " " + head + b.directive() + b.below(below)
	}
	return written
}

// isPending reports whether a value of the query is still to be spoiled.
func (b *builder) isPending() bool { return b.spoil != "" && misspell[b.spoil] == nil && !b.spoiled }

// isPartial reports whether selections are those of a query of which one part is to fail and others not.
func (b *builder) isPartial(s scope) bool {
	return s.typ == b.schema.Query && s.depth == maxDepth && b.spoil != "" && misspell[b.spoil] == nil
}

// withArguments returns those fields that have arguments.
func withArguments(fields []*ast.FieldDefinition) []*ast.FieldDefinition {
	return slices.DeleteFunc(slices.Clone(fields), func(f *ast.FieldDefinition) bool { return len(f.Arguments) == 0 })
}

// describes reports whether a field lists what a type consists of.
func describes(f *ast.FieldDefinition) bool {
	return slices.Contains([]string{"__Type", "__Field", "__InputValue"}, f.Type.Name()) && f.Type.Elem != nil
}

// below returns the selections below a field, none if its type has no fields.
func (b *builder) below(s scope) string {
	if !s.typ.IsCompositeType() {
		return ""
	}
	return b.selections(s)
}

// choose returns a field of a type that there is room for, or nil if there is none.
func (b *builder) choose(s scope) *ast.FieldDefinition {
	var fields []*ast.FieldDefinition
	for _, f := range s.typ.Fields {
		t := b.schema.Types[f.Type.Name()]
		if t.IsCompositeType() && (s.depth <= 1 || b.left <= 0 || s.items > maxItems || describes(f) && s.described > 1) {
			continue
		}
		if s.taken[f.Name] && !b.oneIn(4) || b.isPartial(s) && f.Type.NonNull && !b.oneIn(4) {
			continue
		}
		fields = append(fields, f)
	}
	if len(fields) == 0 {
		return nil
	}
	if with := withArguments(fields); b.isPending() && len(with) > 0 && !b.oneIn(3) {
		fields = with
	}
	return rarest(b.Generator, fields, func(f *ast.FieldDefinition) string { return s.typ.Name + "." + f.Name })
}

// named returns the alias of a field, with its colon, or nothing if it has none. Two fields of one name must have the
// same arguments wherever both may be selected, and types that fit.
func (b *builder) named(s scope, f *ast.FieldDefinition, arguments string) string {
	switch {
	case s.abstract && b.ambiguous[f.Name]:
		if len(f.Arguments) == 0 {
			return f.Name + "As" + f.Type.Name() + ": "
		}
		return b.name(f.Name) + ": "
	case s.fragment && len(f.Arguments) > 0, s.typ.IsAbstractType() && len(f.Arguments) > 0, b.oneIn(8):
		return b.name("a") + ": "
	}
	at := s.path + "/" + f.Name
	if s.abstract {
		at += " of " + s.typ.Name
	}
	if before, ok := b.written[at]; ok && before != arguments {
		return b.name("a") + ": "
	}
	b.written[at] = arguments
	return ""
}

// alias returns an alias once in a while.
func (b *builder) alias(name string) string {
	if b.oneIn(4) {
		return b.name(strings.Trim(name, "_")) + ": "
	}
	return ""
}

// directive returns a directive once in a while, mostly one that changes nothing.
func (b *builder) directive() string {
	if !b.oneIn(14) {
		return ""
	}
	name, condition := "include", true
	if b.oneIn(2) {
		name, condition = "skip", false
	}
	if b.oneIn(3) {
		condition = !condition
	}
	t := ast.NonNullNamedType("Boolean", nil)
	return fmt.Sprintf(" @%s(if: %s)", name, literal(b.lift(condition, t, "if", false)))
}

// deferral returns a directive of a fragment once in a while, sometimes one that answers need not obey.
func (b *builder) deferral() string {
	if b.oneIn(25) {
		return pick(b.Generator, []string{" @defer", ` @defer(label: "` + b.name("d") + `")`, " @defer(if: false)"}) + b.directive()
	}
	return b.directive()
}
