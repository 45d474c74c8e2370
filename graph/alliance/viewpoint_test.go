package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// What is seen of one relation from several viewpoints.
func TestSeen(t *testing.T) {
	// Three sources, then a denial of what the second says.
	statements := []string{
		"2003-05-21 + from=2001 covers=2010 TROOPS", "2012 ? from=2008 to=2011 WEAPONS", "2015 + to=2014-03", "2016 - from=2011 WEAPONS",
	}
	for _, tt := range []struct {
		count    int // of the statements
		at, want string
	}{
		{4, "", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1 e2 e3"},
		{3, "asOf=2001", "ASSERTED TROOPS 2001..2014-03 e0"},
		{3, "asOf=2009-05", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1"},
		{3, "asOf=2011", "ALLEGED WEAPONS 2001..2014-03 e1"},
		{3, "asOf=2012", ""},
		{3, "asOf=2000-12-31", ""},
		{3, "asOf=2014", "ASSERTED 2001..2014-03 e2"},
		{3, "asOf=2014-04", ""},
		{3, "since=2011", "ASSERTED WEAPONS 2001..2014-03 e1 e2"},
		{3, "until=2007", "ASSERTED TROOPS 2001..2014-03 e0"},
		{3, "since=2011 until=2013", "ALLEGED WEAPONS 2001..2014-03 e1"},
		{3, "since=2012 until=2011", ""},
		{3, "asOf=2010 since=2010-06 until=2010-07", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1"},
		{3, "asOf=2010 since=2011", ""},
		{3, "since=2001", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1 e2"},
		{3, "knownBy=2003-05-20", ""},
		{3, "knownBy=2003-05-21", "ASSERTED TROOPS 2001..2003-05-21 e0"},
		{3, "knownBy=2005", "ASSERTED TROOPS 2001..2005-12-31 e0"},
		{3, "knownBy=2014", "ASSERTED TROOPS WEAPONS 2001..2011 e0 e1"},
		{3, "knownBy=2016", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1 e2"},
		{3, "knownBy=2005 asOf=2005", "ASSERTED TROOPS 2001..2005-12-31 e0"},
		{3, "knownBy=2005 asOf=2006", ""},
		{3, "knownBy=2012 asOf=2014", ""},
		{4, "asOf=2001", "ASSERTED TROOPS 2001..2014-03 e0"},
		{4, "asOf=2011", "DISPUTED WEAPONS 2001..2014-03 e1 e3"},
		{4, "asOf=2012", "DENIED WEAPONS 2001..2014-03 e3"},
		{4, "asOf=2016", "DENIED WEAPONS 2001..2014-03 e3"},
		{4, "asOf=2017", ""},
		{4, "asOf=2011 knownBy=2015", "ALLEGED WEAPONS 2001..2014-03 e1"},
		{4, "asOf=2012 knownBy=2015", ""},
		{4, "knownBy=2003-05-20", ""},
		{4, "knownBy=2015", "ASSERTED TROOPS WEAPONS 2001..2014-03 e0 e1 e2"},
	} {
		r := stated(statements[:tt.count]...)
		before := shown(r)
		view := r.Seen(at(tt.at), true)
		if got := shown(view); got != tt.want {
			t.Errorf("%d statements at %q show %q, want %q", tt.count, tt.at, got, tt.want)
		}
		if shown(r) != before {
			t.Errorf("the view at %q changed the relation to %s", tt.at, shown(r))
		}
		if again := r.Seen(at(tt.at), true); shown(again) != tt.want || view != r && again != nil && again == view {
			t.Errorf("seen again at %q: %s", tt.at, shown(again))
		}
	}
}

// What is only denied on the days asked for is seen if that is asked for too.
func TestSeenDenied(t *testing.T) {
	r := stated("2018 + from=2001 to=2005", "2019 - from=2004 to=2006")
	for _, tt := range []struct {
		at, claimed, denied string
	}{
		{"", "ASSERTED 2001..2005 e0 e1", "ASSERTED 2001..2005 e0 e1"},
		{"asOf=2005", "DISPUTED 2001..2005 e0 e1", "DISPUTED 2001..2005 e0 e1"},
		{"asOf=2006", "", "DENIED 2001..2005 e1"},
		{"asOf=2007", "", ""},
		{"asOf=2006 presumed", "", "DENIED 2001..2005 e1"},
	} {
		for denied, want := range map[bool]string{false: tt.claimed, true: tt.denied} {
			if got := shown(r.Seen(at(tt.at), denied)); got != want {
				t.Errorf("at %q, denied too: %t: %q, want %q", tt.at, denied, got, want)
			}
		}
	}
}

// Reports are those of the statements that are shown.
func TestSeenRecord(t *testing.T) {
	r := stated("2003 + from=2001 to=2002", "2004 + from=2002 to=2003", "2005-05 ? from=2003 to=2004", "2006 + from=2003 to=2004", "2007 - from=2004 to=2004")
	r.Evidence[3].Source.Via = r.Evidence[1].Source
	r.Settle()
	for _, tt := range []struct {
		at          string
		first, last string
		sources     int
	}{
		{"", "2003", "2007", 2},
		{"asOf=2001", "2003", "2003", 1},
		{"asOf=2002", "2003", "2004", 2},
		{"asOf=2003", "2004", "2006", 1},
		{"asOf=2004", "2005-05", "2007", 1},
		{"asOf=2003 knownBy=2005", "2004", "2005-05", 1},
		{"asOf=2004 knownBy=2005", "2005-05", "2005-05", 0},
		{"knownBy=2005", "2003", "2005-05", 2},
	} {
		view := r.Seen(at(tt.at), true)
		want := alliance.Record{Status: view.Status, FirstReported: date(tt.first), LastReported: date(tt.last), IndependentSources: tt.sources}
		if diff := cmp.Diff(want, view.Record, dates); diff != "" {
			t.Errorf("at %q the record differs (-want +got):\n%s", tt.at, diff)
		}
	}
}

// Views share no state that changes: each keeps its own statements, whatever is asked of others.
func TestViewsAreApart(t *testing.T) {
	r := stated("2010 + from=2001 TROOPS", "2015 ? from=2005 to=2012 WEAPONS", "2016 - from=2011 TROOPS")
	where := alliance.RelationFilter{Viewpoint: at("asOf=2011")}
	m := where.Matcher()
	views := []*alliance.Relation{r, m.View(r), r.Seen(at("asOf=2003"), false), r.Seen(at("knownBy=2010 presumed"), false)}
	where.Viewpoint = at("asOf=2003")
	want := []string{
		"ASSERTED TROOPS WEAPONS 2001..2012 e0 e1 e2 TROOPS=ASSERTED WEAPONS=ALLEGED",
		"ALLEGED WEAPONS 2001..2012 e1 e2 TROOPS=DENIED WEAPONS=ALLEGED",
		"ASSERTED TROOPS 2001..2012 e0 TROOPS=ASSERTED",
		"ASSERTED TROOPS 2001..2010-12-31 e0 TROOPS=ASSERTED",
	}
	wantPeriods := []int{4, 4, 4, 2}
	for range 2 {
		for i, v := range views {
			if got := shown(v) + " " + kindStatuses(v); got != want[i] || len(periods(v)) != wantPeriods[i] {
				t.Errorf("view %d shows %q with the periods %q, want %q", i, got, periods(v), want[i])
			}
		}
	}
}

// The questions that are asked most cost nothing but the view, and that only if it differs.
func TestViewAllocations(t *testing.T) {
	plain := stated("2018 + from=2001 to=2005 TROOPS", "2019 + from=2004 covers=2010 WEAPONS")
	denied := stated("2018 + from=2001 to=2005 TROOPS", "2019 - TROOPS")
	for _, tt := range []struct {
		name string
		r    *alliance.Relation
		at   string
		most float64
	}{
		{"everything", plain, "", 0},
		{"everything of what is denied", denied, "", 0},
		{"a day with all statements", plain, "asOf=2004-05-21", 0},
		{"a day with none", plain, "asOf=2011-05-21", 0},
		{"a day with some", plain, "asOf=2001-05-21", 2},
		{"all is known by then", plain, "knownBy=2020", 0},
		{"some is known by then", plain, "knownBy=2018", 2},
		{"presumed, but all say when they end", stated("2018 + from=2001 to=2005"), "asOf=2004 presumed", 0},
		{"presumed", plain, "asOf=2004-05-21 presumed", 3},
		{"denied", denied, "asOf=2004-05-21", 2},
		{"denied, on another day", denied, "asOf=2006", 0},
	} {
		where := alliance.RelationFilter{Viewpoint: at(tt.at)}
		m := where.Matcher()
		if n := testing.AllocsPerRun(100, func() { m.View(tt.r) }); n > tt.most {
			t.Errorf("%s: a view makes %g allocations, want %g", tt.name, n, tt.most)
		}
		if n := testing.AllocsPerRun(100, func() { tt.r.Seen(where.Viewpoint, false) }); n > tt.most {
			t.Errorf("%s: Seen makes %g allocations, want %g", tt.name, n, tt.most)
		}
	}
}
