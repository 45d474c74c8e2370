package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// almanacs returns a world of two states and of sources that cover different times.
func almanacs() *world {
	w := newWorld()
	w.states("a b")
	w.source("paper", "2012-06-15", "", "")
	w.source("month", "2013-05", "", "")
	w.covering("coded", "2015-03", "/2012")
	w.covering("ahead", "2010", "2000/2020")
	w.covering("since", "2011-02-03", "1816/")
	w.source("about", "2013-02~", "", "")
	return w
}

// testStatements checks on which days statements are known to hold, by the first and last of them.
func testStatements(t *testing.T, open Open) {
	checkStated(t, open, almanacs(), alliance.RelationFilter{}, spanOf, []stated{
		{"both ends", "paper 1990/1995", "1990/1995"},
		{"one date", "paper 1990-05", "1990-05/1990-05"},
		{"an end after the publication", "paper 1990/2030", "1990/2030"},
		{"no end: published", "paper 1990/", "1990/2012-06-15"},
		{"no end: the last day of a publication", "month 1990/", "1990/2013-05-31"},
		{"no end: published about then", "about 1990/", "1990/2013-02-28"},
		{"no end: covered", "coded 1990/", "1990/2012-12-31"},
		{"no end: covered beyond the publication", "ahead 1990/", "1990/2020-12-31"},
		{"no end: covered from some day", "since 1800/", "1800/2011-02-03"},
		{"only an end", "paper /1995", "1995-01-01/1995"},
		{"only an end, a day", "paper /1995-03-04", "1995-03-04/1995-03-04"},
		{"no dates: published", "paper", "2012-06-15/2012-06-15"},
		{"no dates: the last day of a publication", "month", "2013-05-31/2013-05-31"},
		{"no dates: covered before the publication", "coded", "2012-12-31/2012-12-31"},
		{"no dates: covered beyond the publication", "ahead", "2010-12-31/2010-12-31"},
		{"begins after what is covered", "coded 2013/", "/"},
		{"begins on the last day covered", "coded 2012-12-31/", "2012-12-31/2012-12-31"},
		{"several statements", "paper 1990/1992; coded 1994/1995; paper 1985/1986", "1985/1995"},
		{"an allegation", "paper alleges 1990/1995", "1990/1995"},
		{"denials add nothing", "paper 1990/1991; coded denies 1980/2000", "1990/1991"},
		{"only denied", "paper denies 1990/1995; coded denies 1980/", "1980/2012-12-31"},
		{"only denied, without dates", "paper denies", "2012-06-15/2012-06-15"},
		{"claimed of no day, and denied", "coded 2013/; paper denies 1990/1995", "/"},
	})
}

// testEdges checks how the first and last known day are written: as a statement has it, the most precise of several.
func testEdges(t *testing.T, open Open) {
	checkStated(t, open, almanacs(), alliance.RelationFilter{}, spanOf, []stated{
		{"the more precise", "paper 1990/1995; coded 1990-01-01/1995-12", "1990-01-01/1995-12"},
		{"the more precise, first", "paper 1990-01/1995-12-31; coded 1990/1995", "1990-01/1995-12-31"},
		{"another day", "paper 1990-01-02/1995-12-30; coded 1990/1995", "1990/1995"},
		{"qualified", "paper 1990~/1995?", "1990~/1995?"},
		{"of equals, the one that is sure", "paper 1990~/1995?; coded 1990/1995", "1990/1995"},
		{"precise, though qualified", "paper 1990-01~/1995; coded 1990/1995-12?", "1990-01~/1995-12?"},
		{"a qualified date is compared as without it", "paper 1990?/1995~; coded 1991/1994", "1990?/1995~"},
		{"known to a day that another states", "paper 1990/; coded 1990/2012-06-15", "1990/2012-06-15"},
		{"only an end in the first year", "paper /1990; coded 1990/1991", "1990/1991"},
		{"before Christ", "paper -0431~/-0404-04", "-0431~/-0404-04"},
		{"around Christ", "paper -0001-12-31/0001", "-0001-12-31/0001"},
		{"year 0", "paper /0000", "0000-01-01/0000"},
		{"a leap day before Christ", "paper /-0004-02", "-0004-02-01/-0004-02"},
		{"the ends of time", "paper -9999/9999", "-9999/9999"},
	})
}

// testStatementsKnownBy checks that no end that is not stated is later than the day of the reader, and that later
// statements do not exist.
func testStatementsKnownBy(t *testing.T, open Open) {
	show := func(r *alliance.Relation) string { return spanOf(r) + " " + statusesOf(r) }
	checkStated(t, open, almanacs(), knownBy("2013-01"), show, []stated{
		{"published", "paper 1990/", "1990/2012-06-15 ASSERTED"},
		{"not yet published", "month 1990/1995", ""},
		{"not yet published, on the last day of a month", "month 1990/1995; paper", "2012-06-15/2012-06-15 ASSERTED"},
		{"covered until later", "ahead 1990/", "1990/2013-01-31 ASSERTED"},
		{"a stated end stays", "ahead 1990/2020", "1990/2020 ASSERTED"},
		{"a stated end alone stays", "ahead /2015", "2015-01-01/2015 ASSERTED"},
		{"begins later", "ahead 2013-02/", "/ ASSERTED"},
		{"no dates", "ahead", "2010-12-31/2010-12-31 ASSERTED"},
		{"an end known later", "paper 1990/1992; coded 1990/1995", "1990/1992 ASSERTED"},
		{"a beginning known later", "paper 1990/1992; coded 1980/1992", "1990/1992 ASSERTED"},
		{"kinds known later", "paper 1990/1992 WEAPONS; coded 1990/1992 TROOPS", "1990/1992 ASSERTED; WEAPONS ASSERTED"},
		{"denied later", "paper 1990/1992; coded denies", "1990/1992 ASSERTED"},
		{"claimed later", "paper denies 1990; coded 1990", "1990/1990 DENIED"},
		{"asserted later", "paper alleges 1990; coded 1990", "1990/1990 ALLEGED"},
	})
}

// testKnownBy91 checks what a reader of 1991 knew of a relation that a yearbook of 1996 describes anew.
func testKnownBy91(t *testing.T, open Open) {
	w := newWorld()
	w.states("a b")
	w.source("s91", "1991-06-30", "", "")
	w.source("s96", "1996-06-30", "", "")
	w.relation("a.supports.b", "s91 1990 WEAPONS; s96 1990/1995 WEAPONS TROOPS")
	store := open(t, w.done())
	then := alliance.Viewpoint{KnownBy: day("1991"), AsOf: day("1995")}
	checkLooked(t, store, everything, []looked{
		{"then", knownBy("1991"), "1990/1990 KNOWN [WEAPONS] ASSERTED reported 1991-06-30…1991-06-30 independent 1; WEAPONS ASSERTED; e1"},
		{"the future", alliance.RelationFilter{Viewpoint: then}, ""},
		{"now", asOf("1993"), "1990/1995 KNOWN [TROOPS WEAPONS] ASSERTED reported 1996-06-30…1996-06-30 independent 1; " +
			"TROOPS ASSERTED, WEAPONS ASSERTED; e2"},
	})
	nodes, err := store.Nodes(t.Context(), []string{"a.supports.b", "a.supports.b.e2"}, day("1991"))
	if err != nil || len(nodes) != 2 || nodes[1] != nil {
		t.Fatalf("nodes as of 1991: %v, error %v", nodes, err)
	}
	r := nodes[0].(*alliance.Relation)
	if got, want := periodsOf(r), "1990/1990 began ended ASSERTED KNOWN [WEAPONS] by s91"; got != want || r.To != day("1990") {
		t.Errorf("the node of 1991 ends %v\ngot  %s\nwant %s", r.To, got, want)
	}
}

// testLives checks that no span leaves the lives of its actors.
func testLives(t *testing.T, open Open) {
	w := almanacs()
	w.actors["a"].Span = over("1990/2000")
	w.actor("x", alliance.State, "", "X").Span = over("1995-03/")
	w.actor("pact", alliance.Coalition, "", "Pact").Span = over("/1998")
	w.actor("old", alliance.State, "", "Old").Span = over("1900/1910")
	long := "paper 1980/2010"
	w.relation("a.supports.b.cut", long)
	w.relation("a.supports.b.denied", "paper denies 1980/2010")
	w.relation("a.supports.b.end", "paper 1995/")
	w.relation("a.supports.b.late", "paper")
	w.relation("a.supports.b.stated", "paper 1990/2000")
	w.relation("b.supports.a.coalition", long, w.inPact)
	w.relation("b.supports.a.object", long)
	w.relation("b.supports.a.opponent", long, w.against("x"))
	w.relation("b.supports.a.both", long, w.against("x"), w.inPact)
	w.relation("a.allied_with.b", long)
	w.relation("a.opposes.old", long)
	w.relation("a.succeeds.old", long)
	got := map[string]string{}
	for _, r := range one(t, open(t, w.done()).Relations, where(alliance.RelationFilter{})).Nodes {
		got[r.ID] = spanOf(r)
	}
	want := map[string]string{
		"a.supports.b.cut": "1990-01-01/2000-12-31", "a.supports.b.denied": "1990-01-01/2000-12-31",
		"a.supports.b.end": "1995/2000-12-31", "a.supports.b.late": "/", "a.supports.b.stated": "1990/2000",
		"b.supports.a.coalition": "1990-01-01/1998-12-31", "b.supports.a.object": "1990-01-01/2000-12-31",
		"b.supports.a.opponent": "1995-03-01/2000-12-31", "b.supports.a.both": "1995-03-01/1998-12-31",
		"a.allied_with.b": "1990-01-01/2000-12-31", "a.opposes.old": "/", "a.succeeds.old": "1980/2010",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("known days (-want +got):\n%s", diff)
	}
}
