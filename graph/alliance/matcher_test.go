package alliance_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
)

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
			if f.Not != nil {
				want = want && !notAlone(f).Keeps(r)
			}
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
			if slices.ContainsFunc(view.Evidence, late) || len(view.Evidence) == 0 {
				rt.Errorf("%+v shows %s with evidence %v", f, r.ID, ids(view.Evidence))
			}
		}
	})
}

// restrictions returns filters that in combination are equivalent to f.
func restrictions(f alliance.RelationFilter) []alliance.RelationFilter {
	all := []alliance.RelationFilter{
		{Viewpoint: f.Viewpoint, Statuses: f.Statuses}, {Viewpoint: f.Viewpoint, Statuses: f.Statuses, Kinds: f.Kinds},
		{Viewpoint: f.Viewpoint, Statuses: f.Statuses, AllKinds: f.AllKinds},
		{Conflict: f.Conflict}, {Conflicts: f.Conflicts}, {Against: f.Against}, {Coalitions: f.Coalitions},
		{
			Subjects: f.Subjects, SubjectTypes: f.SubjectTypes, SubjectCountries: f.SubjectCountries,
			Objects: f.Objects, ObjectTypes: f.ObjectTypes, ObjectCountries: f.ObjectCountries,
		},
		{Viewpoint: f.Viewpoint, Statuses: f.Statuses, Sources: f.Sources, Publishers: f.Publishers},
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

// notAlone returns the filter that says what f leaves out, with the days that are looked at.
func notAlone(f alliance.RelationFilter) *alliance.RelationFilter {
	n := *f.Not
	if n.AsOf.IsZero() && n.Since.IsZero() && n.Until.IsZero() {
		n.AsOf, n.Since, n.Until = f.AsOf, f.Since, f.Until
	}
	if n.KnownBy.IsZero() {
		n.KnownBy = f.KnownBy
	}
	n.Presumed = n.Presumed || f.Presumed
	return &n
}

// relationFilter generates filters that keep some of the facts; some of their lists of actors are long.
func relationFilter(facts *alliance.Facts) *rapid.Generator[alliance.RelationFilter] {
	return rapid.Custom(func(t *rapid.T) alliance.RelationFilter {
		dates := []alliance.Date{{}, {}, {}}
		for _, s := range facts.Sources {
			dates = append(dates, s.Published)
		}
		for _, r := range facts.Relations {
			dates = append(dates, r.From, r.To)
		}
		actors := ids(facts.Actors)
		for i := range rapid.SampledFrom([]int{0, 30}).Draw(t, "strangers") {
			actors = append(actors, fmt.Sprint("stranger-", i))
		}
		f := alliance.RelationFilter{
			Viewpoint: alliance.Viewpoint{
				AsOf:     rapid.SampledFrom(dates).Draw(t, "as of"),
				KnownBy:  rapid.SampledFrom(dates).Draw(t, "known by"),
				Presumed: rapid.Bool().Draw(t, "presumed"),
			},
			Types:    most(t, alliance.RelationTypes()),
			Kinds:    most(t, alliance.RelationKinds()),
			Statuses: most(t, alliance.Statuses()),
			Against:  most(t, actors), Coalitions: most(t, actors), Subjects: most(t, actors), Objects: most(t, actors),
			Sources: most(t, ids(facts.Sources)), AllKinds: pair(t, alliance.RelationKinds()), Conflicts: most(t, ids(facts.Conflicts)),
			SubjectTypes: most(t, alliance.ActorTypes()), ObjectTypes: most(t, alliance.ActorTypes()),
			SubjectCountries: most(t, []string{"LBY", "rus", "TUR"}), ObjectCountries: most(t, []string{"LBY", "rus", "TUR"}),
		}
		if rapid.IntRange(0, 2).Draw(t, "not") == 2 {
			not := relationFilter(facts).Draw(t, "left out")
			f.Not = &not
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

// pair draws nil most of the time, otherwise one or two of the values.
func pair[T any](t *rapid.T, values []T) []T {
	if rapid.IntRange(0, 7).Draw(t, "restricts") < 7 {
		return nil
	}
	return rapid.SliceOfN(rapid.SampledFrom(values), 1, 2).Draw(t, "pair")
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
