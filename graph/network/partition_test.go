package network_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// least returns the minimum frustration over all divisions of a few actors into at most count blocs, by brute force.
func least(n int, ties []partition.Tie, count int) int {
	best := len(ties) + 1
	bloc := make([]int, n)
	var try func(actor, used int)
	try = func(actor, used int) {
		if actor == n {
			best = min(best, frustration(ties, bloc))
			return
		}
		for b := range min(used+1, count) {
			bloc[actor] = b
			try(actor+1, max(used, b+1))
		}
	}
	try(0, 0)
	return best
}

// frustration counts the ties that contradict a division.
func frustration(ties []partition.Tie, bloc []int) (n int) {
	for _, t := range ties {
		if t.Positive != (bloc[t.A] == bloc[t.B]) {
			n++
		}
	}
	return n
}

// TestSigned tests the ties that the partition gets, by actors, of the whole view and around some actors.
func TestSigned(t *testing.T) {
	v := view("b supports a", "a supports b", "a opposes b", "a allied_with c", "c leads d", "d opposes e", "e opposes d", "f supports e against d",
		"coalition pact {DEFENSE}", "d part_of pact", "f part_of pact", "g allied_with h {NONAGGRESSION}", "i opposes h denied")
	for _, test := range []struct {
		around []string
		depth  int
		actors string
		ties   []partition.Tie
	}{
		{nil, 0, "abcdef", []partition.Tie{{A: 0, B: 1}, {A: 0, B: 2, Positive: true}, {A: 3, B: 4}, {A: 3, B: 5}, {A: 4, B: 5, Positive: true}}},
		{[]string{"a"}, 1, "abc", []partition.Tie{{A: 0, B: 1}, {A: 0, B: 2, Positive: true}}},
		{[]string{"a"}, 2, "abc", []partition.Tie{{A: 0, B: 1}, {A: 0, B: 2, Positive: true}}}, // and d, through its leader
		{[]string{"d"}, 0, "", nil},
		{[]string{"d", "f"}, 0, "df", []partition.Tie{{A: 0, B: 1}}}, // both what is outside, and beyond
		{[]string{"g"}, 1, "", nil},
	} {
		s, err := v.Ties(t.Context(), test.around, test.depth)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(test.ties, s.Ties); diff != "" || strings.Join(actorIDs(s.Actors), "") != test.actors {
			t.Errorf("around %v: %v: %s", test.around, actorIDs(s.Actors), diff)
		}
	}
}

// TestSignedAgainstTheOracle compares the ties that the partition gets, around some actors or not, with those that plain
// loops over days find, on two stores.
func TestSignedAgainstTheOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawFacts(rt)
		where := filter(facts).Draw(rt, "where")
		around := rapid.SliceOfN(rapid.SampledFrom(actorIDs(facts.Actors)), 0, 2).Draw(rt, "around")
		ambivalent := anyAmbivalence().Draw(rt, "ambivalent")
		depth := rapid.IntRange(0, 2).Draw(rt, "depth")
		within := distances(held(facts, proving(where)), around, depth)
		want := []string{}
		for p, tie := range newOracle(facts, where, ambivalent).ties {
			_, one := within[p[0]]
			_, other := within[p[1]]
			if tie.sign != 0 && (len(around) == 0 || one && other) {
				want = append(want, fmt.Sprint(p[0], " ", p[1], " ", tie.sign > 0))
			}
		}
		slices.Sort(want)
		store := storeOf(facts)
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			net, err := network.View{Store: s, Where: where, Ambivalent: ambivalent}.Ties(t.Context(), around, depth)
			if err != nil {
				rt.Fatal(err)
			}
			got := []string{}
			for _, t := range net.Ties {
				got = append(got, fmt.Sprint(net.Actors[t.A].ID, " ", net.Actors[t.B].ID, " ", t.Positive))
			}
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" {
				rt.Errorf("around %v to depth %d: %s", around, depth, diff)
			}
		}
	})
}

// blocTexts formats blocs as the ids of their actors.
func blocTexts(p *network.Partition) [][]string {
	texts := [][]string{}
	for _, b := range p.Blocs {
		texts = append(texts, actorIDs(b.Actors))
	}
	return texts
}

// TestBlocs divides small networks.
func TestBlocs(t *testing.T) {
	// c and d have opposed friends: it is best to leave these together.
	odds := []string{"z leads a", "a opposes b", "a supports c", "b supports c", "a supports d", "b supports d"}
	enemies := []string{"a opposes b", "b opposes c", "a opposes c"}
	all := [][]string{{"a", "b", "c", "d"}}
	tests := []struct {
		name       string
		lines      []string
		around     []string
		depth      int
		count      int
		blocs      [][]string
		frustrated []string
		want       int
	}{
		{"nobody", []string{"a leads b"}, nil, 2, 2, [][]string{}, []string{}, 0},
		{"at odds", odds, nil, 2, 2, all, []string{"a.opposes.b"}, 1},
		{"three enemies in three blocs", enemies, nil, 2, 3, [][]string{{"a"}, {"b"}, {"c"}}, []string{}, 0},
		{"three enemies in one", enemies, nil, 2, 1, [][]string{{"a", "b", "c"}}, relationIDs(world(enemies...).Relations), 3},
		{
			"sides", []string{"z supports y", "x supports w", "y opposes x", "z opposes x"}, nil, 2, 2,
			[][]string{{"w", "x"}, {"y", "z"}}, []string{}, 0,
		},
		{
			"every relation behind a tie", append(odds, "b opposes a", "a supports b"), nil, 2, 2,
			all, []string{"a.opposes.b", "b.opposes.a"}, 1,
		},
		{"around a leader", append(odds, "c opposes e"), []string{"z"}, 1, 2, [][]string{}, []string{}, 0},
		{"around, farther", append(odds, "c opposes e"), []string{"z"}, 2, 2, all, []string{"a.opposes.b"}, 1},
		{"denials", append(odds, "c opposes e denied"), nil, 2, 2, all, []string{"a.opposes.b"}, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := view(test.lines...).Blocs(t.Context(), test.around, test.depth, partition.Blocs{Count: test.count})
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(test.blocs, blocTexts(got)); diff != "" {
				t.Error(diff)
			}
			if diff := gocmp.Diff(test.frustrated, relationIDs(got.Frustrated)); diff != "" {
				t.Error(diff)
			}
			if got.Frustration != test.want || !got.Optimal {
				t.Errorf("frustration %d, optimal %v", got.Frustration, got.Optimal)
			}
		})
	}
}

// TestBlocsMakeSense checks, on random facts, that the frustrated ties contradict the blocs, and that no actor is in two.
func TestBlocsMakeSense(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawFacts(rt)
		where := filter(facts).Draw(rt, "where")
		around := rapid.SliceOfN(rapid.SampledFrom(actorIDs(facts.Actors)), 0, 2).Draw(rt, "around")
		count := rapid.IntRange(1, 3).Draw(rt, "count")
		v := network.View{Store: &distant{Store: storeOf(facts)}, Where: where, Ambivalent: anyAmbivalence().Draw(rt, "ambivalent")}
		p, err := v.Blocs(t.Context(), around, 2, partition.Blocs{Count: count})
		net, err2 := v.Ties(t.Context(), around, 2)
		if err := errors.Join(err, err2); err != nil {
			rt.Fatal(err)
		}
		bloc := map[string]int{}
		for i, b := range p.Blocs {
			for _, a := range b.Actors {
				if _, twice := bloc[a.ID]; twice {
					rt.Errorf("%s is in two blocs", a.ID)
				}
				bloc[a.ID] = i
			}
		}
		places := []int{}
		for _, a := range net.Actors {
			places = append(places, bloc[a.ID])
		}
		if len(bloc) != len(net.Actors) || len(p.Blocs) > count || p.Frustration != frustration(net.Ties, places) {
			rt.Errorf("%d actors in %d blocs, frustration %d", len(bloc), len(p.Blocs), p.Frustration)
		}
		if want := newOracle(facts, where, v.Ambivalent).frustrated(net, places); !slices.Equal(relationIDs(p.Frustrated), want) {
			rt.Errorf("frustrated %v, want %v", relationIDs(p.Frustrated), want)
		}
		if len(net.Actors) <= 8 {
			if want := least(len(net.Actors), net.Ties, count); p.Frustration != want || !p.Optimal {
				rt.Errorf("frustration %d, want %d", p.Frustration, want)
			}
		}
	})
}
