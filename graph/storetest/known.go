package storetest

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"entente/graph/alliance"
)

// days returns the first and last day of a date, or the widest bounds if it is absent.
func days(d alliance.Date) (first, last alliance.Day) {
	text := d.String()
	if text == "" {
		return 0, alliance.LastDay
	}
	// The text is a prefix of a full date; package time knows the calendar.
	from, err := time.Parse("2006-01-02"[:len(text)], text)
	if err != nil {
		panic(err) // unreachable: a Date is valid
	}
	to := from
	switch len(text) {
	case len("2006"):
		to = from.AddDate(1, 0, -1)
	case len("2006-01"):
		to = from.AddDate(0, 1, -1)
	}
	number := func(t time.Time) alliance.Day { return alliance.Day(t.Year()*10000 + int(t.Month())*100 + t.Day()) }
	return number(from), number(to)
}

// shareDay reports whether a span and a date have a day in common.
func shareDay(s alliance.Span, d alliance.Date) bool {
	from, _ := days(s.From)
	_, to := days(s.To)
	first, last := days(d)
	return from <= last && first <= to
}

// eventDays returns the first and last day on which an event may have happened. With a single date, at either end of
// the span, it happened on some day of it; without dates, it may have happened on any day.
func eventDays(e *alliance.Event) (first, last alliance.Day) {
	first, last = days(e.From)
	if e.To != (alliance.Date{}) {
		_, last = days(e.To)
	}
	if e.From == (alliance.Date{}) {
		first, _ = days(e.To)
	}
	return first, last
}

// published reports whether a source was published by the last day of k.
func published(s *alliance.Source, k alliance.Date) bool {
	_, day := days(s.Published)
	_, limit := days(k)
	return day <= limit
}

// relationKnownBy returns a relation with the evidence published by the last day of k, or nil if there was none.
func relationKnownBy(r *alliance.Relation, k alliance.Date) *alliance.Relation {
	view := *r
	view.Evidence = evidenceKnownBy(r.Evidence, k)
	if len(view.Evidence) == 0 {
		return nil
	}
	view.Record = recordOf(view.Evidence)
	return &view
}

// eventKnownBy returns an event with the evidence published by the last day of k, or nil if there was none.
func (o oracle) eventKnownBy(e *alliance.Event, k alliance.Date) *alliance.Event {
	view := *e
	view.Evidence = evidenceKnownBy(e.Evidence, k)
	if len(view.Evidence) == 0 {
		return nil
	}
	view.Record = recordOf(view.Evidence)
	view.ReferencedBy = nil
	for _, later := range o.facts.Events {
		for _, link := range later.References {
			if link.Event == e.ID {
				view.ReferencedBy = append(view.ReferencedBy, alliance.EventLink{Kind: link.Kind, Event: later.ID})
			}
		}
	}
	slices.SortStableFunc(view.ReferencedBy, func(a, b alliance.EventLink) int { return strings.Compare(a.Event, b.Event) })
	return &view
}

// evidenceKnownBy returns the evidence published by the last day of k, in order.
func evidenceKnownBy(evidence []*alliance.Evidence, k alliance.Date) []*alliance.Evidence {
	var known []*alliance.Evidence
	for _, e := range evidence {
		if published(e.Source, k) {
			known = append(known, e)
		}
	}
	return inOrder(known)
}

// recordOf returns the record of a fact with the given evidence: its status, when it was reported, and the number of
// documents from which the reports of the asserting sources come.
func recordOf(evidence []*alliance.Evidence) alliance.Record {
	record := alliance.Record{Status: statusOf(evidence)}
	var reported []alliance.Date
	origins := map[string]bool{}
	for _, e := range evidence {
		reported = append(reported, e.Source.Published)
		origin := e.Source
		for origin.Via != nil {
			origin = origin.Via
		}
		if e.Stance == alliance.Asserts {
			origins[origin.ID] = true
		}
	}
	// Of two dates that end on the same day, the less precise one comes first.
	slices.SortFunc(reported, func(a, b alliance.Date) int {
		aFirst, aLast := days(a)
		bFirst, bLast := days(b)
		return cmp.Or(cmp.Compare(aLast, bLast), cmp.Compare(aFirst, bFirst))
	})
	record.FirstReported, record.LastReported = reported[0], reported[len(reported)-1]
	record.IndependentSources = len(origins)
	return record
}

// statusOf returns the status of a fact with the given evidence: disputed if it is denied and asserted or alleged,
// denied if it is only denied; otherwise asserted if any source asserts it, else alleged.
func statusOf(evidence []*alliance.Evidence) alliance.Status {
	has := map[alliance.Stance]bool{}
	for _, e := range evidence {
		has[e.Stance] = true
	}
	switch {
	case has[alliance.Asserts] && !has[alliance.Denies]:
		return alliance.Asserted
	case has[alliance.Alleges] && !has[alliance.Denies]:
		return alliance.Alleged
	case has[alliance.Asserts] || has[alliance.Alleges]:
		return alliance.Disputed
	default:
		return alliance.Denied
	}
}

// positionOf returns the position of a thing in its list: by publication, by first day, or by id alone.
func positionOf(node alliance.Node) alliance.Position {
	place := alliance.Position{ID: node.NodeID()}
	switch n := node.(type) {
	case *alliance.Source:
		_, place.Day = days(n.Published)
	case *alliance.Evidence:
		_, place.Day = days(n.Source.Published)
	case *alliance.Event:
		place.Day, _ = eventDays(n)
	}
	return place
}

// isBefore reports whether p comes before q.
func isBefore(p, q alliance.Position) bool { return p.Day < q.Day || p.Day == q.Day && p.ID < q.ID }

// inOrder returns a list sorted by position.
func inOrder[T alliance.Node](list []T) []T {
	slices.SortFunc(list, func(a, b T) int {
		if isBefore(positionOf(a), positionOf(b)) {
			return -1
		}
		return 1
	})
	return list
}

// paginate sorts a whole list and returns the requested page of it. The page begins after a position, whether or not
// there is a thing at it, and the total is that of the whole list.
func paginate[T alliance.Node](list []T, request alliance.PageRequest) alliance.Page[T] {
	page := alliance.Page[T]{HasPrevious: request.After.ID != ""}
	for _, node := range inOrder(slices.Clone(list)) {
		switch {
		case page.HasPrevious && !isBefore(request.After, positionOf(node)):
		case len(page.Nodes) < request.First:
			page.Nodes = append(page.Nodes, node)
		default:
			page.HasNext = true
		}
	}
	if request.Count {
		page.Total = len(list)
	}
	return page
}
