package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testAsOf checks which relations are known to hold on days, and that what they show is from the statements about these.
func testAsOf(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.supports.b", "y95 1990/1995 TROOPS; y00 denies 1993; y05 alleges 1996/1997 WEAPONS; y00 denies 1999 FUNDING")
	store := open(t, w.done())
	denied := func(date string) alliance.RelationFilter {
		f := asOf(date)
		f.Statuses = alliance.Statuses()
		return f
	}
	troops := "1990/1997 KNOWN [TROOPS] ASSERTED reported 1995…1995 independent 1; TROOPS ASSERTED; e1"
	weapons := "1990/1997 KNOWN [WEAPONS] ALLEGED reported 2005…2005 independent 0; WEAPONS ALLEGED; e3"
	disputed := "1990/1997 KNOWN [TROOPS] DISPUTED reported 1995…2000 independent 1; TROOPS DISPUTED; e1 e2"
	checkLooked(t, store, everything, []looked{
		{"before", asOf("1989-12-31"), ""},
		{"the first day", asOf("1990-01-01"), troops},
		{"a month", asOf("1992-02"), troops},
		{"a qualified month", asOf("1992-02~"), troops},
		{"the day before it is denied", asOf("1992-12-31"), troops},
		{"the first day on which it is denied", asOf("1993-01-01"), disputed},
		{"the last day on which it is denied", asOf("1993-12-31"), disputed},
		{"the day after", asOf("1994-01-01"), troops},
		{"the last day", asOf("1995-12-31"), troops},
		{"the day after the last", asOf("1996-01-01"), weapons},
		{"a year of it", asOf("1997"), weapons},
		{"silence", asOf("1998"), ""},
		{"only denied", asOf("1999"), ""},
		{"only denied, and asked for", denied("1999"), "1990/1997 KNOWN [FUNDING] DENIED reported 2000…2000 independent 0; FUNDING DENIED; e4"},
		{"silence, though denials are asked for", denied("1998"), ""},
		{"long ago", asOf("-0430"), ""},
	})
}

// testSinceUntil checks the days from one date to another, and those of AsOf among them.
func testSinceUntil(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.supports.b", "y95 1990-02/1990-03 TROOPS; y00 1992 WEAPONS; y05 denies 1990-03-31 TROOPS")
	at := func(asOf, since, until string) alliance.RelationFilter {
		f := between(since, until)
		f.AsOf = over(asOf).From
		return f
	}
	show := statusesOf
	troops, weapons := "ASSERTED; TROOPS ASSERTED", "ASSERTED; WEAPONS ASSERTED"
	both := "ASSERTED; TROOPS ASSERTED, WEAPONS ASSERTED"
	checkLooked(t, open(t, w.done()), show, []looked{
		{"since the first day", at("", "1990-02-01", ""), both},
		{"since a day on which only one is left", at("", "1990-03-31", ""), "ASSERTED; TROOPS DISPUTED, WEAPONS ASSERTED"},
		{"since the day after", at("", "1990-04-01", ""), weapons},
		{"since the last day", at("", "1992-12-31", ""), weapons},
		{"since the day after the last", at("", "1993", ""), ""},
		{"until the day before", at("", "", "1990-01"), ""},
		{"until the first day", at("", "", "1990-02-01"), troops},
		{"until the last day of a year", at("", "", "1991"), troops},
		{"until the first day of another", at("", "", "1992-01-01"), both},
		{"between", at("", "1990-04", "1991"), ""},
		{"on the last day", at("", "1990-03-31", "1990-03-31"), "DISPUTED; TROOPS DISPUTED"},
		{"the wrong way round", at("", "1992", "1990"), ""},
		{"days of a year that are in the time", at("1990", "1990-03-31", ""), "DISPUTED; TROOPS DISPUTED"},
		{"days of a year that are not in the time", at("1992", "1990", "1991"), ""},
		{"days of a year until a day", at("1992", "", "1992-01-01"), weapons},
		{"a day in the time", at("1992-06", "1990", "1992"), weapons},
	})
}

// testBothAxes checks what readers of one day knew of another.
func testBothAxes(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.opposes.b", "y85 1980/; y90 1980/1987; y95 denies 1980/1981; y00 1993/")
	at := func(asOf, knownBy string) alliance.RelationFilter {
		return alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: day(asOf), KnownBy: day(knownBy)}}
	}
	show := func(r *alliance.Relation) string { return string(r.Status) + " " + spanOf(r) }
	checkLooked(t, open(t, w.done()), show, []looked{
		{"before anything is known", at("1980", "1984"), ""},
		{"known by the end of the year", at("1980", "1985"), "ASSERTED 1980/1985-12-31"},
		{"after what is known then", at("1986", "1985"), ""},
		{"known later", at("1986", "1990"), "ASSERTED 1980/1987"},
		{"the end is known later", at("1988", "1990"), ""},
		{"not yet denied", at("1980", "1990"), "ASSERTED 1980/1987"},
		{"denied", at("1980", "1995"), "DISPUTED 1980/1987"},
		{"not denied of another year", at("1982", "1995"), "ASSERTED 1980/1987"},
		{"not yet known to begin again", at("1994", "1999"), ""},
		{"known to begin again", at("1994", "2000"), "ASSERTED 1980/2000-12-31"},
	})
}

// testKindsFilter checks that a kind counts if it is claimed on the days asked for, or denied where that is asked for.
func testKindsFilter(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.supports.b", "y95 1990/1995 WEAPONS; y95 1990 TROOPS; y00 denies 1992 FUNDING; y00 denies 1990 TROOPS")
	w.relation("b.supports.a", "y95 denies 1992 FUNDING")
	of := func(asOf string, statuses []alliance.Status, kinds ...alliance.RelationKind) alliance.RelationQuery {
		return where(alliance.RelationFilter{Kinds: kinds, Statuses: statuses, Viewpoint: alliance.Viewpoint{AsOf: over(asOf).From}})
	}
	asserted, denied := []alliance.Status{alliance.Asserted}, []alliance.Status{alliance.Asserted, alliance.Denied}
	checkListings(t, open(t, w.done()).Relations, []listing[alliance.RelationQuery]{
		{"claimed", of("", nil, alliance.Weapons), "a.supports.b"},
		{"claimed, but disputed", of("", nil, alliance.Troops), "a.supports.b"},
		{"claimed of another year", of("1992", nil, alliance.Troops), ""},
		{"claimed of the year", of("1990", nil, alliance.Troops, alliance.Political), "a.supports.b"},
		{"only denied, beside what is claimed", of("", nil, alliance.Funding), ""},
		{"asserted", of("", asserted, alliance.Funding), ""},
		{"denied, and asked for", of("", denied, alliance.Funding), "a.supports.b b.supports.a"},
		{"denied of the year, and asked for", of("1992", denied, alliance.Funding), "a.supports.b b.supports.a"},
		{"denied of another year", of("1991", denied, alliance.Funding), ""},
		{"denied of the year, but asserted", of("1992", denied[1:], alliance.Funding), "b.supports.a"},
	})
}

// testSourcesShown checks that only evidence about the days asked for counts as sources.
func testSourcesShown(t *testing.T, open Open) {
	w := yearbooks()
	w.source("copy", "2001", "Press", "y95")
	w.relation("a.supports.b", "y95 1990; copy 1990/1991; y00 1992")
	from := func(asOf string, sources ...string) alliance.RelationQuery {
		return where(alliance.RelationFilter{Sources: sources, Viewpoint: alliance.Viewpoint{AsOf: over(asOf).From}})
	}
	store := open(t, w.done())
	checkListings(t, store.Relations, []listing[alliance.RelationQuery]{
		{"of any day", from("", "y00"), "a.supports.b"},
		{"of another day", from("1990", "y00"), ""},
		{"of the day", from("1992", "y00"), "a.supports.b"},
		{"a copy of the day", from("1991", "copy"), "a.supports.b"},
		{"what it copies", from("1991", "y95"), ""},
	})
	show := func(r *alliance.Relation) string { return recordLine(r.Record) }
	checkLooked(t, store, show, []looked{
		{"all", alliance.RelationFilter{}, "ASSERTED reported 1995…2001 independent 2"},
		{"a source and its copy", asOf("1990"), "ASSERTED reported 1995…2001 independent 1"},
		{"a copy", asOf("1991"), "ASSERTED reported 2001…2001 independent 1"},
	})
}
