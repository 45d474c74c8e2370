package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testPresumed checks how far claims without an end are carried on.
func testPresumed(t *testing.T, open Open) {
	w := yearbooks()
	w.covering("ahead", "1995", "/2004")
	checkStated(t, open, w, presumed(""), periodsOf, []stated{
		{"to this day", "y95 1990/", "1990/1995-12-31 began ASSERTED KNOWN [] by y95; 1996-01-01/ ASSERTED PRESUMED [] by y95"},
		{"a stated end", "y95 1990/1992", "1990/1992 began ended ASSERTED KNOWN [] by y95"},
		{"a stated end alone", "y95 /1992", "1992-01-01/1992 ended ASSERTED KNOWN [] by y95"},
		{"without dates", "y95 alleges", "1995-12-31/1995-12-31 ALLEGED KNOWN [] by y95; 1996-01-01/ ALLEGED PRESUMED [] by y95"},
		{"begins after what is covered", "y95 1997/ TROOPS", "1997/ began ASSERTED PRESUMED [TROOPS] by y95"},
		{"from what is covered", "ahead 1990/", "1990/2004-12-31 began ASSERTED KNOWN [] by ahead; 2005-01-01/ ASSERTED PRESUMED [] by ahead"},
		{"a later source gives the end", "y95 1990/; y00 1997/1998", "1990/1995-12-31 began ASSERTED KNOWN [] by y95; " +
			"1996-01-01/1996-12-31 ASSERTED PRESUMED [] by y95; 1997/1998 began ended ASSERTED KNOWN [] by y95 y00"},
		{"a later source gives only the end", "y95 1990/; y00 /1998-05", "1990/1995-12-31 began ASSERTED KNOWN [] by y95; " +
			"1996-01-01/1998-04-30 ASSERTED PRESUMED [] by y95; 1998-05-01/1998-05 ended ASSERTED KNOWN [] by y95 y00"},
		{"an end on the last known day", "y95 1990/; y00 1994/1995", "1990/1995 began ended ASSERTED KNOWN [] by y95 y00"},
		{"an end before the last known day", "y95 1990/; y00 1994/1995-12-30",
			"1990/1995-12-31 began ASSERTED KNOWN [] by y95 y00; 1996-01-01/ ASSERTED PRESUMED [] by y95"},
		{"an end given earlier", "y95 1990/; y90 1990/1997", "1990/1997 began ended ASSERTED KNOWN [] by y90 y95; " +
			"1998-01-01/ ASSERTED PRESUMED [] by y95"},
		{"an end given at the same time", "y95 1990/; z95 1990/1997", "1990/1997 began ended ASSERTED KNOWN [] by y95 z95; " +
			"1998-01-01/ ASSERTED PRESUMED [] by y95"},
		{"an end in yearly rows", "y95 1990/ TROOPS; y00 1996/1996; y00 1997/1997", "1990/1997 began ended ASSERTED KNOWN [TROOPS] by y95 y00"},
		{"an end before it begins", "y95 1997/; y00 1990/1996-06", "1990/1996-06 began ended ASSERTED KNOWN [] by y00; 1997/ began ASSERTED PRESUMED [] by y95"},
		{"the first of two ends", "y95 1990/; y05 1990/1999; y00 1990/1997",
			"1990/1999 began ended ASSERTED KNOWN [] by y95 y00 y05"},
	})
}

// testPresumedDenied checks that a later denial ends what is presumed, or the kinds that it names.
func testPresumedDenied(t *testing.T, open Open) {
	known := "1990/1995-12-31 began ASSERTED KNOWN [TROOPS WEAPONS] by y95; "
	checkStated(t, open, yearbooks(), presumed(""), periodsOf, []stated{
		{"the relation", "y95 1990/ TROOPS WEAPONS; y05 denies 2000/2001", known +
			"1996-01-01/1999-12-31 ASSERTED PRESUMED [TROOPS WEAPONS] by y95; 2000/2001 began ended DENIED KNOWN [] by y05"},
		{"without dates", "y95 1990/ TROOPS WEAPONS; y05 denies",
			"1990/1995-12-31 began DISPUTED KNOWN [TROOPS WEAPONS] by y95 y05; 1996-01-01/2005-12-30 DISPUTED PRESUMED [TROOPS WEAPONS] by y95 y05"},
		{"without dates, at the same time", "y95 1990/ TROOPS WEAPONS; z95 denies TROOPS", "1990/1995-12-31 began ASSERTED KNOWN [TROOPS WEAPONS] by y95 z95; " +
			"1996-01-01/ ASSERTED PRESUMED [TROOPS WEAPONS] by y95 z95"},
		{"before the last known day", "y95 1990/ TROOPS WEAPONS; y05 denies 1991/1992",
			"1990/1990-12-31 began ASSERTED KNOWN [TROOPS WEAPONS] by y95; 1991-01-01/1992-12-31 DISPUTED KNOWN [TROOPS WEAPONS] by y95 y05; " +
				"1993-01-01/1995-12-31 ASSERTED KNOWN [TROOPS WEAPONS] by y95; 1996-01-01/ ASSERTED PRESUMED [TROOPS WEAPONS] by y95"},
		{"published earlier", "y95 1990/ TROOPS WEAPONS; y90 denies 2000", known +
			"1996-01-01/1999-12-31 ASSERTED PRESUMED [TROOPS WEAPONS] by y95; 2000-01-01/2000-12-31 DISPUTED PRESUMED [TROOPS WEAPONS] by y90 y95; " +
			"2001-01-01/ ASSERTED PRESUMED [TROOPS WEAPONS] by y95"},
		{"a kind", "y95 1990/ TROOPS WEAPONS; y05 denies 2000/2001 TROOPS", known +
			"1996-01-01/1999-12-31 ASSERTED PRESUMED [TROOPS WEAPONS] by y95; 2000-01-01/ ASSERTED PRESUMED [WEAPONS] by y95 y05"},
		{"each of its kinds", "y95 1990/ TROOPS WEAPONS; y05 denies 1998 TROOPS; y05 denies 2000 WEAPONS", known +
			"1996-01-01/1997-12-31 ASSERTED PRESUMED [TROOPS WEAPONS] by y95; 1998-01-01/1999-12-31 ASSERTED PRESUMED [WEAPONS] by y95 y05; " +
			"2000/2000 began ended DENIED KNOWN [WEAPONS] by y05"},
		{"a kind of a claim that names none", "y95 1990/; y05 denies 2000 TROOPS",
			"1990/1995-12-31 began ASSERTED KNOWN [] by y95; 1996-01-01/ ASSERTED PRESUMED [] by y95 y05"},
	})
}

// testPresumedLives checks that nothing is presumed beyond a life, nor before it.
func testPresumedLives(t *testing.T, open Open) {
	w := yearbooks()
	w.actors["a"].Span = over("1988/1999-06")
	w.covering("before", "1995", "/1980")
	checkStated(t, open, w, presumed(""), periodsOf, []stated{
		{"to its end", "y95 1990/", "1990/1995-12-31 began ASSERTED KNOWN [] by y95; 1996-01-01/1999-06-30 ASSERTED PRESUMED [] by y95"},
		{"known to its end", "y05 1990/", "1990/1999-06-30 began ASSERTED KNOWN [] by y05"},
		{"not before it", "before 1970/", ""},
		{"from a beginning within it", "before 1990/", "1990/1999-06-30 began ASSERTED PRESUMED [] by before"},
		{"not after it", "y05 2006/", ""},
	})
}

// testCertainty checks whether relations are known or presumed to hold on the days asked for, and that what is presumed
// shows nowhere else.
func testCertainty(t *testing.T, open Open) {
	w := yearbooks()
	w.relation("a.supports.b", "y95 1990/ TROOPS; y00 /1997 WEAPONS; y05 denies 1996 TROOPS")
	store := open(t, w.done())
	both := "1990/1997 KNOWN [TROOPS WEAPONS] ASSERTED reported 1995…"
	checkLooked(t, store, everything, []looked{
		{"known", presumed("1995-12-31"), "1990/1997 KNOWN [TROOPS] ASSERTED reported 1995…1995 independent 1; TROOPS ASSERTED; e1"},
		{"not presumed", asOf("1996-01"), ""},
		{"a day that is only denied", presumed("1996"), ""},
		{"a day of each", presumed("1997"), "1990/1997 KNOWN [WEAPONS] ASSERTED reported 2000…2000 independent 1; WEAPONS ASSERTED; e2"},
		{"any day", presumed(""), both + "2005 independent 2; TROOPS ASSERTED, WEAPONS ASSERTED; e1 e2 e3"},
		{"presumed by a reader of 1998", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{
			AsOf: day("1997"), KnownBy: day("1998"), Presumed: true,
		}}, "1990/1995-12-31 PRESUMED [TROOPS] ASSERTED reported 1995…1995 independent 1; TROOPS ASSERTED; e1"},
		{"known and presumed", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{
			Since: day("1995"), Until: day("1999"), KnownBy: day("1998"), Presumed: true,
		}}, "1990/1995-12-31 KNOWN [TROOPS] ASSERTED reported 1995…1995 independent 1; TROOPS ASSERTED; e1"},
		{"presumed by a reader of 2001", alliance.RelationFilter{Viewpoint: alliance.Viewpoint{
			AsOf: day("1996"), KnownBy: day("2001"), Presumed: true,
		}}, "1990/1997 PRESUMED [TROOPS] ASSERTED reported 1995…1995 independent 1; TROOPS ASSERTED; e1"},
	})
}
