package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/network"
)

func (q query) Changes(
	ctx context.Context, from, to alliance.Date, axis network.ChangeAxis, where *alliance.RelationFilter, events *alliance.EventFilter,
	facts []alliance.FactType, kinds []network.ChangeKind, first int, after *string,
) (*network.ChangeConnection, error) {
	asked := network.ChangeQuery{From: from, To: to, Axis: axis, Kinds: kinds, First: first, After: orZero(after)}
	if err := cmp.Or(checkChanges(ctx, &asked), checkChangeDays(ctx, axis, where, events), checkWhere(ctx, where)); err != nil {
		return nil, err
	}
	of, err := changing(ctx, where, events, facts)
	if err != nil {
		return nil, err
	}
	asked.OnlyEvents, asked.Events = of.relations == nil, of.events
	if len(asked.Events) == 0 && slices.Contains(kinds, network.Happened) {
		return nil, atArgument(ctx, "kinds", errors.New("only events HAPPENED, and where and facts leave none: give events, {} for all, or leave HAPPENED out"))
	}
	page, err := analysed(ctx, q.analyses, of.relations, network.AsHostile, func(ctx context.Context, v network.View) (*network.ChangeConnection, error) {
		return v.Changes(ctx, asked)
	}, "changes", asked)
	if errors.Is(err, alliance.ErrInvalidCursor) {
		err = atArgument(ctx, "after", err)
	}
	return page, err
}

// checkChanges checks a question about changes.
func checkChanges(ctx context.Context, q *network.ChangeQuery) error {
	if err := checkFirst(ctx, q.First); err != nil {
		return err
	}
	if q.From.First() > q.To.Last() {
		return atArgument(ctx, "from", fmt.Errorf("from %s is after to %s", q.From, q.To))
	}
	possible := network.ChangeKinds(q.Axis)
	for _, k := range q.Kinds {
		if !slices.Contains(possible, k) {
			return atArgument(ctx, "kinds", fmt.Errorf("nothing changes by %s on the axis %s: choose from %s", k, q.Axis, names(possible)))
		}
	}
	return nil
}

// checkChangeDays checks that the filters of a question about changes name no days on the axis HELD, and that since is not
// after until in that of events.
func checkChangeDays(ctx context.Context, axis network.ChangeAxis, where *alliance.RelationFilter, events *alliance.EventFilter) error {
	at, e := orZero(where).Viewpoint, orZero(events)
	dated := func(dates ...alliance.Date) bool {
		return axis == network.AxisHeld && slices.ContainsFunc(dates, func(d alliance.Date) bool { return !d.IsZero() })
	}
	err := errors.New("the days of changes in what holds are those between from and to: leave out asOf, since and until, or ask for the axis KNOWN")
	switch {
	case dated(at.AsOf, at.Since, at.Until):
		return atArgument(ctx, "where", err)
	case dated(e.AsOf, e.Since, e.Until):
		return atArgument(ctx, "events", err)
	default:
		return checkSpan(ctx, "events", e.Since, e.Until)
	}
}

// names returns kinds of changes as a list in words.
func names(kinds []network.ChangeKind) string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = string(k)
	}
	return strings.Join(list, ", ")
}
