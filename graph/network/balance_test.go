package network_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
)

// balance returns the structural balance of the facts in some lines.
func balance(t testing.TB, lines ...string) *network.StructuralBalance {
	t.Helper()
	b, err := view(lines...).Balance(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBalance counts the triangles of small networks.
func TestBalance(t *testing.T) {
	tests := []struct {
		name     string
		lines    []string
		want     []int
		degree   float64
		balanced int
	}{
		{"no triangle", []string{"a supports b", "b supports c"}, []int{0, 0, 0, 0}, -1, 0},
		{"neutral relations make none", []string{"a supports b", "b supports c", "a leads c"}, []int{0, 0, 0, 0}, -1, 0},
		{"a war despite a pact", []string{"a supports b", "b supports c", "a supports c", "a opposes c"}, []int{0, 1, 0, 0}, 0, 0},
		{"any number of relations", []string{"a supports b", "b supports a", "b supports c", "c recognizes b", "a supports c"}, []int{1, 0, 0, 0}, 1, 1},
		{"nonaggression makes none", []string{"a supports b", "b supports c", "a allied_with c {NONAGGRESSION}"}, []int{0, 0, 0, 0}, -1, 0},
		{"never on one day", []string{"a supports b 2000/2002", "b supports c 2002/2004", "a supports c 2004/2006"}, []int{0, 0, 0, 0}, -1, 0},
		{"on one day", []string{"a supports b 2000/2002", "b supports c 2002/2004", "a supports c 2002-12-31/2006"}, []int{1, 0, 0, 0}, 1, 1},
		{"members", []string{"coalition p {DEFENSE}", "a part_of p", "b part_of p", "c part_of p"}, []int{1, 0, 0, 0}, 1, 1},
		{"support against one", []string{"a supports b against c", "b opposes c"}, []int{0, 0, 1, 0}, 1, 1},
		{"denied ones make none", []string{"a supports b", "b supports c", "a supports c denied"}, []int{0, 0, 0, 0}, -1, 0},
		{"friends", []string{"a supports b", "b supports c", "a supports c"}, []int{1, 0, 0, 0}, 1, 1},
		{"a friend's enemy", []string{"a supports b", "b opposes c", "a supports c"}, []int{0, 1, 0, 0}, 0, 0},
		{"a common enemy", []string{"a supports b", "b opposes c", "c opposes a"}, []int{0, 0, 1, 0}, 1, 1},
		{"enemies", []string{"a opposes b", "b opposes c", "c opposes a"}, []int{0, 0, 0, 1}, 0, 0},
		{"four friends", []string{"a supports b", "b supports c", "a supports c", "d supports a", "d supports b", "d supports c"}, []int{4, 0, 0, 0}, 1, 4},
		{"four, one pair at odds", []string{"a opposes b", "b supports c", "a supports c", "d supports a", "d supports b", "d supports c"}, []int{2, 2, 0, 0}, .5, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := balance(t, test.lines...)
			degree, ok := b.DegreeOK()
			if !slices.Equal(b.Triangles, test.want) || b.Balanced != test.balanced || b.Balanced+b.Unbalanced != sum(test.want) {
				t.Errorf("%v: %d balanced, %d not", b.Triangles, b.Balanced, b.Unbalanced)
			}
			if ok != (test.degree >= 0) || ok && degree != test.degree {
				t.Errorf("degree %v, %v", degree, ok)
			}
		})
	}
}

// sum adds up numbers.
func sum(numbers []int) (total int) {
	for _, n := range numbers {
		total += n
	}
	return total
}

// TestBalanceAround takes only the triangles near an actor.
func TestBalanceAround(t *testing.T) {
	v := view("a leads b", "b supports c", "c supports d", "d supports b", "d supports e", "e supports f", "f supports d")
	for depth, want := range []int{0, 0, 1, 2} {
		b, err := v.Balance(t.Context(), []string{"a"}, depth)
		if err != nil || b.Balanced != want {
			t.Errorf("depth %d: %v, %v", depth, b.Triangles, err)
		}
	}
}

// TestBalanceAgainstTheOracle compares the balance and the tensions with what plain loops over all triples of actors find,
// on two stores.
func TestBalanceAgainstTheOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawFacts(rt)
		where := filter(facts).Draw(rt, "where")
		ambivalent := anyAmbivalence().Draw(rt, "ambivalent")
		o, store := newOracle(facts, where, ambivalent), storeOf(facts)
		counts, want := o.triangles()
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			b, err := network.View{Store: s, Where: where, Ambivalent: ambivalent}.Balance(t.Context(), nil, 2)
			if err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(b.Triangles, counts) || b.Balanced != counts[0]+counts[2] || b.Unbalanced != counts[1]+counts[3] {
				rt.Errorf("%+v, want %v", b, counts)
			}
			page, err := b.Tensions(context.Background(), network.TensionQuery{First: 1000})
			if err != nil || page.Total != len(want) {
				rt.Fatalf("%d tensions, want %d (%v)", page.Total, len(want), err)
			}
			var got []string
			for _, t := range page.Nodes {
				got = append(got, o.tensionText(t))
			}
			if diff := gocmp.Diff(want, got); diff != "" {
				rt.Error(diff)
			}
		}
	})
}

// drawn generates the relations of a signed network, one per tie, friendly or hostile.
func drawn() *rapid.Generator[[]*alliance.Relation] {
	return rapid.Custom(func(t *rapid.T) []*alliance.Relation {
		n := rapid.IntRange(3, 12).Draw(t, "actors")
		var lines []string
		for i := range n {
			for j := range i {
				if verb := rapid.SampledFrom([]string{"", "allied_with", "opposes"}).Draw(t, "tie"); verb != "" {
					lines = append(lines, fmt.Sprintf("a%02d %s a%02d", i, verb, j))
				}
			}
		}
		return world(lines...).Relations
	})
}

// triangles counts the triangles of relations.
func triangles(t *rapid.T, relations []*alliance.Relation) []int {
	b, err := network.View{Store: fixed{relations: relations}}.Balance(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return b.Triangles
}

// ties returns the ties of relations.
func ties(t *rapid.T, relations []*alliance.Relation) *network.Signed {
	s, err := network.View{Store: fixed{relations: relations}}.Ties(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSwitching flips all signs across a cut of the network, which preserves the balance of every triangle (Zaslavsky
// 1982).
func TestSwitching(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		relations := drawn().Draw(t, "relations")
		side := rapid.SliceOfN(rapid.Bool(), 12, 12).Draw(t, "side")
		var switched []*alliance.Relation
		for _, r := range relations {
			turned := *r
			if side[index(r.Subject)] != side[index(r.Object)] {
				turned.Type = map[alliance.RelationType]alliance.RelationType{
					alliance.AlliedWith: alliance.Opposes, alliance.Opposes: alliance.AlliedWith,
				}[r.Type]
			}
			switched = append(switched, &turned)
		}
		before, after := triangles(t, relations), triangles(t, switched)
		if before[0]+before[2] != after[0]+after[2] || sum(before) != sum(after) {
			t.Errorf("%v, switched %v", before, after)
		}
	})
}

// index returns the number in the id of a generated actor.
func index(a *alliance.Actor) int {
	n, err := strconv.Atoi(strings.TrimPrefix(a.ID, "a"))
	if err != nil {
		panic(err) // impossible: drawn made the id
	}
	return n
}

// TestRelabelling checks that the numbers stay the same if the actors' ids are permuted and the relations reordered.
func TestRelabelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		relations := drawn().Draw(t, "relations")
		names := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).Draw(t, "names")
		others := map[*alliance.Actor]*alliance.Actor{}
		renamed := func(a *alliance.Actor) *alliance.Actor {
			if others[a] == nil {
				others[a] = &alliance.Actor{ID: fmt.Sprintf("a%02d", names[index(a)]), Name: a.Name, Type: a.Type}
			}
			return others[a]
		}
		var relabelled []*alliance.Relation
		for _, r := range relations {
			other := *r
			other.Subject, other.Object = renamed(r.Subject), renamed(r.Object)
			relabelled = append(relabelled, &other)
		}
		relabelled = rapid.Permutation(relabelled).Draw(t, "order")
		if before, after := triangles(t, relations), triangles(t, relabelled); !slices.Equal(before, after) {
			t.Errorf("%v, relabelled %v", before, after)
		}
		s, again := ties(t, relations), ties(t, rapid.Permutation(relations).Draw(t, "turned"))
		if diff := gocmp.Diff(s.Ties, again.Ties); diff != "" {
			t.Errorf("in another order: %s", diff)
		}
	})
}
