package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
)

// MaxPage is the largest page that may be asked for, and the most ids.
const MaxPage = 500

// knownBy returns the date as of which the current field is answered: the earliest knownBy among its own arguments and
// those of the fields above it. A reader of that day knew no more about what is reached through the answer than about the
// answer.
func knownBy(ctx context.Context) alliance.Date {
	var known alliance.Date
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		known = alliance.Earlier(known, argumentKnownBy(fc.Args))
	}
	return known
}

// argumentKnownBy returns the knownBy among the arguments of one field: an argument of its own or part of its filter.
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

// relationFilter returns the current field's filter with the knownBy that holds for it, and only these types, where any
// are given.
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

// eventFilter returns the current field's filter with the knownBy that holds for it.
func eventFilter(ctx context.Context, where *alliance.EventFilter) alliance.EventFilter {
	f := orZero(where)
	f.KnownBy = knownBy(ctx)
	return f
}

// orZero returns what p points at, the zero value for nil.
func orZero[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// pageRequest checks the arguments of a page of a list. It is counted only where its length is asked for.
func pageRequest(ctx context.Context, list alliance.List, first int, after *string) (alliance.PageRequest, error) {
	if err := checkFirst(ctx, first); err != nil {
		return alliance.PageRequest{}, err
	}
	position, err := alliance.ParseCursor(list, orZero(after))
	if err != nil {
		return alliance.PageRequest{}, atArgument(ctx, "after", err)
	}
	return alliance.PageRequest{
		First: first, After: position, Count: selects(ctx, "totalCount"), WithoutEvidence: !reaches(ctx, "evidence"),
	}, nil
}

// checkFirst checks the size of a page.
func checkFirst(ctx context.Context, first int) error {
	return checkRange(ctx, "first", first, 0, MaxPage)
}

// checkRange checks an argument that is a number.
func checkRange(ctx context.Context, argument string, n, least, most int) error {
	if n < least || n > most {
		return atArgument(ctx, argument, fmt.Errorf("%s is %d, but it can only be %d to %d", argument, n, least, most))
	}
	return nil
}

// selects reports whether the current field selects a field of that name.
func selects(ctx context.Context, name string) bool { return find(ctx, name, false) }

// reaches reports whether the current field selects a field of that name at any depth.
func reaches(ctx context.Context, name string) bool { return find(ctx, name, true) }

// find looks for a field of that name in the selections of the current one, below other fields too where deep.
func find(ctx context.Context, name string, deep bool) bool {
	seen := map[*ast.FragmentDefinition]bool{}
	var has func(ast.SelectionSet) bool
	has = func(selections ast.SelectionSet) bool {
		return slices.ContainsFunc(selections, func(s ast.Selection) bool {
			switch s := s.(type) {
			case *ast.Field:
				return s.Name == name || deep && has(s.SelectionSet)
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
