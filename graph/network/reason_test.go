package network_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// parallel returns a line several times.
func parallel(line string, times int) []string { return slices.Repeat([]string{line}, times) }

// reasonIDs formats reasons as the ids of their relations.
func reasonIDs(reasons []network.Reason) []string {
	texts := []string{}
	for _, r := range reasons {
		texts = append(texts, strings.Join(relationIDs(r.Relations), " "))
	}
	return texts
}

// TestReasonsOfManyRelations has one reason that is better attested than all but one of those through another actor, of
// which there are more than are listed.
func TestReasonsOfManyRelations(t *testing.T) {
	got, err := view(slices.Concat(
		[]string{"a supports x ×3", "b supports x ×3", "a supports y ×2", "b supports y ×2"},
		parallel("a supports x", 12), parallel("b supports x", 12),
	)...).Alignment(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.supports.x b.supports.x", "a.supports.y b.supports.y", "a.supports.x b.supports.x.10"}
	ids := reasonIDs(got.Reasons)
	if diff := gocmp.Diff(want, ids[:3]); diff != "" || len(ids) != network.MaxReasons || got.For != 13*13+1 {
		t.Errorf("%d reasons of %d listed: %s", len(ids), got.For, diff)
	}
}

// TestReasonsOfOneStrength has reasons that differ only in their relations: they have the same rule, actor in between
// and strength.
func TestReasonsOfOneStrength(t *testing.T) {
	tests := []struct {
		rule        network.AlignmentRule
		lines, want []string
	}{
		{
			network.Direct,
			[]string{"a supports b", "a opposes b", "b allied_with a"},
			[]string{"a.opposes.b", "a.supports.b", "b.allied_with.a"},
		},
		{
			network.FriendOfEnemy,
			[]string{"x supports a", "b opposes x", "a opposes x", "b supports x"},
			[]string{"a.opposes.x b.supports.x", "x.supports.a b.opposes.x"},
		},
		{
			network.FriendOfEnemy,
			[]string{"x supports a ×2", "b opposes x", "a opposes x", "b supports x ×2"},
			[]string{"x.supports.a b.opposes.x", "a.opposes.x b.supports.x"},
		},
	}
	for _, test := range tests {
		got, err := view(test.lines...).Alignment(t.Context(), "a", "b")
		if err != nil {
			t.Fatal(err)
		}
		reasons := slices.DeleteFunc(got.Reasons, func(r network.Reason) bool { return r.Rule != test.rule })
		if diff := gocmp.Diff(test.want, reasonIDs(reasons)); diff != "" {
			t.Errorf("%v: %s", test.lines, diff)
		}
	}
}

// TestReasonsBestFirst compares the listed reasons with the first of those found by brute force, in the order that the
// schema documents.
func TestReasonsBestFirst(t *testing.T) {
	line := rapid.Custom(func(t *rapid.T) string {
		pair := rapid.SampledFrom([]string{"a %s x", "x %s a", "b %s x", "a %s y", "b %s y", "x %s y", "a %s b"}).Draw(t, "pair")
		verb := rapid.SampledFrom([]string{"supports", "recognizes", "opposes"}).Draw(t, "verb")
		return fmt.Sprintf(pair, verb) + rapid.SampledFrom([]string{"", "", " ×2", " ×3", " alleged"}).Draw(t, "sources")
	})
	cut := false
	rapid.Check(t, func(rt *rapid.T) {
		facts := world(append(rapid.SliceOfN(line, 10, 60).Draw(rt, "lines"), "a part_of z", "b part_of z")...)
		v := network.View{Store: storeOf(facts)}
		relations := held(facts, proving(v.Where))
		got, err := v.Alignment(t.Context(), "a", "b")
		if err != nil {
			rt.Fatal(err)
		}
		want := documented(relations, chainsBetween(relations, "a", "b"))
		cut = cut || len(want) > network.MaxReasons
		if diff := gocmp.Diff(want[:min(len(want), network.MaxReasons)], reasonIDs(got.Reasons)); diff != "" {
			rt.Error(diff)
		}
	})
	if !cut {
		t.Error("no two actors had more reasons than are listed")
	}
}

// documented returns the relations of chains that start from a, in the order of reasons.
func documented(relations []*alliance.Relation, chains map[chain]bool) []string {
	byID := map[string]*alliance.Relation{}
	for _, r := range relations {
		byID[r.ID] = r
	}
	type place struct {
		rule, weakest int
		via, steps    []string // a step is the complement of its number of sources, then its id
		relations     string
	}
	var places []place
	for c := range chains {
		p := place{rule: slices.Index(network.AlignmentRules(), c.rule), weakest: 9, relations: c.relations}
		at := "a"
		for id := range strings.FieldsSeq(c.relations) {
			r := byID[id]
			at = strings.Replace(r.Subject.ID+r.Object.ID, at, "", 1)
			p.via, p.steps = append(p.via, at), append(p.steps, fmt.Sprint(9-r.IndependentSources, " ", id))
			p.weakest = min(p.weakest, r.IndependentSources)
		}
		places = append(places, p)
	}
	slices.SortFunc(places, func(p, q place) int {
		return cmp.Or(cmp.Compare(p.rule, q.rule), cmp.Compare(q.weakest, p.weakest), slices.Compare(p.via, q.via), slices.Compare(p.steps, q.steps))
	})
	ordered := []string{}
	for _, p := range places {
		ordered = append(ordered, p.relations)
	}
	return ordered
}

// TestReasonsOfHubs tests two actors with 10,000 relations each to the same third one, which make a hundred million
// reasons.
func TestReasonsOfHubs(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a large data set")
	}
	v := view(append(parallel("a supports x", 10_000), parallel("b supports x", 10_000)...)...)
	got, err := v.Alignment(t.Context(), "a", "b")
	if err != nil || got.For != 100_000_000 || len(got.Reasons) != network.MaxReasons {
		t.Errorf("%+v, %v", got, err)
	}
}
