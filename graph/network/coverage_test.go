package network_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// claimsOf writes the claims of a dyad-year, of obligations, support, backing, enmity and recognition, then whether the
// similarity is defined: 1 or 0, or ? if it is not known.
func claimsOf(d *network.Dyad) (text string) {
	for _, c := range []network.Claim{d.Owes, d.Supports, d.Backs, d.Opposes, d.Recognizes} {
		text += map[[2]bool]string{{true, false}: "1", {false, false}: "0", {false, true}: "?"}[[2]bool{c.Holds(), c.Unknown}]
	}
	return text + map[bool]string{true: " =", false: " ?"}[d.Similarity[1].Defined]
}

// TestSilentSources tests that nothing is known of a year before the first day that a source states, if it does not say from
// when it covers: by source, by type of relation, and as it was known.
func TestSilentSources(t *testing.T) {
	store := storeOf(world(
		"coalition pact {DEFENSE}",
		"source press 2003", "source atlas 2013", "source cow 2020 1950/1960", "source rumour 2014",
		"c allied_with d {DEFENSE} by atlas 1990/1991; by press 2001/2001", "b supports d by press 1995/1996", "b opposes d by cow 1955/1956",
		"b recognizes c by press 2002/2002", "c part_of pact by cow 1958/1958", "life a /", "life e /", "b guarantees c denied by rumour 1975/1976",
	))
	const none = ""
	for _, tt := range []struct {
		year               int
		knownBy, who, want string // of a and b
	}{
		{1500, none, none, "????? ?"},
		{1949, none, none, "????? ?"},
		{1955, none, none, "0??0? ="}, // who is part of what is covered, which may oblige
		{1970, none, none, "????? ?"}, // a gap between sources
		{1974, none, none, "????? ?"},
		{1975, none, none, "0???? ="}, // a denial speaks of it, too
		{1975, "2013", none, "????? ?"},
		{1989, "2013", none, "????? ?"},
		{1990, "2013", none, "0???? ="},
		{1990, "2012", none, "????? ?"},
		{1994, "2003", none, "????? ?"},
		{1995, "2003", none, "?00?? ?"},
		{2001, "2003", none, "000?? ="},
		{2001, "2002", none, "????? ?"},
		{2002, none, none, "000?0 ="},
		{2002, "1970", none, "????? ?"},
		{1990, none, "press", "????? ?"},
		{1995, none, "press", "?00?? ?"},
		{2001, none, "press", "000?? ="},
		{1955, none, "press", "????? ?"},
		{1990, none, "atlas", "0???? ="},
		{1989, none, "atlas", "????? ?"},
		{1975, none, "rumour", "0???? ="},
		{1974, none, "rumour", "????? ?"},
	} {
		v := network.View{Store: store}
		if v.Where.KnownBy = date(tt.knownBy); tt.who != "" {
			v.Where.Sources = []string{tt.who}
		}
		name := fmt.Sprintf("%d known by %q, according to %q", tt.year, tt.knownBy, tt.who)
		for _, d := range dyads(t, v, network.DyadQuery{From: tt.year, To: tt.year, Bare: true}) {
			if d.One.ID+d.Other.ID == "ab" && claimsOf(d) != tt.want {
				t.Errorf("%s: %s, want %s", name, claimsOf(d), tt.want)
			}
		}
		v.Where.AsOf = date(strconv.Itoa(tt.year))
		got, err := v.Similarity(t.Context(), "a", "e", network.Comparison{Measure: network.MeasureS})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := got.ValueOK(); ok != strings.HasSuffix(tt.want, "=") {
			t.Errorf("%s: similarity is defined: %v (%s)", name, ok, got.Undefined)
		}
	}
}

// TestDyadsAsKnown compares dyad-years as they were known with those of facts without the sources that were published later:
// nothing leaks from these.
func TestDyadsAsKnown(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := anyLines(false).Draw(rt, "lines")
		v := network.View{Where: alliance.RelationFilter{Viewpoint: alliance.Viewpoint{
			KnownBy: date(rapid.SampledFrom([]string{"2015", "2016", "2018"}).Draw(rt, "known by")), Presumed: rapid.Bool().Draw(rt, "presumed"),
		}}}
		then := *world(lines...)
		then.Relations = slices.DeleteFunc(then.Relations, func(r *alliance.Relation) bool {
			r.Evidence = slices.DeleteFunc(r.Evidence, func(e *alliance.Evidence) bool { return !e.Source.KnownBy(v.Where.KnownBy) })
			return len(r.Evidence) == 0
		})
		answer := func(f *alliance.Facts) (list []string) {
			v.Store = storeOf(f)
			for _, d := range dyads(t, v, network.DyadQuery{From: 2013, To: 2020, Bare: true, Directed: true}) {
				list = append(list, fmt.Sprint(written(d), " ", claimsOf(d), " ", resting(d), " ", d.Similarity))
			}
			return list
		}
		if diff := cmp.Diff(answer(alliance.NewFacts(then)), answer(world(lines...))); diff != "" {
			rt.Errorf("facts of then (-) and now (+): %s", diff)
		}
	})
}
