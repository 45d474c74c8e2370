package neo4j_test

import (
	"entente/graph/alliance"
	"entente/graph/storetest"
)

// variant returns the facts of a test with some things added, changed and removed.
func variant() *alliance.Facts {
	f := *storetest.PowerLaw(30, 60)
	f.Actors[3].Name, f.Actors[3].Type = "Renamed", alliance.ArmedGroup
	f.Sources[0].Published = alliance.MustDate("1989")
	f.Relations = f.Relations[:50]
	f.Relations[7].Evidence = f.Relations[7].Evidence[:1]
	f.Relations[8].Role = "chief"
	f.Relations[9].Type = alliance.Leads
	for _, e := range f.Relations[9].Evidence {
		e.Kinds = 0
	}
	f.Collections = []alliance.Collection{{Title: "Variant", Authors: []string{"A"}}}
	f.Events = []*alliance.Event{event(&f, "event-1"), event(&f, "event-2", alliance.EventLink{Kind: "FOLLOWS", Event: "event-1"})}
	return alliance.NewFacts(f)
}

// event returns an event that refers to others.
func event(f *alliance.Facts, id string, invoked ...alliance.EventLink) *alliance.Event {
	e := &alliance.Event{
		ID: id, Type: "CONSULT", Title: "Event " + id, Span: alliance.Span{From: alliance.MustDate("2020-05")},
		Participants: []alliance.Participant{{Actor: f.Actors[1], Role: "INITIATOR"}}, References: invoked, Conflict: f.Conflicts[0],
	}
	e.Evidence = []*alliance.Evidence{{ID: id + ".e", Fact: id, Stance: alliance.Asserts, Source: f.Sources[1], Speaker: f.Actors[2]}}
	return e
}
