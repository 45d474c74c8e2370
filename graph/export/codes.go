package export

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/export/table"
)

// codes are the schemes of identifiers for which a table is to have columns.
type codes struct {
	// Schemes are such as cow or wikidata.
	Schemes []string
}

// ready returns a [*parameter.Error] if a scheme is given twice, or is one in which no actor has an identifier.
func (c *codes) ready(ctx context.Context, s alliance.Store) error {
	if len(c.Schemes) == 0 {
		return nil
	}
	known, err := schemesOf(everyActor(ctx, s, alliance.ActorFilter{}))
	if err != nil {
		return err
	}
	for i, scheme := range c.Schemes {
		switch {
		case !slices.Contains(known, scheme):
			return parameter.Errorf("schemes", "no actor has an identifier in the scheme %.60q (there are %s)", scheme, strings.Join(known, ", "))
		case slices.Contains(c.Schemes[:i], scheme):
			return parameter.Errorf("schemes", "%s is given twice (leave one out)", scheme)
		}
	}
	return nil
}

// schemesOf returns the schemes of the identifiers of actors, sorted.
func schemesOf(actors iter.Seq2[*alliance.Actor, error]) ([]string, error) {
	schemes := map[string]bool{}
	for a, err := range actors {
		if err != nil {
			return nil, err
		}
		for _, i := range a.Identifiers {
			schemes[i.Scheme] = true
		}
	}
	return slices.Sorted(maps.Keys(schemes)), nil
}

// columns returns the columns with the identifiers of an actor of each row, by scheme, that stand for it during a span. Their
// names begin with a prefix, and with `identifier.` if they would be that of another column.
func columns[T any](c codes, prefix string, taken []table.Column[T], of func(T) (*alliance.Actor, alliance.Span)) []table.Column[T] {
	var list []table.Column[T]
	for _, scheme := range c.Schemes {
		name := prefix + scheme
		if slices.ContainsFunc(taken, func(c table.Column[T]) bool { return strings.EqualFold(c.Name, name) }) {
			name = "identifier." + name
		}
		list = append(list, col(name, table.List, "Its identifier in the scheme "+scheme+".", func(row T) table.Cell {
			a, during := of(row)
			return table.Texts(identifiersIn(a, scheme, during))
		}))
	}
	return list
}

// identifiersIn returns the identifiers of an actor in a scheme that stand for it on some day of a span; none if a is nil.
func identifiersIn(a *alliance.Actor, scheme string, during alliance.Span) []string {
	var list []string
	if a == nil {
		return list
	}
	for _, i := range a.Identifiers {
		if i.Scheme == scheme && i.From.First() <= during.To.Last() && during.From.First() <= i.To.Last() {
			list = append(list, i.Value)
		}
	}
	return list
}
