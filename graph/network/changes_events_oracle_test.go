package network_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// drawEventFilter draws a filter of events; on the axis HELD, it names no days.
func drawEventFilter(t *rapid.T, axis network.ChangeAxis, facts *alliance.Facts) alliance.EventFilter {
	day := rapid.SampledFrom([]string{"", "", "2015", "2016-05", "2017-06-01", "2018", "2019", "2020", "2021"})
	f := alliance.EventFilter{
		KnownBy: date(day.Draw(t, "events known by")), Types: choices(t, alliance.EventTypes()), Statuses: choices(t, alliance.Statuses()),
		Participants: choices(t, actorIDs(facts.Actors)),
	}
	if axis == network.AxisKnown {
		f.AsOf, f.Since, f.Until = date(day.Draw(t, "events as of")), date(day.Draw(t, "events since")), date(day.Draw(t, "events until"))
	}
	return f
}

// eventChanges returns what changes in events on some days, each change as the event, its day and kind. It counts the claims
// and denials of which sources are known, day by day.
func eventChanges(facts *alliance.Facts, f alliance.EventFilter, axis network.ChangeAxis, days []alliance.Day) []string {
	var found []string
	for _, e := range facts.Events {
		for _, on := range days {
			kind := eventTurn(e, f, on)
			if axis == network.AxisHeld {
				kind = eventBegins(e, f, on)
			}
			if kind != "" {
				found = append(found, fmt.Sprint(e.ID, " ", int(on), " ", kind))
			}
		}
	}
	return found
}

// asks reports whether a filter asks for an event whatever is known of it, and for its status.
func asks(f alliance.EventFilter, e *alliance.Event, s alliance.Status) bool {
	if f.KnownBy = (alliance.Date{}); f.Statuses == nil {
		f.Statuses = alliance.Claimed()
	}
	asked := s != "" && slices.Contains(f.Statuses, s)
	f.Statuses = nil
	return asked && f.Keeps(e)
}

// stand returns the status of an event by the sources that are published by a day, "" if none is, and how many deny it.
func stand(e *alliance.Event, by alliance.Day) (status alliance.Status, denials int) {
	count := map[alliance.Stance]int{}
	for _, s := range e.Evidence {
		if s.Source.Published.Last() <= by {
			count[s.Stance]++
		}
	}
	asserted, alleged, denied := count[alliance.Asserts] > 0, count[alliance.Alleges] > 0, count[alliance.Denies] > 0
	switch {
	case denied && (asserted || alleged):
		status = alliance.Disputed
	case denied:
		status = alliance.Denied
	case asserted:
		status = alliance.Asserted
	case alleged:
		status = alliance.Alleged
	}
	return status, count[alliance.Denies]
}

// eventBegins returns that an event happened if a day is its first.
func eventBegins(e *alliance.Event, f alliance.EventFilter, on alliance.Day) network.ChangeKind {
	status, _ := stand(e, f.KnownBy.Last())
	dated := !e.From.IsZero() || !e.To.IsZero()
	if first, _ := e.Days(); !dated || first != on || !asks(f, e, status) {
		return ""
	}
	return network.Happened
}

// eventTurn returns what readers come to know of an event on a day.
func eventTurn(e *alliance.Event, f alliance.EventFilter, on alliance.Day) network.ChangeKind {
	if on > f.KnownBy.Last() {
		return ""
	}
	before, denials := stand(e, on.Prev())
	after, more := stand(e, on)
	switch {
	case !asks(f, e, before) && !asks(f, e, after):
		return ""
	case before == "":
		return network.FirstReported
	case before == alliance.Alleged && after == alliance.Asserted:
		return network.Confirmed
	case before != after:
		return network.ChangeKind("BECAME_" + string(after))
	case more > denials:
		return network.DenialReported
	default:
		return ""
	}
}
