package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
)

// MaxPage is the maximum size of a page, and the maximum number of ids in a lookup.
const MaxPage = 500

// knownBy returns the date as of which the current field is answered: the earliest knownBy among its arguments and
// those of the fields above it. A reader on that day knew no more about what an answer leads to than about the answer
// itself.
func knownBy(ctx context.Context) alliance.Date {
	var known alliance.Date
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		known = alliance.Earlier(known, argumentKnownBy(fc.Args))
	}
	return known
}

// argumentKnownBy returns the knownBy in the arguments of a field: an argument or a field of its filter.
func argumentKnownBy(args map[string]any) alliance.Date {
	if d, ok := args["knownBy"].(*alliance.Date); ok {
		return orZero(d)
	}
	switch where := args["where"].(type) {
	case *alliance.RelationFilter:
		return orZero(where).KnownBy
	case *alliance.EventFilter:
		return orZero(where).KnownBy
	case *alliance.SourceFilter:
		return orZero(where).KnownBy
	default:
		return alliance.Date{}
	}
}

// relationFilter returns the current field's filter with the knownBy that applies to it, restricted to the types, if
// any are given.
func relationFilter(ctx context.Context, where *alliance.RelationFilter, types ...alliance.RelationType) alliance.RelationFilter {
	f := orZero(where)
	f.KnownBy = knownBy(ctx)
	switch {
	case types == nil:
	case f.Types == nil:
		f.Types = types
	default:
		f.Types = slices.DeleteFunc(slices.Clone(types), func(t alliance.RelationType) bool { return !slices.Contains(f.Types, t) })
	}
	return f
}

// eventFilter returns the current field's filter with the knownBy that applies to it.
func eventFilter(ctx context.Context, where *alliance.EventFilter) alliance.EventFilter {
	f := orZero(where)
	f.KnownBy = knownBy(ctx)
	return f
}

// orZero returns *p, or the zero value if p is nil.
func orZero[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// pageRequest checks the arguments of a page of a list. The list is counted only if the query selects its length.
func pageRequest(ctx context.Context, list alliance.List, first int, after *string) (alliance.PageRequest, error) {
	if err := checkFirst(ctx, first); err != nil {
		return alliance.PageRequest{}, err
	}
	position, err := alliance.ParseCursor(list, orZero(after))
	if err != nil {
		return alliance.PageRequest{}, atArgument(ctx, "after", err)
	}
	return alliance.PageRequest{First: first, After: position, Count: selects(ctx, "totalCount")}, nil
}

// checkFirst checks the size of a page.
func checkFirst(ctx context.Context, first int) error {
	return checkRange(ctx, "first", first, 0, MaxPage)
}

// checkRange checks that a number in an argument lies in a range.
func checkRange(ctx context.Context, argument string, n, least, most int) error {
	if n < least || n > most {
		return atArgument(ctx, argument, fmt.Errorf("%s is %d, but must be %d to %d", argument, n, least, most))
	}
	return nil
}

// checkSpan checks that since is not after until, in an argument.
func checkSpan(ctx context.Context, argument string, since, until alliance.Date) error {
	if since.First() > until.Last() {
		return atArgument(ctx, argument, fmt.Errorf("since %s is after until %s", since, until))
	}
	return nil
}

// selects reports whether the current field selects a field with the name.
func selects(ctx context.Context, name string) bool {
	seen := map[*ast.FragmentDefinition]bool{}
	var has func(ast.SelectionSet) bool
	has = func(selections ast.SelectionSet) bool {
		return slices.ContainsFunc(selections, func(s ast.Selection) bool {
			switch s := s.(type) {
			case *ast.Field:
				return s.Name == name
			case *ast.InlineFragment:
				return has(s.SelectionSet)
			case *ast.FragmentSpread:
				if seen[s.Definition] {
					return false
				}
				seen[s.Definition] = true
				return has(s.Definition.SelectionSet)
			}
			return false
		})
	}
	return has(graphql.GetFieldContext(ctx).Field.Selections)
}
