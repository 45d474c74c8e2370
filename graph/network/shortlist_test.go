package network_test

import (
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/network"
)

// TestAlliesBehindOthers asks for the first two allies of an actor. Its friend has others, who may be friends of the friend's
// enemies, y and z: then they stand behind d, which comes last by id.
func TestAlliesBehindOthers(t *testing.T) {
	behind, ahead := "d POS +0.25 COMMON_FRIEND", "c0 POS +0.25 COMMON_FRIEND"
	for _, test := range []struct {
		others, calls int
		facts         []string // about one of them
		want          string
	}{
		{0, 7, nil, behind},
		{1, 7, []string{"c supports y"}, behind},
		{5, 8, []string{"c supports y"}, behind},
		{20, 10, []string{"c supports y"}, behind},
		{200, 14, []string{"c supports y"}, behind},
		{20, 10, []string{"y supports c"}, behind},
		{20, 10, []string{"c part_of pact"}, behind},
		{20, 10, []string{"c supports y", "c supports w against y"}, ahead},
		{20, 10, []string{"c supports y", "y supports w against c"}, ahead},
		{20, 10, []string{"c supports y", "x supports c against y"}, behind},
	} {
		lines := []string{"coalition pact {DEFENSE}", "y part_of pact", "a supports x", "x opposes y", "x opposes z", "d allied_with x"}
		for i := range test.others {
			for _, fact := range append(test.facts, "c allied_with x") {
				lines = append(lines, strings.Replace(" "+fact+" ", " c ", " c"+strconv.Itoa(i)+" ", 1))
			}
		}
		store := &distant{Store: storeOf(world(lines...))}
		got, err := network.View{Store: store}.Allies(t.Context(), network.Ranking{Actor: "a", Indirect: true, First: 2})
		if diff := gocmp.Diff([]string{"x POS +0.75 DIRECT", test.want}, summaries(got)); diff != "" || err != nil || store.calls > test.calls {
			t.Errorf("%d others, %q: %d calls, %s, %v", test.others, test.facts, store.calls, diff, err)
		}
	}
}
