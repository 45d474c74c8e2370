package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testTreaties checks relations that are part of what a coalition does, and guarantees, which bind one side.
func testTreaties(t *testing.T, open Open) {
	w := newWorld()
	w.states("a b x")
	pact := w.actor("pact", alliance.Coalition, "", "Pact")
	pact.Obligations = alliance.SetOf(alliance.Defense, alliance.Consultation)
	w.actor("unclear", alliance.UnknownType, "", "Unclear", "FLN")
	w.actor("front", alliance.ArmedGroup, "", "Front", "fln")
	w.source("s", "2000", "", "")
	w.relation("a.supports.b", "s", w.inPact)
	w.relation("a.supports.b.alone", "s")
	w.relation("b.guarantees.a", "s 1990/1995 DEFENSE NEUTRALITY", w.against("x"), w.inPact)
	store := open(t, w.done())
	within := func(coalitions ...string) alliance.RelationQuery {
		return where(alliance.RelationFilter{Coalitions: coalitions})
	}
	checkListings(t, store.Relations, []listing[alliance.RelationQuery]{
		{"of a coalition", within("pact", "nobody"), "a.supports.b b.guarantees.a"},
		{"of another", within("a"), ""},
		{"of none", within([]string{}...), ""},
		{"of any or none", where(alliance.RelationFilter{}), "a.supports.b a.supports.b.alone b.guarantees.a"},
		{"guarantees, out", of("b", alliance.Out, alliance.RelationFilter{}), "b.guarantees.a"},
		{"guarantees, in", of("b", alliance.In, alliance.RelationFilter{}), "a.supports.b a.supports.b.alone"},
		{"guarantees of a kind", where(alliance.RelationFilter{Kinds: []alliance.RelationKind{alliance.Neutrality}}), "b.guarantees.a"},
		{"guarantees against", where(alliance.RelationFilter{Against: []string{"x"}}), "b.guarantees.a"},
		{"guarantees to", where(alliance.RelationFilter{Subjects: []string{"a"}}), "a.supports.b a.supports.b.alone"},
	})
	checkListings(t, store.Actors, []listing[alliance.ActorQuery]{
		{"of unknown type", alliance.ActorQuery{Where: alliance.ActorFilter{Types: []alliance.ActorType{alliance.UnknownType}}, PageRequest: all()}, "unclear"},
		{"a shared alias", alliance.ActorQuery{Where: alliance.ActorFilter{Name: "FLN"}, PageRequest: all()}, "front unclear"},
	})
	nodes, err := store.Nodes(t.Context(), []string{"pact"}, alliance.Date{})
	if err != nil || len(nodes) != 1 || nodes[0].(*alliance.Actor).Obligations != pact.Obligations {
		t.Errorf("the pact is %v, error %v", nodes, err)
	}
}
