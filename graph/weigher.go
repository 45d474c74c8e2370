package graph

import (
	"math"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/wire"
)

// A weight is the nesting depth of a selection, the estimated number of values in its answer, and the work of its
// analyses, in hundredths of a full scan of the data set.
type weight struct{ depth, cost, work int }

// A weigher weighs the selections of a query, and each fragment only once: if each fragment spreads the next one twice,
// the number of fields grows exponentially.
type weigher struct {
	schema    *ast.Schema
	variables map[string]any
	fragments map[*ast.FragmentDefinition]weight
}

// weigh returns the weight of selections.
func (w *weigher) weigh(selections ast.SelectionSet) weight {
	var total weight
	for _, s := range selections {
		var one weight
		switch s := s.(type) {
		case *ast.Field:
			one = w.field(s)
		case *ast.InlineFragment:
			one = w.weigh(s.SelectionSet)
		case *ast.FragmentSpread:
			one = w.fragment(s.Definition)
		}
		total = weight{max(total.depth, one.depth), plus(total.cost, one.cost), plus(total.work, one.work)}
	}
	return total
}

// fragment returns the weight of a fragment.
func (w *weigher) fragment(f *ast.FragmentDefinition) weight {
	known, ok := w.fragments[f]
	if !ok {
		known = w.weigh(f.SelectionSet)
		w.fragments[f] = known
	}
	return known
}

// field returns the weight of a field: one more than that of its selections, multiplied by the number of items of a
// list.
func (w *weigher) field(f *ast.Field) weight {
	total, types := w.weigh(f.SelectionSet), w.types(f)
	if items, ok := w.items(f, types); ok {
		total.cost, total.work = times(items, max(total.cost, 1)), times(items, total.work)
	}
	for _, t := range types {
		total.work = plus(total.work, analyses[t+"."+f.Name])
	}
	if f.ObjectDefinition == w.schema.Query && f.Arguments.ForName("orderBy") != nil {
		total.work = plus(total.work, sorting)
	}
	return weight{total.depth + 1, plus(total.cost, 1), total.work}
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
