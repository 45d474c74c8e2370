package storetest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// testDataset checks the description of a data set.
func testDataset(t *testing.T, open Open) {
	facts := libya()
	d, err := open(t, facts).Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := alliance.Counts{Actors: 11, Relations: 13, Events: 7, Conflicts: 2, Sources: 6, Evidence: 27, Longest: 8, Behind: 13}
	if d.Counts != want {
		t.Errorf("counts %+v, want %+v", d.Counts, want)
	}
	// From Lavrov's first day in office to the last day that the yearbook covers.
	if d.Span != over("2004-03-09/2020-12-31") {
		t.Errorf("span %s, want 2004-03-09/2020-12-31", spanText(d.Span))
	}
	coverage := []string{}
	for _, c := range d.Coverage {
		coverage = append(coverage, fmt.Sprint(c.Type, " ", spanText(c.Span)))
	}
	if diff := cmp.Diff(libyanCoverage(), coverage); diff != "" {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(libya().Collections, d.Collections, cmp.Comparer(sameDate)); diff != "" {
		t.Errorf("collections (-want +got):\n%s", diff)
	}
	if d.Version != facts.Dataset().Version {
		t.Errorf("version %q, want that of the facts: %q", d.Version, facts.Dataset().Version)
	}
	if d.Store == "" || d.LoadedAt.IsZero() {
		t.Errorf("store %q, loaded at %v", d.Store, d.LoadedAt)
	}
}

// libyanCoverage returns what the sources of each type of relation in [libya] cover: from the first day that one covers,
// or states if it does not say what it covers, to the last day that one covers or was published on.
func libyanCoverage() []string {
	return []string{
		"SUPPORTS 2013-01-01/2021-03-08", "ALLIED_WITH 2013-01-01/2020-12-31", "OPPOSES 2014-05-16/2020-05-19",
		"RECOGNIZES 2019-01-01/2021-03-08", "PART_OF 2016-01-01/2020-05-19", "LEADS 2015-03-02/2019-12-09",
		"HOLDS_OFFICE 2004-03-09/2020-05-19",
	}
}

// sameDate reports whether two dates are the same.
func sameDate(a, b alliance.Date) bool { return a == b }

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
	return slices.Concat(thingChanges(), []change{
		{"a relation's type", relation(func(r *alliance.Relation) { r.Type = alliance.AlliedWith })},
		{"a relation's conflict", relation(func(r *alliance.Relation) { r.Conflict = nil })},
		{"a relation's opponent", relation(func(r *alliance.Relation) { r.Against = nil })},
		{"a relation's coalition", func(f *alliance.Facts) { f.Relations[9].Coalition = f.Actors[10] }},
		{"a relation's role", relation(func(r *alliance.Relation) { r.Role = "chief" })},
		{"no relation", func(f *alliance.Facts) { f.Relations = f.Relations[1:] }},
		{"an event's title", event(func(e *alliance.Event) { e.Title = "Conference" })},
		{"an event's place", event(func(e *alliance.Event) { e.Place.Point = nil })},
		{"an event's role", event(func(e *alliance.Event) { e.Participants[0].Role = "MEDIATOR" })},
		{"an event's participants", event(func(e *alliance.Event) { e.Participants = e.Participants[:2] })},
		{"an event's reference", func(f *alliance.Facts) { f.Events[3].References[0].Kind = "FOLLOWS" }},
		{"evidence's stance", evidence(func(e *alliance.Evidence) { e.Stance = alliance.Asserts })},
		{"evidence's first day", evidence(func(e *alliance.Evidence) { e.From = day("2018-01-01") })},
		{"evidence's approximate beginning", evidence(func(e *alliance.Evidence) { e.From = day("2018~") })},
		{"evidence's end", evidence(func(e *alliance.Evidence) { e.To = alliance.Date{} })},
		{"evidence's kinds", evidence(func(e *alliance.Evidence) { e.Kinds = alliance.SetOf(alliance.AirSupport) })},
		{"evidence's speaker", func(f *alliance.Facts) { f.Relations[9].Evidence[0].Speaker = f.Actors[0] }},
		{"evidence's quote", evidence(func(e *alliance.Evidence) { e.Quote += "." })},
		{"evidence's passage", evidence(func(e *alliance.Evidence) { e.Passage = &alliance.Passage{Quote: "It is."} })},
		{"before a passage", evidence(func(e *alliance.Evidence) { e.Passage = &alliance.Passage{Before: "No: ", Quote: "It is."} })},
		{"after a passage", evidence(func(e *alliance.Evidence) { e.Passage = &alliance.Passage{Quote: "It is.", After: " No."} })},
		{"no evidence", relation(func(r *alliance.Relation) { r.Evidence = r.Evidence[:2] })},
	})
}

// thingChanges returns changes to actors, sources, conflicts and what the data set says of itself.
func thingChanges() []change {
	actor := func(set func(*alliance.Actor)) func(*alliance.Facts) {
		return func(f *alliance.Facts) { set(f.Actors[7]) }
	}
	source := func(set func(*alliance.Source)) func(*alliance.Facts) {
		return func(f *alliance.Facts) { set(f.Sources[4]) }
	}
	collection := func(set func(*alliance.Collection)) func(*alliance.Facts) {
		return func(f *alliance.Facts) { set(&f.Collections[0]) }
	}
	return []change{
		{"an actor's name", actor(func(a *alliance.Actor) { a.Name += "x" })},
		{"an actor's type", actor(func(a *alliance.Actor) { a.Type = alliance.UnknownType })},
		{"an actor's alias", actor(func(a *alliance.Actor) { a.Aliases = []string{"106"} })},
		{"an actor's identifier", actor(func(a *alliance.Actor) { a.Identifiers[0].Value = "Q1" })},
		{"an identifier's beginning", actor(func(a *alliance.Actor) { a.Identifiers[0].From = day("1991") })},
		{"an identifier's end", actor(func(a *alliance.Actor) { a.Identifiers[0].To = day("1991") })},
		{"an actor's birth", actor(func(a *alliance.Actor) { a.From = day("1991") })},
		{"an actor's death", actor(func(a *alliance.Actor) { a.To = day("2050") })},
		{"an actor's obligations", actor(func(a *alliance.Actor) { a.Obligations = alliance.SetOf(alliance.Defense) })},
		{"one more actor", func(f *alliance.Facts) {
			f.Actors = append(slices.Clone(f.Actors), &alliance.Actor{ID: "zintan", Name: "Zintan", Type: alliance.ArmedGroup})
		}},
		{"a source's publisher", source(func(s *alliance.Source) { s.Publisher = "UN" })},
		{"a source's date", source(func(s *alliance.Source) { s.Published = day("2019-12") })},
		{"a source's via", func(f *alliance.Facts) { f.Sources[4].Via = f.Sources[1] }},
		{"what a source covers from", source(func(s *alliance.Source) { s.Covers.From = day("2012") })},
		{"what a source covers to", source(func(s *alliance.Source) { s.Covers.To = day("2019") })},
		{"a conflict's span", func(f *alliance.Facts) { f.Conflicts[0].To = day("2017") }},
		{"a collection's title", collection(func(c *alliance.Collection) { c.Title += "n" })},
		{"a collection's description", collection(func(c *alliance.Collection) { c.Description = "" })},
		{"a collection's authors", collection(func(c *alliance.Collection) { c.Authors = c.Authors[:1] })},
		{"a collection's license", collection(func(c *alliance.Collection) { c.License = "" })},
		{"a collection's address", collection(func(c *alliance.Collection) { c.URL = "" })},
		{"what a collection covers", collection(func(c *alliance.Collection) { c.Covers.To = day("2020") })},
		{"no collection", func(f *alliance.Facts) { f.Collections = nil }},
	}
}
