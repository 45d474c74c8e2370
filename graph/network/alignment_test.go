package network_test

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/storetest"
)

// libya has the alignments in the article that comes with entente, and a few more.
func libya() []string {
	return []string{
		"actor STATE russia Russia", "actor STATE turkey Turkey", "actor STATE uae United Arab Emirates",
		"actor STATE egypt Egypt", "actor ARMED_GROUP lna Libyan National Army",
		"actor GOVERNMENT gna Government of National Accord", "actor PERSON haftar Khalifa Haftar",
		"russia supports lna 2018/", "uae supports lna 2014/", "turkey supports gna", "lna opposes gna",
		"haftar leads lna", "egypt supports gna denied", "egypt opposes haftar",
	}
}

// summary formats an alignment: the other actor, sign, score and rules.
func summary(a network.Alignment) string {
	words := []string{a.With.ID, string(a.Sign[:3]), fmt.Sprintf("%+.2f", a.Score)}
	for _, r := range a.Reasons {
		words = append(words, string(r.Rule))
	}
	return strings.Join(words, " ")
}

// TestAlignment tests each rule, and chains that are no reason.
func TestAlignment(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  string
	}{
		{"nothing", []string{"a supports x", "b supports y"}, "b NEU +0.00"},
		{"no signed relations", []string{"a leads x", "b leads x", "a part_of b"}, "b NEU +0.00"},
		{"direct", []string{"b supports a"}, "b POS +1.00 DIRECT"},
		{"direct, hostile", []string{"a opposes b"}, "b NEG -1.00 DIRECT"},
		{"common friend", []string{"a supports x", "b recognizes x"}, "b POS +0.50 COMMON_FRIEND"},
		{"common backer", []string{"x supports a", "x supports b"}, "b POS +0.50 COMMON_FRIEND"},
		{"common enemy", []string{"a opposes x", "b opposes x"}, "b POS +0.50 COMMON_ENEMY"},
		{"friend of enemy", []string{"a allied_with x", "b opposes x"}, "b NEG -0.50 FRIEND_OF_ENEMY"},
		{"enemy of friend", []string{"a opposes x", "x supports b"}, "b NEG -0.50 FRIEND_OF_ENEMY"},
		{"opposed proxies", []string{"a supports x", "x opposes y", "b supports y"}, "b NEG -0.33 OPPOSED_PROXIES"},
		{"proxies of proxies", []string{"a supports x", "x supports y", "b supports y"}, "b NEU +0.00"},
		{"enemies of enemies", []string{"a opposes x", "x opposes y", "b opposes y"}, "b NEU +0.00"},
		{"one's own proxy", []string{"a supports b", "b opposes y", "b supports y"}, "b POS +1.00 DIRECT"},
		{"as many for as against", []string{"a supports b", "a opposes b"}, "b NEU +0.00 DIRECT DIRECT"},
		{
			"sign and score are different things", []string{"a supports b", "a supports x", "a supports y", "b opposes x", "b opposes y"},
			"b NEG +0.00 DIRECT FRIEND_OF_ENEMY FRIEND_OF_ENEMY",
		},
		{"each choice of relations", []string{"a supports x", "a recognizes x", "b supports x"}, "b POS +1.00 COMMON_FRIEND COMMON_FRIEND"},
		{"a denial proves nothing", []string{"a supports x denied", "b supports x", "a supports b denied"}, "b NEU +0.00"},
		{"an allegation does", []string{"a supports x alleged", "b supports x disputed"}, "b POS +0.50 COMMON_FRIEND"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := view(append(test.lines, "a part_of z", "b part_of z")...).Alignment(t.Context(), "a", "b")
			if err != nil {
				t.Fatal(err)
			}
			if summary(*got) != test.want {
				t.Errorf("got %s, want %s", summary(*got), test.want)
			}
		})
	}
}

// TestAlignmentUnderAFilter filters by status, time and type.
func TestAlignmentUnderAFilter(t *testing.T) {
	facts := world("a supports x 2010/2015", "b supports x 2014/", "a opposes b denied", "a recognizes y 2000/", "b recognizes y 2000/")
	tests := []struct {
		where alliance.RelationFilter
		want  string
	}{
		{alliance.RelationFilter{}, "b POS +1.00 COMMON_FRIEND COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2016")}}, "b POS +0.50 COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Since: date("2014"), Until: date("2018")}}, "b POS +1.00 COMMON_FRIEND COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2021")}}, "b NEU +0.00"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2021"), Presumed: true}}, "b POS +0.50 COMMON_FRIEND"},
		{alliance.RelationFilter{Types: []alliance.RelationType{alliance.Supports, alliance.Leads}}, "b POS +0.50 COMMON_FRIEND"},
		{alliance.RelationFilter{Statuses: []alliance.Status{alliance.Denied}}, "b NEG -1.00 DIRECT"},
		{alliance.RelationFilter{Types: []alliance.RelationType{alliance.Leads}}, "b NEU +0.00"},
		{alliance.RelationFilter{Statuses: []alliance.Status{}}, "b NEU +0.00"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{KnownBy: date("2019")}}, "b NEU +0.00"},
	}
	for _, test := range tests {
		got, err := network.View{Store: storeOf(facts), Where: test.where}.Alignment(t.Context(), "a", "b")
		if err != nil || summary(*got) != test.want {
			t.Errorf("%+v: got %v, want %s (%v)", test.where, got, test.want, err)
		}
	}
}

// TestAlliesAndAdversaries tests the sides in Libya.
func TestAlliesAndAdversaries(t *testing.T) {
	tests := []struct {
		actor               string
		allies, adversaries []string
	}{
		{"russia", []string{"lna POS +1.00 DIRECT", "uae POS +0.50 COMMON_FRIEND"}, []string{"gna NEG -0.50 FRIEND_OF_ENEMY", "turkey NEG -0.33 OPPOSED_PROXIES"}},
		{"turkey", []string{"gna POS +1.00 DIRECT"}, []string{"lna NEG -0.50 FRIEND_OF_ENEMY", "russia NEG -0.33 OPPOSED_PROXIES", "uae NEG -0.33 OPPOSED_PROXIES"}},
		{"gna", []string{"turkey POS +1.00 DIRECT"}, []string{"lna NEG -1.00 DIRECT", "russia NEG -0.50 FRIEND_OF_ENEMY", "uae NEG -0.50 FRIEND_OF_ENEMY"}},
		{"lna", []string{"russia POS +1.00 DIRECT", "uae POS +1.00 DIRECT"}, []string{"gna NEG -1.00 DIRECT", "turkey NEG -0.50 FRIEND_OF_ENEMY"}},
		{"haftar", []string{}, []string{"egypt NEG -1.00 DIRECT"}},
	}
	for _, test := range tests {
		allies, err := view(libya()...).Allies(t.Context(), test.actor, 20)
		adversaries, err2 := view(libya()...).Adversaries(t.Context(), test.actor, 20)
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
	first, err := view(libya()...).Adversaries(t.Context(), "turkey", 2)
	if err != nil || len(first) != 2 || first[1].With.ID != "russia" {
		t.Errorf("the first two adversaries of Turkey: %v, %v", summaries(first), err)
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

// TestSameActor asks for the alignment of an actor with itself.
func TestSameActor(t *testing.T) {
	_, err := view("a supports b").Alignment(t.Context(), "a", "a")
	_, err2 := view("a supports b").Paths(t.Context(), network.Route{From: "b", To: "b", MaxLength: 3, First: 1})
	for _, err := range []error{err, err2} {
		if !errors.Is(err, network.ErrSameActor) {
			t.Errorf("error %v", err)
		}
	}
}

// TestManyReasons checks that all reasons count if there are more than are listed.
func TestManyReasons(t *testing.T) {
	lines := []string{"a opposes b"}
	for i := range 40 {
		for range 4 {
			lines = append(lines, fmt.Sprintf("a supports x%02d", i), fmt.Sprintf("b supports x%02d", i))
		}
	}
	got, err := view(lines...).Alignment(t.Context(), "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Reasons) != network.MaxReasons || got.For != 640 || got.Against != 1 || got.Score != 319 || got.Sign != alliance.Positive {
		t.Errorf("%d reasons listed, %d for, %d against, score %v, %s", len(got.Reasons), got.For, got.Against, got.Score, got.Sign)
	}
	if got.Reasons[0].Rule != network.Direct || got.Reasons[1].Relations[0].ID != "a.supports.x00" {
		t.Errorf("first reasons %+v", got.Reasons[:2])
	}
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
	if err != nil || got.For != 5000 || got.Against == 0 {
		t.Errorf("%+v, %v", got.For, err)
	}
	allies, err := v.Allies(t.Context(), "a", 500)
	if err != nil || len(allies) != 500 {
		t.Errorf("%d allies, %v", len(allies), err)
	}
}

// A chain is a reason found by brute force.
type chain struct {
	rule      network.AlignmentRule
	relations string
	sign      int
}

// chainsBetween returns the reasons among all chains of up to three relations from one actor to another.
func chainsBetween(relations []*alliance.Relation, a, b string) map[chain]bool {
	found := map[chain]bool{}
	var extend func(at string, walked []*alliance.Relation, via []string)
	extend = func(at string, walked []*alliance.Relation, via []string) {
		if at == b {
			if rule := ruleOf(walked); rule != "" {
				found[chain{rule, strings.Join(relationIDs(walked), " "), product(walked)}] = true
			}
			return
		}
		if len(walked) == 3 {
			return
		}
		for _, r := range relations {
			next := ""
			switch at {
			case r.Subject.ID:
				next = r.Object.ID
			case r.Object.ID:
				next = r.Subject.ID
			}
			if next != "" && !slices.Contains(via, next) {
				extend(next, append(slices.Clip(walked), r), append(slices.Clip(via), next))
			}
		}
	}
	extend(a, nil, []string{a})
	return found
}

// product multiplies the signs of relations.
func product(relations []*alliance.Relation) int {
	sign := 1
	for _, r := range relations {
		sign *= map[alliance.Sign]int{alliance.Positive: 1, alliance.Negative: -1}[r.Sign()]
	}
	return sign
}

// ruleOf returns the rule that a chain of relations fits, or "" if none.
func ruleOf(walked []*alliance.Relation) network.AlignmentRule {
	signs := ""
	for _, r := range walked {
		signs += map[alliance.Sign]string{alliance.Positive: "+", alliance.Negative: "-", alliance.Neutral: "0"}[r.Sign()]
	}
	return map[string]network.AlignmentRule{
		"+": network.Direct, "-": network.Direct, "++": network.CommonFriend, "--": network.CommonEnemy,
		"+-": network.FriendOfEnemy, "-+": network.FriendOfEnemy, "+-+": network.OpposedProxies,
	}[signs]
}

// TestAlignmentsAgainstBruteForce compares allies, adversaries and alignments with chains found by brute force, on two
// stores, and each alignment with that in the opposite direction.
func TestAlignmentsAgainstBruteForce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Facts().Draw(rt, "facts")
		where := filter(facts).Draw(rt, "where")
		store := storeOf(facts)
		relations := held(facts, proving(where))
		from := rapid.SampledFrom(facts.Actors).Draw(rt, "actor").ID
		for _, s := range []alliance.Store{store, &distant{Store: store}} {
			v := network.View{Store: s, Where: where}
			allies, err := v.Allies(t.Context(), from, 100)
			adversaries, err2 := v.Adversaries(t.Context(), from, 100)
			if err := errors.Join(err, err2); err != nil {
				rt.Fatal(err)
			}
			stand := slices.Concat(allies, adversaries)
			checkOrder(rt, allies, 1)
			checkOrder(rt, adversaries, -1)
			for _, to := range facts.Actors {
				if to.ID == from {
					continue
				}
				got, err := v.Alignment(t.Context(), from, to.ID)
				if err != nil {
					rt.Fatal(err)
				}
				checkAlignment(rt, *got, chainsBetween(relations, from, to.ID))
				listed := slices.IndexFunc(stand, func(a network.Alignment) bool { return a.With.ID == to.ID })
				if (listed >= 0) != (got.Score != 0) {
					rt.Fatalf("%s: score %v, but listed is %v", to.ID, got.Score, listed >= 0)
				}
				if listed >= 0 && !slices.Equal(reasonTexts(stand[listed]), reasonTexts(*got)) {
					rt.Errorf("listed %v, asked %v", reasonTexts(stand[listed]), reasonTexts(*got))
				}
				back, err := v.Alignment(t.Context(), to.ID, from)
				if err != nil {
					rt.Fatal(err)
				}
				checkMirrored(rt, *got, *back)
			}
		}
	})
}

// checkOrder checks that all scores of a list have a sign and are in order.
func checkOrder(t *rapid.T, list []network.Alignment, sign float64) {
	for i, a := range list {
		if a.Score*sign <= 0 {
			t.Errorf("score %v", a.Score)
		}
		if i > 0 && cmp.Or(cmp.Compare(a.Score*sign, list[i-1].Score*sign), cmp.Compare(list[i-1].With.ID, a.With.ID)) > 0 {
			t.Errorf("%s precedes %s", summary(list[i-1]), summary(a))
		}
	}
}

// checkAlignment checks an alignment against all chains: that the reasons are some of them, the shortest first, that they
// have evidence, and that score and sign are those of all.
func checkAlignment(t *rapid.T, a network.Alignment, chains map[chain]bool) {
	for i, r := range a.Reasons {
		sign := map[alliance.Sign]int{alliance.Positive: 1, alliance.Negative: -1}[r.Sign()]
		if c := (chain{r.Rule, strings.Join(relationIDs(r.Relations), " "), sign}); !chains[c] {
			t.Errorf("%v is no reason", c)
		}
		if i > 0 && len(r.Relations) < len(a.Reasons[i-1].Relations) {
			t.Errorf("reason %d has %d relations, the one before more", i, len(r.Relations))
		}
		for _, relation := range r.Relations {
			if len(relation.Evidence) == 0 {
				t.Errorf("%s has no evidence", relation.ID)
			}
		}
	}
	score, balance := 0.0, 0
	for c := range chains {
		n := strings.Count(c.relations, " ") + 1
		score += float64(c.sign) / float64(n)
		balance += c.sign
	}
	if len(a.Reasons) != min(len(chains), network.MaxReasons) || a.For+a.Against != len(chains) || a.For-a.Against != balance {
		t.Errorf("%d reasons, %d for, %d against, want %d", len(a.Reasons), a.For, a.Against, len(chains))
	}
	want := []alliance.Sign{alliance.Negative, alliance.Neutral, alliance.Positive}[1+cmp.Compare(balance, 0)]
	if math.Abs(a.Score-score) > 1e-9 || a.Sign != want {
		t.Errorf("score %v, sign %s, want %v and %s", a.Score, a.Sign, score, want)
	}
}

// reasonTexts formats reasons: rule, relations and sentence.
func reasonTexts(a network.Alignment) []string {
	var texts []string
	for _, r := range a.Reasons {
		texts = append(texts, fmt.Sprint(r.Rule, " ", relationIDs(r.Relations), " ", r.Explanation()))
	}
	return texts
}

// checkMirrored checks that the alignments in both directions agree.
func checkMirrored(t *rapid.T, a, b network.Alignment) {
	turned := func(a network.Alignment, turn bool) []string {
		var all []string
		for _, r := range a.Reasons {
			ids := relationIDs(r.Relations)
			if turn {
				slices.Reverse(ids)
			}
			all = append(all, fmt.Sprint(r.Rule, ids))
		}
		slices.Sort(all)
		return all
	}
	if a.Score != b.Score || a.Sign != b.Sign || a.For != b.For || a.Against != b.Against {
		t.Errorf("%v %s from one end, %v %s from the other", a.Score, a.Sign, b.Score, b.Sign)
	}
	if a.For+a.Against <= network.MaxReasons && !slices.Equal(turned(a, false), turned(b, true)) {
		t.Errorf("%v\n%v", turned(a, false), turned(b, true))
	}
}
