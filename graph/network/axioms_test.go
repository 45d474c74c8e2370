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

// anyView draws a view of random facts.
func anyView(t *rapid.T) (network.View, *alliance.Facts) {
	facts := drawFacts(t)
	where := filter(facts).Draw(t, "where")
	return network.View{Store: storeOf(facts), Where: where, Ambivalent: anyAmbivalence().Draw(t, "ambivalent")}, facts
}

// between returns the alignment of two actors.
func between(t *rapid.T, v network.View, a, b string) *network.Alignment {
	found, err := v.Alignment(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// two draws two actors.
func two(t *rapid.T, facts *alliance.Facts) (a, b string) {
	ids := rapid.Permutation(actorIDs(facts.Actors)).Draw(t, "actors")
	return ids[0], ids[1]
}

// TestAxiom1Symmetry checks that a to b is b to a: the counts, and the same ties of the same reasons the other way round.
func TestAxiom1Symmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, facts := anyView(t)
		a, b := two(t, facts)
		there, back := between(t, v, a, b), between(t, v, b, a)
		if there.Standing != back.Standing || there.Score() != back.Score() || there.Sign() != back.Sign() {
			t.Errorf("%+v there, %+v back", there.Standing, back.Standing)
		}
		if diff := gocmp.Diff(mirrored(t, there, false), mirrored(t, back, true)); diff != "" {
			t.Errorf("there and back: %s", diff)
		}
	})
}

// mirrored describes all reasons of an alignment, from the one end or the other, in the order of the texts.
func mirrored(t *rapid.T, a *network.Alignment, turned bool) []string {
	page, err := a.Reasons(t.Context(), network.ReasonQuery{First: 1000})
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{}
	for _, r := range page.Nodes {
		actors := actorIDs(r.Actors())
		relations := [][]string{}
		for _, tie := range r.Ties {
			relations = append(relations, relationIDs(tie.Relations))
		}
		if turned {
			slices.Reverse(actors)
			slices.Reverse(relations)
		}
		texts = append(texts, fmt.Sprint(r.Rule, r.Sign(), actors, r.Days(), relations))
	}
	slices.Sort(texts)
	return texts
}

// TestAxiom2SignAndSides checks that the sign is that of the score; that the allies are exactly those to whom it is POSITIVE
// and the adversaries those to whom it is NEGATIVE, those with a tie first; and that the others can be left out.
func TestAxiom2SignAndSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, facts := anyView(t)
		from := rapid.SampledFrom(facts.Actors).Draw(t, "actor").ID
		want := map[alliance.Sign][]string{}
		for _, to := range without(actorIDs(facts.Actors), from) {
			a := between(t, v, from, to)
			if a.Sign() != signOf(a.Score()) {
				t.Errorf("sign %s, score %v", a.Sign(), a.Score())
			}
			want[a.Sign()] = append(want[a.Sign()], to)
		}
		for sign, ask := range map[alliance.Sign]func(network.Ranking) []network.Alignment{
			alliance.Positive: func(q network.Ranking) []network.Alignment { return must(t)(v.Allies(t.Context(), q)) },
			alliance.Negative: func(q network.Ranking) []network.Alignment { return must(t)(v.Adversaries(t.Context(), q)) },
		} {
			all, direct := ask(ranking(from)), ask(network.Ranking{Actor: from, First: 1000})
			ids := []string{}
			for i, a := range all {
				ids = append(ids, a.With.ID)
				if i > 0 && a.Direct != 0 && all[i-1].Direct == 0 {
					t.Errorf("%s has a tie, and comes after %s, who has none", a.With.ID, all[i-1].With.ID)
				}
			}
			tied := slices.DeleteFunc(slices.Clone(all), func(a network.Alignment) bool { return a.Direct == 0 })
			if diff := gocmp.Diff(standingTexts(tied), standingTexts(direct)); diff != "" {
				t.Errorf("%s with a tie: %s", sign, diff)
			}
			if slices.Sort(ids); !slices.Equal(ids, want[sign]) {
				t.Errorf("%s to %v, listed %v", sign, want[sign], ids)
			}
		}
	})
}

// must returns a function that returns alignments, and fails if there is an error.
func must(t *rapid.T) func([]network.Alignment, error) []network.Alignment {
	return func(list []network.Alignment, err error) []network.Alignment {
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
}

// TestAxiom3EnemiesAreNegative checks that under the default every pair whose tie is hostile is NEGATIVE, whatever it
// shares, and every pair with something hostile on the last day with anything.
func TestAxiom3EnemiesAreNegative(t *testing.T) {
	hostile := 0
	rapid.Check(t, func(t *rapid.T) {
		v, facts := anyView(t)
		v.Ambivalent = network.AsHostile
		o := newOracle(facts, v.Where, network.AsHostile)
		for p, tie := range o.ties {
			if a := between(t, v, p[0], p[1]); tie.sign < 0 || tie.ambivalent {
				if hostile++; a.Direct != -1 || a.Sign() != alliance.Negative || a.Score() >= -.5 {
					t.Errorf("%s and %s are enemies: %+v", p[0], p[1], a.Standing)
				}
			}
		}
	})
	if hostile == 0 {
		t.Error("no two actors were enemies")
	}
}

// TestAxiom5Monotone checks, for all counts up to some, that one more common friend or enemy never lowers the score, and
// that one more friend of an enemy or pair of proxies never raises it.
func TestAxiom5Monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyStanding().Draw(t, "standing")
		friend, enemy, foe, proxies := s, s, s, s
		friend.CommonFriends++
		enemy.CommonEnemies++
		foe.FriendsOfEnemies++
		proxies.OpposedProxies++
		if friend.Score() < s.Score() || enemy.Score() < s.Score() || foe.Score() > s.Score() || proxies.Score() > s.Score() {
			t.Errorf("%+v: %v; one more %v, %v, %v, %v", s, s.Score(), friend.Score(), enemy.Score(), foe.Score(), proxies.Score())
		}
	})
}

// TestAxiom5MonotoneInFacts adds a third actor who is a friend or an enemy of two, and nothing to anyone else.
func TestAxiom5MonotoneInFacts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := anyLines(false).Draw(t, "lines")
		ambivalent := anyAmbivalence().Draw(t, "ambivalent")
		score := func(more ...string) float64 {
			v := view(slices.Concat(lines, []string{"a leads b"}, more)...)
			v.Ambivalent = ambivalent
			return between(t, v, "a", "b").Score()
		}
		verbs := []string{"supports", "opposes"}
		one, other := rapid.SampledFrom(verbs).Draw(t, "one"), rapid.SampledFrom(verbs).Draw(t, "other")
		before, after := score(), score("a "+one+" third 1990/1990", "b "+other+" third 1990/1990")
		if one == other && after < before || one != other && after > before {
			t.Errorf("a %s and b %s a third: from %v to %v", one, other, before, after)
		}
	})
}

// anyStanding generates counts.
func anyStanding() *rapid.Generator[network.Standing] {
	return rapid.Custom(func(t *rapid.T) network.Standing {
		n := rapid.OneOf(rapid.IntRange(0, 9), rapid.IntRange(0, 1<<40))
		return network.Standing{
			Direct: rapid.IntRange(-1, 1).Draw(t, "direct"), CommonFriends: n.Draw(t, "friends"), CommonEnemies: n.Draw(t, "enemies"),
			FriendsOfEnemies: n.Draw(t, "foes"), OpposedProxies: n.Draw(t, "proxies"),
		}
	})
}

// TestAxiom6Score checks that the score is made of the counts beside it and lies between −1 and 1, both excluded, in the
// half of the sign of the tie; and that the numbers of reasons for and against are the counts, too.
func TestAxiom6Score(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyStanding().Draw(t, "standing")
		if rapid.Bool().Draw(t, "of facts") {
			v, facts := anyView(t)
			a, b := two(t, facts)
			found := between(t, v, a, b)
			s = found.Standing
			page, err := found.Reasons(t.Context(), network.ReasonQuery{Sign: alliance.Positive})
			against, err2 := found.Reasons(t.Context(), network.ReasonQuery{Sign: alliance.Negative})
			if err := errors.Join(err, err2); err != nil || page.Total != s.For() || against.Total != s.Against() {
				t.Errorf("%d for, %d against, want %+v (%v)", page.Total, against.Total, s, err)
			}
		}
		score := s.Score()
		if score != scoreOf(s) || score <= -1 || score >= 1 {
			t.Errorf("%+v: score %v, want %v", s, score, scoreOf(s))
		}
		if s.Direct != 0 && float64(s.Direct)*score <= .5 || s.Direct == 0 && (score <= -.5 || score >= .5) {
			t.Errorf("%+v: score %v", s, score)
		}
	})
}
