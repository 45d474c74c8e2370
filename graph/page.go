package graph

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/graph/alliance"
	"entente/graph/flight"
)

// pageArguments are the arguments that select a page of a list; nil ones are absent.
type pageArguments struct {
	first  *int
	after  *string
	last   *int
	before *string
}

// page answers a field that is a page of a list. query returns the query for the part of the list that a request asks for.
func page[Q any, T alliance.Positioned](
	ctx context.Context, ask func(context.Context, []Q) ([]alliance.Page[T], error), query func(alliance.PageRequest) Q,
	list alliance.List, order alliance.Order, args pageArguments,
) (*alliance.Page[T], error) {
	request, err := args.request(ctx, list, order)
	if err != nil {
		return nil, err
	}
	end, err := listingBegins(ctx, list, order)
	if err != nil {
		return nil, err
	}
	defer end()
	found, err := one(ctx, ask, query(request))
	if err != nil {
		return nil, err
	}
	answer := *found
	if order.Direction == alliance.Descending {
		answer = answer.Reversed()
	}
	if args.first != nil && args.last != nil {
		answer = answer.Last(*args.last)
	}
	return &answer, nil
}

// goesThrough reports whether a list with these selections and arguments looks at each thing that it is from: it has a filter, or is
// counted.
func goesThrough(selections ast.SelectionSet, given map[string]any) bool {
	return given["where"] != nil || has(selections, "totalCount", "subjectCount", "objectCount")
}

// follows reports whether a list with these arguments is also of what other actors lead to.
func follows(given map[string]any) bool {
	return given["indirect"] == true || given["succession"] == true
}

// listingBegins waits for a slot if this process is to go through many things, and returns what gives the slot back. To sort them is
// heavy, to look at each is light; only to count all of a kind takes no more than some milliseconds.
func listingBegins(ctx context.Context, list alliance.List, order alliance.Order) (end func(), err error) {
	fc := graphql.GetFieldContext(ctx)
	selections, given := fc.Field.Selections, fc.Field.ArgumentMap(graphql.GetOperationContext(ctx).Variables)
	all := fc.Object == "Query"
	of := ofLongest
	switch {
	case all:
		of = alliance.Counts.Most
	case follows(given):
		of = ofBehind
	}
	quick := all && given["where"] == nil && !has(selections, "subjectCount", "objectCount")
	var usual alliance.Order
	switch {
	case order.In(list).Field != usual.In(list).Field:
		return begins(ctx, of, "sorting")
	case follows(given) || !knownBy(ctx).IsZero() || !quick && goesThrough(selections, given):
		return begins(ctx, of, "")
	default:
		return func() {}, nil
	}
}

// begins waits for a slot to go through things in this process, unless they are few, and returns what gives the slot back. The kind of
// work is empty if it is light.
func begins(ctx context.Context, of func(alliance.Counts) int, kind string) (end func(), err error) {
	p := ctx.Value(pinnedKey{}).(*pinned)
	if p.remote {
		return func() {}, nil
	}
	d, err := p.store().Dataset(ctx)
	most := of(d.Counts)
	switch {
	case err != nil || most <= alliance.MostSmall:
		return func() {}, err
	case kind != "":
		return p.analyses.EnterInTurn(ctx, flight.Kind{Name: kind, Guess: time.Duration(most) * perRelation}, p.turn)
	default:
		return p.analyses.EnterLight(ctx, p.turn)
	}
}

// request checks the arguments and returns the request to a store: that for a list in descending order is for the list in
// ascending order, seen from its end. The list is counted only as far as the query selects counts.
func (a pageArguments) request(ctx context.Context, list alliance.List, order alliance.Order) (alliance.PageRequest, error) {
	after, errAfter := cursor(ctx, "after", list, order, a.after)
	before, errBefore := cursor(ctx, "before", list, order, a.before)
	if err := cmp.Or(a.checkNull(ctx), checkSize(ctx, "first", a.first), errAfter, checkSize(ctx, "last", a.last), errBefore); err != nil {
		return alliance.PageRequest{}, err
	}
	r := alliance.PageRequest{
		By: order.In(list).Field, First: defaultPage, After: after, Before: before,
		Count: selects(ctx, "totalCount"), CountEnds: selects(ctx, "subjectCount", "objectCount"),
	}
	switch {
	case a.first != nil:
		r.First = *a.first
	case a.last != nil:
		r.First, r.FromEnd = *a.last, true
	}
	if order.Direction == alliance.Descending {
		r.After, r.Before, r.FromEnd = before, after, !r.FromEnd
	}
	return r, nil
}

// cursor returns what the cursor in an argument says.
func cursor(ctx context.Context, argument string, list alliance.List, order alliance.Order, text *string) (alliance.SortKey, error) {
	key, err := alliance.ParseCursor(list, order, orZero(text))
	if err != nil {
		return alliance.SortKey{}, atArgument(ctx, argument, err)
	}
	return key, nil
}

// checkNull refuses a null for first, unless last is given. Clients that page backwards send it; from others, a page of the
// usual size would hide that they have forgotten a value.
func (a pageArguments) checkNull(ctx context.Context) error {
	if a.first != nil || a.last != nil {
		return nil
	}
	field, variables := graphql.GetFieldContext(ctx).Field, graphql.GetOperationContext(ctx).Variables
	if _, given := field.ArgumentMap(variables)["first"]; !given {
		return nil
	}
	return atArgument(ctx, "first", fmt.Errorf("first is null: give a number, leave it out for a page of %d, or give last", defaultPage))
}

// checkSize checks the size of a page in an argument, unless it is absent.
func checkSize(ctx context.Context, argument string, size *int) error {
	return checkRange(ctx, argument, orZero(size), 0, MaxPage)
}
