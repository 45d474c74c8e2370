package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// The days on which a statement is known to hold, by what it and its source say.
func TestKnownDays(t *testing.T) {
	for _, tt := range []struct{ name, statement, at, want string }{
		{"both ends", "2020 + from=2001 to=2005", "", "2001..2005"},
		{"both ends, later than the source", "2000 + from=2001 to=2005", "", "2001..2005"},
		{"no end, to publication", "2020-05-21 + from=2001", "", "2001..2020-05-21"},
		{"no end, publication partial", "2020-05 + from=2001", "", "2001..2020-05-31"},
		{"no end, to what is covered", "2020 + from=2001 covers=2012", "", "2001..2012-12-31"},
		{"no end, covered beyond publication", "2010 + from=2001 covers=2012", "", "2001..2012-12-31"},
		{"no end, from after what is covered", "2020 + from=2015 covers=2012", "", ".."},
		{"end alone", "2020 + to=2005-02", "", "2005-02-01..2005-02"},
		{"no dates, publication", "2020-05-21 +", "", "2020-05-21..2020-05-21"},
		{"no dates, publication partial", "2020-05 +", "", "2020-05-31..2020-05-31"},
		{"no dates, covered ended earlier", "2020-05-21 + covers=2012", "", "2012-12-31..2012-12-31"},
		{"no dates, covered ends later", "2020-05-21 + covers=2022", "", "2020-05-21..2020-05-21"},
		{"approximate", "2020 + from=2001~ to=2005?", "", "2001~..2005?"},
		{"known by: a stated end stays", "2000 + from=2001 to=2005", "knownBy=2002", "2001..2005"},
		{"known by: an end that is not stated does not pass it", "2010 + from=2001 covers=2012", "knownBy=2011-05", "2001..2011-05-31"},
		{"known by: what is covered ended earlier", "2010 + from=2001 covers=2009", "knownBy=2011-05", "2001..2009-12-31"},
		{"known by: begins later than that", "2010 + from=2015 covers=2020", "knownBy=2012", ".."},
		{"known by: begins later, unless all is known", "2010 + from=2015 covers=2020", "", "2015..2020-12-31"},
		{"known by: an end alone", "2000 + to=2005", "knownBy=2002", "2005-01-01..2005"},
	} {
		got := written(stated(tt.statement).Seen(at(tt.at), false).Span)
		if got != tt.want {
			t.Errorf("%s: %q is known to hold %s, want %s", tt.name, tt.statement, got, tt.want)
		}
	}
}

// No statement holds outside the lives of the actors that it names.
func TestKnownDaysWithinLives(t *testing.T) {
	subject, object := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	against, pact := &alliance.Actor{ID: "c"}, &alliance.Actor{ID: "d"}
	for _, tt := range []struct {
		name string
		of   *alliance.Actor
		life alliance.Span
		want string
	}{
		{"no end of life", subject, span("", ""), "2001..2005"},
		{"born within", subject, span("2002-05", ""), "2002-05-01..2005"},
		{"died within", object, span("", "2004-03"), "2001..2004-03-31"},
		{"an opponent", against, span("2003", "2003"), "2003-01-01..2003-12-31"},
		{"a coalition", pact, span("2003", ""), "2003-01-01..2005"},
		{"born on the day that is stated", subject, span("2001-01-01", ""), "2001..2005"},
		{"lives before", subject, span("", "2000"), ".."},
		{"lives after", object, span("2006", ""), ".."},
	} {
		r := stated("2020 + from=2001 to=2005")
		r.Subject, r.Object, r.Against, r.Coalition = subject, object, against, pact
		tt.of.Span = tt.life
		r.Settle()
		if got := written(r.Span); got != tt.want || r.Status != alliance.Asserted {
			t.Errorf("%s: known to hold %s, %s; want %s", tt.name, got, r.Status, tt.want)
		}
		r.Type = alliance.Succeeds
		if r.Settle(); written(r.Span) != "2001..2005" {
			t.Errorf("%s: succession is cut to %s", tt.name, written(r.Span))
		}
		tt.of.Span = alliance.Span{}
	}
}

// The days of which denials speak, seen as periods.
func TestDeniedDays(t *testing.T) {
	for _, tt := range []struct {
		name       string
		statements []string
		want       []string
	}{
		{"dates of its own", []string{"2020 - from=2001 to=2005"}, []string{"2001..2005 DENIED began ended s0"}},
		{"no end", []string{"2010-05-21 - from=2001"}, []string{"2001..2010-05-21 DENIED began s0"}},
		{"nothing is claimed: the day of publication", []string{"2010-05 -"}, []string{"2010-05-31..2010-05-31 DENIED s0"}},
		{"what is covered does not matter then", []string{"2010-05 - covers=2005"}, []string{"2010-05-31..2010-05-31 DENIED s0"}},
		{"what holds at its publication",
			[]string{"2020 + from=2001 to=2005", "2003 -"}, []string{"2001..2005 DISPUTED began ended s1 s0"}},
		{"what held last before",
			[]string{"2020 + from=2001 to=2002", "2020 + from=2005 to=2006", "2020 + from=2011 to=2012", "2010 -"},
			[]string{"2001..2002 ASSERTED began ended s0", "2005..2006 DISPUTED began ended s3 s1", "2011..2012 ASSERTED began ended s2"}},
		{"nothing held before: the day of publication",
			[]string{"2020 + from=2005 to=2006", "2004-05-21 -"},
			[]string{"2004-05-21..2004-05-21 DENIED s1", "2005..2006 ASSERTED began ended s0"}},
		{"it begins on the day of publication",
			[]string{"2020 + from=2004-05-21 to=2006", "2004-05-21 -"}, []string{"2004-05-21..2006 DISPUTED began ended s1 s0"}},
		{"claims that overlap and adjoin are one run",
			[]string{"2020 + from=2001 to=2003", "2020 ? from=2002 to=2004", "2020 + from=2005 to=2006 TROOPS", "2020 + from=2008 to=2009", "2006 -"},
			[]string{"2001..2004 DISPUTED began ended s4 s0 s1", "2005..2006 DISPUTED TROOPS began ended s4 s2", "2008..2009 ASSERTED began ended s3"}},
		{"one run within another",
			[]string{"2020 + from=2001 to=2009", "2020 + from=2002 to=2003", "2004 -"},
			[]string{"2001..2009 DISPUTED began ended s2 s0 s1"}},
		{"kinds do not matter",
			[]string{"2020 + from=2001 to=2003 WEAPONS", "2020 + from=2004 to=2005 TROOPS", "2005 - TROOPS"},
			[]string{"2001..2003 ASSERTED WEAPONS began ended s2 s0", "2004..2005 DISPUTED TROOPS began ended s2 s1"}},
	} {
		if diff := cmp.Diff(tt.want, periods(stated(tt.statements...))); diff != "" {
			t.Errorf("%s: periods differ (-want +got):\n%s", tt.name, diff)
		}
	}
}

// A denial without dates speaks of what was claimed as far as it is known.
func TestDeniedDaysKnownBy(t *testing.T) {
	r := stated("2003-05-21 + from=2001 covers=2012", "2004 -", "2020 + from=1999 to=2000")
	for _, tt := range []struct {
		by   string
		want []string
	}{
		{"2003-05-20", nil},
		{"2003-05-21", []string{"2001..2003-05-21 ASSERTED began s0"}},
		{"2005-05-21", []string{"2001..2005-05-21 DISPUTED began s0 s1"}},
		{"", []string{"1999..2012-12-31 DISPUTED began s0 s1 s2"}},
	} {
		var got []string
		if view := r.Seen(alliance.Viewpoint{KnownBy: date(tt.by)}, true); view != nil {
			got = periods(view)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("known by %s: periods differ (-want +got):\n%s", tt.by, diff)
		}
	}
}

// A denial is of no days on which the actors do not live.
func TestDeniedDaysWithinLives(t *testing.T) {
	r := stated("2020 + from=2001 to=2005", "2010 -", "2011 - from=1990 to=2003")
	r.Object.Span = span("2002", "2004")
	r.Settle()
	if diff := cmp.Diff([]string{"2002-01-01..2004-12-31 DISPUTED s1 s2 s0"}, periods(r)); diff != "" {
		t.Errorf("periods differ (-want +got):\n%s", diff)
	}
}

// An edge is written as the most precise statement of it does.
func TestEdges(t *testing.T) {
	for _, tt := range []struct {
		statements []string
		want       string
	}{
		{[]string{"2020 + from=2001 to=2005", "2020 + from=2001-01 to=2005-12-31"}, "2001-01..2005-12-31"},
		{[]string{"2020 + from=2001-01-01 to=2005-12", "2020 + from=2001 to=2005"}, "2001-01-01..2005-12"},
		{[]string{"2020 + from=2001~ to=2005?", "2020 + from=2001 to=2005"}, "2001..2005"},
		{[]string{"2020 + from=2001 to=2005", "2020 + from=2001? to=2005~"}, "2001..2005"},
		{[]string{"2020 + from=2001 to=2005", "2020 + from=2001-01? to=2005-12~"}, "2001-01?..2005-12~"},
		{[]string{"2020 + from=2001 to=2003", "2020 + from=2002 to=2005"}, "2001..2005"},
		{[]string{"2020 + from=2001 covers=2005", "2020 + from=2003 to=2004"}, "2001..2005-12-31"},
		{[]string{"2020 + from=2001 covers=2005", "2020 + from=2003 to=2005"}, "2001..2005"},
		{[]string{"2020 - from=1990 to=2019", "2020 + from=2001 to=2005"}, "2001..2005"},
		{[]string{"2020 - from=1990 to=2019", "2020 - from=2001 to=2005"}, "1990..2019"},
		{[]string{"2020 - from=1990 to=2019", "2020 + from=2015 covers=2012"}, ".."},
		{[]string{"2020 + from=-0430 to=-0403"}, "-0430..-0403"},
		{[]string{"2020 + from=-0430-05 covers=-0403"}, "-0430-05..-0403-12-31"},
	} {
		if got := written(stated(tt.statements...).Span); got != tt.want {
			t.Errorf("%q hold %s, want %s", tt.statements, got, tt.want)
		}
	}
}

// Settle can be called again, on evidence in any order.
func TestSettleAgain(t *testing.T) {
	r := stated("2020 + from=2001 to=2005 WEAPONS", "2010 - TROOPS")
	want := shown(r)
	r.Evidence[0], r.Evidence[1] = r.Evidence[1], r.Evidence[0]
	r.Settle()
	if got := shown(r); got != want || ids(r.Evidence)[0] != "e1" {
		t.Errorf("settled again: %s, want %s", got, want)
	}
	r.Evidence = r.Evidence[1:]
	r.Settle()
	if got := shown(r); got != "ASSERTED WEAPONS 2001..2005 e0" || kindStatuses(r) != "WEAPONS=ASSERTED" {
		t.Errorf("settled without the denial: %s, %s", got, kindStatuses(r))
	}
}
