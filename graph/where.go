package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/alliance"
)

// maxNot is the maximum number of filters of relations one inside the other, by not.
const maxNot = 8

// relationFilter returns the current field's filter with the knownBy that applies to it, restricted to the types, if
// any are given. A filter in not may have a knownBy of its own, but none later than that of a field above.
func relationFilter(ctx context.Context, where *alliance.RelationFilter, types ...alliance.RelationType) alliance.RelationFilter {
	f := orZero(where)
	f.KnownBy, f.Not = knownBy(ctx), bounded(f.Not, knownAt(graphql.GetFieldContext(ctx).Parent))
	switch {
	case types == nil:
	case f.Types == nil:
		f.Types = types
	default:
		f.Types = slices.DeleteFunc(slices.Clone(types), func(t alliance.RelationType) bool { return !slices.Contains(f.Types, t) })
	}
	return f
}

// bounded returns a filter in which no knownBy is later than a date, if that is given.
func bounded(f *alliance.RelationFilter, known alliance.Date) *alliance.RelationFilter {
	if f == nil || known.IsZero() {
		return f
	}
	b := *f
	if !b.KnownBy.IsZero() {
		b.KnownBy = alliance.Earlier(b.KnownBy, known)
	}
	b.Not = bounded(b.Not, known)
	return &b
}

// checkWhere checks a filter of relations in the argument where: how many filters are in it, one inside the other, and that
// since is not after until in any of them.
func checkWhere(ctx context.Context, where *alliance.RelationFilter) error {
	var fields []string
	for f := where; f != nil; f = f.Not {
		if len(fields) > maxNot {
			return atArgument(ctx, "where", fmt.Errorf("not is nested more than %d deep", maxNot), fields[:1]...)
		}
		if err := checkSpan(ctx, "where", f.Since, f.Until, fields...); err != nil {
			return err
		}
		fields = append(fields, "not")
	}
	return nil
}

// filterText returns a text that identifies a filter.
func filterText(f *alliance.RelationFilter) string {
	var text strings.Builder
	for ; f != nil; f = f.Not {
		alone := *f
		alone.Not = nil
		fmt.Fprintf(&text, "%#v", alone)
	}
	return text.String()
}
