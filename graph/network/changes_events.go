package network

import (
	"context"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A filteredEvents is the events that one filter may keep.
type filteredEvents struct {
	where alliance.EventFilter
	list  []*alliance.Event
}

// changingEvents are the events in which something may have changed, by the filter that keeps them.
type changingEvents []filteredEvents

// events returns the events in which something may have changed, in one call.
func (q *ChangeQuery) events(ctx context.Context, s alliance.Store) (changingEvents, error) {
	if len(q.Events) == 0 {
		return nil, nil
	}
	found := make(changingEvents, len(q.Events))
	queries := make([]alliance.EventQuery, len(q.Events))
	for i, where := range q.Events {
		if where.Statuses == nil {
			where.Statuses = alliance.Claimed()
		}
		found[i].where = where
		if q.Axis == AxisHeld {
			where.Since, where.Until = q.From, q.To
		} else {
			where.KnownBy, where.Statuses = alliance.Date{}, nil
		}
		queries[i] = alliance.EventQuery{Where: where, PageRequest: alliance.PageRequest{First: everything}}
	}
	pages, err := s.Events(ctx, queries)
	if err != nil {
		return nil, err
	}
	for i, p := range pages {
		found[i].list = p.Nodes
	}
	return found, nil
}

// find finds what changed in events.
func (c changingEvents) find(ctx context.Context, q *ChangeQuery, yield func(*Change)) error {
	for _, events := range c {
		for _, e := range events.list {
			if err := ctx.Err(); err != nil {
				return err
			}
			if q.Axis == AxisHeld {
				q.happened(e, yield)
			} else {
				q.knownOf(events.where, e, yield)
			}
		}
	}
	return nil
}

// happened finds that an event happened.
func (q *ChangeQuery) happened(e *alliance.Event, yield func(*Change)) {
	date := e.From
	if date.IsZero() {
		date = e.To
	}
	if date.IsZero() || !q.days(date.First()) {
		return
	}
	c := &Change{Axis: AxisHeld, Kind: Happened, Date: date, Event: e, After: eventState(e), Evidence: e.Evidence}
	c.place(date.First())
	yield(c)
}

// knownOf finds what readers came to know of an event on the days on which a source of it was published.
func (q *ChangeQuery) knownOf(where alliance.EventFilter, e *alliance.Event, yield func(*Change)) {
	for _, on := range q.published(where.KnownBy, e.Evidence) {
		kept := func(by alliance.Day) bool {
			f := where
			f.KnownBy = by.Date()
			return f.Keeps(e)
		}
		if !kept(on.Prev()) && !kept(on) {
			continue
		}
		before, after := e.AsKnownBy(on.Prev().Date()), e.AsKnownBy(on.Date())
		evidence := publishedOn(on, e.Evidence)
		kind := eventNews(before, after, evidence)
		if kind == "" {
			continue
		}
		c := &Change{
			Axis: AxisKnown, Kind: kind, Date: publication(evidence), Event: after,
			Before: eventState(before), After: eventState(after), Evidence: evidence,
		}
		c.place(on)
		yield(c)
	}
}

// eventNews returns what changes between what is known of an event before and after evidence is published; "" for nothing.
func eventNews(before, after *alliance.Event, published []*alliance.Evidence) ChangeKind {
	switch {
	case before == nil:
		return FirstReported
	case before.Status != after.Status:
		return turned(before.Status, after.Status)
	case slices.ContainsFunc(published, func(e *alliance.Evidence) bool { return e.Stance == alliance.Denies }):
		return DenialReported
	default:
		return ""
	}
}

// eventState returns what is known of an event; nil if nothing is.
func eventState(e *alliance.Event) *ChangeState {
	if e == nil {
		return nil
	}
	return &ChangeState{Status: e.Status, Certainty: alliance.Known}
}

// news says what is known of an event, as a few words before a colon.
func (c *Change) news() string {
	switch c.Kind {
	case Confirmed:
		return "confirmed"
	case DenialReported:
		return "denied again"
	case FirstReported:
		return "first " + strings.TrimRight(strings.TrimSuffix(c.first(), "that "), ", ")
	default:
		return "now " + strings.ToLower(string(c.After.Status))
	}
}
