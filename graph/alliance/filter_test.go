package alliance_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
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
	army := actor("lna", "Libyan National Army", alliance.ArmedGroup)
	army.Aliases, army.Country = []string{"Haftar army", "İLK"}, "LBY"
	army.Identifiers = []alliance.Identifier{{Scheme: "wikidata", Value: "Q16849788"}}
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
		{filter{Identifier: &alliance.Identifier{Scheme: "wikidata", Value: "Q16849788"}}, true},
		{filter{Identifier: &alliance.Identifier{Scheme: "ucdp", Value: "Q16849788"}}, false},
		{filter{Name: "haftar army", Country: "EGY"}, false},
	})
}

func TestRelationFilter_Keeps(t *testing.T) {
	type filter = alliance.RelationFilter
	backing := alliance.NewFacts(world()).Relations[2]
	backing.To, backing.Against = date("2020"), actor("gna", "Government", alliance.Government)
	backing.Evidence[0].Source.Publisher = "Kremlin"
	checkKept(t, (*filter).Keeps, backing, []kept[filter]{
		{filter{}, true},
		{filter{Types: []alliance.RelationType{alliance.Opposes, alliance.Supports}}, true},
		{filter{Types: []alliance.RelationType{}}, false},
		{filter{Kinds: []alliance.RelationKind{alliance.Troops, alliance.Weapons}}, true},
		{filter{Kinds: []alliance.RelationKind{alliance.Troops}}, false},
		{filter{Kinds: []alliance.RelationKind{}}, false},
		{filter{AsOf: date("2018-12-31")}, false},
		{filter{AsOf: date("2019-01")}, true},
		{filter{AsOf: date("2020-12-31")}, true},
		{filter{AsOf: date("2021")}, false},
		{filter{KnownBy: date("2020-05-17")}, false},
		{filter{KnownBy: date("2020-05-18")}, true},
		{filter{Statuses: []alliance.Status{alliance.Disputed}}, true},
		{filter{Statuses: []alliance.Status{alliance.Asserted}}, false},
		// Only the assertion had been published by then.
		{filter{Statuses: []alliance.Status{alliance.Asserted}, KnownBy: date("2020-05-19")}, true},
		{filter{Conflict: "war"}, true},
		{filter{Conflict: "peace"}, false},
		{filter{Against: []string{"haftar", "gna"}}, true},
		{filter{Against: []string{}}, false},
		{filter{Subjects: []string{"russia"}, Objects: []string{"lna"}}, true},
		{filter{Subjects: []string{"lna"}, Objects: []string{"russia"}}, false},
		{filter{Subjects: []string{"lna"}}, false},
		{filter{Objects: []string{}}, false},
		{filter{Sources: []string{"article"}}, true},
		{filter{Sources: []string{"article"}, KnownBy: date("2020-05-20")}, false},
		{filter{Publishers: []string{"Kremlin"}}, true},
		{filter{Publishers: []string{"kremlin", ""}}, false},
		{filter{Sources: []string{"nowhere"}, Publishers: []string{"Kremlin"}}, true},
		{filter{Sources: []string{}}, false},
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
	checkKept(t, func(q *query, e *alliance.Event) bool { return q.View(e) != nil }, talks, []kept[query]{
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

// TestRelationFilter_Restrictions checks on random facts that a filter keeps what all of its restrictions keep, that
// one of several choices is enough, that views have the evidence published by then, and that a matcher keeps the
// same.
func TestRelationFilter_Restrictions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		f := relationFilter(facts).Draw(rt, "filter")
		m := f.Matcher()
		for _, r := range facts.Relations {
			view := f.View(r)
			want := !slices.ContainsFunc(restrictions(f), func(one alliance.RelationFilter) bool { return !one.Keeps(r) })
			if f.Keeps(r) != want || (view != nil) != want {
				rt.Errorf("%+v keeps %s: %t, its restrictions: %t", f, r.ID, f.Keeps(r), want)
			}
			if v := m.View(r); m.Keeps(r) != want || (v == nil) != (view == nil) || v != nil && len(v.Evidence) != len(view.Evidence) {
				rt.Errorf("the matcher of %+v keeps %s: %t, the filter does: %t", f, r.ID, m.Keeps(r), want)
			}
			if view == nil {
				continue
			}
			late := func(e *alliance.Evidence) bool { return !e.Source.KnownBy(f.KnownBy) }
			if slices.ContainsFunc(view.Evidence, late) || len(view.Evidence) == 0 || f.View(view) != view {
				rt.Errorf("%+v shows %s with evidence %v", f, r.ID, ids(view.Evidence))
			}
		}
	})
}

// restrictions returns filters that in combination are equivalent to f.
func restrictions(f alliance.RelationFilter) []alliance.RelationFilter {
	all := []alliance.RelationFilter{
		{AsOf: f.AsOf}, {KnownBy: f.KnownBy}, {Kinds: f.Kinds}, {Conflict: f.Conflict}, {Against: f.Against},
		{KnownBy: f.KnownBy, Statuses: f.Statuses}, {Subjects: f.Subjects, Objects: f.Objects},
		{KnownBy: f.KnownBy, Sources: f.Sources, Publishers: f.Publishers},
	}
	// A list of types keeps what the list of all other types does not.
	if f.Types != nil {
		for _, other := range alliance.RelationTypes() {
			if !slices.Contains(f.Types, other) {
				rest := slices.DeleteFunc(alliance.RelationTypes(), func(t alliance.RelationType) bool { return t == other })
				all = append(all, alliance.RelationFilter{Types: rest})
			}
		}
	}
	return all
}

// relationFilter generates filters that keep some of the facts; some of their lists of actors are long.
func relationFilter(facts *alliance.Facts) *rapid.Generator[alliance.RelationFilter] {
	return rapid.Custom(func(t *rapid.T) alliance.RelationFilter {
		dates := []alliance.Date{{}, {}, {}}
		for _, s := range facts.Sources {
			dates = append(dates, s.Published)
		}
		for _, r := range facts.Relations {
			dates = append(dates, r.From)
		}
		actors := ids(facts.Actors)
		for i := range rapid.SampledFrom([]int{0, 30}).Draw(t, "strangers") {
			actors = append(actors, fmt.Sprint("stranger-", i))
		}
		f := alliance.RelationFilter{
			AsOf:     rapid.SampledFrom(dates).Draw(t, "as of"),
			KnownBy:  rapid.SampledFrom(dates).Draw(t, "known by"),
			Types:    most(t, alliance.RelationTypes()),
			Kinds:    most(t, alliance.RelationKinds()),
			Statuses: most(t, alliance.Statuses()),
			Against:  most(t, actors), Subjects: most(t, actors), Objects: most(t, actors),
			Sources: most(t, ids(facts.Sources)),
		}
		if len(facts.Conflicts) > 0 && rapid.IntRange(0, 5).Draw(t, "conflict") == 5 {
			f.Conflict = facts.Conflicts[0].ID
		}
		if f.Sources != nil {
			f.Publishers = []string{string(facts.Sources[0].Publisher)}
		}
		return f
	})
}

// most draws nil most of the time, otherwise most of the values.
func most[T any](t *rapid.T, values []T) []T {
	if rapid.IntRange(0, 4).Draw(t, "restricts") < 4 {
		return nil
	}
	some := []T{}
	for _, v := range values {
		if rapid.IntRange(0, 3).Draw(t, "kept") > 0 {
			some = append(some, v)
		}
	}
	return some
}
