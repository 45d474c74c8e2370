package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// How long claims without an end are presumed to go on, and of which kinds.
func TestPresumed(t *testing.T) {
	for _, tt := range []struct {
		name       string
		statements []string
		want       []string
	}{
		{"for ever", []string{"2010 + from=2001"},
			[]string{"2001..2010-12-31 ASSERTED began s0", "2011-01-01.. ASSERTED presumed s0"}},
		{"from the day after what is covered", []string{"2010 ? from=2001 covers=2005-05 TROOPS"},
			[]string{"2001..2005-05-31 ALLEGED TROOPS began s0", "2005-06-01.. ALLEGED TROOPS presumed s0"}},
		{"from where it begins, if that is later", []string{"2020 + from=2015 covers=2012"},
			[]string{"2015.. ASSERTED presumed began s0"}},
		{"without dates", []string{"2020-05-21 +"},
			[]string{"2020-05-21..2020-05-21 ASSERTED s0", "2020-05-22.. ASSERTED presumed s0"}},
		{"no beginning is presumed, nor a stated end passed", []string{"2020 + to=2005"}, []string{"2005-01-01..2005 ASSERTED ended s0"}},
		{"until a later source gives the end", []string{"2010 + from=2001", "2020 + from=2008 to=2015"},
			[]string{"2001..2015 ASSERTED began ended s0 s1"}},
		{"until the end alone that a later source gives", []string{"2010 + from=2001", "2020 + to=2015"},
			[]string{"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2014-12-31 ASSERTED presumed s0", "2015-01-01..2015 ASSERTED ended s0 s1"}},
		{"the first of several ends", []string{"2010 + from=2001", "2019 + to=2016-01-01", "2020 ? to=2015-01-01"},
			[]string{
				"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2014-12-31 ASSERTED presumed s0", "2015-01-01..2015-01-01 ASSERTED ended s0 s2",
				"2016-01-01..2016-01-01 ASSERTED ended s1",
			}},
		{"an end where another row goes on", []string{"2010 + from=2001 TROOPS", "2020 + from=2011 to=2011", "2020 + from=2012 to=2012"},
			[]string{"2001..2012 ASSERTED TROOPS began ended s0 s1 s2"}},
		{"an end of one kind where another goes on", []string{"2010 + from=2001", "2020 + from=2011 to=2011 TROOPS", "2020 + from=2012 to=2012 WEAPONS"},
			[]string{
				"2001..2010-12-31 ASSERTED began s0", "2011..2011 ASSERTED TROOPS began ended s0 s1",
				"2012..2012 ASSERTED WEAPONS began ended s0 s2",
			}},
		{"an end of its kind where another goes on", []string{"2010 + from=2001 TROOPS", "2020 + from=2011 to=2011 TROOPS", "2020 + from=2011 to=2012 WEAPONS"},
			[]string{
				"2001..2010-12-31 ASSERTED TROOPS began s0", "2011..2011 ASSERTED TROOPS WEAPONS began ended s0 s1 s2",
				"2012-01-01..2012 ASSERTED WEAPONS ended s2",
			}},
		{"a denial before the known end is ignored", []string{"2010 + from=2001", "2020 - from=2002 to=2003"},
			[]string{
				"2001..2001-12-31 ASSERTED began s0", "2002-01-01..2003-12-31 DISPUTED s0 s1",
				"2004-01-01..2010-12-31 ASSERTED s0", "2011-01-01.. ASSERTED presumed s0",
			}},
		{"an end before the known one is ignored", []string{"2010 + from=2001", "2020 + to=2009-01-01"},
			[]string{"2001..2010-12-31 ASSERTED began s0 s1", "2011-01-01.. ASSERTED presumed s0"}},
		{"an end on the known one ends it", []string{"2010-05-21 + from=2001", "2020 + to=2010-05-21"},
			[]string{"2001..2010-05-21 ASSERTED began ended s0 s1"}},
		{"an end from a source of the same day is ignored", []string{"2010 + from=2001", "2010-12-31 + to=2012-01-01"},
			[]string{
				"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2011-12-31 ASSERTED presumed s0",
				"2012-01-01..2012-01-01 ASSERTED ended s0 s1", "2012-01-02.. ASSERTED presumed s0",
			}},
		{"an end from an earlier source is ignored", []string{"2009 + to=2012-01-01", "2010 + from=2001 TROOPS"},
			[]string{
				"2001..2010-12-31 ASSERTED TROOPS began s1", "2011-01-01..2011-12-31 ASSERTED TROOPS presumed s1",
				"2012-01-01..2012-01-01 ASSERTED TROOPS ended s0 s1", "2012-01-02.. ASSERTED TROOPS presumed s1",
			}},
		{"an end where a source knows what follows", []string{"1991 + from=1990", "2000 + from=1992 to=1992", "2001 + from=1993 covers=1994"},
			[]string{"1990..1994-12-31 ASSERTED began s0 s1 s2", "1995-01-01.. ASSERTED presumed s0 s2"}},
		{"what an earlier source knows does not matter to that", []string{"1990 + from=1993 to=1994", "1991 + from=1990 TROOPS", "2000 + from=1992 to=1992"},
			[]string{"1990..1992 ASSERTED TROOPS began ended s1 s2", "1993..1994 ASSERTED began ended s0"}},

		{"a denial of the last known day is not", []string{"2020 + from=1990 covers=2012", "2021 - from=2012-12-31 to=2012-12-31"},
			[]string{"1990..2012-12-30 ASSERTED began s0", "2012-12-31..2012-12-31 DISPUTED s0 s1"}},
		{"kinds denied for earlier days stay", []string{"2020 + from=1990 covers=2012 TROOPS WEAPONS", "2021 - from=1991 to=1991 TROOPS"},
			[]string{"1990..2012-12-31 ASSERTED TROOPS WEAPONS began s0 s1", "2013-01-01.. ASSERTED TROOPS WEAPONS presumed s0"}},

		{"until a later denial is published", []string{"2010 + from=2001", "2012-05-21 -"},
			[]string{"2001..2010-12-31 DISPUTED began s0 s1", "2011-01-01..2012-05-20 DISPUTED presumed s0 s1"}},
		{"until the days of a later denial", []string{"2010 + from=2001", "2020 - from=2012 to=2013"},
			[]string{"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2011-12-31 ASSERTED presumed s0", "2012..2013 DENIED began ended s1"}},
		{"a denial of the same day ends nothing", []string{"2010 + from=2001", "2010 - from=2012 to=2013"},
			[]string{
				"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2011-12-31 ASSERTED presumed s0",
				"2012-01-01..2013-12-31 DISPUTED presumed s0 s1", "2014-01-01.. ASSERTED presumed s0",
			}},
		{"the first of denials and ends", []string{"2010 + from=2001", "2020 + to=2015-01-01", "2021 - from=2013 to=2013"},
			[]string{
				"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2012-12-31 ASSERTED presumed s0", "2013..2013 DENIED began ended s2",
				"2015-01-01..2015-01-01 ASSERTED ended s1",
			}},

		{"a denied kind goes, the others stay", []string{"2010 + from=2001 TROOPS WEAPONS", "2020 - from=2012 to=2013 TROOPS"},
			[]string{
				"2001..2010-12-31 ASSERTED TROOPS WEAPONS began s0", "2011-01-01..2011-12-31 ASSERTED TROOPS WEAPONS presumed s0",
				"2012-01-01.. ASSERTED WEAPONS presumed s0 s1",
			}},
		{"kind after kind", []string{"2010 + from=2001 TROOPS WEAPONS", "2020 - from=2013 to=2013 TROOPS", "2021 - from=2012 to=2012 WEAPONS"},
			[]string{
				"2001..2010-12-31 ASSERTED TROOPS WEAPONS began s0", "2011-01-01..2011-12-31 ASSERTED TROOPS WEAPONS presumed s0",
				"2012-01-01..2012-12-31 ASSERTED TROOPS presumed s0 s2", "2013..2013 DENIED TROOPS began ended s1",
			}},
		{"no kind of several is left", []string{"2010 + from=2001 TROOPS", "2012-05-21 - TROOPS FUNDING"},
			[]string{"2001..2010-12-31 DISPUTED TROOPS began s0 s1", "2011-01-01..2012-05-20 DISPUTED TROOPS presumed s0 s1"}},
		{"other kinds are denied", []string{"2010 + from=2001 TROOPS", "2012-05-21 - FUNDING"},
			[]string{"2001..2010-12-31 ASSERTED TROOPS began s0 s1", "2011-01-01.. ASSERTED TROOPS presumed s0 s1"}},
		{"kinds of a claim that names none", []string{"2010 + from=2001", "2020 - from=2012 to=2013 TROOPS"},
			[]string{"2001..2010-12-31 ASSERTED began s0", "2011-01-01.. ASSERTED presumed s0 s1"}},

		{"what is known beside what is presumed is known", []string{"2010 + from=2001 TROOPS", "2010 + from=2008 to=2012 WEAPONS"},
			[]string{
				"2001..2007-12-31 ASSERTED TROOPS began s0", "2008..2012 ASSERTED TROOPS WEAPONS began ended s0 s1",
				"2013-01-01.. ASSERTED TROOPS presumed s0",
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, periods(stated(tt.statements...).Seen(at("presumed"), true))); diff != "" {
				t.Errorf("periods differ (-want +got):\n%s", diff)
			}
		})
	}
}

// What is presumed ends with the lives of the actors, and does not begin before they do.
func TestPresumedWithinLives(t *testing.T) {
	for _, tt := range []struct {
		from, to string
		want     []string
	}{
		{"", "2015-05", []string{"2001..2010-12-31 ASSERTED began s0", "2011-01-01..2015-05-31 ASSERTED presumed s0"}},
		{"", "2010", []string{"2001..2010-12-31 ASSERTED began s0"}},
		{"", "2005", []string{"2001..2005-12-31 ASSERTED began s0"}},
		{"2012", "2015", nil},
	} {
		r := stated("2010 + from=2001")
		r.Object.Span = span(tt.from, tt.to)
		r.Settle()
		if diff := cmp.Diff(tt.want, periods(r.Seen(at("presumed"), true))); diff != "" {
			t.Errorf("alive %s: periods differ (-want +got):\n%s", written(r.Object.Span), diff)
		}
	}
}

// Views of what is presumed: the span stays that of what is known, and certainty is that of the days asked for.
func TestPresumedViews(t *testing.T) {
	backing := []string{"2010-05-21 + from=2001 TROOPS", "2015 + from=2005 to=2012 WEAPONS", "2016 -"}
	for _, tt := range []struct {
		statements []string
		at         string
		want       string
	}{
		{backing[:1], "presumed", "ASSERTED TROOPS 2001..2010-05-21 e0"},
		{backing[:1], "asOf=2020", ""},
		{backing[:1], "asOf=2020 presumed", "ASSERTED TROOPS presumed 2001..2010-05-21 e0"},
		{backing[:1], "asOf=2010 presumed", "ASSERTED TROOPS 2001..2010-05-21 e0"}, // known on some day of it
		{backing[:1], "asOf=2010-06 presumed", "ASSERTED TROOPS presumed 2001..2010-05-21 e0"},
		{backing[:1], "since=2000 until=2000 presumed", ""},
		{backing[:1], "asOf=2020 knownBy=2009 presumed", ""},
		{backing[:1], "asOf=2020 knownBy=2010-05-21 presumed", "ASSERTED TROOPS presumed 2001..2010-05-21 e0"},
		{backing[:2], "asOf=2012 presumed", "ASSERTED TROOPS WEAPONS 2001..2012 e0 e1"},
		{backing[:2], "asOf=2013 presumed", ""},
		{backing[:2], "asOf=2013 knownBy=2014 presumed", "ASSERTED TROOPS presumed 2001..2010-05-21 e0"},
		{backing, "asOf=2012 presumed", "DISPUTED TROOPS WEAPONS 2001..2012 e0 e1 e2"},
		{backing[:1:1], "presumed knownBy=2005", ""},
		{[]string{"2020 + from=2015 covers=2012"}, "presumed", "ASSERTED presumed .. e0"},
		{[]string{"2020 + from=2015 covers=2012"}, "presumed asOf=2014", ""},
		{[]string{"2020 + from=2015 covers=2012"}, "presumed asOf=2015", "ASSERTED presumed .. e0"},
		{[]string{"2020 + from=2001 to=2005"}, "presumed", "ASSERTED 2001..2005 e0"},
		{[]string{"2020 - from=2001"}, "presumed asOf=2025", ""}, // denials are not presumed
	} {
		if got := shown(stated(tt.statements...).Seen(at(tt.at), true)); got != tt.want {
			t.Errorf("%q at %s shows %q, want %q", tt.statements, tt.at, got, tt.want)
		}
	}
}

// A kind may be presumed where the relation is known to hold, of another kind.
func TestPresumedKind(t *testing.T) {
	r := stated("2010 + from=1988 covers=1990 WEAPONS", "2010 + from=1990 to=1995 FUNDING").Seen(at("asOf=1993 presumed"), false)
	want := []alliance.KindStatus{
		{Kind: alliance.Weapons, Status: alliance.Asserted, Certainty: alliance.Presumed},
		{Kind: alliance.Funding, Status: alliance.Asserted, Certainty: alliance.Known},
	}
	if diff := cmp.Diff(want, r.KindStatuses()); diff != "" || r.Certainty != alliance.Known {
		t.Errorf("the relation is %s; kinds (-want +got):\n%s", r.Certainty, diff)
	}
}
