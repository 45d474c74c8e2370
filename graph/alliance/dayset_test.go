package alliance

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// edgeDays are the days on which the runs of these tests begin and end: around the ends of years, and those before and after
// all dates.
func edgeDays() []Day {
	list := []Day{FirstDay}
	for d := Day(-1_0000 + 12_30); d <= 2_01_02; d = d.Next() { // 30 December of the year -1 to 2 January of the year 2
		if _, month, day := d.parts(); (month == 1 || month == 12) && (day <= 2 || day >= 30) {
			list = append(list, d)
		}
	}
	return append(list, LastDay)
}

// calendar are these days, and those before and after each.
func calendar() []Day {
	list := edgeDays()
	for _, d := range edgeDays()[1:] {
		list = append(list, d.Prev())
	}
	for _, d := range edgeDays()[1 : len(edgeDays())-1] {
		list = append(list, d.Next())
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// anySet generates runs of days, in any order, which may overlap, adjoin and reach to the ends.
func anySet() *rapid.Generator[DaySet] {
	return rapid.Custom(func(t *rapid.T) DaySet {
		var list DaySet
		for range rapid.IntRange(0, 5).Draw(t, "runs") {
			first := rapid.SampledFrom(edgeDays()).Draw(t, "first")
			later := slices.DeleteFunc(edgeDays(), func(d Day) bool { return d < first })
			list = append(list, days{first, rapid.SampledFrom(later).Draw(t, "last")})
		}
		return list
	})
}

// naive returns which days of the calendar are in runs.
func naive(runs DaySet) map[Day]bool {
	set := map[Day]bool{}
	for _, d := range calendar() {
		if slices.ContainsFunc(runs, func(run days) bool { return run.has(d) }) {
			set[d] = true
		}
	}
	return set
}

// checkSet checks that a set has the days that keep tells, and that its runs are the longest, in order.
func checkSet(t *rapid.T, name string, set DaySet, keep func(Day) bool) {
	got := naive(set)
	for _, d := range calendar() {
		if got[d] != keep(d) {
			t.Errorf("%s: day %d: %v, want %v, in %v", name, d, got[d], keep(d), set)
		}
	}
	for i, run := range set {
		if run.empty() || i > 0 && set[i-1].last.Next() >= run.first {
			t.Errorf("%s: runs %v", name, set)
		}
	}
}

// TestDaySet compares sets with plain ones, day by day.
func TestDaySet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := [3]DaySet{anySet().Draw(t, "s"), anySet().Draw(t, "t"), anySet().Draw(t, "u")}
		var sets [3]DaySet
		var plain [3]map[Day]bool
		for i, runs := range given {
			plain[i] = naive(runs)
			sets[i] = slices.Clone(runs).joined()
			checkSet(t, "joined", sets[i], func(d Day) bool { return plain[i][d] })
		}
		before := fmt.Sprint(sets)
		a, b, c := plain[0], plain[1], plain[2]
		checkSet(t, "and", sets[0].And(sets[1]), func(d Day) bool { return a[d] && b[d] })
		checkSet(t, "or", sets[0].Or(sets[1]), func(d Day) bool { return a[d] || b[d] })
		checkSet(t, "without", sets[0].Without(sets[1]), func(d Day) bool { return a[d] && !b[d] })
		checkSet(t, "union", UnionOf(sets[:]), func(d Day) bool { return a[d] || b[d] || c[d] })
		checkSet(t, "union of none", UnionOf(nil), func(Day) bool { return false })
		checkAsked(t, sets, plain)
		if after := fmt.Sprint(sets); after != before {
			t.Errorf("%s has become %s", before, after)
		}
	})
}

// checkAsked compares what is asked of sets with plain ones.
func checkAsked(t *rapid.T, sets [3]DaySet, plain [3]map[Day]bool) {
	any := func(keep func(Day) bool) bool { return slices.ContainsFunc(calendar(), keep) }
	a, b, c := plain[0], plain[1], plain[2]
	if got, want := sets[0].Meets(sets[1]), any(func(d Day) bool { return a[d] && b[d] }); got != want || sets[1].Meets(sets[0]) != want {
		t.Errorf("%v meets %v: %v", sets[0], sets[1], got)
	}
	if got, want := sets[0].Share(sets[1], sets[2]), any(func(d Day) bool { return a[d] && b[d] && c[d] }); got != want {
		t.Errorf("%v share a day: %v", sets, got)
	}
	if got, want := sets[0].Equal(sets[1]), !any(func(d Day) bool { return a[d] != b[d] }); got != want {
		t.Errorf("%v equals %v: %v", sets[0], sets[1], got)
	}
	last, some := sets[0].Last()
	if sets[0].Empty() != (len(a) == 0) || some == sets[0].Empty() {
		t.Errorf("%v is empty: %v", sets[0], sets[0].Empty())
	}
	if some && (!a[last] || any(func(d Day) bool { return a[d] && d > last })) {
		t.Errorf("the last day of %v is %d", sets[0], last)
	}
}

// TestDaySetSpans writes sets as spans; a side without an end is absent.
func TestDaySetSpans(t *testing.T) {
	span := func(from, to string) Span {
		var s Span
		if from != "" {
			s.From = MustDate(from)
		}
		if to != "" {
			s.To = MustDate(to)
		}
		return s
	}
	for _, tt := range []struct {
		set  DaySet
		want []Span
	}{
		{nil, []Span{}},
		{DaySet{always()}, []Span{{}}},
		{DaySet{{FirstDay, 2000_02_29}, {2000_03_02, LastDay}}, []Span{span("", "2000-02-29"), span("2000-03-02", "")}},
		{DaySet{{-429_0000 + 101, -429_0000 + 101}, {9999_12_31, 9999_12_31}}, []Span{span("-0429-01-01", "-0429-01-01"), span("9999-12-31", "9999-12-31")}},
	} {
		if diff := cmp.Diff(tt.want, tt.set.Spans(), cmp.Comparer(func(a, b Date) bool { return a == b })); diff != "" {
			t.Errorf("%v: %s", tt.set, diff)
		}
	}
}

// TestDaySetsAtTheEndsOfTime takes sets that are open apart and puts them together again.
func TestDaySetsAtTheEndsOfTime(t *testing.T) {
	early, late := DaySet{{FirstDay, 1999_12_31}}, DaySet{{2000_01_01, LastDay}}
	for _, tt := range []struct {
		name      string
		got, want DaySet
	}{
		{"all without all", AllDays().Without(AllDays()), nil},
		{"all without the early", AllDays().Without(early), late},
		{"all without the late", AllDays().Without(late), early},
		{"all without the ends", AllDays().Without(DaySet{{FirstDay, 1999_12_31}, {2000_01_02, LastDay}}), DaySet{{2000_01_01, 2000_01_01}}},
		{"the early without the late", early.Without(late), early},
		{"both", early.Or(late), AllDays()},
		{"both, backwards", late.Or(early), AllDays()},
		{"none in common", early.And(late), nil},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}
