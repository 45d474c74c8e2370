package network_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
)

// raid returns a world in which turkey supports gna, and a raid happens at some time. Each of the stances of its sources is
// published a year later than the one before it, from 2001.
func raid(happened string, stances ...alliance.Stance) *alliance.Facts {
	lines := []string{"turkey supports gna by y1 2000/2000"}
	for i := range max(1, len(stances)) {
		lines = append([]string{fmt.Sprint("source y", i+1, " ", 2001+i)}, lines...)
	}
	f := world(lines...)
	e := &alliance.Event{ID: "raid", Type: "ASSAULT", Title: "Raid.", Span: span(happened), Place: &alliance.Place{Name: "Tarhuna"}}
	for i, s := range stances {
		id := fmt.Sprint("y", i+1)
		at := slices.IndexFunc(f.Sources, func(s *alliance.Source) bool { return s.ID == id })
		e.Evidence = append(e.Evidence, &alliance.Evidence{ID: fmt.Sprint("raid.e", i), Fact: e.ID, Stance: s, Source: f.Sources[at]})
	}
	f.Events = []*alliance.Event{e}
	return alliance.NewFacts(*f)
}

func TestChangesOfEvents(t *testing.T) {
	const asserts, alleges, denies = alliance.Asserts, alliance.Alleges, alliance.Denies
	type stances = []alliance.Stance
	held, known := network.AxisHeld, network.AxisKnown
	all := alliance.EventFilter{Statuses: alliance.Statuses()}
	for _, tt := range []struct {
		name     string
		axis     network.ChangeAxis
		happened string
		stances  stances
		where    alliance.EventFilter
		want     []string
	}{
		{"a day", held, "2000-05-20/2000-05-21", stances{asserts}, alliance.EventFilter{}, []string{"2000-05-20 HAPPENED →ASSERTED e0: Raid (Tarhuna, 20 May 2000 to 21 May 2000)."}},
		{"a month", held, "2000-05/", stances{asserts}, alliance.EventFilter{}, []string{"2000-05 HAPPENED →ASSERTED e0: Raid (Tarhuna, May 2000)."}},
		{"an end", held, "/2000", stances{alleges}, alliance.EventFilter{}, []string{"2000 HAPPENED →ALLEGED e0: Alleged: Raid (Tarhuna, until 2000)."}},
		{"no dates", held, "/", stances{asserts}, alliance.EventFilter{}, nil},
		{"only denied", held, "2000/", stances{denies}, alliance.EventFilter{}, nil},
		{"only denied, asked for", held, "2000/", stances{denies}, all, []string{"2000 HAPPENED →DENIED e0: Denied: Raid (Tarhuna, 2000)."}},
		{"disputed", held, "2000/", stances{asserts, denies}, alliance.EventFilter{}, []string{"2000 HAPPENED →DISPUTED e0 e1: Disputed: Raid (Tarhuna, 2000)."}},
		{"not denied yet", held, "2000/", stances{asserts, denies}, alliance.EventFilter{KnownBy: date("2001")}, []string{"2000 HAPPENED →ASSERTED e0: Raid (Tarhuna, 2000)."}},
		{"not reported yet", held, "2000/", stances{asserts}, alliance.EventFilter{KnownBy: date("2000")}, nil},

		{"confirmed, disputed, denied again", known, "2000/", stances{alleges, asserts, asserts, denies, denies}, alliance.EventFilter{}, []string{
			"2001 FIRST_REPORTED →ALLEGED e0: First alleged: Raid (Tarhuna, 2000), 2001.",
			"2002 CONFIRMED ALLEGED→ASSERTED e1: Confirmed: Raid (Tarhuna, 2000), 2002.",
			"2004 BECAME_DISPUTED ASSERTED→DISPUTED e3: Now disputed: Raid (Tarhuna, 2000), 2004.",
			"2005 DENIAL_REPORTED DISPUTED→DISPUTED e4: Denied again: Raid (Tarhuna, 2000), 2005.",
		}},
		{"denied, then claimed", known, "/", stances{denies, denies, asserts}, all, []string{
			"2001 FIRST_REPORTED →DENIED e0: First denied: Raid (Tarhuna), 2001.",
			"2002 DENIAL_REPORTED DENIED→DENIED e1: Denied again: Raid (Tarhuna), 2002.",
			"2003 BECAME_DISPUTED DENIED→DISPUTED e2: Now disputed: Raid (Tarhuna), 2003.",
		}},
		{"denials left out", known, "/", stances{denies, denies, asserts}, alliance.EventFilter{}, []string{
			"2003 BECAME_DISPUTED DENIED→DISPUTED e2: Now disputed: Raid (Tarhuna), 2003.",
		}},
		{"kept before or after", known, "/", stances{asserts, denies, denies}, alliance.EventFilter{Statuses: []alliance.Status{alliance.Asserted}}, []string{
			"2001 FIRST_REPORTED →ASSERTED e0: First reported: Raid (Tarhuna), 2001.",
			"2002 BECAME_DISPUTED ASSERTED→DISPUTED e1: Now disputed: Raid (Tarhuna), 2002.",
		}},
		{"known by then", known, "2000/", stances{asserts, denies}, alliance.EventFilter{KnownBy: date("2001")}, []string{
			"2001 FIRST_REPORTED →ASSERTED e0: First reported: Raid (Tarhuna, 2000), 2001.",
		}},
		{"of other days", known, "2000/", stances{asserts}, alliance.EventFilter{AsOf: date("1999")}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := always(tt.axis)
			q.Events, q.OnlyEvents = []alliance.EventFilter{tt.where}, true
			var got []string
			for _, c := range changesOf(t, network.View{Store: storeOf(raid(tt.happened, tt.stances...))}, q) {
				got = append(got, changeText(c)+": "+c.Summary())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What two sources publish on one day is one change, and relations and events are in one order.
func TestChangesOfBoth(t *testing.T) {
	f := raid("2000-01-01/", alliance.Asserts)
	f.Events[0].Evidence = append(f.Events[0].Evidence, &alliance.Evidence{ID: "raid.e9", Fact: "raid", Stance: alliance.Denies, Source: f.Events[0].Evidence[0].Source})
	v := network.View{Store: storeOf(alliance.NewFacts(*f))}
	for _, tt := range []struct {
		axis network.ChangeAxis
		want []string
	}{
		{network.AxisHeld, []string{
			"Disputed: Raid (Tarhuna, 1 January 2000).", "Turkey begins to support gna, 2000.", "Turkey ceases to support gna, 2000.",
		}},
		{network.AxisKnown, []string{
			"First reported, and disputed: Raid (Tarhuna, 1 January 2000), 2001.", "It is first reported that turkey supports gna, 2001.",
		}},
	} {
		q := always(tt.axis)
		q.First, q.Events = 1, []alliance.EventFilter{{Conflict: "war"}, {}}
		var got []string
		for _, c := range changesOf(t, v, q) {
			got = append(got, c.Summary())
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s -want +got:\n%s", tt.axis, diff)
		}
	}
}
