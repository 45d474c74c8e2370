package load

import (
	"entente/graph/alliance"
	"entente/graph/storetest"
)

// small returns facts that have everything that can be written.
func small() *alliance.Facts {
	f := *storetest.PowerLaw(6, 8)
	f.Actors[0].Description, f.Actors[0].Country = "A state.", "LBY"
	f.Actors[0].From, f.Actors[0].To = alliance.MustDate("1951"), alliance.MustDate("2030~")
	f.Actors[0].Identifiers = []alliance.Identifier{{Scheme: "cow", Value: "620", Span: f.Actors[0].Span}}
	f.Actors[5].Type, f.Actors[5].Obligations = alliance.Coalition, alliance.SetOf(alliance.Defense)
	f.Collections = []alliance.Collection{{Title: "Small", Authors: []string{"A", "B"}, Covers: f.Actors[0].Span}}
	second := *f.Sources[0]
	second.ID, second.URL, second.Via = "source-1", "https://example.org", f.Sources[0]
	second.Covers = alliance.Span{From: alliance.MustDate("1990"), To: alliance.MustDate("1999")}
	f.Sources = append(f.Sources, &second)
	f.Conflicts = f.Conflicts[:2]
	f.Conflicts[0].Description = "A war."
	for i, r := range f.Relations {
		r.Conflict = nil
		if r.Type == alliance.Supports {
			r.Conflict, r.Against, r.Coalition = f.Conflicts[0], f.Actors[i%6], f.Actors[5]
		}
	}
	f.Relations[1].Type, f.Relations[1].Role = alliance.Leads, "chief"
	for _, e := range f.Relations[1].Evidence {
		e.Kinds = 0
	}
	said := f.Relations[0].Evidence[0]
	said.From, said.To, said.Kinds = alliance.MustDate("1991"), alliance.MustDate("1995-06"), alliance.SetOf(alliance.KindsOf(f.Relations[0].Type)...)
	first := event(&f, "event-1")
	first.Mode, first.Description = "air strike", "It happened."
	first.Place = &alliance.Place{Name: "Tarhuna", Country: "LBY", Point: &alliance.Point{Latitude: 32.4, Longitude: 13.6}}
	first.Participants = append(first.Participants, alliance.Participant{Actor: f.Actors[2], Role: "TARGET"})
	first.Evidence[0].Quote, first.Evidence[0].Locator = "It happened.", "p. 4"
	f.Events = []*alliance.Event{first, event(&f, "event-2", alliance.EventLink{Kind: "FOLLOWS", Event: "event-1"})}
	return alliance.NewFacts(f)
}

// event returns an event that refers to others.
func event(f *alliance.Facts, id string, invoked ...alliance.EventLink) *alliance.Event {
	e := &alliance.Event{
		ID: id, Type: "CONSULT", Title: "Event " + id, Span: alliance.Span{From: alliance.MustDate("2020-05")},
		Participants: []alliance.Participant{{Actor: f.Actors[1], Role: "INITIATOR"}}, References: invoked, Conflict: f.Conflicts[0],
	}
	e.Evidence = []*alliance.Evidence{{ID: id + ".e", Fact: id, Stance: alliance.Asserts, Source: f.Sources[0], Speaker: f.Actors[2]}}
	return e
}

// edited returns facts after an edit.
func edited(f *alliance.Facts, edit func(*alliance.Facts)) *alliance.Facts {
	edit(f)
	return alliance.NewFacts(*f)
}

// An edit changes facts in one way.
type edit struct {
	name string
	do   func(*alliance.Facts)
}

// oneEdits returns edits of the small facts, of each kind of thing in each way.
func oneEdits() []edit {
	supports := func(f *alliance.Facts) *alliance.Relation {
		for _, r := range f.Relations {
			if r.Against != nil && r.Status != alliance.Denied {
				return r
			}
		}
		panic("no relation against anybody")
	}
	return []edit{
		{"an actor is renamed", func(f *alliance.Facts) { f.Actors[0].Name = "Other" }},
		{"actors change their types", func(f *alliance.Facts) {
			f.Actors[0].Type, f.Actors[1].Type, f.Actors[2].Type = alliance.Person, alliance.ArmedGroup, alliance.State
		}},
		{"an actor gets other identifiers", func(f *alliance.Facts) {
			f.Actors[0].Identifiers = []alliance.Identifier{{Scheme: "wikidata", Value: "Q1016"}}
		}},
		{"an actor loses what it had", func(f *alliance.Facts) {
			*f.Actors[0] = alliance.Actor{ID: f.Actors[0].ID, Name: "Bare", Type: f.Actors[0].Type}
		}},
		{"a source is of another day", func(f *alliance.Facts) { f.Sources[0].Published = alliance.MustDate("1989") }},
		{"a source takes from no other", func(f *alliance.Facts) { f.Sources[1].Via, f.Sources[0].Via = nil, nil }},
		{"a conflict is renamed", func(f *alliance.Facts) { f.Conflicts[0].Name = "Other" }},
		{"a relation changes its type", func(f *alliance.Facts) {
			r := supports(f)
			r.Type, r.Against, r.Coalition, r.Conflict = alliance.Leads, nil, nil, nil
			for _, e := range r.Evidence {
				e.Kinds = 0
			}
		}},
		{"a relation gets another subject", func(f *alliance.Facts) { supports(f).Subject = f.Actors[5] }},
		{"a relation changes ends", func(f *alliance.Facts) { r := supports(f); r.Subject, r.Object = r.Object, r.Subject }},
		{"a relation is against another", func(f *alliance.Facts) { supports(f).Against = f.Actors[5] }},
		{"a relation is in another conflict", func(f *alliance.Facts) { supports(f).Conflict = f.Conflicts[1] }},
		{"a relation is in none", func(f *alliance.Facts) { r := supports(f); r.Conflict, r.Against, r.Coalition = nil, nil, nil }},
		{"a relation changes its kinds", func(f *alliance.Facts) {
			for _, e := range supports(f).Evidence {
				e.Kinds = alliance.SetOf(alliance.KindsOf(alliance.Supports)[1])
			}
		}},
		{"a relation is denied", func(f *alliance.Facts) {
			for _, e := range supports(f).Evidence {
				e.Stance = alliance.Denies
			}
		}},
		{"evidence is added", func(f *alliance.Facts) {
			r, e := supports(f), *supports(f).Evidence[0]
			e.ID += ".more"
			r.Evidence = append(r.Evidence, &e)
		}},
		{"evidence goes", func(f *alliance.Facts) {
			for _, r := range f.Relations {
				r.Evidence = r.Evidence[:1]
			}
		}},
		{"evidence moves to a later fact", func(f *alliance.Facts) { move(f, 0, len(f.Relations)-1) }},
		{"evidence moves to an earlier fact", func(f *alliance.Facts) { move(f, len(f.Relations)-1, 0) }},
		{"evidence has other words", func(f *alliance.Facts) { f.Relations[0].Evidence[0].Quote = "Other." }},
		{"evidence has another source and no speaker", func(f *alliance.Facts) {
			e := f.Events[0].Evidence[0]
			e.Source, e.Speaker = f.Sources[1], nil
		}},
		{"an event has another title", func(f *alliance.Facts) { f.Events[0].Title = "Other" }},
		{"an event moves", func(f *alliance.Facts) { f.Events[0].Place.Point.Latitude++ }},
		{"participants change places", func(f *alliance.Facts) {
			p := f.Events[0].Participants
			p[0], p[1] = p[1], p[0]
		}},
		{"a participant has another role", func(f *alliance.Facts) { f.Events[0].Participants[0].Role = "TARGET" }},
		{"an event refers to nothing", func(f *alliance.Facts) { f.Events[0].References, f.Events[1].References = nil, nil }},
		{"an event is in another conflict", func(f *alliance.Facts) { f.Events[0].Conflict = f.Conflicts[1] }},
		{"events go", func(f *alliance.Facts) { f.Events = nil }},
		{"relations go", func(f *alliance.Facts) { f.Relations = f.Relations[:3] }},
		{"all goes", func(f *alliance.Facts) { *f = alliance.Facts{} }},
	}
}

// move moves the last evidence of a relation to another, with all that it had if it was all.
func move(f *alliance.Facts, from, to int) {
	r, other := f.Relations[from], f.Relations[to]
	moved := *r.Evidence[len(r.Evidence)-1]
	left := moved
	left.ID += ".left"
	r.Evidence[len(r.Evidence)-1] = &left
	moved.Fact, moved.Kinds = other.ID, 0
	other.Evidence = append(other.Evidence, &moved)
}
