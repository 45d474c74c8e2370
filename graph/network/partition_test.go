package network_test

import (
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
	"entente/graph/storetest"
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

// TestTies counts relations on either side of pairs.
func TestTies(t *testing.T) {
	facts := world("b supports a", "a supports b", "a opposes b", "a opposes c", "c supports a", "b opposes c", "c leads d",
		"d opposes e", "e opposes d", "e supports d")
	s := network.Ties(facts.Relations)
	if diff := gocmp.Diff([]string{"a", "b", "c", "d", "e"}, actorIDs(s.Actors)); diff != "" {
		t.Error(diff)
	}
	if diff := gocmp.Diff([]partition.Tie{{A: 0, B: 1, Positive: true}, {A: 1, B: 2}, {A: 3, B: 4}}, s.Ties); diff != "" {
		t.Error(diff)
	}
	none := network.Ties(world("a supports b", "a opposes b", "c leads b").Relations)
	if len(none.Actors)+len(none.Ties) > 0 {
		t.Errorf("an ambivalent pair: %v %v", actorIDs(none.Actors), none.Ties)
	}
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

// TestBlocsMakeSense checks, on random facts, that frustrated relations contradict the blocs, match the filter and have
// evidence, and that no actor is in two blocs.
func TestBlocsMakeSense(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		where := filter(facts).Draw(rt, "where")
		around := rapid.SliceOfN(rapid.SampledFrom(actorIDs(facts.Actors)), 0, 2).Draw(rt, "around")
		store := storeOf(facts)
		count := rapid.IntRange(1, 3).Draw(rt, "count")
		v := network.View{Store: &distant{Store: store}, Where: where}
		p, err := v.Blocs(t.Context(), around, 2, partition.Blocs{Count: count})
		if err != nil {
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
		holding := relationIDs(held(facts, proving(where)))
		pairs := map[string]bool{}
		for _, r := range p.Frustrated {
			if (bloc[r.Subject.ID] == bloc[r.Object.ID]) == (r.Sign() == alliance.Positive) {
				rt.Errorf("%s does not contradict the blocs", r.ID)
			}
			if len(r.Evidence) == 0 || !contains(holding, r.ID) {
				rt.Errorf("%s does not hold, or has no evidence", r.ID)
			}
			pairs[fmt.Sprint(min(r.Subject.ID, r.Object.ID), " ", max(r.Subject.ID, r.Object.ID))] = true
		}
		if len(pairs) != p.Frustration || len(p.Blocs) > count {
			rt.Errorf("%d pairs are frustrated, want %d", len(pairs), p.Frustration)
		}
		if all := network.Ties(held(facts, proving(where))); len(around) == 0 && len(all.Actors) <= 8 {
			if want := least(len(all.Actors), all.Ties, count); p.Frustration != want || !p.Optimal {
				rt.Errorf("frustration %d, want %d", p.Frustration, want)
			}
		}
	})
}

// contains reports whether a list contains an id.
func contains(ids []string, id string) bool {
	for _, other := range ids {
		if other == id {
			return true
		}
	}
	return false
}
