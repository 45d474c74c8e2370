package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testEnds checks what a filter asks of the actors at the ends of relations: of one end, all of it.
func testEnds(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	type types = []alliance.ActorType
	states, armed := types{alliance.State}, types{alliance.ArmedGroup, alliance.Person}
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"subjects of a type", where(filter{SubjectTypes: types{alliance.Person}}), "haftar.leads.lna lavrov.holds_office.russia"},
		{"objects of types", where(filter{ObjectTypes: armed, Types: []alliance.RelationType{alliance.Supports}}),
			"egypt.supports.haftar egypt.supports.kaniyat russia.supports.lna uae.supports.brigade-106 uae.supports.lna"},
		{"either end of mutual relations", where(filter{ObjectTypes: types{alliance.ArmedGroup}, Conflict: "libya-2014"}),
			"lna.opposes.gna russia.supports.lna uae.supports.lna"},
		{"both ends of mutual relations", where(filter{SubjectTypes: types{alliance.Government}, ObjectTypes: types{alliance.ArmedGroup}}),
			"lna.opposes.gna"},
		{"one end, twice", where(filter{SubjectTypes: types{alliance.Government}, ObjectTypes: types{alliance.Government}}), ""},
		{"an id of another type", where(filter{Subjects: []string{"gna"}, SubjectTypes: types{alliance.ArmedGroup}}), ""},
		{"no types", where(filter{ObjectTypes: types{}}), ""},
		{"subjects of countries, in any case", where(filter{SubjectCountries: []string{"rus", "Tur"}}),
			"lavrov.holds_office.russia russia.recognizes.gna russia.supports.lna turkey.supports.gna"},
		{"objects of a country", where(filter{ObjectCountries: []string{"LBY"}, SubjectTypes: states}),
			"egypt.supports.haftar russia.recognizes.gna russia.supports.lna turkey.supports.gna uae.supports.brigade-106 uae.supports.lna"},
		{"a country, from either end", where(filter{SubjectCountries: []string{"ARE"}, ObjectCountries: []string{"EGY"}}), "egypt.allied_with.uae"},
		{"an id of another country", where(filter{Objects: []string{"egypt"}, ObjectCountries: []string{"ARE"}}), ""},
		{"unknown countries", where(filter{ObjectCountries: []string{"", "XXX"}}), ""},
		{"no countries", where(filter{SubjectCountries: []string{}}), ""},
		{"of an actor", of("lna", alliance.In, filter{SubjectTypes: states}), "russia.supports.lna uae.supports.lna"},
	})
}

// not returns the query for the relations that a filter keeps and another does not.
func not(f, out alliance.RelationFilter) alliance.RelationQuery {
	f.Not = &out
	return where(f)
}

// testNot checks what filters leave out by their parts and kinds.
func testNot(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	supports := filter{Types: []alliance.RelationType{alliance.Supports}}
	weapons, both := []alliance.RelationKind{alliance.Weapons}, []alliance.RelationKind{alliance.Weapons, alliance.Troops}
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"not any", not(filter{}, filter{}), ""},
		{"not none", not(supports, filter{Subjects: []string{}}), "egypt.supports.haftar egypt.supports.kaniyat russia.supports.lna " +
			"turkey.supports.gna uae.supports.brigade-106 uae.supports.lna"},
		{"not of a kind", not(supports, filter{Kinds: weapons}), "egypt.supports.haftar egypt.supports.kaniyat russia.supports.lna uae.supports.brigade-106"},
		{"of all kinds", where(filter{AllKinds: both}), "turkey.supports.gna"},
		{"of all of no kinds", where(filter{AllKinds: []alliance.RelationKind{}}), ""},
		{"of a kind, not of all", not(filter{Kinds: weapons}, filter{AllKinds: both}), "uae.supports.lna"},
		{"not mutual", not(filter{Subjects: []string{"uae"}}, filter{Objects: []string{"egypt"}}), "uae.supports.brigade-106 uae.supports.lna"},
		{"not in a conflict", not(supports, filter{Conflicts: []string{"libya-2014"}}), "egypt.supports.haftar egypt.supports.kaniyat uae.supports.brigade-106"},
		{"not what is not", not(supports, filter{Not: &filter{Kinds: weapons}}), "turkey.supports.gna uae.supports.lna"},
		{"not of a status", not(supports, filter{Statuses: []alliance.Status{alliance.Asserted}}), "russia.supports.lna uae.supports.brigade-106"},
		{"not from a source", not(supports, filter{Sources: []string{"un-panel"}}), "egypt.supports.haftar turkey.supports.gna uae.supports.brigade-106"},
	})
}

// testNotThen checks from which viewpoint a filter looks at what it leaves out.
func testNotThen(t *testing.T, open Open) {
	w := newWorld()
	w.states("x a b c d e")
	w.source("s", "2020", "", "").Covers = over("/2016")
	w.source("late", "2022", "", "")
	w.relation("x.supports.a", "s 2010/2010 TROOPS; s 2015/2015 WEAPONS")
	w.relation("x.supports.b", "s 2010/2010 WEAPONS; s 2015/2015 TROOPS")
	w.relation("x.supports.c", "s 2010/2010 WEAPONS; late 2010/2010 TROOPS")
	w.relation("x.supports.d", "s 2015/ WEAPONS")
	w.relation("x.supports.e", "s 2015/2015 WEAPONS; late denies 2010/2010 TROOPS")
	type filter = alliance.RelationFilter
	troops, known := []alliance.RelationKind{alliance.Troops}, alliance.Viewpoint{AsOf: day("2010"), KnownBy: day("2020")}
	then := func(f filter) filter {
		f.Since, f.Until, f.AsOf = f.AsOf, f.AsOf, alliance.Date{}
		return f
	}
	checkListings(t, open(t, w.done()).Relations, []listing[alliance.RelationQuery]{
		{"of the same days", not(asOf("2010"), filter{Kinds: troops}), backed("b")},
		{"of the same days, by their ends", not(then(asOf("2010")), filter{Kinds: troops}), backed("b")},
		{"of other days", not(asOf("2015"), asOf("2010")), backed("d e")},
		{"of other days than those between", not(between("2011", ""), asOf("2010")), backed("d e")},
		{"since then, whatever the date", not(asOf("2010"), between("2012", "")), backed("c")},
		{"of other days, on which it is not of a kind", not(asOf("2015"), filter{Viewpoint: asOf("2010").Viewpoint, Not: &filter{Kinds: troops}}),
			backed("a d e")},
		{"known at the same time", not(filter{Viewpoint: known}, filter{Kinds: troops}), backed("b c")},
		{"known now, not then", not(asOf("2010"), filter{Viewpoint: knownBy("2020").Viewpoint, Kinds: troops}), backed("b c")},
		{"known then, not now", not(filter{Viewpoint: known}, filter{Viewpoint: knownBy("2022").Viewpoint, Kinds: troops}), backed("b")},
		{"presumed by both", not(presumed("2018"), filter{Kinds: troops}), backed("d")},
		{"presumed by the filter around", not(presumed("2018"), asOf("2018")), ""},
		{"presumed by the filter inside", not(asOf("2015"), presumed("2018")), backed("a b e")},
		{"denied only, by day", not(asOf("2015"), filter{Viewpoint: asOf("2010").Viewpoint, Kinds: troops}), backed("b d e")},
		{"denied too", not(asOf("2015"), filter{Viewpoint: asOf("2010").Viewpoint, Kinds: troops, Statuses: alliance.Statuses()}), backed("b d")},
	})
}

// testKindless checks filters whose kinds restrict only types that have kinds.
func testKindless(t *testing.T, open Open) {
	type filter = alliance.RelationFilter
	in := filter{Conflict: "libya-2014", Kindless: true}
	weapons, all := in, in
	weapons.Kinds = []alliance.RelationKind{alliance.Weapons}
	all.AllKinds = []alliance.RelationKind{alliance.Weapons, alliance.Troops}
	checkListings(t, open(t, libya()).Relations, []listing[alliance.RelationQuery]{
		{"one kind", where(weapons), "lna.opposes.gna turkey.supports.gna uae.supports.lna"},
		{"all kinds", where(all), "lna.opposes.gna turkey.supports.gna"},
		{"not of a kind", not(in, filter{Kinds: weapons.Kinds}), "lna.opposes.gna russia.supports.lna"},
		{"not of a kind, whatever that says", not(in, weapons), "lna.opposes.gna russia.supports.lna"},
		{"not what is not", not(in, filter{Not: &filter{Kinds: weapons.Kinds}}), "lna.opposes.gna turkey.supports.gna uae.supports.lna"},
	})
}
