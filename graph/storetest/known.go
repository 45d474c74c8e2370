package storetest

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// eventDays returns the days on which an event may have happened. With a single date, at either end of the span, it
// happened on some day of it; without dates, it may have happened on any day.
func eventDays(e *alliance.Event) stretch {
	switch {
	case isAbsent(e.From):
		return daysOf(e.To)
	case isAbsent(e.To):
		return daysOf(e.From)
	default:
		return daysOver(e.Span)
	}
}

// publicationDay returns the day by which a source had been published.
func publicationDay(s *alliance.Source) int { return daysOf(s.Published).last }

// published reports whether a source was published by the last day of k.
func published(s *alliance.Source, k alliance.Date) bool { return publicationDay(s) <= daysOf(k).last }

// eventKnownBy returns an event with the evidence published by the last day of k, or nil if there was none.
func (o oracle) eventKnownBy(e *alliance.Event, k alliance.Date) *alliance.Event {
	view := *e
	view.Evidence = evidenceKnownBy(e.Evidence, k)
	if len(view.Evidence) == 0 {
		return nil
	}
	view.Record = recordOf(eventStatus(view.Evidence), view.Evidence)
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

// recordOf returns the record of a fact with the given status and evidence: when it was reported, and the number of
// documents from which the reports of the asserting sources come.
func recordOf(status alliance.Status, evidence []*alliance.Evidence) alliance.Record {
	record := alliance.Record{Status: status}
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
	order := func(a, b alliance.Date) int {
		aDays, bDays := daysOf(a), daysOf(b)
		return cmp.Or(cmp.Compare(aDays.last, bDays.last), cmp.Compare(aDays.first, bDays.first))
	}
	record.FirstReported, record.LastReported = slices.MinFunc(reported, order), slices.MaxFunc(reported, order)
	record.IndependentSources = len(origins)
	return record
}

// eventStatus returns the status of an event with the given evidence: disputed if it is denied and asserted or alleged,
// denied if it is only denied; otherwise asserted if any source asserts it, else alleged.
func eventStatus(evidence []*alliance.Evidence) alliance.Status {
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
		place.Day = isoDay(publicationDay(n))
	case *alliance.Evidence:
		place.Day = isoDay(publicationDay(n.Source))
	case *alliance.Event:
		place.Day = isoDay(eventDays(n).first)
	}
	return place
}

// isBefore reports whether p comes before q.
func isBefore(p, q alliance.Position) bool { return p.Day < q.Day || p.Day == q.Day && p.ID < q.ID }

// inOrder returns a list sorted by position.
func inOrder[T alliance.Node](list []T) []T {
	slices.SortFunc(list, func(a, b T) int {
		p, q := positionOf(a), positionOf(b)
		return cmp.Or(cmp.Compare(p.Day, q.Day), strings.Compare(p.ID, q.ID))
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
