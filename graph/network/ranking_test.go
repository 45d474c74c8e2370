package network_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// ranking asks for all who stand on an actor's side, or against it.
func ranking(actor string) network.Ranking {
	return network.Ranking{Actor: actor, Indirect: true, First: 1000}
}

// TestAlliesAndAdversaries tests the sides in Libya.
func TestAlliesAndAdversaries(t *testing.T) {
	tests := []struct {
		actor               string
		allies, adversaries []string
	}{
		{"russia", []string{"lna POS +0.75 DIRECT", "uae POS +0.25 COMMON_FRIEND"}, []string{"gna NEG -0.25 FRIEND_OF_ENEMY", "turkey NEG -0.25 OPPOSED_PROXIES"}},
		{"turkey", []string{"gna POS +0.75 DIRECT"}, []string{"lna NEG -0.25 FRIEND_OF_ENEMY", "russia NEG -0.25 OPPOSED_PROXIES", "uae NEG -0.25 OPPOSED_PROXIES"}},
		{"gna", []string{"turkey POS +0.75 DIRECT"}, []string{"lna NEG -0.75 DIRECT", "russia NEG -0.25 FRIEND_OF_ENEMY", "uae NEG -0.25 FRIEND_OF_ENEMY"}},
		{"lna", []string{"russia POS +0.75 DIRECT", "uae POS +0.75 DIRECT"}, []string{"gna NEG -0.75 DIRECT", "turkey NEG -0.25 FRIEND_OF_ENEMY"}},
		{"haftar", []string{}, []string{"egypt NEG -0.75 DIRECT"}},
	}
	for _, test := range tests {
		allies, err := view(libya()...).Allies(t.Context(), ranking(test.actor))
		adversaries, err2 := view(libya()...).Adversaries(t.Context(), ranking(test.actor))
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(test.allies, summaries(allies)); diff != "" {
			t.Errorf("allies of %s: %s", test.actor, diff)
		}
		if diff := gocmp.Diff(test.adversaries, summaries(adversaries)); diff != "" {
			t.Errorf("adversaries of %s: %s", test.actor, diff)
		}
	}
	first, err := view(libya()...).Adversaries(t.Context(), network.Ranking{Actor: "turkey", Indirect: true, First: 2})
	if err != nil || len(first) != 2 || first[1].With.ID != "russia" {
		t.Errorf("the first two adversaries of Turkey: %v, %v", summaries(first), err)
	}
	direct, err := view(libya()...).Adversaries(t.Context(), network.Ranking{Actor: "gna", First: 9})
	if diff := gocmp.Diff([]string{"lna NEG -0.75 DIRECT"}, summaries(direct)); diff != "" || err != nil {
		t.Errorf("the direct adversaries of the GNA: %s, %v", diff, err)
	}
}

// summaries formats alignments.
func summaries(alignments []network.Alignment) []string {
	texts := []string{}
	for _, a := range alignments {
		texts = append(texts, summary(a))
	}
	return texts
}

// TestHubs tests two actors with 10,000 relations each.
func TestHubs(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a large data set")
	}
	var lines []string
	for i := range 10_000 {
		lines = append(lines, fmt.Sprintf("a supports x%d", i), fmt.Sprintf("b supports x%d", (i+5000)%15_000), fmt.Sprintf("x%d opposes x%d", i, i+3000))
	}
	v := view(lines...)
	got, err := v.Alignment(t.Context(), "a", "b")
	// b supports the enemies of x2000 to x9999; the pairs from x5000 to x9999 are found in both directions.
	if want := (network.Standing{CommonFriends: 5000, OpposedProxies: 8000}); err != nil || got.Standing != want {
		t.Errorf("%+v, want %+v (%v)", got.Standing, want, err)
	}
	allies, err := v.Allies(t.Context(), network.Ranking{Actor: "a", Indirect: true, First: 500})
	if err != nil || len(allies) != 500 {
		t.Errorf("%d allies, %v", len(allies), err)
	}
	adversaries, err := v.Adversaries(t.Context(), network.Ranking{Actor: "a", Indirect: true, First: 20_000})
	if err != nil || !slices.Contains(standingTexts(adversaries), standingText("b", got.Standing)) {
		t.Errorf("b is none of %d adversaries, %v", len(adversaries), err)
	}
}

// TestAlignmentsAgainstTheOracle compares allies, adversaries, alignments and their reasons with what plain loops over days
// find, on two stores.
func TestAlignmentsAgainstTheOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawFacts(rt)
		where := filter(facts).Draw(rt, "where")
		ambivalent := anyAmbivalence().Draw(rt, "ambivalent")
		o, store := newOracle(facts, where, ambivalent), storeOf(facts)
		from := rapid.SampledFrom(facts.Actors).Draw(rt, "actor").ID
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			v := network.View{Store: s, Where: where, Ambivalent: ambivalent}
			checkRanked(rt, v, o, from)
			for _, to := range without(actorIDs(facts.Actors), from) {
				got, err := v.Alignment(rt.Context(), from, to)
				if err != nil {
					rt.Fatal(err)
				}
				checkAlignment(rt, o, got)
			}
		}
	})
}

// checkRanked compares allies and adversaries, those with a tie alone and the first ones with those of the oracle.
func checkRanked(t *rapid.T, v network.View, o *oracle, from string) {
	for _, side := range []float64{1, -1} {
		ask := v.Allies
		if side < 0 {
			ask = v.Adversaries
		}
		for _, q := range []network.Ranking{{from, true, 1000}, {from, false, 1000}, {from, true, 2}} {
			got, err := ask(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			want := o.ranked(from, side, q.Indirect)
			if diff := gocmp.Diff(want[:min(len(want), q.First)], standingTexts(got)); diff != "" {
				t.Errorf("side %v, %+v: %s", side, q, diff)
			}
			for _, a := range got[:min(len(got), 2)] {
				checkAlignment(t, o, &a)
			}
		}
	}
}

// checkAlignment compares an alignment and its reasons with those of the oracle.
func checkAlignment(t *rapid.T, o *oracle, a *network.Alignment) {
	from, to := a.Actor.ID, a.With.ID
	if want := o.standing(from, to); a.Standing != want || a.Score() != scoreOf(want) || a.Sign() != signOf(scoreOf(want)) {
		t.Errorf("%s to %s: %+v, score %v, want %+v", from, to, a.Standing, a.Score(), want)
	}
	var want []string
	for _, r := range o.reasons(from, to) {
		want = append(want, o.naiveText(r))
	}
	if diff := gocmp.Diff(want, o.listed(t, a, network.ReasonQuery{First: 2})); diff != "" {
		t.Errorf("%s to %s: %s", from, to, diff)
	}
}
