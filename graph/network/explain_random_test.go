package network_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// TestExplanationOfAnything explains reasons and tensions of random facts.
func TestExplanationOfAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		for i, a := range facts.Actors { // so that a sentence contains the names of only those that it mentions
			a.Name = fmt.Sprintf("Actor%cend", 'A'+i)
		}
		v := explainable(rt, facts)
		for _, r := range everyReason(rt, v, facts) {
			checkSentence(rt, r.Explanation(), r.Actors())
		}
		b, err := v.Balance(rt.Context(), nil, 0)
		if err != nil {
			rt.Fatal(err)
		}
		page, err := b.Tensions(context.Background(), network.TensionQuery{First: 100})
		if err != nil {
			rt.Fatal(err)
		}
		for _, tension := range page.Nodes {
			checkSentence(rt, tension.Explanation(), tension.Actors)
		}
	})
}

// TestExplanationOfRepetition tests that it makes no difference whether relations are there twice.
func TestExplanationOfRepetition(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		v := explainable(rt, facts)
		again := v
		again.Store = storeOf(doubled(facts))
		once, twice := everyReason(rt, v, facts), everyReason(rt, again, facts)
		if len(once) != len(twice) {
			rt.Fatalf("%d reasons, %d after the repetition", len(once), len(twice))
		}
		for i, r := range once {
			if one, other := r.Explanation(), twice[i].Explanation(); one != other {
				rt.Fatalf("once  %s\ntwice %s", one, other)
			}
		}
	})
}

// doubled returns facts with each relation twice.
func doubled(facts *alliance.Facts) *alliance.Facts {
	f := alliance.Facts{Actors: facts.Actors, Sources: facts.Sources, Conflicts: facts.Conflicts, Relations: slices.Clone(facts.Relations)}
	for _, r := range facts.Relations {
		again := &alliance.Relation{
			ID: r.ID + "-again", Type: r.Type, Subject: r.Subject, Object: r.Object, Role: r.Role, Against: r.Against, Conflict: r.Conflict,
			Coalition: r.Coalition,
		}
		for _, e := range r.Evidence {
			copied := *e
			copied.ID, copied.Fact = e.ID+"-again", again.ID
			again.Evidence = append(again.Evidence, &copied)
		}
		f.Relations = append(f.Relations, again)
	}
	return alliance.NewFacts(f)
}

// explainable draws a view of facts.
func explainable(t *rapid.T, facts *alliance.Facts) network.View {
	ambivalences := []network.Ambivalence{network.AsHostile, network.AsFriendly, network.AsNone}
	return network.View{
		Store: storeOf(facts), Where: filter(facts).Draw(t, "where"), Ambivalent: rapid.SampledFrom(ambivalences).Draw(t, "ambivalent"),
	}
}

// everyReason returns the first reasons between the first actor and each other.
func everyReason(t *rapid.T, v network.View, facts *alliance.Facts) []*network.Reason {
	var all []*network.Reason
	for i, one := range facts.Actors {
		if i == 0 {
			continue
		}
		a, err := v.Alignment(t.Context(), one.ID, facts.Actors[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		page, err := a.Reasons(t.Context(), network.ReasonQuery{First: 100})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Nodes...)
	}
	return all
}

// checkSentence fails unless a text is one sentence that mentions actors, the first and the last of which may be understood.
func checkSentence(t *rapid.T, text string, actors []*alliance.Actor) {
	named := func(a *alliance.Actor) bool { return strings.Contains(text, a.Name) }
	both := strings.Contains(strings.ToLower(text), "both") || len(actors) == 2
	missing := slices.DeleteFunc(slices.Clone(actors), named)
	if both {
		missing = slices.DeleteFunc(missing, func(a *alliance.Actor) bool { return a == actors[0] || a == actors[len(actors)-1] })
	}
	first := []rune(text + " ")[0]
	if len(missing) > 0 || unicode.IsLower(first) || strings.Count(text, ".") != 1 || !strings.HasSuffix(text, ".") ||
		strings.Contains(text, "  ") || strings.Contains(text, " .") || strings.Contains(text, " ,") {
		t.Fatalf("%d actors are not mentioned: %s", len(missing), text)
	}
}

// TestExplanationAfterAllDays asks about what is presumed to follow a denial of all days of the calendar: that has no dates.
func TestExplanationAfterAllDays(t *testing.T) {
	for _, where := range []alliance.RelationFilter{
		{Viewpoint: alliance.Viewpoint{Presumed: true}, Statuses: []alliance.Status{alliance.Asserted}},
		{Viewpoint: alliance.Viewpoint{Presumed: true, Since: date("2030")}, Not: &alliance.RelationFilter{Statuses: []alliance.Status{alliance.Disputed}}},
	} {
		v := view("source early 2019", "a opposes b 2020/; 2000/9999 denied by early")
		v.Where = where
		a, err := v.Alignment(t.Context(), "a", "b")
		if err != nil || a.Direct != 0 {
			t.Errorf("%+v: %+v, %v", where, a, err)
		}
	}
}
