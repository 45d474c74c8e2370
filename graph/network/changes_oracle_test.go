package network_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// A walker finds changes by going from day to day, and asks on each what is seen of a relation as of that day, or known by
// it. It knows nothing of periods or of days on which nothing changes; it asks only about days near those that facts name,
// for there are too many others.
type walker struct {
	facts *alliance.Facts
	where alliance.RelationFilter
}

// near returns the days from two before to two after each day that the facts name, in order.
func (w *walker) near() []alliance.Day {
	var days []alliance.Day
	add := func(list ...alliance.Day) {
		for _, d := range list {
			if !d.Date().IsZero() {
				days = append(days, d.Prev().Prev(), d.Prev(), d, d.Next(), d.Next().Next())
			}
		}
	}
	span := func(s alliance.Span) { add(s.From.First(), s.From.Last(), s.To.First(), s.To.Last()) }
	for _, a := range w.facts.Actors {
		span(a.Span)
	}
	for e := range w.facts.Evidence {
		span(e.Span)
		span(e.Source.Covers)
		add(e.Source.Published.First(), e.Source.Published.Last())
	}
	for _, e := range w.facts.Events {
		span(e.Span)
	}
	add(w.where.KnownBy.Last())
	days = slices.DeleteFunc(days, func(d alliance.Day) bool { return d.Date().IsZero() })
	slices.Sort(days)
	return slices.Compact(days)
}

// seen is what is seen of a relation as of a day; nil if nothing.
func (w *walker) seen(r *alliance.Relation, on alliance.Day) *alliance.Relation {
	return r.Seen(alliance.Viewpoint{AsOf: on.Date(), KnownBy: w.where.KnownBy, Presumed: w.where.Presumed}, true)
}

// states reports whether one of the claims of a relation, as seen, begins or ends on a day.
func states(seen *alliance.Relation, on alliance.Day, end bool) bool {
	return slices.ContainsFunc(seen.Evidence, func(e *alliance.Evidence) bool {
		switch {
		case e.Stance == alliance.Denies:
			return false
		case end:
			return !e.To.IsZero() && e.To.Last() == on
		default:
			return !e.From.IsZero() && e.From.First() == on
		}
	})
}

// held returns what changes in what holds from the day before a day to it: each as its day and kind.
func (w *walker) held(r *alliance.Relation, on alliance.Day) []string {
	before, after := w.seen(r, on.Prev()), w.seen(r, on)
	claims := func(s *alliance.Relation) bool { return s != nil && s.Status != alliance.Denied }
	var found []string
	add := func(day alliance.Day, kind network.ChangeKind) {
		found = append(found, fmt.Sprint(r.ID, " ", int(day), " ", kind))
	}
	stated := func(yes bool, a, b network.ChangeKind) network.ChangeKind {
		if yes {
			return a
		}
		return b
	}
	if claims(after) && !claims(before) {
		add(on, stated(states(after, on, false), network.Began, network.FirstKnown))
	}
	if claims(before) && !claims(after) {
		add(on.Prev(), stated(states(before, on.Prev(), true), network.Ended, network.LastKnown))
	}
	if after != nil && !claims(after) && (before == nil || claims(before)) {
		add(on, network.BecameDenied)
	}
	if !claims(before) || !claims(after) {
		return found
	}
	if before.Certainty != after.Certainty {
		if after.Certainty == alliance.Presumed {
			add(on.Prev(), network.LastKnown)
		} else {
			add(on, network.FirstKnown)
		}
	}
	if before.Status != after.Status {
		add(on, network.ChangeKind("BECAME_"+string(after.Status)))
	}
	if before.Kinds != after.Kinds {
		add(on, network.KindsChanged)
	}
	return found
}

// known returns what readers come to know on a day.
func (w *walker) known(r *alliance.Relation, on alliance.Day) []string {
	if !slices.ContainsFunc(r.Evidence, func(e *alliance.Evidence) bool { return e.Source.Published.Last() == on }) || on > w.where.KnownBy.Last() {
		return nil
	}
	view := func(by alliance.Day) (seen *alliance.Relation, kept bool) {
		f := w.where
		f.KnownBy = by.Date()
		return r.Seen(f.Viewpoint, true), f.Keeps(r)
	}
	before, was := view(on.Prev())
	after, is := view(on)
	var found []string
	add := func(kind network.ChangeKind) { found = append(found, fmt.Sprint(r.ID, " ", int(on), " ", kind)) }
	switch {
	case !was && !is:
	case before == nil:
		add(network.FirstReported)
		for _, k := range alliance.RelationKinds() {
			if after.Status != alliance.Denied && kindStatus(after, k) == 1 {
				add(network.KindsDenied)
			}
		}
	case after == nil:
		add(network.Lapsed)
	case before.Status == alliance.Alleged && after.Status == alliance.Asserted:
		add(network.Confirmed)
	case before.Status != after.Status:
		add(network.ChangeKind("BECAME_" + string(after.Status)))
	}
	if before == nil || after == nil || !was && !is {
		return found
	}
	for _, k := range alliance.RelationKinds() {
		if kind := kindTurn(kindStatus(before, k), kindStatus(after, k)); kind != "" {
			add(kind)
		}
	}
	for _, end := range []bool{false, true} {
		if kind := boundTurn(end, w.bound(r, on.Prev(), end), w.bound(r, on, end)); kind != "" {
			add(kind)
		}
	}
	return found
}

// kindStatus returns the status of a kind of a relation as seen, 0 if nothing is said of it.
func kindStatus(seen *alliance.Relation, kind alliance.RelationKind) int {
	for _, k := range seen.KindStatuses() {
		if k.Kind == kind {
			return map[alliance.Status]int{alliance.Denied: 1, alliance.Disputed: 2, alliance.Alleged: 3, alliance.Asserted: 4}[k.Status]
		}
	}
	return 0
}

// kindTurn returns what changes for a kind, by the number of its status before and after.
func kindTurn(before, after int) network.ChangeKind {
	switch {
	case before == after:
		return ""
	case after == 0:
		return network.KindsLapsed
	case after == 1:
		return network.KindsDenied
	case before <= 1:
		return network.KindsReported
	case after > before:
		return network.KindsConfirmed
	default:
		return network.KindsDisputed
	}
}

// bound returns the first or last day on which a relation is claimed, as known by a day, if a source says that it is and the
// question is about it; otherwise 0.
func (w *walker) bound(r *alliance.Relation, by alliance.Day, end bool) alliance.Day {
	days := slices.Clone(w.near())
	if end {
		slices.Reverse(days)
	}
	for _, on := range days {
		seen := r.Seen(alliance.Viewpoint{AsOf: on.Date(), KnownBy: by.Date(), Presumed: w.where.Presumed}, true)
		if seen == nil || seen.Status == alliance.Denied {
			continue
		}
		if !states(seen, on, end) || on < w.where.AsOf.First() || on > min(w.where.AsOf.Last(), w.where.Until.Last()) {
			return 0
		}
		return on
	}
	return 0
}

// boundTurn returns what changes for the first or last day.
func boundTurn(end bool, before, after alliance.Day) network.ChangeKind {
	reported, moved := network.BeginningReported, network.BeginningMoved
	if end {
		reported, moved = network.EndReported, network.EndMoved
	}
	switch before {
	case after:
		return ""
	case 0:
		return reported
	default:
		return moved
	}
}

// drawAsked draws a question: a filter with and without days, an axis, and a range.
func drawAsked(t *rapid.T) (alliance.RelationFilter, network.ChangeQuery) {
	q := network.ChangeQuery{Axis: network.AxisHeld, First: 7, From: date("0001"), To: date("9998")}
	var f alliance.RelationFilter
	day := rapid.SampledFrom([]string{"", "2015", "2016-05", "2017-06-01", "2018", "2019", "2020", "2021"})
	f.KnownBy, f.Presumed = date(day.Draw(t, "known by")), rapid.Bool().Draw(t, "presumed")
	if rapid.Bool().Draw(t, "statuses") {
		f.Statuses = rapid.SampledFrom([][]alliance.Status{alliance.Statuses(), {alliance.Asserted}, {alliance.Disputed, alliance.Denied}}).Draw(t, "which")
	}
	if rapid.Bool().Draw(t, "known") {
		q.Axis, f.AsOf = network.AxisKnown, date(day.Draw(t, "as of"))
		if f.Presumed {
			f.Until = date("2500") // the walker cannot go beyond the last day of the calendar, to which what has no end is presumed
		}
	}
	if rapid.Bool().Draw(t, "some days") {
		q.From, q.To = date("2016-05"), date("2019-06-30")
	}
	return f, q
}

// What changes is what differs between neighbouring days, on facts and questions drawn at random.
func TestChangesAreThoseBetweenDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := drawFacts(t)
		where, q := drawAsked(t)
		w := walker{facts, where}
		var want []string
		days := w.near()
		if rapid.Bool().Draw(t, "events") {
			f := drawEventFilter(t, q.Axis, facts)
			q.Events, q.OnlyEvents = []alliance.EventFilter{f}, rapid.Bool().Draw(t, "no relations")
			want = eventChanges(facts, f, q.Axis, days)
		}
		for _, r := range facts.Relations {
			if q.OnlyEvents {
				break
			}
			f := where
			f.Since, f.Until = q.From, q.To
			for _, on := range days {
				if q.Axis == network.AxisKnown {
					want = append(want, w.known(r, on)...)
				} else if f.Keeps(r) {
					want = append(want, w.held(r, on)...)
				}
			}
		}
		compareChanges(t, network.View{Store: storeOf(facts), Where: where}, q, want)
	})
}

// compareChanges compares changes with those wanted, as far as these are in the range, and checks what every change has.
func compareChanges(t *rapid.T, v network.View, q network.ChangeQuery, want []string) {
	var got []string
	for _, c := range changesOf(t, v, q) {
		if len(c.Evidence) == 0 {
			t.Fatalf("%s has no evidence", c.Summary())
		}
		if c.Summary() == "" || c.Before == nil && c.After == nil {
			t.Fatalf("nothing changed: %+v", c)
		}
		if c.Event != nil || c.Kind != network.DenialReported { // of which the statuses say nothing
			got = append(got, fmt.Sprint(c.Fact().NodeID(), " ", changeDay(c), " ", c.Kind))
		}
	}
	want = slices.DeleteFunc(want, func(s string) bool {
		var id, kind string
		var on alliance.Day
		if _, err := fmt.Sscan(s, &id, &on, &kind); err != nil {
			t.Fatal(err)
		}
		return on < q.From.First() || on > q.To.Last()
	})
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(slices.Compact(want), got) {
		t.Fatalf("%s %+v\nwant %q\ngot  %q", q.Axis, v.Where, want, got)
	}
}

// changeDay returns the day of a change as its date has it.
func changeDay(c *network.Change) int {
	if c.Axis == network.AxisKnown || c.Kind == network.Ended || c.Kind == network.LastKnown {
		return int(c.Date.Last())
	}
	return int(c.Date.First())
}
