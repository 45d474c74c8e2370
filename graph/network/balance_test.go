package network_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
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
		{"ambivalent pairs make none", []string{"a supports b", "b supports c", "a supports c", "a opposes c"}, []int{0, 0, 0, 0}, -1, 0},
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

// tensionTexts formats tensions: actors and relations.
func tensionTexts(tensions []network.Tension) []string {
	texts := []string{}
	for _, t := range tensions {
		texts = append(texts, strings.Join(actorIDs(t.Actors), "")+": "+strings.Join(relationIDs(t.Relations), " "))
	}
	return texts
}

// TestTensions has triangles of both unbalanced kinds, one of them only alleged, and a balanced one.
func TestTensions(t *testing.T) {
	lines := []string{
		"m opposes n", "n opposes o", "m opposes o", // three enemies
		"e supports d", "d opposes f", "e supports f alleged", // unconfirmed
		"g supports h", "i opposes h", "i supports g", "h supports g",
		"j supports k", "k supports l", "l supports j",
	}
	want := []string{
		"ghi: g.supports.h h.supports.g i.supports.g i.opposes.h",
		"def: e.supports.d d.opposes.f e.supports.f",
		"mno: m.opposes.n m.opposes.o n.opposes.o",
	}
	for first := range 5 {
		got := balance(t, lines...).Tensions(first)
		if diff := gocmp.Diff(want[:min(first, 3)], tensionTexts(got)); diff != "" {
			t.Errorf("the first %d: %s", first, diff)
		}
	}
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

// signs returns the signs of ties, +1 or −1, by their ends, computed by brute force.
func signs(relations []*alliance.Relation) map[[2]string]int {
	net := map[[2]string]int{}
	for _, r := range relations {
		sign := map[alliance.Sign]int{alliance.Positive: 1, alliance.Negative: -1}[r.Sign()]
		net[[2]string{r.Subject.ID, r.Object.ID}] += sign
		net[[2]string{r.Object.ID, r.Subject.ID}] += sign
	}
	for pair, n := range net {
		net[pair] = max(-1, min(1, n))
	}
	return net
}

// count counts triangles by trying all triples.
func count(actors []*alliance.Actor, net map[[2]string]int) []int {
	counts := make([]int, 4)
	for i, a := range actors {
		for j, b := range actors[:i] {
			for _, c := range actors[:j] {
				ab, bc, ac := net[[2]string{a.ID, b.ID}], net[[2]string{b.ID, c.ID}], net[[2]string{a.ID, c.ID}]
				if ab*bc*ac != 0 {
					counts[(3-ab-bc-ac)/2]++
				}
			}
		}
	}
	return counts
}

// TestBalanceAgainstBruteForce compares the balance with that of all triples of actors, on two stores, and checks every
// tension.
func TestBalanceAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		where := filter(facts).Draw(rt, "where")
		where.Types = nil
		store := storeOf(facts)
		net := signs(held(facts, proving(where)))
		want := count(facts.Actors, net)
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			b, err := network.View{Store: s, Where: where}.Balance(t.Context(), nil, 2)
			if err != nil {
				rt.Fatal(err)
			}
			if !slices.Equal(b.Triangles, want) || b.Balanced != want[0]+want[2] || b.Unbalanced != want[1]+want[3] {
				rt.Errorf("%+v, want %v", b, want)
			}
			tensions := b.Tensions(1000)
			if len(tensions) != b.Unbalanced {
				rt.Fatalf("%d tensions, want %d", len(tensions), b.Unbalanced)
			}
			for _, tension := range tensions {
				checkTension(rt, tension, net)
			}
		}
	})
}

// checkTension checks that a triangle is unbalanced and that its relations show it.
func checkTension(t *rapid.T, tension network.Tension, net map[[2]string]int) {
	ids := actorIDs(tension.Actors)
	product := net[[2]string{ids[0], ids[1]}] * net[[2]string{ids[1], ids[2]}] * net[[2]string{ids[0], ids[2]}]
	if product != -1 || !slices.IsSorted(ids) {
		t.Errorf("%v is no tension", ids)
	}
	shown := map[[2]string]bool{}
	for _, r := range tension.Relations {
		ends := [2]string{min(r.Subject.ID, r.Object.ID), max(r.Subject.ID, r.Object.ID)}
		shown[ends] = true
		if (r.Sign() == alliance.Positive) != (net[ends] > 0) || len(r.Evidence) == 0 {
			t.Errorf("%s does not show %v", r.ID, ends)
		}
	}
	if len(shown) != 3 {
		t.Errorf("%v is shown by %v", ids, relationIDs(tension.Relations))
	}
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
		s, again := network.Ties(relations), network.Ties(rapid.Permutation(relations).Draw(t, "turned"))
		if diff := gocmp.Diff(s.Ties, again.Ties); diff != "" {
			t.Errorf("in another order: %s", diff)
		}
	})
}
