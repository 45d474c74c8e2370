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
