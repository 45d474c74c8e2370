package alliance_test

import "testing"

// TestStatedBy asks what a relation shows as if there were only some of its sources.
func TestStatedBy(t *testing.T) {
	r := stated("2003-05-21 + from=2001 covers=2010 TROOPS", "2012 ? from=2008 to=2011 WEAPONS", "2016 - from=2009 WEAPONS")
	ids := func(numbers ...int) []string {
		list := []string{}
		for _, n := range numbers {
			list = append(list, r.Evidence[n].Source.ID)
		}
		return list
	}
	before := shown(r)
	for _, tt := range []struct {
		sources  []string
		at, want string
	}{
		{nil, "", "ASSERTED TROOPS WEAPONS 2001..2011 e0 e1 e2"},
		{ids(0, 1, 2), "asOf=2009", "ASSERTED TROOPS WEAPONS 2001..2011 e0 e1 e2"},
		{ids(0), "", "ASSERTED TROOPS 2001..2010-12-31 e0"},
		{ids(0), "asOf=2011", ""},
		{ids(1), "asOf=2009", "ALLEGED WEAPONS 2008..2011 e1"},
		{ids(1, 2), "asOf=2009-05", "DISPUTED WEAPONS 2008..2011 e1 e2"},
		{ids(2), "asOf=2009", "DENIED WEAPONS 2009..2016-12-31 e2"},
		{append(ids(0), "nobody"), "knownBy=2005", "ASSERTED TROOPS 2001..2005-12-31 e0"},
	} {
		if got := shown(r.StatedBy(tt.sources).Seen(at(tt.at), true)); got != tt.want {
			t.Errorf("as %q state it at %q, it shows %q, want %q", tt.sources, tt.at, got, tt.want)
		}
		if shown(r) != before {
			t.Fatalf("asking for %q made %q of %q", tt.sources, shown(r), before)
		}
	}
	for _, none := range [][]string{{}, {"nobody"}} {
		if got := r.StatedBy(none); got != nil {
			t.Errorf("%q state %s", none, shown(got))
		}
	}
	if r.StatedBy(ids(2, 1, 0)) != r {
		t.Error("a relation of which all sources count was copied")
	}
}

// TestStatedByLeavesDenials checks that a denial without dates, which speaks of what is claimed, goes on speaking of what it
// did for others.
func TestStatedByLeavesDenials(t *testing.T) {
	r := stated("2003 + from=2001 to=2002", "2005 -")
	before := shown(r.Seen(at("asOf=2001"), true))
	if got := shown(r.StatedBy([]string{r.Evidence[1].Source.ID})); got != "DENIED 2005-12-31..2005-12-31 e1" {
		t.Errorf("alone, the denial shows %q", got)
	}
	if got := shown(r.Seen(at("asOf=2001"), true)); got != before {
		t.Errorf("it was %q, and is %q", before, got)
	}
}
