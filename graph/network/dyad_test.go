package network_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
)

// dyads returns the dyad-years of a view; none if there are no states.
func dyads(t testing.TB, v network.View, q network.DyadQuery) []*network.Dyad {
	t.Helper()
	var list []*network.Dyad
	for d, err := range v.Dyads(t.Context(), q) {
		if errors.Is(err, network.ErrNoStates) {
			return nil
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return list
}

// written writes a dyad-year without its similarity and its relations: only what it has.
func written(d *network.Dyad) string {
	parts := []string{strconv.Itoa(d.Year), d.One.Code, d.Other.Code}
	for _, c := range []struct {
		name string
		network.Claim
	}{
		{"owes", d.Owes}, {"supports", d.Supports}, {"supported", d.Supported}, {"opposes", d.Opposes}, {"backs", d.Backs},
		{"recognizes", d.Recognizes},
	} {
		if c.Holds() {
			parts = append(parts, c.name+claimed(c.Claim))
		}
	}
	if d.Sign != alliance.Neutral || d.Ambivalent {
		parts = append(parts, "tie "+string(d.Sign[:3])+strings.Repeat(" ambivalent", map[bool]int{true: 1}[d.Ambivalent]))
	}
	if n := d.IndependentSources(); n > 0 {
		parts = append(parts, fmt.Sprint("×", n))
	}
	return strings.Join(parts, " ")
}

// claimed writes the kinds of a claim, and what of it is not asserted.
func claimed(c network.Claim) string {
	var words []string
	for _, k := range c.Kinds().List() {
		words = append(words, string(k))
	}
	text := "{" + strings.Join(words, ",") + "}"
	if c.Status != alliance.Asserted {
		text += string(c.Status)
	}
	for _, k := range c.Doubts() {
		text += fmt.Sprintf("(%s %s)", k.Kind, k.Status)
	}
	return text
}

// resting writes the ids of the relations of a dyad-year.
func resting(d *network.Dyad) string {
	var ids []string
	for _, r := range d.Relations {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, "|")
}

// TestDyads tests what two states are to each other, in both forms.
func TestDyads(t *testing.T) {
	type filter = alliance.RelationFilter
	for _, tt := range []struct {
		name  string
		lines []string
		where filter
		// between is what a question that is not directed answers of a and b in 2000, directed is of a to b and of b to a.
		between  string
		directed [2]string
	}{
		{
			"an alliance is mutual", []string{"a allied_with b {DEFENSE,CONSULTATION} 1999/2000-01"}, filter{},
			"owes{DEFENSE,CONSULTATION} tie POS ×1 a.allied_with.b",
			[2]string{"owes{DEFENSE,CONSULTATION} tie POS ×1 a.allied_with.b", "owes{DEFENSE,CONSULTATION} tie POS ×1 a.allied_with.b"},
		},
		{"an alliance that has ended", []string{"a allied_with b {DEFENSE} 1990/1999", "a opposes b 2001/2001"}, filter{}, "", [2]string{}},
		{
			"a nonaggression pact is no tie", []string{"a allied_with b {NONAGGRESSION} 2000/2000"}, filter{},
			"owes{NONAGGRESSION} ×1 a.allied_with.b", [2]string{"owes{NONAGGRESSION} ×1 a.allied_with.b", "owes{NONAGGRESSION} ×1 a.allied_with.b"},
		},
		{
			"a guarantee is owed by one", []string{"b guarantees a {OFFENSE} 2000/2000"}, filter{},
			"owes{OFFENSE} tie POS ×1 b.guarantees.a", [2]string{"tie POS ×1 b.guarantees.a", "owes{OFFENSE} tie POS ×1 b.guarantees.a"},
		},
		{
			"members of a coalition", []string{"coalition pact {NEUTRALITY}", "a part_of pact 1990/2000-06", "b part_of pact alleged 2000-06/2000"}, filter{},
			"owes{NEUTRALITY}ALLEGED(NEUTRALITY ALLEGED) tie POS ×1 a.part_of.pact|b.part_of.pact",
			[2]string{
				"owes{NEUTRALITY}ALLEGED(NEUTRALITY ALLEGED) tie POS ×1 a.part_of.pact|b.part_of.pact",
				"owes{NEUTRALITY}ALLEGED(NEUTRALITY ALLEGED) tie POS ×1 a.part_of.pact|b.part_of.pact",
			},
		},
		{"members at different times", []string{"coalition pact {DEFENSE}", "a part_of pact /2000-05", "b part_of pact 2000-06/2001"}, filter{}, "", [2]string{}},
		{"members of a club", []string{"coalition club {}", "a part_of club 2000/2000", "b part_of club 2000/2000"}, filter{}, "", [2]string{}},
		{
			"support has a direction", []string{"b supports a {WEAPONS} 1999/2001; alleged {TROOPS} 2000/2000; alleged {FUNDING} 2001/2001"}, filter{},
			"supported{TROOPS,WEAPONS}(TROOPS ALLEGED) tie POS ×1 b.supports.a",
			[2]string{"tie POS ×1 b.supports.a", "supports{TROOPS,WEAPONS}(TROOPS ALLEGED) tie POS ×1 b.supports.a"},
		},
		{
			"support that is only alleged, and disputed", []string{"a supports b alleged 2000/2000", "b supports a disputed {TROOPS} 2000/2000"}, filter{},
			"supports{}ALLEGED supported{TROOPS}DISPUTED(TROOPS DISPUTED) tie POS ×1 a.supports.b|b.supports.a",
			[2]string{
				"supports{}ALLEGED tie POS ×1 a.supports.b|b.supports.a",
				"supports{TROOPS}DISPUTED(TROOPS DISPUTED) tie POS ×1 a.supports.b|b.supports.a",
			},
		},
		{
			"only what is asserted", []string{"a supports b {WEAPONS} 2000/2000; alleged {TROOPS} 2000/2000", "b supports a alleged 2000/2000"},
			filter{Statuses: []alliance.Status{alliance.Asserted}},
			"supports{WEAPONS} tie POS ×1 a.supports.b", [2]string{"supports{WEAPONS} tie POS ×1 a.supports.b", "tie POS ×1 a.supports.b"},
		},
		{"what is denied", []string{"a supports b denied 2000/2000"}, filter{}, "", [2]string{}},
		{
			"a war outweighs a pact", []string{"a allied_with b {DEFENSE} 2000/2000 ×2", "a opposes b 2000-05/2000"}, filter{},
			"owes{DEFENSE} opposes{} tie NEG ambivalent ×2 a.allied_with.b|a.opposes.b",
			[2]string{
				"owes{DEFENSE} opposes{} tie NEG ambivalent ×2 a.allied_with.b|a.opposes.b",
				"owes{DEFENSE} opposes{} tie NEG ambivalent ×2 a.allied_with.b|a.opposes.b",
			},
		},
		{
			"one backs an opponent of the other", []string{"a supports rebels against b {WEAPONS} 2000/2000", "actor ARMED_GROUP rebels Rebels"}, filter{},
			"backs{WEAPONS} tie NEG ×1 a.supports.rebels",
			[2]string{"backs{WEAPONS} tie NEG ×1 a.supports.rebels", "tie NEG ×1 a.supports.rebels"},
		},
		{
			"recognition", []string{"b recognizes a 2000/2000"}, filter{},
			"recognizes{} tie POS ×1 b.recognizes.a", [2]string{"tie POS ×1 b.recognizes.a", "recognizes{} tie POS ×1 b.recognizes.a"},
		},
		{
			"of one type", []string{"b recognizes a 2000/2000", "a opposes b 2000/2000"}, filter{Types: []alliance.RelationType{alliance.Recognizes}},
			"recognizes{} tie POS ×1 b.recognizes.a", [2]string{"tie POS ×1 b.recognizes.a", "recognizes{} tie POS ×1 b.recognizes.a"},
		},
		{
			"a source alone", []string{"source cow 2001", "source atop 2001", "a allied_with b {DEFENSE} by cow 2000/2000; {NONAGGRESSION} by atop 2000/2000; denied by atop {DEFENSE} 2000/2000"},
			filter{Sources: []string{"atop"}},
			"owes{NONAGGRESSION} ×1 a.allied_with.b", [2]string{"owes{NONAGGRESSION} ×1 a.allied_with.b", "owes{NONAGGRESSION} ×1 a.allied_with.b"},
		},
		{
			"a coalition by its kinds", []string{"coalition pact {NEUTRALITY}", "a part_of pact 2000/2000", "b part_of pact 2000/2000"},
			filter{Kinds: []alliance.RelationKind{alliance.Defense}}, "", [2]string{},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := network.View{Store: storeOf(world(append(tt.lines, "life a /", "life b /")...)), Where: tt.where}
			answer := func(d *network.Dyad) string {
				text := strings.TrimPrefix(written(d), strings.Join([]string{"2000", d.One.Code, d.Other.Code}, " "))
				return strings.TrimSpace(text + " " + resting(d))
			}
			got := dyads(t, v, network.DyadQuery{From: 2000, To: 2000, Bare: true})
			if len(got) != 1 || answer(got[0]) != tt.between {
				t.Errorf("%d, %q, want %q", len(got), answer(got[0]), tt.between)
			}
			got = dyads(t, v, network.DyadQuery{From: 2000, To: 2000, Bare: true, Directed: true})
			if both := [2]string{answer(got[0]), answer(got[1])}; both != tt.directed {
				t.Errorf("directed:\n%q, want\n%q", both, tt.directed)
			}
			want := 0
			if tt.between != "" {
				want = 1
			}
			if got := dyads(t, v, network.DyadQuery{From: 2000, To: 2000}); len(got) != want {
				t.Errorf("%d dyads that are not bare, want %d", len(got), want)
			}
		})
	}
}

// TestDyadYears tests the order of rows, and who lives in which year.
func TestDyadYears(t *testing.T) {
	store := storeOf(world(
		"life a 1990/2000", "life b 2000-12-31/", "life c /", "actor ARMED_GROUP d Rebels", "coalition pact {DEFENSE}",
		"b opposes c 2001/2001",
	))
	var got []string
	for _, d := range dyads(t, network.View{Store: store}, network.DyadQuery{From: 1999, To: 2001, Bare: true}) {
		got = append(got, written(d))
	}
	want := []string{"1999 a c", "2000 a b", "2000 a c", "2000 b c", "2001 b c opposes{} tie NEG ×1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDyadsEnd tests that dyads end with an error, and where the reader stops.
func TestDyadsEnd(t *testing.T) {
	v := network.View{Store: storeOf(world("a opposes b", "a opposes c"))}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	read := 0
	for _, err := range v.Dyads(ctx, network.DyadQuery{From: 1900, To: 2000, Bare: true}) {
		read++
		cancel()
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if read != 4 { // those of a year, then the error
		t.Errorf("%d read after the context was canceled", read)
	}
	for d, err := range v.Dyads(t.Context(), network.DyadQuery{From: 1900, To: 2000, Bare: true}) {
		if err != nil || written(d) != "1900 a b" {
			t.Errorf("%v, %v", d, err)
		}
		break
	}
	for d, err := range v.Dyads(t.Context(), network.DyadQuery{From: 10_000, To: 10_001}) {
		if !errors.Is(err, alliance.ErrInvalidDate) {
			t.Errorf("%v, %v", d, err)
		}
	}
}

// TestDyadsOfPublishers tests that sources are those named and those of publishers named, and that days of the filter do not
// count.
func TestDyadsOfPublishers(t *testing.T) {
	facts := world(
		"source cow 2001", "source atop 2001", "source press 2001",
		"a allied_with b {DEFENSE} by cow 2000/2000; {NONAGGRESSION} by atop 2000/2000; {OFFENSE} by press 2000/2000",
	)
	for _, s := range facts.Sources {
		s.Publisher = map[string]alliance.Text{"cow": "Correlates of War", "press": "Press"}[s.ID]
	}
	store := storeOf(facts)
	for _, tt := range []struct {
		where alliance.RelationFilter
		want  string
	}{
		{alliance.RelationFilter{}, "2000 a b owes{DEFENSE,OFFENSE,NONAGGRESSION} tie POS ×3"},
		{alliance.RelationFilter{Publishers: []string{"Correlates of War"}}, "2000 a b owes{DEFENSE} tie POS ×1"},
		{alliance.RelationFilter{Publishers: []string{"Press"}, Sources: []string{"cow"}}, "2000 a b owes{DEFENSE,OFFENSE} tie POS ×2"},
		{alliance.RelationFilter{Publishers: []string{"Nobody"}}, "2000 a b"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("1990"), Until: date("1999")}, Sources: []string{"cow"}}, "2000 a b owes{DEFENSE} tie POS ×1"},
	} {
		got := dyads(t, network.View{Store: store, Where: tt.where}, network.DyadQuery{From: 2000, To: 2000, Bare: true})
		if len(got) != 1 || written(got[0]) != tt.want {
			t.Errorf("%+v: %s, want %s", tt.where, written(got[0]), tt.want)
		}
	}
}

// TestDyadsUnknown tests that nothing is known where no source that counts covers a year, but for what is said of the pair.
func TestDyadsUnknown(t *testing.T) {
	store := storeOf(world(
		"source cow 2013 1990/2000", "source ucdp 2018 1995/2005",
		"a allied_with b {DEFENSE} by cow 1990/2000", "a supports c against d by ucdp 1996/1997", "a opposes c by cow 1980/1981",
	))
	for _, tt := range []struct {
		year  int
		where alliance.RelationFilter
		want  string // of a and c: of obligations, support, backing, enmity and recognition, 1 or 0, or ? if it is not known
	}{
		{1981, alliance.RelationFilter{}, "???1?"},
		{1989, alliance.RelationFilter{}, "?????"},
		{1990, alliance.RelationFilter{}, "0??0?"},
		{1996, alliance.RelationFilter{}, "0100?"},
		{2001, alliance.RelationFilter{}, "?00??"},
		{2001, alliance.RelationFilter{Viewpoint: alliance.Viewpoint{KnownBy: date("2017")}}, "?????"},
		{1996, alliance.RelationFilter{Sources: []string{"cow"}}, "0??0?"},
		{1996, alliance.RelationFilter{Sources: []string{"ucdp"}}, "?10??"},
		{2006, alliance.RelationFilter{}, "?????"},
		{2006, alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Presumed: true}}, "0000?"},
	} {
		q := network.DyadQuery{From: tt.year, To: tt.year, Bare: true}
		for _, d := range dyads(t, network.View{Store: store, Where: tt.where}, q) {
			if d.One.ID != "a" || d.Other.ID != "c" {
				continue
			}
			got := ""
			for _, c := range []network.Claim{d.Owes, d.Supports, d.Backs, d.Opposes, d.Recognizes} {
				got += map[[2]bool]string{{true, false}: "1", {false, false}: "0", {false, true}: "?"}[[2]bool{c.Holds(), c.Unknown}]
			}
			if got != tt.want {
				t.Errorf("%d, %+v: %s, want %s", tt.year, tt.where.Viewpoint, got, tt.want)
			}
		}
	}
}
