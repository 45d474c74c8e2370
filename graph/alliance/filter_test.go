package alliance_test

import (
	"testing"

	"entente/graph/alliance"
)

// A kept is a row of a table: a filter, and whether it keeps the thing under test.
type kept[F any] struct {
	filter F
	want   bool
}

// checkKept checks a table.
func checkKept[F, T any](t *testing.T, keeps func(*F, T) bool, thing T, table []kept[F]) {
	t.Helper()
	for _, row := range table {
		if got := keeps(&row.filter, thing); got != row.want {
			t.Errorf("%+v: keeps %t, want %t", row.filter, got, row.want)
		}
	}
}

func TestActorFilter_Keeps(t *testing.T) {
	type filter = alliance.ActorFilter
	type identifier = alliance.IdentifierFilter
	army := actor("lna", "Libyan National Army", alliance.ArmedGroup)
	army.Aliases, army.Country = []string{"Haftar army", "İLK"}, "LBY"
	army.Identifiers = []alliance.Identifier{
		{Scheme: "wikidata", Value: "Q16849788"}, {Scheme: "cow", Value: "620", Span: span("2014-05-16", "2020")},
		{Scheme: "cow", Value: "621", Span: span("2021", "")},
	}
	checkKept(t, (*filter).Keeps, army, []kept[filter]{
		{filter{}, true},
		{filter{Types: []alliance.ActorType{alliance.State, alliance.ArmedGroup}}, true},
		{filter{Types: []alliance.ActorType{alliance.State}}, false},
		{filter{Types: []alliance.ActorType{}}, false},
		{filter{IDs: []string{"gna", "lna"}}, true},
		{filter{IDs: []string{"LNA"}}, false},
		{filter{IDs: []string{}}, false},
		{filter{Name: "LIBYAN national army"}, true},
		{filter{Name: "haftar ARMY"}, true},
		{filter{Name: "İlk"}, true},
		{filter{Name: "Haftar"}, false},
		{filter{Country: "lby"}, true},
		{filter{Country: "EGY"}, false},
		{filter{Identifier: &identifier{Scheme: "wikidata", Value: "Q16849788"}}, true},
		{filter{Identifier: &identifier{Scheme: "wikidata", Value: "Q16849788", AsOf: date("1900")}}, true},
		{filter{Identifier: &identifier{Scheme: "ucdp", Value: "Q16849788"}}, false},
		{filter{Identifier: &identifier{Scheme: "cow", Value: "620"}}, true},
		{filter{Identifier: &identifier{Scheme: "cow", Value: "620", AsOf: date("2014")}}, true},
		{filter{Identifier: &identifier{Scheme: "cow", Value: "620", AsOf: date("2014-05-15")}}, false},
		{filter{Identifier: &identifier{Scheme: "cow", Value: "620", AsOf: date("2021")}}, false},
		{filter{Identifier: &identifier{Scheme: "cow", Value: "621", AsOf: date("2021")}}, true},
		{filter{Name: "haftar army", Country: "EGY"}, false},
	})
}

func TestRelationFilter_Keeps(t *testing.T) {
	type filter = alliance.RelationFilter
	// Russia's weapons since 2019, in a source that covers 2020; a report denies them for May 2020.
	backing := stated("2020-05-18 + from=2019 covers=2020 WEAPONS", "2020-05-20 - from=2020-05 to=2020-05 WEAPONS", "2021 ? from=2021 to=2021")
	backing.Against, backing.Conflict = actor("gna", "Government", alliance.Government), &alliance.Conflict{ID: "war"}
	backing.Coalition, backing.Subject.Country = actor("pact", "Pact", alliance.Coalition), "RUS"
	backing.Evidence[0].Source.Publisher = "Kremlin"
	checkKept(t, (*filter).Keeps, backing, []kept[filter]{
		{filter{}, true},
		{filter{Types: []alliance.RelationType{alliance.Opposes, alliance.Supports}}, true},
		{filter{Types: []alliance.RelationType{}}, false},
		{filter{Kinds: []alliance.RelationKind{alliance.Troops, alliance.Weapons}}, true},
		{filter{Kinds: []alliance.RelationKind{alliance.Troops}}, false},
		{filter{Kinds: []alliance.RelationKind{}}, false},
		{filter{Kinds: []alliance.RelationKind{alliance.Weapons}, Viewpoint: at("asOf=2021")}, false},
		{filter{Viewpoint: at("asOf=2018-12-31")}, false},
		{filter{Viewpoint: at("asOf=2019-01")}, true},
		{filter{Viewpoint: at("asOf=2020-12-31")}, true},
		{filter{Viewpoint: at("asOf=2022")}, false},
		{filter{Viewpoint: at("asOf=2022 presumed")}, false}, // the source of 2021 says until when
		{filter{Viewpoint: at("since=2022")}, false},
		{filter{Viewpoint: at("until=2018")}, false},
		{filter{Viewpoint: at("asOf=2020 since=2021")}, false},
		{filter{Viewpoint: at("knownBy=2020-05-17")}, false},
		{filter{Viewpoint: at("knownBy=2020-05-18")}, true},
		{filter{Statuses: []alliance.Status{alliance.Asserted}}, true},
		{filter{Statuses: []alliance.Status{alliance.Disputed}}, false},
		{filter{Statuses: []alliance.Status{alliance.Disputed}, Viewpoint: at("asOf=2020-05")}, true},
		{filter{Statuses: []alliance.Status{alliance.Disputed}, Viewpoint: at("asOf=2020-05 knownBy=2020-05-19")}, false},
		{filter{Statuses: []alliance.Status{alliance.Alleged}, Viewpoint: at("asOf=2021")}, true},
		{filter{Statuses: []alliance.Status{}}, false},
		{filter{Conflict: "war"}, true},
		{filter{Conflict: "peace"}, false},
		{filter{Conflicts: []string{"peace", "war"}}, true},
		{filter{Conflicts: []string{"peace"}}, false},
		{filter{Conflicts: []string{}}, false},
		{filter{Conflict: "war", Conflicts: []string{"peace"}}, false},
		{filter{Against: []string{"haftar", "gna"}}, true},
		{filter{Against: []string{}}, false},
		{filter{Coalitions: []string{"league", "pact"}}, true},
		{filter{Coalitions: []string{"league"}}, false},
		{filter{Coalitions: []string{}}, false},
		{filter{Subjects: []string{"russia"}, Objects: []string{"lna"}}, true},
		{filter{Subjects: []string{"lna"}, Objects: []string{"russia"}}, false},
		{filter{Subjects: []string{"lna"}}, false},
		{filter{Objects: []string{}}, false},
		{filter{SubjectTypes: []alliance.ActorType{alliance.State}, ObjectTypes: []alliance.ActorType{alliance.Government, alliance.ArmedGroup}}, true},
		{filter{SubjectTypes: []alliance.ActorType{alliance.ArmedGroup}}, false},
		{filter{ObjectTypes: []alliance.ActorType{}}, false},
		{filter{Subjects: []string{"russia"}, SubjectTypes: []alliance.ActorType{alliance.ArmedGroup}}, false},
		{filter{SubjectCountries: []string{"EGY", "rus"}}, true},
		{filter{SubjectCountries: []string{"EGY"}}, false},
		{filter{ObjectCountries: []string{""}}, false}, // that of the object is unknown
		{filter{AllKinds: []alliance.RelationKind{alliance.Weapons}}, true},
		{filter{AllKinds: []alliance.RelationKind{alliance.Weapons, alliance.Troops}}, false},
		{filter{AllKinds: []alliance.RelationKind{}}, false},
		{filter{Not: &filter{}}, false},
		{filter{Not: &filter{Conflict: "peace"}}, true},
		{filter{Viewpoint: at("asOf=2020"), Not: &filter{Viewpoint: at("asOf=2021")}}, false},
		{filter{Viewpoint: at("asOf=2020"), Not: &filter{Viewpoint: at("asOf=2018")}}, true},
		{filter{Viewpoint: at("asOf=2021"), Not: &filter{Kinds: []alliance.RelationKind{alliance.Weapons}}}, true}, // of 2021 nobody says which
		{filter{Viewpoint: at("asOf=2021"), Not: &filter{Viewpoint: at("since=2020"), Kinds: []alliance.RelationKind{alliance.Weapons}}}, false},
		{filter{Sources: []string{"s1"}}, true},
		{filter{Sources: []string{"s1"}, Viewpoint: at("knownBy=2020-05-19")}, false},
		{filter{Sources: []string{"s1"}, Viewpoint: at("asOf=2019")}, false}, // it says nothing about 2019
		{filter{Publishers: []string{"Kremlin"}}, true},
		{filter{Publishers: []string{"Kremlin"}, Viewpoint: at("asOf=2021")}, false},
		{filter{Publishers: []string{"kremlin", ""}}, false},
		{filter{Sources: []string{"nowhere"}, Publishers: []string{"Kremlin"}}, true},
		{filter{Sources: []string{}}, false},
	})
	backing.Against, backing.Coalition = nil, nil
	checkKept(t, (*filter).Keeps, backing, []kept[filter]{
		{filter{Against: []string{"gna"}}, false}, {filter{Coalitions: []string{"pact"}}, false}, {filter{}, true},
	})
}

// What is only denied is kept for a day only if the statuses name DENIED, and by a kind only then.
func TestRelationFilter_KeepsDenied(t *testing.T) {
	type filter = alliance.RelationFilter
	every, weapons := alliance.Statuses(), []alliance.RelationKind{alliance.Weapons}
	checkKept(t, (*filter).Keeps, stated("2020 - from=2019 to=2019 WEAPONS"), []kept[filter]{
		{filter{}, true},
		{filter{Viewpoint: at("knownBy=2020")}, true},
		{filter{Viewpoint: at("knownBy=2019")}, false},
		{filter{Viewpoint: at("asOf=2019")}, false},
		{filter{Viewpoint: at("asOf=2019"), Statuses: every}, true},
		{filter{Viewpoint: at("asOf=2020"), Statuses: every}, false},
		{filter{Viewpoint: at("asOf=2019"), Statuses: []alliance.Status{alliance.Disputed}}, false},
		{filter{Kinds: weapons}, false},
		{filter{Kinds: weapons, Statuses: every}, true},
		{filter{AllKinds: weapons}, false},
		{filter{AllKinds: weapons, Statuses: every}, true},
		{filter{Viewpoint: at("asOf=2019"), Statuses: every, Not: &filter{}}, true}, // which keeps nothing that is only denied
		{filter{Viewpoint: at("asOf=2019"), Statuses: every, Not: &filter{Statuses: every}}, false},
	})
	checkKept(t, (*filter).Keeps, stated("2020 + from=2019 to=2019 TROOPS", "2020 - WEAPONS"), []kept[filter]{
		{filter{Kinds: weapons}, false},
		{filter{Kinds: weapons, Statuses: every}, true},
		{filter{Kinds: weapons, Statuses: every, Viewpoint: at("asOf=2019")}, true},
		{filter{Kinds: weapons, Statuses: every, Viewpoint: at("asOf=2020")}, false},
		{filter{AllKinds: []alliance.RelationKind{alliance.Troops, alliance.Weapons}}, false},
		{filter{AllKinds: []alliance.RelationKind{alliance.Troops, alliance.Weapons}, Statuses: every}, true},
	})
}

func TestRelationFilter_KeepsMutual(t *testing.T) {
	type filter = alliance.RelationFilter
	fight := alliance.NewFacts(world()).Relations[1] // the two oppose each other
	checkKept(t, (*filter).Keeps, fight, []kept[filter]{
		{filter{Subjects: []string{"gna"}, Objects: []string{"lna"}}, true},
		{filter{Subjects: []string{"lna"}, Objects: []string{"gna"}}, true},
		{filter{Subjects: []string{"lna"}, Objects: []string{"lna"}}, false},
		{filter{Objects: []string{"lna"}}, true},
		{filter{Against: []string{"gna"}}, false},
	})
}

func TestEventFilter_Keeps(t *testing.T) {
	type query = alliance.EventQuery
	type filter = alliance.EventFilter
	talks := alliance.NewFacts(world()).Events[0]
	talks.Participants = []alliance.Participant{{Actor: actor("russia", "Russia", alliance.State)}}
	talks.Conflict, talks.Place = &alliance.Conflict{ID: "war"}, &alliance.Place{Name: "Moscow", Country: "RUS"}
	checkKept(t, (*query).Keeps, talks, []kept[query]{
		{query{}, true},
		{query{Of: "russia"}, true},
		{query{Of: "lna"}, false},
		{query{Of: "russia", Where: filter{Conflict: "peace"}}, false},
	})
	checkKept(t, (*filter).Keeps, talks, []kept[filter]{
		{filter{}, true},
		{filter{Types: []alliance.EventType{"AID", "CONSULT"}}, true},
		{filter{Types: []alliance.EventType{}}, false},
		{filter{Since: date("2020-05-18")}, true},
		{filter{Since: date("2020-05-19")}, false},
		{filter{Until: date("2020-05-18")}, true},
		{filter{Until: date("2020-05-17")}, false},
		{filter{AsOf: date("2020-05")}, true},
		{filter{AsOf: date("2020-05-17")}, false},
		{filter{AsOf: date("2020-05-19")}, false},
		{filter{KnownBy: date("2020-05-20")}, true},
		{filter{KnownBy: date("2020-05-19")}, false},
		{filter{Statuses: []alliance.Status{alliance.Alleged}}, true},
		{filter{Statuses: []alliance.Status{}}, false},
		{filter{Conflict: "war"}, true},
		{filter{Participants: []string{"lna", "russia"}}, true},
		{filter{Participants: []string{}}, false},
		{filter{Place: "MOSCOW"}, true},
		{filter{Place: "rus"}, true},
		{filter{Place: "Berlin"}, false},
	})
	talks.Place = nil
	checkKept(t, (*filter).Keeps, talks, []kept[filter]{{filter{Place: "Moscow"}, false}, {filter{}, true}})
}

func TestConflictFilter_Keeps(t *testing.T) {
	type filter = alliance.ConflictFilter
	war := &alliance.Conflict{ID: "war", Span: alliance.Span{From: date("2014-05-16"), To: date("2020")}, Parties: []string{"gna", "lna"}}
	checkKept(t, (*filter).Keeps, war, []kept[filter]{
		{filter{}, true},
		{filter{AsOf: date("2014-05-15")}, false},
		{filter{AsOf: date("2014")}, true},
		{filter{Parties: []string{"russia", "lna"}}, true},
		{filter{Parties: []string{"russia"}}, false},
		{filter{Parties: []string{}}, false},
	})
}

func TestSourceFilter_Keeps(t *testing.T) {
	type filter = alliance.SourceFilter
	source := &alliance.Source{ID: "statement", Published: date("2020-05"), Publisher: "Kremlin"}
	checkKept(t, (*filter).Keeps, source, []kept[filter]{
		{filter{}, true},
		{filter{Publishers: []string{"UN", "Kremlin"}}, true},
		{filter{Publishers: []string{"kremlin"}}, false},
		{filter{KnownBy: date("2020-05-30")}, false},
		{filter{KnownBy: date("2020")}, true},
	})
	source.Publisher = ""
	checkKept(t, (*filter).Keeps, source, []kept[filter]{{filter{Publishers: []string{""}}, false}, {filter{}, true}})
}

func TestEvidenceQuery_Keeps(t *testing.T) {
	type query = alliance.EvidenceQuery
	type filter = alliance.EvidenceFilter
	evidence := says("denial", alliance.Denies, &alliance.Source{ID: "statement", Published: date("2020-05-18")})
	evidence.Speaker = actor("lavrov", "Lavrov", alliance.Person)
	checkKept(t, (*query).Keeps, evidence, []kept[query]{
		{query{}, true},
		{query{Source: "statement", Speaker: "lavrov"}, true},
		{query{Source: "article"}, false},
		{query{Speaker: "haftar"}, false},
		{query{KnownBy: date("2020-05-17")}, false},
		{query{KnownBy: date("2020-05-18")}, true},
		{query{Where: filter{Stances: []alliance.Stance{alliance.Asserts, alliance.Denies}}}, true},
		{query{Where: filter{Stances: []alliance.Stance{}}}, false},
		{query{Where: filter{Sources: []string{"statement"}}}, true},
		{query{Source: "statement", Where: filter{Sources: []string{"article"}}}, false},
		{query{Where: filter{Speakers: []string{"haftar", "lavrov"}}}, true},
		{query{Where: filter{Speakers: []string{}}}, false},
	})
	if !(*filter)(nil).Keeps(evidence) {
		t.Error("a nil filter does not keep everything")
	}
	evidence.Speaker = nil
	checkKept(t, (*query).Keeps, evidence, []kept[query]{
		{query{Speaker: "lavrov"}, false}, {query{Where: filter{Speakers: []string{""}}}, false}, {query{}, true},
	})
}
