package alliance_test

import (
	"fmt"
	"testing"

	"entente/graph/alliance"
)

// stretched returns a relation with statements of some spans, made by sources of 2020.
func stretched(evidence ...*alliance.Evidence) *alliance.Relation {
	one, other := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	source := &alliance.Source{ID: "s", Published: alliance.MustDate("2020-12-31")}
	r := &alliance.Relation{ID: "r", Type: alliance.Supports, Subject: one, Object: other}
	for i, e := range evidence {
		e.ID, e.Fact, e.Source = fmt.Sprint("e", i), "r", source
		r.Evidence = append(r.Evidence, e)
	}
	facts := alliance.NewFacts(alliance.Facts{
		Actors: []*alliance.Actor{one, other}, Sources: []*alliance.Source{source}, Relations: []*alliance.Relation{r},
	})
	return facts.Relations[0]
}

// spanned returns a statement with a span.
func spanned(stance alliance.Stance, from, to string, kinds ...alliance.RelationKind) *alliance.Evidence {
	var span alliance.Span
	if from != "" {
		span.From = alliance.MustDate(from)
	}
	if to != "" {
		span.To = alliance.MustDate(to)
	}
	return &alliance.Evidence{Stance: stance, Span: span, Kinds: alliance.SetOf(kinds...)}
}

// heldOn returns the days on which a relation holds as of a date; the zero date means whenever it does.
func heldOn(r *alliance.Relation, asOf alliance.Date) alliance.DaySet {
	where := alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: asOf}}
	m := where.Matcher()
	held, _ := m.Held(r)
	return held
}

// TestStretches states the ends of runs of days as sources do.
func TestStretches(t *testing.T) {
	r := stretched(
		spanned(alliance.Asserts, "1990", "1991-05"), spanned(alliance.Asserts, "1990-01-01", "1990"),
		spanned(alliance.Asserts, "2018-03", ""), spanned(alliance.Asserts, "", "2000"),
	)
	var edges alliance.Edges
	edges.AddRelation(r, false)
	got := fmt.Sprint(heldOn(r, alliance.Date{}).Stretches(&edges))
	want := "[{{1990-01-01 1991-05} true true} {{2000-01-01 2000} false true} {{2018-03 2020-12-31} true false}]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestAround keeps the runs that have one of some days, and does not cut them.
func TestAround(t *testing.T) {
	r := stretched(spanned(alliance.Asserts, "1990", "1991"), spanned(alliance.Asserts, "1995", "1999"), spanned(alliance.Asserts, "2003", "2004"))
	all := heldOn(r, alliance.Date{})
	got := all.Around(heldOn(r, alliance.MustDate("1996-05"))).Spans()
	if fmt.Sprint(got) != "[{1995-01-01 1999-12-31}]" {
		t.Error(got)
	}
	if got := all.Hull().Spans(); fmt.Sprint(got) != "[{1990-01-01 2004-12-31}]" {
		t.Error(got)
	}
	if got := all.Around(alliance.DaySet{}); !got.Empty() || !got.Hull().Empty() {
		t.Error(got)
	}
}

// TestEdgesOfLives has the lives of actors and, if asked for, denials among the ends.
func TestEdgesOfLives(t *testing.T) {
	r := stretched(spanned(alliance.Asserts, "1990", ""), spanned(alliance.Denies, "1995-05", "1996"))
	r.Object.Span.To = alliance.MustDate("1997")
	r.Settle()
	var days alliance.DaySet
	for _, s := range [][2]string{{"1990", "1991"}, {"1995-05", "1996"}, {"1997-06", "1997"}} {
		days = days.Or(alliance.Span{From: alliance.MustDate(s[0]), To: alliance.MustDate(s[1])}.Set())
	}
	for _, test := range []struct {
		denials bool
		want    string
	}{
		{false, "[{{1990 1991-12-31} true false} {{1995-05-01 1996-12-31} false false} {{1997-06-01 1997} false true}]"},
		{true, "[{{1990 1991-12-31} true false} {{1995-05 1996} true true} {{1997-06-01 1997} false true}]"},
	} {
		var edges alliance.Edges
		edges.AddRelation(r, test.denials)
		if got := fmt.Sprint(days.Stretches(&edges)); got != test.want {
			t.Errorf("denials %t\ngot  %s\nwant %s", test.denials, got, test.want)
		}
	}
}

// TestCount counts days of the calendar.
func TestCount(t *testing.T) {
	for _, test := range []struct {
		from, to string
		want     int
	}{{"2020", "2020", 366}, {"-0001-12-31", "0000-01-01", 2}, {"2020-02", "2020-03", 60}} {
		s := alliance.Span{From: alliance.MustDate(test.from), To: alliance.MustDate(test.to)}.Set()
		if got := s.Count(); got != test.want {
			t.Errorf("%s to %s: got %d, want %d", test.from, test.to, got, test.want)
		}
		if got := s.Until(s.Spans()[0].From.First()).Count(); got != 1 {
			t.Errorf("%s: the first day alone is %d days", test.from, got)
		}
	}
	if got := (alliance.DaySet{}).Count(); got != 0 {
		t.Error(got)
	}
}
