package network_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
)

// An asker is a test, of random data or not.
type asker interface {
	Helper()
	Context() context.Context
	Fatal(...any)
	Fatalf(string, ...any)
}

// changesOf returns the changes that a query finds, page by page.
func changesOf(t asker, v network.View, q network.ChangeQuery) []*network.Change {
	t.Helper()
	var all []*network.Change
	for {
		page, err := v.Changes(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Nodes...)
		if !page.HasNext {
			if page.Total != len(all) {
				t.Fatalf("total is %d, but the pages have %d changes", page.Total, len(all))
			}
			return all
		}
		q.After = string(page.PageInfo().EndCursor)
	}
}

// always asks for every change on an axis, in small pages.
func always(axis network.ChangeAxis) network.ChangeQuery {
	return network.ChangeQuery{From: date("0001"), To: date("9998"), Axis: axis, First: 7}
}

// changeText returns a change as one line: date, kind, states, kinds gained and lost, and evidence.
func changeText(c *network.Change) string {
	line := fmt.Sprint(c.Date, " ", c.Kind, " ", stateText(c.Before), "→", stateText(c.After))
	if c.Gained != 0 {
		line += fmt.Sprint(" +", c.GainedList())
	}
	if c.Lost != 0 {
		line += fmt.Sprint(" -", c.LostList())
	}
	for _, e := range c.Evidence {
		line += " " + e.ID[strings.LastIndex(e.ID, ".")+1:]
	}
	return line
}

// stateText returns a state as a word.
func stateText(s *network.ChangeState) string {
	if s == nil {
		return ""
	}
	text := string(s.Status)
	if s.Certainty == alliance.Presumed {
		text += "?"
	}
	return text
}

func TestChanges(t *testing.T) {
	sources := []string{"source old 2000-03", "source new 2001-05-21", "source data 2003 /2010"}
	tests := []struct {
		name     string
		axis     network.ChangeAxis
		relation string
		where    alliance.RelationFilter
		want     []string
	}{
		{"stated", network.AxisHeld, "a supports b by old 1990/1995-06", alliance.RelationFilter{},
			[]string{"1990 BEGAN →ASSERTED e0", "1995-06 ENDED ASSERTED→ e0"}},
		{"only known", network.AxisHeld, "a supports b by old", alliance.RelationFilter{},
			[]string{"2000-03-31 FIRST_KNOWN →ASSERTED e0", "2000-03-31 LAST_KNOWN ASSERTED→ e0"}},
		{"presumed", network.AxisHeld, "a supports b by old 1990/", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Presumed: true}},
			[]string{"1990 BEGAN →ASSERTED e0", "2000-03-31 LAST_KNOWN ASSERTED→ASSERTED? e0"}},
		{"presumed, then known", network.AxisHeld, "a supports b by old 1990/; by data 2002/2003", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Presumed: true}},
			[]string{"1990 BEGAN →ASSERTED e0", "2000-03-31 LAST_KNOWN ASSERTED→ASSERTED? e0", "2002 FIRST_KNOWN ASSERTED?→ASSERTED e1", "2003 ENDED ASSERTED→ e1"}},
		{"other kinds", network.AxisHeld, "a supports b by old 1990/1995 {TROOPS,WEAPONS}; by new 1996/1997 {WEAPONS,FUNDING}", alliance.RelationFilter{},
			[]string{"1990 BEGAN →ASSERTED e0", "1996 KINDS_CHANGED ASSERTED→ASSERTED +[FUNDING] -[TROOPS] e0 e1", "1997 ENDED ASSERTED→ e1"}},
		{"disputed", network.AxisHeld, "a supports b by old 1990/1995; by new denied 1993/1994", alliance.RelationFilter{},
			[]string{"1990 BEGAN →ASSERTED e0", "1993 BECAME_DISPUTED ASSERTED→DISPUTED e0 e1", "1995-01-01 BECAME_ASSERTED DISPUTED→ASSERTED e0 e1", "1995 ENDED ASSERTED→ e0"}},
		{"denied after", network.AxisHeld, "a supports b by old 1990/1995; by new denied 1996/1999", alliance.RelationFilter{},
			[]string{"1990 BEGAN →ASSERTED e0", "1995 ENDED ASSERTED→DENIED e0", "1996 BECAME_DENIED ASSERTED→DENIED e0 e1"}},
		{"only denied", network.AxisHeld, "a supports b by new denied 1996/1999", alliance.RelationFilter{}, nil},
		{"only denied, asked for", network.AxisHeld, "a supports b by new denied 1996/1999", alliance.RelationFilter{Statuses: alliance.Statuses()},
			[]string{"1996 BECAME_DENIED →DENIED e0"}},
		{"alleged, then asserted", network.AxisHeld, "a supports b by old alleged 1990/1995; by new 1992/1995", alliance.RelationFilter{},
			[]string{"1990 BEGAN →ALLEGED e0", "1992 BECAME_ASSERTED ALLEGED→ASSERTED e0 e1", "1995 ENDED ASSERTED→ e0 e1"}},
		{"not published yet", network.AxisHeld, "a supports b by old 1990/; by new 1992/1995", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{KnownBy: date("2000-06")}},
			[]string{"1990 BEGAN →ASSERTED e0", "2000-03-31 LAST_KNOWN ASSERTED→ e0"}},

		{"reported", network.AxisKnown, "a supports b by old 1990/1995", alliance.RelationFilter{}, []string{"2000-03 FIRST_REPORTED →ASSERTED e0"}},
		{"confirmed", network.AxisKnown, "a supports b by old alleged 1990/1995; by new 1990/1995", alliance.RelationFilter{},
			[]string{"2000-03 FIRST_REPORTED →ALLEGED e0", "2001-05-21 CONFIRMED ALLEGED→ASSERTED e1"}},
		{"disputed later", network.AxisKnown, "a supports b by old 1990/1995; by new denied", alliance.RelationFilter{},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0", "2001-05-21 BECAME_DISPUTED ASSERTED→DISPUTED e1"}},
		{"denied in part", network.AxisKnown, "a supports b by old 1990/1995; by new denied 1992/1993", alliance.RelationFilter{},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0", "2001-05-21 DENIAL_REPORTED ASSERTED→ASSERTED e1"}},
		{"disputed over the days asked for", network.AxisKnown, "a supports b by old 1990/1995; by new denied 1992/1993",
			alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("1992")}},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0", "2001-05-21 BECAME_DISPUTED ASSERTED→DISPUTED e1"}},
		{"kinds", network.AxisKnown, "a supports b by old 1990/1995 {TROOPS}; by new 1990/1995 {WEAPONS}; by new denied {TROOPS}; by new denied {FUNDING}", alliance.RelationFilter{},
			[]string{
				"2000-03 FIRST_REPORTED →ASSERTED e0", "2001-05-21 KINDS_REPORTED ASSERTED→ASSERTED +[WEAPONS] e1 e2 e3",
				"2001-05-21 KINDS_DISPUTED ASSERTED→ASSERTED -[TROOPS] e1 e2 e3", "2001-05-21 KINDS_DENIED ASSERTED→ASSERTED -[FUNDING] e1 e2 e3",
			}},
		{"begun and ended", network.AxisKnown, "a supports b by old; by new 1990/; by data 1985/2002", alliance.RelationFilter{},
			[]string{
				"2000-03 FIRST_REPORTED →ASSERTED e0", "2001-05-21 BEGINNING_REPORTED ASSERTED→ASSERTED e1",
				"2003 BEGINNING_MOVED ASSERTED→ASSERTED e2", "2003 END_REPORTED ASSERTED→ASSERTED e2",
			}},
		{"more precisely", network.AxisKnown, "a supports b by old 1990/1995; by new 1990-01/1995-12", alliance.RelationFilter{},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0"}},
		{"denied kinds at first", network.AxisKnown, "a supports b by old {WEAPONS}; by old denied {TROOPS}", alliance.RelationFilter{},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0 e1", "2000-03 KINDS_DENIED →ASSERTED -[TROOPS] e0 e1"}},
		{"no longer presumed", network.AxisKnown, "a supports b by old 1990/; by new 1990/2000-05",
			alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2000-06"), Presumed: true}},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED? e0", "2001-05-21 LAPSED ASSERTED?→ e1"}},
		{"known by then", network.AxisKnown, "a supports b by old 1990/1995; by new denied", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{KnownBy: date("2000")}},
			[]string{"2000-03 FIRST_REPORTED →ASSERTED e0"}},
		{"kept before or after", network.AxisKnown, "a supports b by old alleged 1990/1995; by new 1990/1995", alliance.RelationFilter{Statuses: []alliance.Status{alliance.Asserted}},
			[]string{"2001-05-21 CONFIRMED ALLEGED→ASSERTED e1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := view(append(slices.Clone(sources), tt.relation)...)
			v.Where = tt.where
			var got []string
			for _, c := range changesOf(t, v, always(tt.axis)) {
				got = append(got, changeText(c))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// The days of a question are whole dates, and a kind that is not asked for is not found.
func TestChangesAskedFor(t *testing.T) {
	v := view("a supports b 1990/1995", "c opposes d 1990-05/1991")
	for _, tt := range []struct {
		from, to string
		kinds    []network.ChangeKind
		want     int
	}{
		{"1990", "1995", nil, 4},
		{"1990-01-02", "1995-12-30", nil, 2},
		{"1990-01-01", "1990-01-01", nil, 1},
		{"1995-12-31", "1995-12-31", nil, 1},
		{"1990", "1995", []network.ChangeKind{network.Ended}, 2},
		{"1990", "1995", []network.ChangeKind{}, 0},
	} {
		q := network.ChangeQuery{From: date(tt.from), To: date(tt.to), Axis: network.AxisHeld, Kinds: tt.kinds, First: 10}
		if got := len(changesOf(t, v, q)); got != tt.want {
			t.Errorf("%s to %s, %v: %d changes, want %d", tt.from, tt.to, tt.kinds, got, tt.want)
		}
	}
}

func TestChangesCursor(t *testing.T) {
	q := always(network.AxisHeld)
	q.After = "bad"
	if _, err := view("a supports b").Changes(t.Context(), q); !errors.Is(err, alliance.ErrInvalidCursor) {
		t.Errorf("got %v, want an invalid cursor", err)
	}
}

// A sentence for each kind of change, and each status that one may have.
func TestChangeSummaries(t *testing.T) {
	actors := []string{"actor STATE turkey Turkey", "actor GOVERNMENT gna Government of National Accord", "actor ARMED_GROUP lna Libyan National Army"}
	sources := []string{"source old 2000-03", "source new 2001-05-21", "source data 2003 /2010"}
	presumed := alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Presumed: true}}
	for _, tt := range []struct {
		axis     network.ChangeAxis
		relation string
		where    alliance.RelationFilter
		want     []string
	}{
		{network.AxisHeld, "turkey supports gna by data 1990-01/1991 {TROOPS}; by data 1992/1992 {WEAPONS}", alliance.RelationFilter{}, []string{
			"Turkey begins to support the Government of National Accord (troops), January 1990.",
			"Turkey supports the Government of National Accord (now also weapons, no longer troops), 1992.",
			"Turkey ceases to support the Government of National Accord (weapons), 1992.",
		}},
		{network.AxisHeld, "gna opposes lna by old 1990/", presumed, []string{
			"The Government of National Accord begins to oppose the Libyan National Army, 1990.",
			"The Government of National Accord is known to oppose the Libyan National Army until 31 March 2000.",
		}},
		{network.AxisHeld, "lna part_of gna by old alleged; by new denied 2000-04/2000-05", alliance.RelationFilter{}, []string{
			"It is alleged that the Libyan National Army is known to be part of the Government of National Accord from 31 March 2000.",
			"It is alleged that the Libyan National Army is known to be part of the Government of National Accord until 31 March 2000.",
			"From April 2000, it is denied that the Libyan National Army is part of the Government of National Accord.",
		}},
		{network.AxisHeld, "turkey supports gna by old 1990/1995; by new denied 1993/1995", alliance.RelationFilter{}, []string{
			"Turkey begins to support the Government of National Accord, 1990.",
			"From 1993, it is disputed whether Turkey supports the Government of National Accord.",
			"It is disputed whether Turkey ceases to support the Government of National Accord, 1995.",
		}},
		{network.AxisKnown, "turkey supports gna by old alleged {TROOPS}; by new 1999/2000 {TROOPS,WEAPONS}; by data denied 1998/1999", alliance.RelationFilter{}, []string{
			"It is first alleged that Turkey supports the Government of National Accord (troops), March 2000.",
			"It is confirmed that Turkey supports the Government of National Accord (troops, weapons), 21 May 2001.",
			"It is first reported that Turkey supports the Government of National Accord (weapons), 21 May 2001.",
			"It is confirmed that Turkey supports the Government of National Accord (troops), 21 May 2001.",
			"It is reported when Turkey began to support the Government of National Accord (1999), 21 May 2001.",
			"It is reported when Turkey ceased to support the Government of National Accord (2000), 21 May 2001.",
			"It is denied, on some days, that Turkey supports the Government of National Accord, 2003.",
		}},
		{network.AxisKnown, "turkey guarantees gna by old 1990/1995 {DEFENSE}; by new denied {DEFENSE}; by data 1988/1988 {DEFENSE}", alliance.RelationFilter{}, []string{
			"It is first reported that Turkey guarantees the Government of National Accord (defense), March 2000.",
			"It is now disputed whether Turkey guarantees the Government of National Accord (defense), 21 May 2001.",
			"It is no longer unchallenged that Turkey guarantees the Government of National Accord (defense), 21 May 2001.",
			"It is now asserted that Turkey guarantees the Government of National Accord (defense), 2003.",
			"It is confirmed that Turkey guarantees the Government of National Accord (defense), 2003.",
			"It is reported when Turkey began to guarantee the Government of National Accord (1988 instead of 1990), 2003.",
		}},
	} {
		v := view(slices.Concat(actors, sources, []string{tt.relation})...)
		v.Where = tt.where
		var got []string
		for _, c := range changesOf(t, v, always(tt.axis)) {
			got = append(got, c.Summary())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s -want +got:\n%s", tt.relation, diff)
		}
	}
}
