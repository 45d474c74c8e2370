package graph

import (
	"math"

	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/wire"
)

// A weight is how deeply a selection nests fields, how many values its answer may have, and how often its analyses go
// through the data set, in hundredths.
type weight struct{ depth, cost, work int }

// A weigher weighs the selections of a query, each fragment once: fragments that spread others twice are many more
// fields than letters.
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

// field returns the weight of a field: one more than what is below it, which a list has once for each item.
func (w *weigher) field(f *ast.Field) weight {
	total, types := w.weigh(f.SelectionSet), w.types(f)
	if items, ok := w.items(f, types); ok {
		total.cost, total.work = times(items, max(total.cost, 1)), times(items, total.work)
	}
	for _, t := range types {
		total.work = plus(total.work, analyses[t+"."+f.Name])
	}
	return weight{total.depth + 1, plus(total.cost, 1), total.work}
}

// items returns how many items a field may answer, if it is a list: of an interface, what it may of any type.
func (w *weigher) items(f *ast.Field, types []string) (int, bool) {
	args := f.ArgumentMap(w.variables)
	for _, argument := range sizing {
		if v, ok := args[argument]; ok {
			return sizeOf(v), true
		}
	}
	most, list := 0, false
	for _, t := range types {
		n, ok := usual[t+"."+f.Name]
		most, list = max(most, n), list || ok
	}
	return most, list
}

// types returns the names of the types of object that a field is selected on.
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

// sizeOf returns how many items an argument asks for: a list has its length, and one item stands for a list of one.
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

// plus adds numbers that are not negative, and stays at a very large one rather than overflow.
func plus(a, b int) int { return min(a+b, math.MaxInt32) }

// times multiplies numbers that are not negative, and stays at a very large one rather than overflow.
func times(n, each int) int {
	if n > 0 && each > math.MaxInt32/n {
		return math.MaxInt32
	}
	return n * each
}
