package storetest

import (
	"testing"

	"entente/graph/alliance"
)

// testDataset checks the description of a data set.
func testDataset(t *testing.T, open Open) {
	facts := libya()
	d, err := open(t, facts).Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := alliance.Counts{Actors: 11, Relations: 13, Events: 7, Conflicts: 2, Sources: 6, Evidence: 27}
	if d.Counts != want {
		t.Errorf("counts %+v, want %+v", d.Counts, want)
	}
	// From Lavrov's first day in office to the last day of the war.
	if d.Span != over("2004-03-09/2020-10-23") {
		t.Errorf("span %s, want 2004-03-09/2020-10-23", spanText(d.Span))
	}
	if d.Version != facts.Dataset().Version {
		t.Errorf("version %q, want that of the facts: %q", d.Version, facts.Dataset().Version)
	}
	if d.Store == "" || d.LoadedAt.IsZero() {
		t.Errorf("store %q, loaded at %v", d.Store, d.LoadedAt)
	}
}

// testVersion checks that the version depends on every part of the facts and on nothing else.
func testVersion(t *testing.T, open Open) {
	version := func(t *testing.T, facts *alliance.Facts) string {
		t.Helper()
		d, err := open(t, facts).Dataset(t.Context())
		if err != nil || d.Version == "" {
			t.Fatalf("version %q, error %v", d.Version, err)
		}
		return d.Version
	}
	original := version(t, libya())
	if again := version(t, shuffled(libya())); again != original {
		t.Errorf("version %s, of the same facts in another order %s", original, again)
	}
	seen := map[string]string{original: "the facts as they were"}
	for _, change := range changes() {
		t.Run(change.name, func(t *testing.T) {
			facts := libya()
			change.make(facts)
			v := version(t, alliance.NewFacts(*facts))
			if same, ok := seen[v]; ok {
				t.Errorf("version %s, as of %s", v, same)
			}
			seen[v] = change.name
		})
	}
}

// A change is a small change to the facts of [libya].
type change struct {
	name string
	make func(*alliance.Facts)
}

// changes returns changes to every part of a data set.
func changes() []change {
	relation := func(set func(*alliance.Relation)) func(*alliance.Facts) {
		return func(f *alliance.Facts) { set(f.Relations[9]) }
	}
	event := func(set func(*alliance.Event)) func(*alliance.Facts) {
		return func(f *alliance.Facts) { set(f.Events[2]) }
	}
	evidence := func(set func(*alliance.Evidence)) func(*alliance.Facts) {
		return relation(func(r *alliance.Relation) { set(r.Evidence[0]) })
	}
	return []change{
		{"an actor's name", func(f *alliance.Facts) { f.Actors[0].Name += "x" }},
		{"an actor's alias", func(f *alliance.Facts) { f.Actors[0].Aliases = []string{"106"} }},
		{"an actor's identifier", func(f *alliance.Facts) { f.Actors[7].Identifiers[0].Value = "Q1" }},
		{"no actor", func(f *alliance.Facts) { f.Actors = f.Actors[:10] }},
		{"a source's publisher", func(f *alliance.Facts) { f.Sources[0].Publisher = "UN" }},
		{"a source's date", func(f *alliance.Facts) { f.Sources[0].Published = day("2019-12") }},
		{"a source's via", func(f *alliance.Facts) { f.Sources[0].Via = f.Sources[1] }},
		{"a conflict's span", func(f *alliance.Facts) { f.Conflicts[0].To = day("2017") }},
		{"a relation's type", relation(func(r *alliance.Relation) { r.Type = alliance.Recognizes })},
		{"a relation's span", relation(func(r *alliance.Relation) { r.To = alliance.Date{} })},
		{"a relation's kinds", relation(func(r *alliance.Relation) { r.Kinds = r.Kinds[:1] })},
		{"a relation's conflict", relation(func(r *alliance.Relation) { r.Conflict = nil })},
		{"a relation's opponent", relation(func(r *alliance.Relation) { r.Against = nil })},
		{"a relation's role", relation(func(r *alliance.Relation) { r.Role = "chief" })},
		{"no relation", func(f *alliance.Facts) { f.Relations = f.Relations[1:] }},
		{"an event's title", event(func(e *alliance.Event) { e.Title = "Conference" })},
		{"an event's place", event(func(e *alliance.Event) { e.Place.Point = nil })},
		{"an event's role", event(func(e *alliance.Event) { e.Participants[0].Role = "MEDIATOR" })},
		{"an event's participants", event(func(e *alliance.Event) { e.Participants = e.Participants[:2] })},
		{"an event's reference", func(f *alliance.Facts) { f.Events[3].References[0].Kind = "FOLLOWS" }},
		{"evidence's stance", evidence(func(e *alliance.Evidence) { e.Stance = alliance.Asserts })},
		{"evidence's speaker", func(f *alliance.Facts) { f.Relations[9].Evidence[0].Speaker = f.Actors[0] }},
		{"evidence's quote", evidence(func(e *alliance.Evidence) { e.Quote += "." })},
		{"no evidence", relation(func(r *alliance.Relation) { r.Evidence = r.Evidence[:2] })},
	}
}
