package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
)

const (
	// MaxPage is the maximum size of a page, and the maximum number of ids in a lookup.
	MaxPage = 500
	// defaultPage is the size of a page of which none is asked for.
	defaultPage = 50
)

// knownBy returns the date as of which the current field is answered: the earliest knownBy among its arguments and
// those of the fields above it. A reader on that day knew no more about what an answer leads to than about the answer
// itself.
func knownBy(ctx context.Context) alliance.Date { return knownAt(graphql.GetFieldContext(ctx)) }

// knownAt returns the earliest knownBy among the arguments of a field and of those above it.
func knownAt(fc *graphql.FieldContext) alliance.Date {
	var known alliance.Date
	for ; fc != nil; fc = fc.Parent {
		known = alliance.Earlier(known, argumentKnownBy(fc.Args))
	}
	return known
}

// argumentKnownBy returns the knownBy in the arguments of a field: an argument or a field of its filter, the earlier one if
// it has filters of relations and of events.
func argumentKnownBy(args map[string]any) alliance.Date {
	if d, ok := args["knownBy"].(*alliance.Date); ok {
		return orZero(d)
	}
	return alliance.Earlier(filterKnownBy(args["where"]), filterKnownBy(args["events"]))
}

// filterKnownBy returns the knownBy of a filter in an argument.
func filterKnownBy(filter any) alliance.Date {
	switch filter := filter.(type) {
	case *alliance.RelationFilter:
		return orZero(filter).KnownBy
	case *alliance.EventFilter:
		return orZero(filter).KnownBy
	case *alliance.SourceFilter:
		return orZero(filter).KnownBy
	default:
		return alliance.Date{}
	}
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

// checkSpan checks that since is not after until, in an argument or a field inside it.
func checkSpan(ctx context.Context, argument string, since, until alliance.Date, fields ...string) error {
	if since.First() > until.Last() {
		return atArgument(ctx, argument, fmt.Errorf("since %s is after until %s", since, until), fields...)
	}
	return nil
}

// selects reports whether the current field selects a field with one of the names.
func selects(ctx context.Context, names ...string) bool {
	return has(graphql.GetFieldContext(ctx).Field.Selections, names...)
}

// has reports whether selections have a field with one of the names.
func has(selections ast.SelectionSet, names ...string) bool {
	seen := map[*ast.FragmentDefinition]bool{}
	var in func(ast.SelectionSet) bool
	in = func(selections ast.SelectionSet) bool {
		return slices.ContainsFunc(selections, func(s ast.Selection) bool {
			switch s := s.(type) {
			case *ast.Field:
				return slices.Contains(names, s.Name)
			case *ast.InlineFragment:
				return in(s.SelectionSet)
			case *ast.FragmentSpread:
				if seen[s.Definition] {
					return false
				}
				seen[s.Definition] = true
				return in(s.Definition.SelectionSet)
			}
			return false
		})
	}
	return in(selections)
}
