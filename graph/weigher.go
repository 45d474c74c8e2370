package graph

import (
	"cmp"
	"math"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
	"entente/graph/wire"
)

// A weight is the nesting depth of selections, the number of fields among them, without those inside these, and their
// cost in units.
type weight struct{ depth, fields, cost int }

// A weigher weighs the selections of a query, and each fragment only once: if each fragment spreads the next one twice,
// the number of fields grows exponentially. So it takes linear time.
type weigher struct {
	schema    *ast.Schema
	variables map[string]any
	// counts returns the size of the data set. It is only called for a field whose cost depends on it.
	counts func() alliance.Counts
	// known is set below a field with a knownBy, which is a filter of all lists there.
	known     bool
	fragments map[spread]weight
}

// A spread is a fragment where it is spread.
type spread struct {
	*ast.FragmentDefinition
	known bool
}

// newWeigher returns a weigher of queries with the variables about a data set of some size.
func newWeigher(schema *ast.Schema, variables map[string]any, counts func() alliance.Counts) *weigher {
	return &weigher{schema: schema, variables: variables, counts: counts, fragments: map[spread]weight{}}
}

// weigh returns the weight of selections.
func (w *weigher) weigh(selections ast.SelectionSet) weight {
	var total weight
	for _, s := range selections {
		one := w.selection(s)
		total = weight{max(total.depth, one.depth), plus(total.fields, one.fields), plus(total.cost, one.cost)}
	}
	return total
}

// selection returns the weight of one selection: nothing if a directive leaves it out.
func (w *weigher) selection(s ast.Selection) weight {
	switch s := s.(type) {
	case *ast.Field:
		if w.includes(s.Directives) {
			return w.field(s)
		}
	case *ast.InlineFragment:
		if w.includes(s.Directives) {
			return w.weigh(s.SelectionSet)
		}
	case *ast.FragmentSpread:
		if w.includes(s.Directives) {
			return w.fragment(s.Definition)
		}
	}
	return weight{}
}

// includes reports whether @skip and @include let a selection be.
func (w *weigher) includes(directives ast.DirectiveList) bool {
	for name, out := range map[string]bool{"skip": true, "include": false} {
		if d := directives.ForName(name); d != nil && d.ArgumentMap(w.variables)["if"] == out {
			return false
		}
	}
	return true
}

// fragment returns the weight of a fragment.
func (w *weigher) fragment(f *ast.FragmentDefinition) weight {
	at := spread{f, w.known}
	weighed, ok := w.fragments[at]
	if !ok {
		weighed = w.weigh(f.SelectionSet)
		w.fragments[at] = weighed
	}
	return weighed
}

// field returns the weight of a field: its own and, for each item of a list, that of its selections.
func (w *weigher) field(f *ast.Field) weight {
	defer w.enter(f)()
	below, types := w.weigh(f.SelectionSet), w.types(f)
	cost := below.cost
	if items, ok := w.items(f, types); ok {
		cost = times(items, max(cost, 1))
	}
	return weight{below.depth + 1, 1, plus(cost, w.own(f, types))}
}

// own returns the cost of a field without its selections: of its name and its text, and of the facts that it goes through.
func (w *weigher) own(f *ast.Field, types []string) int {
	length, work := 0, 0
	for _, t := range types {
		name := t + "." + f.Name
		length = max(length, texts[name])
		if s, ok := scans[name]; ok {
			work = max(work, plus(s.cost(w.counts()), w.lists(f, s.of)))
		}
		work = max(work, w.listing(f, name))
	}
	return plus(1+(length+len(cmp.Or(f.Alias, f.Name)))/unitBytes, work)
}

// enter sets what holds at a field and below it, and returns what takes it back.
func (w *weigher) enter(f *ast.Field) (leave func()) {
	before := w.known
	w.known = before || knows(f.ArgumentMap(w.variables))
	return func() { w.known = before }
}

// knows reports whether arguments have a knownBy, by themselves or in a filter.
func knows(given map[string]any) bool {
	for _, in := range []any{given, given["where"], given["events"]} {
		if filter, ok := in.(map[string]any); ok && filter["knownBy"] != nil {
			return true
		}
	}
	return false
}

// listing returns the cost of what a list goes through.
func (w *weigher) listing(f *ast.Field, name string) int {
	of, ok := lists[name]
	if !ok {
		return 0
	}
	work, given := 0, f.ArgumentMap(w.variables)
	if follows(given) {
		of, work = ofBehind, followed.cost(w.counts())
	}
	if w.known || goesThrough(f.SelectionSet, given) {
		work = plus(work, plus(filtered(of).cost(w.counts()), w.lists(f, of)))
	}
	if f.Arguments.ForName("orderBy") != nil {
		work = plus(work, sorted(of).cost(w.counts()))
	}
	return work
}

// lists returns the cost of the lists in the filter of a field, in which what each thing has is looked for: as much as that of the
// rest of the filter for every hundred.
func (w *weigher) lists(f *ast.Field, of func(alliance.Counts) int) int {
	hundreds := longest(f.ArgumentMap(w.variables)["where"]) / 100
	if hundreds == 0 {
		return 0
	}
	return times(hundreds, filtered(of).cost(w.counts()))
}

// items returns the estimated number of items of a field, and whether it is a list. For a field of an interface, it
// returns the maximum over all types that implement it.
func (w *weigher) items(f *ast.Field, types []string) (int, bool) {
	if size, ok := w.bound(f); ok {
		return size, true
	}
	most, list := 0, false
	for _, t := range types {
		n, ok := typicalItems[t+"."+f.Name]
		most, list = max(most, n), list || ok
	}
	return most, list
}

// bound returns the maximum number of items that the arguments of a field allow, and whether they bound it.
func (w *weigher) bound(f *ast.Field) (int, bool) {
	var sizes []int
	given := f.ArgumentMap(w.variables)
	for _, argument := range sizeArguments {
		if v := given[argument]; v != nil {
			sizes = append(sizes, sizeOf(v))
		}
	}
	switch {
	case sizes != nil:
		return slices.Min(sizes), true
	case f.Definition.Arguments.ForName("last") != nil:
		return defaultPage, true
	default:
		return 0, false
	}
}

// types returns the names of the object types that a field may be selected on.
func (w *weigher) types(f *ast.Field) []string {
	if !f.ObjectDefinition.IsAbstractType() {
		return []string{f.ObjectDefinition.Name}
	}
	possible := w.schema.GetPossibleTypes(f.ObjectDefinition)
	names := make([]string, len(possible))
	for i, t := range possible {
		names[i] = t.Name
	}
	return names
}

// costliest returns the path of response names to the field that has the most of the cost of selections, and its cost. It goes
// down for as long as one field has half of the first one's.
func (w *weigher) costliest(selections ast.SelectionSet) (path []string, cost int) {
	least, factor := 0, 1
	for len(selections) > 0 {
		most := slices.MaxFunc(selections, func(a, b ast.Selection) int { return w.selection(a).cost - w.selection(b).cost })
		here := times(factor, w.selection(most).cost)
		if here < least {
			break
		}
		switch s := most.(type) {
		case *ast.Field:
			defer w.enter(s)()
			path, cost, selections = append(path, cmp.Or(s.Alias, s.Name)), here, s.SelectionSet
			least = max(least, here/2)
			if items, ok := w.items(s, w.types(s)); ok {
				factor = times(items, factor)
			}
		case *ast.InlineFragment:
			selections = s.SelectionSet
		case *ast.FragmentSpread:
			selections = s.Definition.SelectionSet
		}
	}
	return path, cost
}

// sizeOf returns how many items an argument requests: the length of a list, or 1 for a single item in place of a list.
func sizeOf(argument any) int {
	if list, ok := argument.([]any); ok {
		return len(list)
	}
	n, err := wire.UnmarshalInt(argument)
	if err != nil {
		return 1
	}
	return max(n, 0)
}

// plus adds non-negative numbers; the sum saturates at math.MaxInt32.
func plus(a, b int) int { return min(a+b, math.MaxInt32) }

// times multiplies non-negative numbers; the product saturates at math.MaxInt32.
func times(n, each int) int {
	if n > 0 && each > math.MaxInt32/n {
		return math.MaxInt32
	}
	return n * each
}
