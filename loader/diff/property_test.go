package diff_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
	"entente/loader/diff"
)

// An edit changes one thing of a data set, or may not find anything to change.
type edit func(t *rapid.T, f *alliance.Facts)

// on returns an edit of one of the things of a list.
func on[T any](list func(*alliance.Facts) []T, change func(T)) edit {
	return func(t *rapid.T, f *alliance.Facts) {
		if all := list(f); len(all) > 0 {
			change(all[rapid.IntRange(0, len(all)-1).Draw(t, "thing")])
		}
	}
}

func actors(f *alliance.Facts) []*alliance.Actor       { return f.Actors }
func sources(f *alliance.Facts) []*alliance.Source     { return f.Sources }
func conflicts(f *alliance.Facts) []*alliance.Conflict { return f.Conflicts }
func relations(f *alliance.Facts) []*alliance.Relation { return f.Relations }
func events(f *alliance.Facts) []*alliance.Event       { return f.Events }
func evidence(f *alliance.Facts) []*alliance.Evidence  { return slices.Collect(f.Evidence) }
func collections(f *alliance.Facts) (all []*alliance.Collection) {
	for i := range f.Collections {
		all = append(all, &f.Collections[i])
	}
	return all
}

// year is a date that no generated thing has.
func year() alliance.Date { return alliance.MustDate("1234") }

// edits returns edits of everything that the version of a data set is made from.
func edits() []edit {
	return slices.Concat(thingEdits(), factEdits(), listEdits())
}

// thingEdits returns edits of actors, sources, conflicts and what data sets say of themselves.
func thingEdits() []edit {
	return []edit{
		on(actors, func(a *alliance.Actor) { a.ID += "x" }),
		on(actors, func(a *alliance.Actor) { a.Name += "x" }),
		on(actors, func(a *alliance.Actor) { a.Type = alliance.UnknownType }),
		on(actors, func(a *alliance.Actor) { a.Aliases = append(a.Aliases, "x") }),
		on(actors, func(a *alliance.Actor) { slices.Reverse(a.Aliases) }),
		on(actors, func(a *alliance.Actor) { a.Description += "x" }),
		on(actors, func(a *alliance.Actor) { a.Country = "XXX" }),
		on(actors, func(a *alliance.Actor) { a.Identifiers = append(a.Identifiers, alliance.Identifier{Scheme: "x"}) }),
		on(actors, func(a *alliance.Actor) { slices.Reverse(a.Identifiers) }),
		on(actors, func(a *alliance.Actor) {
			for i := range a.Identifiers {
				a.Identifiers[i].To = year()
			}
		}),
		on(actors, func(a *alliance.Actor) { a.Obligations ^= alliance.SetOf(alliance.Offense) }),
		on(actors, func(a *alliance.Actor) { a.To = alliance.MustDate("9000") }),
		on(sources, func(s *alliance.Source) { s.ID += "x" }),
		on(sources, func(s *alliance.Source) { s.Title += "x" }),
		on(sources, func(s *alliance.Source) { s.Publisher += "x" }),
		on(sources, func(s *alliance.Source) { s.Published = year() }),
		on(sources, func(s *alliance.Source) { s.URL += "x" }),
		on(sources, func(s *alliance.Source) { s.Language += "x" }),
		on(sources, func(s *alliance.Source) { s.Via = nil }),
		on(sources, func(s *alliance.Source) { s.Covers.From = year() }),
		on(sources, func(s *alliance.Source) { s.Covers.To = alliance.MustDate("9000") }),
		on(conflicts, func(c *alliance.Conflict) { c.ID += "x" }),
		on(conflicts, func(c *alliance.Conflict) { c.Name += "x" }),
		on(conflicts, func(c *alliance.Conflict) { c.Description += "x" }),
		on(conflicts, func(c *alliance.Conflict) { c.From = year() }),
		on(conflicts, func(c *alliance.Conflict) { c.To = alliance.MustDate("9000") }),
		on(collections, func(c *alliance.Collection) { c.Title += "x" }),
		on(collections, func(c *alliance.Collection) { c.Description += "x" }),
		on(collections, func(c *alliance.Collection) { c.License += "x" }),
		on(collections, func(c *alliance.Collection) { c.URL += "x" }),
		on(collections, func(c *alliance.Collection) { c.Authors = append(slices.Clone(c.Authors), "x") }),
		on(collections, func(c *alliance.Collection) { c.Covers.From = year() }),
		func(_ *rapid.T, f *alliance.Facts) { slices.Reverse(f.Collections) },
		func(_ *rapid.T, f *alliance.Facts) { f.Collections = append(f.Collections, alliance.Collection{}) },
	}
}

// factEdits returns edits of relations, events and evidence.
func factEdits() []edit {
	return []edit{
		on(relations, func(r *alliance.Relation) { r.ID += "x" }),
		on(relations, func(r *alliance.Relation) { r.Type = alliance.Recognizes }),
		on(relations, func(r *alliance.Relation) { r.Subject, r.Object = r.Object, r.Subject }),
		on(relations, func(r *alliance.Relation) { r.Role += "x" }),
		on(relations, func(r *alliance.Relation) { r.Against = r.Object }),
		on(relations, func(r *alliance.Relation) { r.Conflict = nil }),
		on(relations, func(r *alliance.Relation) { r.Coalition = r.Subject }),
		on(relations, func(r *alliance.Relation) { r.Coalition, r.Against = r.Against, r.Coalition }),
		on(events, func(e *alliance.Event) { e.Type = "PROTEST" }),
		on(events, func(e *alliance.Event) { e.Mode += "x" }),
		on(events, func(e *alliance.Event) { e.Title += "x" }),
		on(events, func(e *alliance.Event) { e.Description += "x" }),
		on(events, func(e *alliance.Event) { e.Conflict = nil }),
		on(events, func(e *alliance.Event) { e.From = year() }),
		on(events, func(e *alliance.Event) { e.Place = nil }),
		on(events, func(e *alliance.Event) { e.Place = &alliance.Place{Name: "X"} }),
		on(events, func(e *alliance.Event) { e.Place = &alliance.Place{Name: "X", Country: "LBY"} }),
		on(events, func(e *alliance.Event) { e.Place = &alliance.Place{Name: "X", Point: &alliance.Point{Latitude: 1e-9}} }),
		on(events, func(e *alliance.Event) { slices.Reverse(e.Participants) }),
		on(events, func(e *alliance.Event) { e.Participants = nil }),
		on(events, func(e *alliance.Event) { slices.Reverse(e.References) }),
		on(events, func(e *alliance.Event) { e.References = nil }),
		on(evidence, func(e *alliance.Evidence) { e.ID += "x" }),
		on(evidence, func(e *alliance.Evidence) { e.Stance = alliance.Denies }),
		on(evidence, func(e *alliance.Evidence) { e.Speaker = nil }),
		on(evidence, func(e *alliance.Evidence) { e.Quote += "x" }),
		on(evidence, func(e *alliance.Evidence) { e.Locator += "x" }),
		on(evidence, func(e *alliance.Evidence) { e.From = year() }),
		on(evidence, func(e *alliance.Evidence) { e.To = alliance.MustDate("9000?") }),
		on(evidence, func(e *alliance.Evidence) { e.Kinds ^= alliance.SetOf(alliance.Troops) }),
		on(evidence, func(e *alliance.Evidence) { e.Passage = nil }),
		on(evidence, func(e *alliance.Evidence) { e.Passage = &alliance.Passage{Quote: "x"} }),
		on(evidence, func(e *alliance.Evidence) { e.Passage = &alliance.Passage{Quote: "x", After: "y"} }),
	}
}

// listEdits returns edits that take things away that nothing refers to, or add them.
func listEdits() []edit {
	return []edit{
		func(_ *rapid.T, f *alliance.Facts) { f.Relations = f.Relations[:len(f.Relations)/2] },
		func(_ *rapid.T, f *alliance.Facts) { f.Events = nil },
		on(relations, func(r *alliance.Relation) { r.Evidence = r.Evidence[:1] }),
		on(events, func(e *alliance.Event) { e.Evidence = e.Evidence[:1] }),
		on(relations, func(r *alliance.Relation) {
			e := *r.Evidence[0]
			e.ID += fmt.Sprint(".", len(r.Evidence)+1)
			r.Evidence = append(r.Evidence, &e)
		}),
		func(_ *rapid.T, f *alliance.Facts) {
			f.Actors = append(f.Actors, &alliance.Actor{ID: fmt.Sprint("new", len(f.Actors)), Name: "New"})
		},
	}
}

// edited draws a data set, and the same after some edits; of each, the same seed makes equal things.
func edited(t *rapid.T) (before, after *alliance.Facts) {
	seed := rapid.IntRange(0, 1<<20).Draw(t, "seed")
	before, edit := storetest.Facts().Example(seed), storetest.Facts().Example(seed)
	for range rapid.IntRange(0, 3).Draw(t, "edits") {
		rapid.SampledFrom(edits()).Draw(t, "edit")(t, edit)
	}
	return before, alliance.NewFacts(*edit)
}

// Two data sets differ if and only if their versions do, in either direction.
func TestDiffersAsVersionsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := edited(t)
		differ := before.Dataset().Version != after.Dataset().Version
		if d := diff.Between(before, after); d.Empty() == differ {
			t.Fatalf("versions differ: %v, but the changes are %+v", differ, d.Changes)
		}
		if d := diff.Between(after, before); d.Empty() == differ {
			t.Fatalf("versions differ: %v, but the changes back are %+v", differ, d.Changes)
		}
	})
}

// What goes in one direction comes in the other, as often.
func TestBackAndForth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := edited(t)
		there, back := diff.Between(before, after).Counts(), diff.Between(after, before).Counts()
		opposite := map[diff.Op]diff.Op{diff.Added: diff.Removed, diff.Removed: diff.Added, diff.Changed: diff.Changed, diff.Renamed: diff.Renamed}
		for _, typ := range diff.Types() {
			for op, other := range opposite {
				if there[typ][op] != back[typ][other] {
					t.Fatalf("%s: %v there, %v back", typ, there, back)
				}
			}
		}
	})
}

// Everything under another id, and nothing else: all is renamed, nothing changed.
func TestRenamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.IntRange(0, 1<<20).Draw(t, "seed")
		before, after := storetest.Facts().Example(seed), storetest.Facts().Example(seed)
		for _, a := range after.Actors {
			a.ID = "z" + a.ID
		}
		for _, s := range after.Sources {
			s.ID = "z" + s.ID
		}
		d := diff.Between(before, alliance.NewFacts(*after))
		if len(d.Changes) != len(before.Actors)+len(before.Sources) {
			t.Fatalf("%d changes, want one for each of %d actors and %d sources: %+v", len(d.Changes), len(before.Actors), len(before.Sources), d.Changes)
		}
		for _, c := range d.Changes {
			if c.Op != diff.Renamed || c.ID != "z"+c.Was || len(c.Fields) > 0 {
				t.Fatalf("%+v, want it renamed and no more", c)
			}
		}
	})
}

// Of two things with equal contents, it is not certain which one was renamed.
func TestRenamedIsCertain(t *testing.T) {
	two := func(ids ...string) *alliance.Facts {
		f := alliance.Facts{}
		for _, id := range ids {
			f.Conflicts = append(f.Conflicts, &alliance.Conflict{ID: id, Name: "War"})
		}
		return alliance.NewFacts(f)
	}
	for _, tt := range []struct {
		before, after *alliance.Facts
		renamed       int
	}{
		{two("a"), two("b"), 1},
		{two("a", "b"), two("b", "c"), 1},
		{two("a", "b"), two("c"), 0},
		{two("a"), two("b", "c"), 0},
		{two("a", "b"), two("c", "d"), 0},
	} {
		if got := diff.Between(tt.before, tt.after).Counts()[diff.Conflict][diff.Renamed]; got != tt.renamed {
			t.Errorf("%d renamed, want %d", got, tt.renamed)
		}
	}
}
