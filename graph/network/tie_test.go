package network_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// direct describes the tie of a and b as their alignment shows it: sign, whether it is ambivalent, what it rests on, days,
// relations and, after a bar, those that say the opposite; "none" if they have no tie.
func direct(t *testing.T, v network.View) string {
	t.Helper()
	a, err := v.Alignment(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	page := reasonsOf(t, a, network.ReasonQuery{Rules: []network.AlignmentRule{network.Direct}, First: 2})
	if len(page.Nodes) == 0 {
		return "none" + map[bool]string{true: " ambivalent"}[a.Ambivalent]
	}
	tie := page.Nodes[0].Ties[0]
	words := []string{string(tie.Sign[:3])}
	if tie.Ambivalent {
		words = append(words, "ambivalent")
	}
	for _, b := range tie.Bases {
		words = append(words, string(b))
	}
	for _, s := range tie.Days() {
		words = append(words, fmt.Sprintf("%s/%s", s.From, s.To))
	}
	words = append(append(append(words, relationIDs(tie.Relations)...), "|"), relationIDs(tie.Despite)...)
	return strings.TrimSuffix(strings.Join(words, " "), " |")
}

// TestTies tests what a tie rests on, and its days.
func TestTies(t *testing.T) {
	const year = "2000-01-01/2000-12-31"
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"support", []string{"a supports b 2000/2000"}, "POS RELATION " + year + " a.supports.b"},
		{"from the other end", []string{"b guarantees a 2000/2000"}, "POS RELATION " + year + " b.guarantees.a"},
		{"a neutral type", []string{"a leads b 2000/2000", "a part_of b", "a holds_office b", "a succeeds b"}, "none"},
		{"spans that adjoin", []string{"a supports b 2000/2000-05; 2000-06/2000"}, "POS RELATION " + year + " a.supports.b"},
		{
			"relations that adjoin", []string{"a supports b 2000/2000-05", "b supports a 2000-06/2000"},
			"POS RELATION " + year + " a.supports.b b.supports.a",
		},
		{"a gap", []string{"a supports b 2000/2000; 2002/2002"}, "POS RELATION " + year + " 2002-01-01/2002-12-31 a.supports.b"},
		{
			"the last day that has one", []string{"a supports b 2000/2000; 2005/2005", "a opposes b 2003/2004"},
			"POS RELATION " + year + " 2005-01-01/2005-12-31 a.supports.b",
		},
		{
			"peace, then war", []string{"a supports b 1990/2000", "a opposes b 2000-06/2000"},
			"NEG ambivalent RELATION 2000-06-01/2000-12-31 a.opposes.b | a.supports.b",
		},
		{
			"war, then peace", []string{"a supports b 1999-07/2000", "a opposes b 1990/1999"},
			"POS RELATION " + year + " a.supports.b",
		},
		{
			"the best attested first", []string{"a supports b 2000/2000", "a recognizes b 2000/2000 ×3", "b supports a 2000/2000 ×3"},
			"POS RELATION " + year + " a.recognizes.b b.supports.a a.supports.b",
		},

		{"against", []string{"a supports x 2000/2000 against b"}, "NEG BACKS_OPPONENT " + year + " a.supports.x"},
		{"against, from the other end", []string{"b supports x 2000/2000 against a"}, "NEG BACKS_OPPONENT " + year + " b.supports.x"},
		{"support alone is against", []string{"a allied_with x 2000/2000 against b", "a guarantees x against b"}, "none"},
		{"whose opponent", []string{"x supports a 2000/2000 against b"}, "none"},
		{
			"against and at war", []string{"a supports x 2000/2000 against b", "a opposes b 1999/2000"},
			"NEG RELATION BACKS_OPPONENT 1999-01-01/2000-12-31 a.opposes.b a.supports.x",
		},
		{
			"support against itself", []string{"a supports b 2000/2000 against b"},
			"NEG ambivalent BACKS_OPPONENT " + year + " a.supports.b | a.supports.b",
		},

		{"nonaggression", []string{"a allied_with b {NONAGGRESSION} 2000/2000"}, "none"},
		{"and consultation", []string{"a allied_with b {NONAGGRESSION,CONSULTATION} 2000/2000"}, "POS RELATION " + year + " a.allied_with.b"},
		{"to nobody knows what", []string{"a allied_with b 2000/2000"}, "POS RELATION " + year + " a.allied_with.b"},
		{
			"on the days of more", []string{"a allied_with b {NONAGGRESSION} 1990/2010; {DEFENSE} 2000/2000"},
			"POS RELATION " + year + " a.allied_with.b",
		},
		{"one-way nonaggression", []string{"a guarantees b {NONAGGRESSION} 2000/2000"}, "POS RELATION " + year + " a.guarantees.b"},
		{
			"a pact of nonaggression keeps no peace", []string{"a allied_with b {NONAGGRESSION} 2000/2000", "a opposes b 2000/2000"},
			"NEG RELATION " + year + " a.opposes.b",
		},

		{
			"members", []string{"coalition pact {DEFENSE}", "a part_of pact 1990/2000", "b part_of pact 2000/2010"},
			"POS CO_MEMBERS " + year + " a.part_of.pact b.part_of.pact",
		},
		{"members at different times", []string{"coalition pact {DEFENSE}", "a part_of pact 1990/1999", "b part_of pact 2000/2010"}, "none"},
		{"members of nothing that binds", []string{"coalition club {}", "a part_of club 2000/2000", "b part_of club 2000/2000"}, "none"},
		{"members of a truce", []string{"coalition truce {NONAGGRESSION}", "a part_of truce 2000/2000", "b part_of truce 2000/2000"}, "none"},
		{
			"members of several", []string{
				"coalition p {DEFENSE}", "coalition q {CONSULTATION,NONAGGRESSION}",
				"a part_of p 1999/1999", "b part_of p 1999/1999", "a part_of q 2000/2000", "b part_of q 2000/2000",
			},
			"POS CO_MEMBERS 1999-01-01/2000-12-31 a.part_of.p a.part_of.q b.part_of.p b.part_of.q",
		},
		{
			"while the coalition lives", []string{"coalition pact {DEFENSE}", "life pact 2000/2000", "a part_of pact 1990/2010", "b part_of pact 1990/2010"},
			"POS CO_MEMBERS " + year + " a.part_of.pact b.part_of.pact",
		},
		{"a member twice", []string{"coalition pact {DEFENSE}", "a part_of pact 2000/2000", "a part_of pact 2000/2000", "b leads a"}, "none"},
		{"a coalition and its member", []string{"coalition b {DEFENSE}", "a part_of b 2000/2000"}, "none"},
		{
			"enemies in one alliance", []string{"coalition pact {DEFENSE}", "a part_of pact 1990/2000", "b part_of pact 1990/2000", "a opposes b 2000/2000"},
			"NEG ambivalent RELATION " + year + " a.opposes.b | a.part_of.pact b.part_of.pact",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := direct(t, view(append(test.lines, "a leads z", "b leads z")...)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestAmbivalentTies counts ambivalent days in every way.
func TestAmbivalentTies(t *testing.T) {
	// Allied for ten years, at war in the middle and in the last of them.
	facts := world("a allied_with b 1990/1999", "a opposes b 1995/1995; 1999/1999")
	tests := []struct {
		ambivalent network.Ambivalence
		asOf, want string
	}{
		{network.AsHostile, "", "NEG ambivalent RELATION 1995-01-01/1995-12-31 1999-01-01/1999-12-31 a.opposes.b | a.allied_with.b"},
		{"", "", "NEG ambivalent RELATION 1995-01-01/1995-12-31 1999-01-01/1999-12-31 a.opposes.b | a.allied_with.b"},
		{network.AsFriendly, "", "POS ambivalent RELATION 1990-01-01/1999-12-31 a.allied_with.b | a.opposes.b"},
		{network.AsNone, "", "POS ambivalent RELATION 1990-01-01/1994-12-31 1996-01-01/1998-12-31 a.allied_with.b"},
		{network.AsHostile, "1999-05", "NEG ambivalent RELATION 1999-05-01/1999-05-31 a.opposes.b | a.allied_with.b"},
		{network.AsFriendly, "1999-05", "POS ambivalent RELATION 1999-05-01/1999-05-31 a.allied_with.b | a.opposes.b"},
		{network.AsNone, "1999-05", "none ambivalent"},
		{network.AsHostile, "1998", "POS RELATION 1998-01-01/1998-12-31 a.allied_with.b"},
		{network.AsNone, "1998", "POS RELATION 1998-01-01/1998-12-31 a.allied_with.b"},
		{network.AsNone, "2005", "none"},
	}
	for _, test := range tests {
		v := network.View{Store: storeOf(facts), Ambivalent: test.ambivalent}
		if test.asOf != "" {
			v.Where.AsOf = date(test.asOf)
		}
		if got := direct(t, v); got != test.want {
			t.Errorf("%s as of %q:\ngot  %s\nwant %s", test.ambivalent, test.asOf, got, test.want)
		}
	}
}

// TestTiesUnderAFilter restricts what ties rest on: a relation counts on a day if the filter keeps it as of that day.
func TestTiesUnderAFilter(t *testing.T) {
	type filter = alliance.RelationFilter
	shifting := []string{"a supports b {WEAPONS} 2000/2000 alleged; {TROOPS} 2001/2001; {TROOPS} 2002/2003; {TROOPS} 2003/2003 denied"}
	pact := []string{"coalition p {DEFENSE,NONAGGRESSION}", "a part_of p 2000/2000", "b part_of p 2000/2000"}
	tests := []struct {
		name  string
		lines []string
		where filter
		want  string
	}{
		{"everything", shifting, filter{}, "POS RELATION 2000-01-01/2003-12-31 a.supports.b"},
		{"kinds", shifting, filter{Kinds: []alliance.RelationKind{alliance.Weapons}}, "POS RELATION 2000-01-01/2000-12-31 a.supports.b"},
		{"alleged", shifting, filter{Statuses: []alliance.Status{alliance.Alleged}}, "POS RELATION 2000-01-01/2000-12-31 a.supports.b"},
		{"disputed", shifting, filter{Statuses: []alliance.Status{alliance.Disputed}}, "POS RELATION 2003-01-01/2003-12-31 a.supports.b"},
		{"not of a kind", shifting, filter{Not: &filter{Kinds: []alliance.RelationKind{alliance.Weapons}}}, "POS RELATION 2001-01-01/2003-12-31 a.supports.b"},
		{
			"not on days of its own", shifting,
			filter{Not: &filter{Viewpoint: alliance.Viewpoint{AsOf: date("2001")}}}, "none",
		},
		{"asserted", shifting, filter{Statuses: []alliance.Status{alliance.Asserted}}, "POS RELATION 2001-01-01/2002-12-31 a.supports.b"},
		{"denied", shifting, filter{Statuses: []alliance.Status{alliance.Denied}}, "none"},
		{"presumed", []string{"a supports b 2000/"}, filter{Viewpoint: alliance.Viewpoint{Presumed: true}}, "POS RELATION 2000-01-01/ a.supports.b"},
		{
			"presumed on a day", []string{"a supports b 2000/", "a opposes b 2000/2001"},
			filter{Viewpoint: alliance.Viewpoint{Presumed: true, Since: date("2030")}}, "POS RELATION 2030-01-01/ a.supports.b",
		},
		{
			"a war without an end outlasts a pact with one", []string{"a allied_with b 2000/2010", "a opposes b 2005/"},
			filter{Viewpoint: alliance.Viewpoint{Presumed: true}}, "NEG RELATION 2005-01-01/ a.opposes.b | a.allied_with.b",
		},
		{
			"known by", []string{"source early 2005", "a allied_with b 2000/2010 by early", "a opposes b 2005/ by source-0"},
			filter{Viewpoint: alliance.Viewpoint{KnownBy: date("2019")}}, "POS RELATION 2000-01-01/2010-12-31 a.allied_with.b",
		},
		{"kinds restrict no enmity", []string{"a opposes b 2000/2000"}, filter{Kinds: []alliance.RelationKind{alliance.Defense}}, "NEG RELATION 2000-01-01/2000-12-31 a.opposes.b"},
		{"kinds restrict obligations", pact, filter{Kinds: []alliance.RelationKind{alliance.Offense}}, "none"},
		{"obligations that are asked for", pact, filter{Kinds: []alliance.RelationKind{alliance.Defense}}, "POS CO_MEMBERS 2000-01-01/2000-12-31 a.part_of.p b.part_of.p"},
		{
			"nonaggression is asked for", pact, filter{Kinds: []alliance.RelationKind{alliance.Nonaggression}},
			"POS CO_MEMBERS 2000-01-01/2000-12-31 a.part_of.p b.part_of.p",
		},
		{
			"and of a relation", []string{"a allied_with b {DEFENSE,NONAGGRESSION} 2000/2000"},
			filter{Kinds: []alliance.RelationKind{alliance.Nonaggression}}, "POS RELATION 2000-01-01/2000-12-31 a.allied_with.b",
		},
		{"no memberships", pact, filter{Types: []alliance.RelationType{alliance.Supports}}, "none"},
		{"memberships of one", pact, filter{Subjects: []string{"a"}}, "none"},
		{"a membership is denied", append(pact, "z part_of p denied"), filter{Statuses: []alliance.Status{alliance.Denied}}, "none"},
		{"against", []string{"a supports x 2000/2000 against b"}, filter{Against: []string{"b"}}, "NEG BACKS_OPPONENT 2000-01-01/2000-12-31 a.supports.x"},
		{"in another conflict", []string{"a supports x 2000/2000 against b in war"}, filter{Conflict: "peace"}, "none"},
		{"within", []string{"a opposes b 2000/2000 within p", "a opposes b 2001/2001"}, filter{Coalitions: []string{"p"}}, "NEG RELATION 2000-01-01/2000-12-31 a.opposes.b"},
		{
			"by one of the sources", []string{"a supports b 2000/2002 by source-0; 2001/2004 by source-1"},
			filter{Sources: []string{"source-1"}}, "POS RELATION 2001-01-01/2004-12-31 a.supports.b",
		},
	}
	for _, test := range tests {
		v := view(append(test.lines, "a leads b")...)
		v.Where = test.where
		if got := direct(t, v); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}
