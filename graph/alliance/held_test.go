package alliance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
)

// TestRelationMatcher_Held checks on random facts that the days on which a relation that a filter keeps holds are those on
// which the filter keeps it as of that day, and that it is signed on those on which its view of that day has a sign.
func TestRelationMatcher_Held(t *testing.T) {
	var kept, out int
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		f := dayFilter(facts, 3).Draw(rt, "filter")
		m := f.Matcher()
		for _, r := range facts.Relations {
			if !m.Keeps(r) {
				continue
			}
			held, signed := m.Held(r)
			for _, day := range daysAround(r) {
				want := viewOn(f, r, day)
				if got := has(held, day); got != (want != nil) {
					rt.Fatalf("%+v%s: %s holds on %v: %t, kept as of it: %t", f, notText(f), r.ID, day, got, want != nil)
				}
				if got := has(signed, day); got != (want != nil && isSigned(f, want)) {
					rt.Fatalf("%+v%s: %s is signed on %v: %t", f, notText(f), r.ID, day, got)
				}
				if want != nil {
					kept++
				} else {
					out++
				}
			}
		}
	})
	if kept < 100 || out < 100 {
		t.Errorf("relations are kept on %d days and left out on %d: too few to tell", kept, out)
	}
}

// A pact holds on the days on which it is of the kinds asked for, and is a friendship on those of them on which it obliges to
// more than nonaggression, whichever statement says so.
func TestRelationMatcher_HeldSigned(t *testing.T) {
	type filter = alliance.RelationFilter
	pact := stated("2010 + from=2000 to=2009 NONAGGRESSION", "2010 ? from=2005 to=2007 DEFENSE", "2010 + from=2012 to=2012")
	pact.Type = alliance.AlliedWith
	pact.Settle()
	nonaggression, defense := []alliance.RelationKind{alliance.Nonaggression}, []alliance.RelationKind{alliance.Defense}
	asserted := []alliance.Status{alliance.Asserted}
	for _, test := range []struct {
		f            filter
		held, signed string
	}{
		{filter{}, "2000-01-01/2009-12-31 2012-01-01/2012-12-31", "2005-01-01/2007-12-31 2012-01-01/2012-12-31"},
		{filter{Kinds: nonaggression}, "2000-01-01/2009-12-31", "2005-01-01/2007-12-31"},
		{filter{Kinds: nonaggression, Statuses: asserted}, "2000-01-01/2009-12-31", "2005-01-01/2007-12-31"},
		{filter{Kinds: defense}, "2005-01-01/2007-12-31", "2005-01-01/2007-12-31"},
		{filter{AllKinds: append(defense, nonaggression...)}, "2005-01-01/2007-12-31", "2005-01-01/2007-12-31"},
		{filter{Viewpoint: at("since=2007 until=2008")}, "2007-01-01/2008-12-31", "2007-01-01/2007-12-31"},
		{filter{Viewpoint: at("until=2008"), Not: &filter{Kinds: defense}}, "2000-01-01/2004-12-31 2008-01-01/2008-12-31", ""},
		{filter{Not: &filter{Viewpoint: at("asOf=2011")}}, "2000-01-01/2009-12-31 2012-01-01/2012-12-31", "2005-01-01/2007-12-31 2012-01-01/2012-12-31"},
		{filter{Viewpoint: at("since=2009"), Not: &filter{Not: &filter{Viewpoint: at("asOf=2006")}}}, "2009-01-01/2009-12-31 2012-01-01/2012-12-31", "2012-01-01/2012-12-31"},
		{filter{Not: &filter{Viewpoint: at("asOf=2006")}}, "", ""},
	} {
		m := test.f.Matcher()
		held, signed := m.Held(pact)
		if got := spansText(held); got != test.held {
			t.Errorf("%+v%s: held on %s, want %s", test.f, notText(test.f), got, test.held)
		}
		if got := spansText(signed); got != test.signed {
			t.Errorf("%+v%s: signed on %s, want %s", test.f, notText(test.f), got, test.signed)
		}
	}
}

// TestRelationMatcher_Binds checks which obligations of a coalition make its members allies.
func TestRelationMatcher_Binds(t *testing.T) {
	type filter = alliance.RelationFilter
	kinds := func(list ...alliance.RelationKind) []alliance.RelationKind {
		return append([]alliance.RelationKind{}, list...)
	}
	both := kinds(alliance.Defense, alliance.Nonaggression)
	for _, test := range []struct {
		f           filter
		obligations []alliance.RelationKind
		want        bool
	}{
		{filter{}, nil, false},
		{filter{}, kinds(alliance.Nonaggression), false},
		{filter{}, both, true},
		{filter{Kinds: kinds(alliance.Nonaggression)}, both, true},
		{filter{Kinds: kinds(alliance.Troops)}, both, false},
		{filter{AllKinds: both}, both, true},
		{filter{AllKinds: both}, kinds(alliance.Defense), false},
		{filter{AllKinds: kinds()}, both, false},
		{filter{Kinds: kinds(alliance.Defense), AllKinds: kinds(alliance.Consultation)}, both, false},
	} {
		m := test.f.Matcher()
		if got := m.Binds(alliance.SetOf(test.obligations...)); got != test.want {
			t.Errorf("%+v: %v bind: %t, want %t", test.f, test.obligations, got, test.want)
		}
	}
}

// spansText returns the spans of a set as FROM/TO, separated by spaces.
func spansText(s alliance.DaySet) string {
	var all []string
	for _, span := range s.Spans() {
		all = append(all, span.From.String()+"/"+span.To.String())
	}
	return strings.Join(all, " ")
}

// dayFilter generates filters that restrict what changes from day to day, and little else; up to so many, one inside the other.
func dayFilter(facts *alliance.Facts, depth int) *rapid.Generator[alliance.RelationFilter] {
	obligations := alliance.KindsOf(alliance.AlliedWith)
	return rapid.Custom(func(t *rapid.T) alliance.RelationFilter {
		f := alliance.RelationFilter{
			Viewpoint: alliance.Viewpoint{
				AsOf: someDay(t, facts, "as of"), Since: someDay(t, facts, "since"), Until: someDay(t, facts, "until"),
				KnownBy: someDay(t, facts, "known by"), Presumed: rapid.Bool().Draw(t, "presumed"),
			},
			Types: most(t, alliance.RelationTypes()), Kinds: pair(t, obligations), AllKinds: pair(t, obligations),
			Kindless: rapid.Bool().Draw(t, "kindless"), Sources: most(t, ids(facts.Sources)),
		}
		if n := rapid.IntRange(0, 6).Draw(t, "statuses"); n < 5 && n > 0 {
			f.Statuses = alliance.Statuses()[:n]
		}
		if depth > 1 && rapid.Bool().Draw(t, "not") {
			not := dayFilter(facts, depth-1).Draw(t, "left out")
			f.Not = &not
		}
		return f
	})
}

// viewOn returns what a filter shows of a relation as of one of the days that it asks for, nil if it does not keep it.
func viewOn(f alliance.RelationFilter, r *alliance.Relation, day alliance.Date) *alliance.Relation {
	if on := (alliance.Span{From: f.AsOf, To: f.AsOf}); !on.Shares(day) {
		return nil
	}
	f.AsOf = day
	return f.View(r)
}

// isSigned reports whether a view has the sign of its type. Where what is denied counts, the denied obligations of an
// alliance do too, which a view does not tell from the claimed ones; a denial of no kinds is of what is claimed.
func isSigned(f alliance.RelationFilter, view *alliance.Relation) bool {
	obliges := view.Sign() != alliance.Neutral
	if slices.Contains(f.Statuses, alliance.Denied) {
		for _, k := range view.KindStatuses() {
			obliges = obliges || k.Kind != alliance.Nonaggression
		}
	}
	return view.Type != alliance.AlliedWith || obliges
}

// has reports whether a day is in a set.
func has(s alliance.DaySet, day alliance.Date) bool {
	return slices.ContainsFunc(s.Spans(), func(span alliance.Span) bool { return span.Shares(day) })
}

// someDay draws an absent date, mostly, or one of those of a data set.
func someDay(t *rapid.T, facts *alliance.Facts, label string) alliance.Date {
	dates := make([]alliance.Date, 6)
	for _, s := range facts.Sources {
		dates = append(dates, s.Published)
	}
	return rapid.SampledFrom(dates).Draw(t, label)
}

// daysAround returns the days on which something may change for a relation, with those before and after.
func daysAround(r *alliance.Relation) []alliance.Date {
	dates := []alliance.Date{r.Subject.From, r.Subject.To, r.Object.From, r.Object.To}
	for _, e := range r.Evidence {
		dates = append(dates, e.From, e.To, e.Source.Published, e.Source.Covers.From, e.Source.Covers.To)
	}
	var days []alliance.Date
	for _, d := range dates {
		if d.IsZero() {
			continue
		}
		for _, day := range []alliance.Day{d.First(), d.Last()} {
			days = append(days, shifted(day, -1), shifted(day, 0), shifted(day, 1))
		}
	}
	return slices.DeleteFunc(days, alliance.Date.IsZero)
}

// shifted returns the date of so many days after a day, the zero date if that is not in the calendar.
func shifted(d alliance.Day, by int) alliance.Date {
	year, rest := int(d)/10000, int(d)%10000
	if rest < 0 {
		year, rest = year-1, rest+10000
	}
	t := time.Date(year, time.Month(rest/100), rest%100+by, 0, 0, 0, 0, time.UTC)
	date, err := alliance.NewDate(t.Year(), int(t.Month()), t.Day())
	if err != nil {
		return alliance.Date{}
	}
	return date
}

// notText returns what a filter leaves out, which prints as an address in it.
func notText(f alliance.RelationFilter) string {
	if f.Not == nil {
		return ""
	}
	return fmt.Sprintf(" not %+v%s", *f.Not, notText(*f.Not))
}
