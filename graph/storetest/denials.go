package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// yearbooks returns a world of two states and of yearbooks that appear at the end of the year in their name.
func yearbooks() *world {
	w := newWorld()
	w.states("a b")
	for _, id := range []string{"y85", "y90", "y95", "z95"} {
		w.source(id, "19"+id[1:], "", "")
	}
	w.source("y00", "2000", "", "")
	w.source("y05", "2005", "", "")
	return w
}

// testDenials checks what denials take away: the kinds that they name, or the relation, on their days.
func testDenials(t *testing.T, open Open) {
	checkStated(t, open, yearbooks(), alliance.RelationFilter{}, statusesOf, []stated{
		{"not denied", "y95 1990/1995 TROOPS WEAPONS", "ASSERTED; TROOPS ASSERTED, WEAPONS ASSERTED"},
		{"alleged", "y95 alleges 1990/1995 TROOPS", "ALLEGED; TROOPS ALLEGED"},
		{"of kinds that differ", "y95 alleges 1990 TROOPS; y95 1991 WEAPONS", "ASSERTED; TROOPS ALLEGED, WEAPONS ASSERTED"},
		{"a kind", "y95 1990/1995 TROOPS WEAPONS; y00 denies TROOPS", "ASSERTED; TROOPS DISPUTED, WEAPONS ASSERTED"},
		{"a kind that nobody claims", "y95 1990/1995 WEAPONS; y00 denies TROOPS", "ASSERTED; TROOPS DENIED, WEAPONS ASSERTED"},
		{"all kinds", "y95 1990/1995 TROOPS; y00 denies TROOPS WEAPONS", "DISPUTED; TROOPS DISPUTED, WEAPONS DENIED"},
		{"all kinds, by two", "y95 1990/1995 TROOPS WEAPONS; y00 denies TROOPS; y05 denies WEAPONS",
			"DISPUTED; TROOPS DISPUTED, WEAPONS DISPUTED"},
		{"a kind, the claim names none", "y95 1990/1995; y00 denies TROOPS", "ASSERTED; TROOPS DENIED"},
		{"the relation", "y95 1990/1995 TROOPS; y00 denies", "DISPUTED; TROOPS DISPUTED"},
		{"the relation, named by none", "y95 1990/1995; y00 denies", "DISPUTED"},
		{"before it is claimed", "y95 1990/1995; y90 denies", "DISPUTED"},
		{"some days", "y95 1990/1995 TROOPS; y00 denies 1990/1994", "ASSERTED; TROOPS ASSERTED"},
		{"all days", "y95 1990/1995 TROOPS; y00 denies 1980/2000", "DISPUTED; TROOPS DISPUTED"},
		{"all days, by two", "y95 1990/1995; y00 denies 1990/1992; y05 denies 1993/1995", "DISPUTED"},
		{"all days but one", "y95 1990/1995; y00 denies 1990/1992; y05 denies 1993-01-02/1995", "ASSERTED"},
		{"other days", "y95 1990/1995; y00 denies 1996/2000", "ASSERTED"},
		{"no end: published", "y95 1990/1995; y05 denies 1990/", "DISPUTED"},
		{"a kind on some days, another on others", "y95 1990/1995 TROOPS WEAPONS; y00 denies 1990/1992 TROOPS; y00 denies 1993/1995 WEAPONS",
			"ASSERTED; TROOPS ASSERTED, WEAPONS ASSERTED"},
		{"what is left is alleged", "y95 alleges 1990/1995; y00 1994; y05 denies 1994", "ALLEGED"},
		{"what is left is asserted", "y95 alleges 1990; y00 1994; y05 denies 1990", "ASSERTED"},
		{"only denied", "y95 denies 1990 TROOPS; y00 denies", "DENIED; TROOPS DENIED"},
		{"a claim of no day", "y95 2010/ TROOPS", "ASSERTED; TROOPS ASSERTED"},
		{"a claim of no day, denied of another", "y95 2010/; y00 denies 1990", "ASSERTED"},
		{"a claim of no day, a kind denied of another", "y95 2010/ TROOPS WEAPONS; y00 denies 1990 TROOPS", "ASSERTED; TROOPS ASSERTED, WEAPONS ASSERTED"},
		{"a claim of no day, and one of some", "y95 2010/ TROOPS; y00 alleges 1990 WEAPONS", "ALLEGED; WEAPONS ALLEGED"},
	})
}

// testDenialsWithoutDates checks of which days a denial without dates speaks: of the claimed ones, without a gap, that
// hold at its publication or last before it.
func testDenialsWithoutDates(t *testing.T, open Open) {
	checkStated(t, open, yearbooks(), alliance.RelationFilter{}, periodsOf, []stated{
		{"the last before", "y95 1980/1982; y95 1990/1992; y00 denies",
			"1980/1982 began ended ASSERTED KNOWN [] by y95; 1990/1992 began ended DISPUTED KNOWN [] by y95 y00"},
		{"not a later one", "y95 1980/1982; y95 1990/1992; y85 denies",
			"1980/1982 began ended DISPUTED KNOWN [] by y85 y95; 1990/1992 began ended ASSERTED KNOWN [] by y95"},
		{"the one that holds", "y95 1980/2000; y95 denies", "1980/2000 began ended DISPUTED KNOWN [] by y95"},
		{"one that begins on its day", "y95 1985-12-31/1990; y85 denies", "1985-12-31/1990 began ended DISPUTED KNOWN [] by y85 y95"},
		{"none but later ones", "y95 1986/1990; y85 denies",
			"1985-12-31/1985-12-31 DENIED KNOWN [] by y85; 1986/1990 began ended ASSERTED KNOWN [] by y95"},
		{"nothing claimed", "y85 denies TROOPS", "1985-12-31/1985-12-31 DENIED KNOWN [TROOPS] by y85"},
		{"days that follow each other", "y95 1980/1984; y95 1985/1992; y00 denies", "1980/1992 began ended DISPUTED KNOWN [] by y95 y00"},
		{"but for one", "y95 1980/1984-12-30; y95 1985/1992; y00 denies",
			"1980/1984-12-30 began ended ASSERTED KNOWN [] by y95; 1985/1992 began ended DISPUTED KNOWN [] by y95 y00"},
		{"days of other kinds", "y95 1980/1984 TROOPS; y95 1985/1992 WEAPONS; y00 denies TROOPS",
			"1980/1984 began ended DISPUTED KNOWN [TROOPS] by y95 y00; 1985/1992 began ended ASSERTED KNOWN [WEAPONS] by y95 y00"},
		{"days that are alleged", "y95 alleges 1980/1984; y95 1985/1992; y00 denies", "1980/1992 began ended DISPUTED KNOWN [] by y95 y00"},
		{"not days of denials", "y95 1980/1982; y95 denies 1983/1989; y95 1990; y00 denies",
			"1980/1982 began ended ASSERTED KNOWN [] by y95; 1983/1989 began ended DENIED KNOWN [] by y95; " +
				"1990/1990 began ended DISPUTED KNOWN [] by y95 y00"},
	})
}

// testDenialsKnownBy checks that a denial without dates speaks of what is known to be claimed.
func testDenialsKnownBy(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.supports.b", "y85 1980/1981; y95 denies; y00 1990/1991")
	checkLooked(t, open(t, w.done()), periodsOf, []looked{
		{"before the second claim", knownBy("1995"), "1980/1981 began ended DISPUTED KNOWN [] by y85 y95"},
		{"after it", knownBy("2000"),
			"1980/1981 began ended ASSERTED KNOWN [] by y85; 1990/1991 began ended DISPUTED KNOWN [] by y95 y00"},
	})
}

// testPeriods checks where periods begin and end, and what they tell.
func testPeriods(t *testing.T, open Open) {
	checkStated(t, open, yearbooks(), alliance.RelationFilter{}, periodsOf, []stated{
		{"one", "y95 1990/1995 TROOPS", "1990/1995 began ended ASSERTED KNOWN [TROOPS] by y95"},
		{"no end", "y95 1990/", "1990/1995-12-31 began ASSERTED KNOWN [] by y95"},
		{"no beginning", "y95 /1990", "1990-01-01/1990 ended ASSERTED KNOWN [] by y95"},
		{"neither", "y95", "1995-12-31/1995-12-31 ASSERTED KNOWN [] by y95"},
		{"the same twice", "y95 1990/1995; y00 1990/1995", "1990/1995 began ended ASSERTED KNOWN [] by y95 y00"},
		{"twice by one source", "y95 1990/1992; y95 1993/1995", "1990/1995 began ended ASSERTED KNOWN [] by y95"},
		{"one year after the other", "y95 1990; y95 1991; y95 1992", "1990/1992 began ended ASSERTED KNOWN [] by y95"},
		{"a gap of a day", "y95 1990; y95 1991-01-02/1991", "1990/1990 began ended ASSERTED KNOWN [] by y95; " +
			"1991-01-02/1991 began ended ASSERTED KNOWN [] by y95"},
		{"another kind", "y95 1990/1992 TROOPS; y00 1991/1992 WEAPONS", "1990/1990-12-31 began ASSERTED KNOWN [TROOPS] by y95; " +
			"1991/1992 began ended ASSERTED KNOWN [TROOPS WEAPONS] by y95 y00"},
		{"a kind denied is still claimed", "y95 1990/1992 TROOPS WEAPONS; y00 denies 1991 TROOPS",
			"1990/1992 began ended ASSERTED KNOWN [TROOPS WEAPONS] by y95 y00"},
		{"disputed on some days", "y95 1990/1992; y00 denies 1991", "1990/1990-12-31 began ASSERTED KNOWN [] by y95; " +
			"1991-01-01/1991-12-31 DISPUTED KNOWN [] by y95 y00; 1992-01-01/1992 ended ASSERTED KNOWN [] by y95"},
		{"alleged, then asserted", "y95 alleges 1990/1991; y00 1991", "1990/1990-12-31 began ALLEGED KNOWN [] by y95; " +
			"1991/1991 began ended ASSERTED KNOWN [] by y95 y00"},
		{"denied before and after", "y95 1991; y00 denies 1990/1992 TROOPS", "1990/1990-12-31 began DENIED KNOWN [TROOPS] by y00; " +
			"1991/1991 began ended ASSERTED KNOWN [] by y95 y00; 1992-01-01/1992 ended DENIED KNOWN [TROOPS] by y00"},
		{"by publication, then id", "z95 1990; y95 1990; y85 1990", "1990/1990 began ended ASSERTED KNOWN [] by y85 y95 z95"},
		{"no day", "y95 2010/", ""},
	})
}
