package network_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
	"entente/graph/storetest"
)

// picture formats a network: nodes as `id@distance:degree`, then the number of edges, then … if it is truncated.
func picture(n *network.Network) string {
	var words []string
	for _, node := range n.Nodes {
		at := "-"
		if d, ok := node.DistanceOK(); ok {
			at = strconv.Itoa(d)
		}
		words = append(words, fmt.Sprintf("%s@%s:%d", node.ID, at, node.Degree))
	}
	words = append(words, strconv.Itoa(len(n.Edges)))
	if n.Truncated {
		words = append(words, "…")
	}
	return strings.Join(words, " ")
}

// TestAround tests a small war: two sides with their backers, a leader, and two distant actors.
func TestAround(t *testing.T) {
	lines := []string{
		"russia supports lna", "uae supports lna", "turkey supports gna", "turkey supports gna", "lna opposes gna",
		"haftar leads lna", "egypt allied_with uae", "chad supports lna denied", "peru allied_with quito",
	}
	tests := []struct {
		name   string
		around []string
		depth  int
		limit  int
		want   string
	}{
		{"itself", []string{"lna"}, 0, 9, "lna@0:0 0"},
		{"those asked for are tied", []string{"lna", "gna", "lna"}, 0, 9, "gna@0:1 lna@0:1 1"},
		{"denied relations are there", []string{"chad"}, 1, 9, "chad@0:1 lna@1:1 1"},
		{"neighbours", []string{"lna"}, 1, 9, "lna@0:5 chad@1:1 gna@1:1 haftar@1:1 russia@1:1 uae@1:1 5"},
		{"two away", []string{"lna"}, 2, 9, "lna@0:5 gna@1:3 uae@1:2 chad@1:1 haftar@1:1 russia@1:1 turkey@2:2 egypt@2:1 8"},
		{"cut at a level", []string{"lna"}, 2, 7, "lna@0:5 gna@1:3 chad@1:1 haftar@1:1 russia@1:1 uae@1:1 turkey@2:2 7 …"},
		{"cut between levels", []string{"lna"}, 2, 6, "lna@0:5 chad@1:1 gna@1:1 haftar@1:1 russia@1:1 uae@1:1 5 …"},
		{"cut before", []string{"lna"}, 2, 3, "lna@0:2 chad@1:1 gna@1:1 2 …"},
		{"cut at the start", []string{"lna", "gna", "uae"}, 2, 2, "gna@0:1 lna@0:1 1 …"},
		{"nothing allowed", []string{"lna"}, 2, 0, "0 …"},
		{"all that there is", []string{"peru"}, 5, 2, "peru@0:1 quito@1:1 1"},
		{"the whole", nil, 0, 20, "lna@-:5 gna@-:3 turkey@-:2 uae@-:2 chad@-:1 egypt@-:1 haftar@-:1 peru@-:1 quito@-:1 russia@-:1 9"},
		{"the whole, cut", []string{}, 0, 3, "gna@-:3 turkey@-:2 lna@-:1 3 …"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := view(lines...).Around(t.Context(), test.around, test.depth, test.limit)
			if err != nil {
				t.Fatal(err)
			}
			if picture(got) != test.want {
				t.Errorf("got  %s\nwant %s", picture(got), test.want)
			}
		})
	}
}

// TestAroundKeepsTheBestConnected has more actors at one distance than the limit allows.
func TestAroundKeepsTheBestConnected(t *testing.T) {
	v := view("a supports x", "a supports y", "a supports z", "a opposes z", "b supports y")
	got, err := v.Around(t.Context(), []string{"a", "b"}, 1, 3)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a@0:1 b@0:1 y@1:2 2 …"; picture(got) != want {
		t.Errorf("got %s, want %s: y and z have two relations each to those nearer, x has one", picture(got), want)
	}
	whole, err := v.Around(t.Context(), nil, 0, 3)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a@-:3 z@-:2 y@-:1 3 …"; picture(whole) != want {
		t.Errorf("the whole: got %s, want %s", picture(whole), want)
	}
}

// TestAroundDrawsEdges checks the fields of edges and nodes that drawing libraries use.
func TestAroundDrawsEdges(t *testing.T) {
	n, err := view("actor STATE uk United Kingdom", "uk supports b alleged", "b opposes uk").Around(t.Context(), []string{"uk"}, 1, 9)
	if err != nil {
		t.Fatal(err)
	}
	type edge struct {
		ID, Source, Target string
		Type               alliance.RelationType
		Sign               alliance.Sign
		Status             alliance.Status
		Directed           bool
	}
	var got []edge
	for _, e := range n.Edges {
		got = append(got, edge{e.ID, e.Source(), e.Target(), e.Type, e.Sign(), e.Status, e.Directed()})
	}
	want := []edge{
		{"b.opposes.uk", "b", "uk", alliance.Opposes, alliance.Negative, alliance.Asserted, false},
		{"uk.supports.b", "uk", "b", alliance.Supports, alliance.Positive, alliance.Alleged, true},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if label := n.Nodes[0].Label(); label != "United Kingdom" {
		t.Errorf("label %q", label)
	}
}

// TestAroundFromAViewpoint draws what is known, and what is presumed, on a day after everything that sources cover.
func TestAroundFromAViewpoint(t *testing.T) {
	v := view("a supports b 2018/", "a opposes c 2018/2019", "d supports a 2021/2022")
	for viewpoint, want := range map[alliance.Viewpoint]string{
		{AsOf: date("2019")}:                                        "a.opposes.c KNOWN a.supports.b KNOWN",
		{AsOf: date("2021")}:                                        "d.supports.a KNOWN",
		{AsOf: date("2021"), Presumed: true}:                        "a.supports.b PRESUMED d.supports.a KNOWN",
		{Since: date("2020"), Until: date("2021"), Presumed: true}:  "a.supports.b KNOWN d.supports.a KNOWN",
		{AsOf: date("2021"), Presumed: true, KnownBy: date("2019")}: "",
	} {
		v.Where.Viewpoint = viewpoint
		n, err := v.Around(t.Context(), []string{"a"}, 1, 9)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range n.Edges {
			got = append(got, e.ID+" "+string(e.Certainty))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%+v: got %v, want %s", viewpoint, got, want)
		}
	}
}

// TestUnknownActors asks every question about an actor that does not exist.
func TestUnknownActors(t *testing.T) {
	v := view("a supports b")
	ctx := t.Context()
	questions := map[string]func() error{
		"around":      func() error { _, err := v.Around(ctx, []string{"a", "zed"}, 1, 9); return err },
		"alignment":   func() error { _, err := v.Alignment(ctx, "a", "zed"); return err },
		"allies":      func() error { _, err := v.Allies(ctx, ranking("zed")); return err },
		"adversaries": func() error { _, err := v.Adversaries(ctx, ranking("zed")); return err },
		"paths": func() error {
			_, err := v.Paths(ctx, network.Route{From: "zed", To: "a", MaxLength: 3, First: 1})
			return err
		},
		"blocs":   func() error { _, err := v.Blocs(ctx, []string{"zed"}, 1, partition.Blocs{Count: 2}); return err },
		"balance": func() error { _, err := v.Balance(ctx, []string{"zed"}, 1); return err },
		// A relation is not an actor.
		"relation": func() error { _, err := v.Allies(ctx, ranking("a.supports.b")); return err },
	}
	for name, ask := range questions {
		err := ask()
		if !errors.Is(err, network.ErrUnknownActor) {
			t.Errorf("%s: %v", name, err)
		} else if name != "relation" && err.Error() != `there is no actor "zed"` {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAroundAgainstBruteForce compares networks with those of a search that scans all relations at each step, on two
// stores.
func TestAroundAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		where := filter(facts).Draw(rt, "where")
		around := rapid.SliceOfN(rapid.SampledFrom(actorIDs(facts.Actors)), 0, 3).Draw(rt, "around")
		depth, limit := rapid.IntRange(0, 3).Draw(rt, "depth"), rapid.IntRange(0, 12).Draw(rt, "limit")
		store := storeOf(facts)
		relations := held(facts, where)
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			got, err := network.View{Store: s, Where: where}.Around(t.Context(), around, depth, limit)
			if err != nil {
				rt.Fatal(err)
			}
			checkAround(rt, got, relations, around, depth, limit)
		}
	})
}

// checkAround checks a network against the relations that it was made from.
func checkAround(t *rapid.T, n *network.Network, relations []*alliance.Relation, around []string, depth, limit int) {
	distance := distances(relations, around, depth)
	want := slices.SortedFunc(keys(distance), func(a, b string) int {
		counts := func(id string) int { return nearer(relations, distance, id, len(around) == 0) }
		return cmp.Or(cmp.Compare(distance[a], distance[b]), cmp.Compare(counts(b), counts(a)), cmp.Compare(a, b))
	})
	if n.Truncated != (len(want) > limit) {
		t.Errorf("truncated %v of %d actors at %d", n.Truncated, len(want), limit)
	}
	want = want[:min(len(want), limit)]
	slices.Sort(want)
	degree := map[string]int{}
	var got []string
	for _, node := range n.Nodes {
		got = append(got, node.ID)
		if d, ok := node.DistanceOK(); ok != (len(around) > 0) || d != distance[node.ID] {
			t.Errorf("%s is at %d, want %d", node.ID, d, distance[node.ID])
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("nodes %v, want %v", got, want)
	}
	edges := []string{}
	for _, r := range relations {
		if slices.Contains(got, r.Subject.ID) && slices.Contains(got, r.Object.ID) {
			edges = append(edges, r.ID)
			degree[r.Subject.ID]++
			degree[r.Object.ID]++
		}
	}
	drawn := []*alliance.Relation{}
	for _, e := range n.Edges {
		drawn = append(drawn, e.Relation)
	}
	if diff := gocmp.Diff(edges, relationIDs(drawn)); diff != "" {
		t.Error(diff)
	}
	for i, node := range n.Nodes {
		if node.Degree != degree[node.ID] {
			t.Errorf("%s has degree %d, want %d", node.ID, node.Degree, degree[node.ID])
		}
		if i > 0 && !inOrder(n.Nodes[i-1], node) {
			t.Errorf("%s precedes %s", n.Nodes[i-1].ID, node.ID)
		}
	}
}

// inOrder reports whether two nodes may follow each other.
func inOrder(a, b network.NetworkNode) bool {
	ad, _ := a.DistanceOK()
	bd, _ := b.DistanceOK()
	return cmp.Or(cmp.Compare(ad, bd), cmp.Compare(b.Degree, a.Degree), cmp.Compare(a.ID, b.ID)) < 0
}

// distances returns the distances of the actors up to a depth or, without ids, of all actors that have a relation.
func distances(relations []*alliance.Relation, around []string, depth int) map[string]int {
	distance := map[string]int{}
	for _, id := range around {
		distance[id] = 0
	}
	for d := range depth {
		for _, r := range relations {
			for _, ends := range [2][2]string{{r.Subject.ID, r.Object.ID}, {r.Object.ID, r.Subject.ID}} {
				from, ok := distance[ends[0]]
				if _, found := distance[ends[1]]; ok && from == d && !found {
					distance[ends[1]] = d + 1
				}
			}
		}
	}
	if len(around) == 0 {
		for _, r := range relations {
			distance[r.Subject.ID], distance[r.Object.ID] = 0, 0
		}
	}
	return distance
}

// nearer counts an actor's relations to nearer actors or, in a whole network, all its relations.
func nearer(relations []*alliance.Relation, distance map[string]int, id string, whole bool) (n int) {
	for _, r := range relations {
		for _, ends := range [2][2]string{{r.Subject.ID, r.Object.ID}, {r.Object.ID, r.Subject.ID}} {
			d, ok := distance[ends[1]]
			if ends[0] == id && ok && (whole || d < distance[id]) {
				n++
			}
		}
	}
	return n
}

// keys returns the keys of a map.
func keys(m map[string]int) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestCallsPerLevel counts the calls to the store.
func TestCallsPerLevel(t *testing.T) {
	store := &distant{Store: storeOf(storetest.PowerLaw(300, 1500))}
	v := network.View{Store: store}
	ctx := t.Context()
	for depth := range 4 {
		store.calls = 0
		if _, err := v.Around(ctx, []string{"actor-299"}, depth, 100); err != nil {
			t.Fatal(err)
		}
		if store.calls > depth+2 {
			t.Errorf("depth %d: %d calls", depth, store.calls)
		}
	}
	tests := []struct {
		name string
		most int
		ask  func() error
	}{
		{"alignment", 7, func() error { _, err := v.Alignment(ctx, "actor-0", "actor-1"); return err }},
		{"allies", 10, func() error { _, err := v.Allies(ctx, ranking("actor-0")); return err }},
		{"paths", 1 + 6, func() error {
			_, err := v.Paths(ctx, network.Route{From: "actor-299", To: "actor-298", MaxLength: 6, First: 9})
			return err
		}},
		{"balance", 5, func() error { _, err := v.Balance(ctx, []string{"actor-299"}, 2); return err }},
		{"balance of all", 1, func() error { _, err := v.Balance(ctx, nil, 2); return err }},
	}
	for _, test := range tests {
		store.calls = 0
		if err := test.ask(); err != nil || store.calls > test.most {
			t.Errorf("%s: %d calls, want at most %d (%v)", test.name, store.calls, test.most, err)
		}
	}
}
