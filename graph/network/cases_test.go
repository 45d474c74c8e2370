package network_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// The tests of this file are of kinds of questions that were once answered wrongly, each in a small world.

// asOf returns a view of the facts in some lines on the days of a date.
func asOf(day string, lines ...string) network.View {
	v := view(lines...)
	v.Where.AsOf = date(day)
	return v
}

// sides returns the allies and the adversaries of an actor.
func sides(t *testing.T, v network.View, actor string) (allies, adversaries []string) {
	t.Helper()
	for _, q := range []struct {
		into *[]string
		ask  func() ([]network.Alignment, error)
	}{
		{&allies, func() ([]network.Alignment, error) { return v.Allies(t.Context(), ranking(actor)) }},
		{&adversaries, func() ([]network.Alignment, error) { return v.Adversaries(t.Context(), ranking(actor)) }},
	} {
		found, err := q.ask()
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range found {
			*q.into = append(*q.into, a.With.ID)
		}
	}
	return allies, adversaries
}

// gulf has Iraq and Kuwait share three allies through any number of pacts, and be at war.
func gulf(pacts ...string) []string {
	lines := []string{"coalition arab-league {DEFENSE,CONSULTATION}", "iraq opposes kuwait 1990-08-02/1991-02-28"}
	for _, friend := range []string{"egypt", "jordan", "yemen"} {
		lines = append(lines, "iraq allied_with "+friend+" {CONSULTATION} 1960/2000", "kuwait allied_with "+friend+" {CONSULTATION} 1960/2000")
	}
	return append(lines, pacts...)
}

// TestWarIsNotOutvoted has enemies who share friends, and who are allies themselves, too: a war outweighs pacts.
func TestWarIsNotOutvoted(t *testing.T) {
	league := []string{"iraq part_of arab-league 1945/2000", "kuwait part_of arab-league 1961/2000", "egypt part_of arab-league 1945/2000"}
	pact := "iraq allied_with kuwait {DEFENSE} 1960/2000"
	tests := []struct {
		name       string
		lines      []string
		asOf       string
		ambivalent network.Ambivalence
		want       network.Standing
		friends    bool
	}{
		{"three friends", gulf(), "1990-09", network.AsHostile, network.Standing{Direct: -1, CommonFriends: 3}, false},
		{"the day of the invasion", gulf(), "1990-08-02", network.AsHostile, network.Standing{Direct: -1, CommonFriends: 3}, false},
		{"the day before", gulf(), "1990-08-01", network.AsHostile, network.Standing{CommonFriends: 3}, true},
		{"a league", gulf(league...), "1990-09", network.AsHostile, network.Standing{Direct: -1, Ambivalent: true, CommonFriends: 3}, false},
		{"pacts, however many", gulf(append(league, pact, pact, pact)...), "1990-09", network.AsHostile, network.Standing{Direct: -1, Ambivalent: true, CommonFriends: 3}, false},
		{"a pact outweighs a war", gulf(pact), "1990-09", network.AsFriendly, network.Standing{Direct: 1, Ambivalent: true, CommonFriends: 3}, true},
		{"neither", gulf(league...), "1990-09", network.AsNone, network.Standing{Ambivalent: true, CommonFriends: 3}, true},
		{"after the war", gulf(league...), "1991-03", network.AsHostile, network.Standing{Direct: 1, CommonFriends: 3}, true},
		{"over all days", gulf(league...), "", network.AsHostile, network.Standing{Direct: 1, CommonFriends: 3}, true},
	}
	for _, test := range tests {
		v := view(test.lines...)
		if v.Ambivalent = test.ambivalent; test.asOf != "" {
			v.Where.AsOf = date(test.asOf)
		}
		got, err := v.Alignment(t.Context(), "iraq", "kuwait")
		if err != nil || got.Standing != test.want {
			t.Errorf("%s: %+v, want %+v (%v)", test.name, got.Standing, test.want, err)
		}
		allies, adversaries := sides(t, v, "kuwait")
		if slices.Contains(allies, "iraq") != test.friends || slices.Contains(adversaries, "iraq") == test.friends {
			t.Errorf("%s: allies of Kuwait %v, adversaries %v", test.name, allies, adversaries)
		}
	}
}

// TestSplitSpansCountOnce codes the same support as one span, by year, by kind, twice, and by year in one relation.
func TestSplitSpansCountOnce(t *testing.T) {
	yearly := func(actor string) []string {
		return []string{actor + " supports c {WEAPONS} 2011/2011", actor + " supports c {FUNDING} 2012/2012", actor + " supports c {WEAPONS} 2013/2013"}
	}
	once := []string{"a supports c {WEAPONS} 2011/2013", "b supports c {WEAPONS} 2011/2013"}
	for name, lines := range map[string][]string{
		"one span": once, "by year": append(yearly("a"), yearly("b")...), "one of them by year": append(yearly("a"), once[1]),
		"in one relation": {"a supports c {WEAPONS} 2011/2011; {FUNDING} 2012/2012; {WEAPONS} 2013/2013", once[1]},
		"twice":           append(once, once...), "overlapping": append(once, "a supports c 2012/2013", "b recognizes c 2010/2012"),
	} {
		a := aligned(t, lines...)
		page := reasonsOf(t, a, network.ReasonQuery{First: 9})
		if a.Standing != (network.Standing{CommonFriends: 1}) || a.Score() != .25 || page.Total != 1 {
			t.Errorf("%s: %+v, score %v, %d reasons", name, a.Standing, a.Score(), page.Total)
		}
		if days := page.Nodes[0].Days(); len(days) != 1 || days[0] != span("2011-01-01/2013-12-31") {
			t.Errorf("%s: days %v", name, days)
		}
	}
}

// TestDirectTieDecides has allies whose friends fight each other.
func TestDirectTieDecides(t *testing.T) {
	lines := []string{
		"a allied_with b {DEFENSE}", "a supports p {WEAPONS}", "b supports q {WEAPONS}", "b supports r {WEAPONS}", "p opposes q", "p opposes r",
	}
	v := view(lines...)
	got := aligned(t, lines...)
	if want := (network.Standing{Direct: 1, OpposedProxies: 2, FriendsOfEnemies: 0}); got.Standing != want || got.Sign() != alliance.Positive {
		t.Errorf("%+v, %s", got.Standing, got.Sign())
	}
	allies, adversaries := sides(t, v, "a")
	// q and r are friends of b, a friend, and enemies of p, another one.
	if diff := gocmp.Diff([]string{"p", "b"}, allies); diff != "" || len(adversaries) > 0 {
		t.Errorf("adversaries %v, allies: %s", adversaries, diff)
	}
	enemies := slices.Concat(lines, []string{"a opposes b"})
	if got := aligned(t, enemies...); got.Sign() != alliance.Negative || !got.Ambivalent {
		t.Errorf("with a war: %+v", got.Standing)
	}
	v = view(enemies...)
	v.Ambivalent = network.AsNone
	if got, err := v.Alignment(t.Context(), "a", "b"); err != nil || got.Sign() != alliance.Negative || got.Direct != 0 {
		t.Errorf("without a tie, what they share decides: %+v (%v)", got, err)
	}
}

// TestKindsKeepEnemies divides allies by kinds of obligations: kinds restrict no enmity.
func TestKindsKeepEnemies(t *testing.T) {
	lines := []string{"a allied_with b {DEFENSE}", "a allied_with c {NONAGGRESSION}", "b opposes c"}
	for _, test := range []struct {
		kinds []alliance.RelationKind
		lines []string
		want  [][]string
	}{
		{nil, lines, [][]string{{"a", "b"}, {"c"}}},
		{[]alliance.RelationKind{alliance.Defense}, lines, [][]string{{"a", "b"}, {"c"}}},
		{[]alliance.RelationKind{alliance.Consultation}, lines, [][]string{{"b"}, {"c"}}},
		{[]alliance.RelationKind{alliance.Nonaggression}, lines, [][]string{{"b"}, {"c"}}},
		{[]alliance.RelationKind{alliance.Defense}, append(lines, "b allied_with c {DEFENSE}"), [][]string{{"a", "b"}, {"c"}}}, // ambivalent
		{[]alliance.RelationKind{alliance.Weapons}, append(lines, "c recognizes d"), [][]string{{"b"}, {"c", "d"}}},
	} {
		v := view(test.lines...)
		v.Where.Kinds = test.kinds
		p, err := v.Blocs(t.Context(), nil, 0, partition.Blocs{Count: 2})
		if err != nil || p.Frustration != 0 {
			t.Fatalf("%v: %+v, %v", test.kinds, p, err)
		}
		if diff := gocmp.Diff(test.want, blocTexts(p)); diff != "" {
			t.Errorf("%v: %s", test.kinds, diff)
		}
	}
}

// TestOneTreatyTwoObligations has each of two states owe the other something else: that is one friendly tie.
func TestOneTreatyTwoObligations(t *testing.T) {
	for name, lines := range map[string][]string{
		"one treaty told from both ends": {"b allied_with a {DEFENSE,CONSULTATION}", "a allied_with b {NEUTRALITY}"},
		"who owes what":                  {"b guarantees a {DEFENSE}", "a guarantees b {NEUTRALITY}", "a allied_with b {CONSULTATION}"},
		"through a treaty":               {"coalition treaty {DEFENSE}", "a part_of treaty", "b part_of treaty", "a guarantees b {NEUTRALITY} within treaty"},
	} {
		if got := aligned(t, lines...); got.Standing != (network.Standing{Direct: 1}) || got.Score() != .75 || got.For() != 1 {
			t.Errorf("%s: %+v, score %v", name, got.Standing, got.Score())
		}
		got := aligned(t, append(lines, "a opposes b")...)
		if got.Standing != (network.Standing{Direct: -1, Ambivalent: true}) || got.Score() != -.75 || got.For() != 0 || got.Against() != 1 {
			t.Errorf("%s, and war: %+v, score %v", name, got.Standing, got.Score())
		}
	}
}

// TestNeverAtTheSameTime has chains of ties without a common day, which say nothing.
func TestNeverAtTheSameTime(t *testing.T) {
	lines := []string{
		"a supports f {WEAPONS} 1980/1982", "b supports f {WEAPONS} 2015/2016", "f opposes g 1995/1996", "c supports g {WEAPONS} 2005/2006",
	}
	v := view(lines...)
	for _, other := range []string{"b", "c", "g"} {
		got, err := v.Alignment(t.Context(), "a", other)
		if err != nil || got.Standing != (network.Standing{}) || reasonsOf(t, got, network.ReasonQuery{First: 1}).Total != 0 {
			t.Errorf("a and %s: %+v (%v)", other, got, err)
		}
	}
	if allies, adversaries := sides(t, v, "a"); !slices.Equal(allies, []string{"f"}) || len(adversaries) > 0 {
		t.Errorf("allies %v, adversaries %v", allies, adversaries)
	}
	if allies, _ := sides(t, asOf("2015", lines...), "a"); len(allies) > 0 {
		t.Errorf("in 2015, allies of a: %v", allies)
	}
	// f turned against a while b supported it: over all days, a and f are enemies, and were never together with b.
	turned := view(append(lines, "a opposes f 1983/1984")...)
	if got, err := turned.Alignment(t.Context(), "a", "b"); err != nil || got.Standing != (network.Standing{}) {
		t.Errorf("a and b after a turned against f: %+v (%v)", got, err)
	}
	together := view(append(lines, "a supports f 2016/2017", "a opposes f 2016-05/2016-06")...)
	got, err := together.Alignment(t.Context(), "a", "b")
	if err != nil || got.Standing != (network.Standing{CommonFriends: 1}) {
		t.Fatalf("a and b together: %+v (%v)", got, err)
	}
	days := reasonsOf(t, got, network.ReasonQuery{First: 1}).Nodes[0].Days()
	if want := []alliance.Span{span("2016-01-01/2016-04-30"), span("2016-07-01/2016-12-31")}; !slices.Equal(days, want) {
		t.Errorf("days %v, want %v", days, want)
	}
}

// TestKnownThen asks as a reader of 1991 for what a yearbook of 1996 describes anew: no end, and no tie, is known that was
// reported later.
func TestKnownThen(t *testing.T) {
	lines := []string{
		"source s91 1991-06-30", "source s96 1996-06-30", "coalition pact {DEFENSE}",
		"a supports b {WEAPONS} 1990/1990 by s91; {WEAPONS,TROOPS} 1990/1995 by s96", "a opposes b 1995/1995 by s96", "c supports b 1990/ by s91",
	}
	for _, test := range []struct{ knownBy, asOf, want string }{
		{"1991", "", "POS RELATION 1990-01-01/1990-12-31 a.supports.b"},
		{"1991", "1995", "none"},
		{"1990", "", "none"},
		{"", "1993", "POS RELATION 1993-01-01/1993-12-31 a.supports.b"},
		{"", "", "NEG ambivalent RELATION 1995-01-01/1995-12-31 a.opposes.b | a.supports.b"},
		{"1996", "1995-05-21", "NEG ambivalent RELATION 1995-05-21/1995-05-21 a.opposes.b | a.supports.b"},
	} {
		v := view(lines...)
		if test.knownBy != "" {
			v.Where.KnownBy = date(test.knownBy)
		}
		if test.asOf != "" {
			v.Where.AsOf = date(test.asOf)
		}
		if got := direct(t, v); got != test.want {
			t.Errorf("known by %q, as of %q:\ngot  %s\nwant %s", test.knownBy, test.asOf, got, test.want)
		}
	}
}

// TestTooManyTies asks about the members of a coalition that are allied each with each more often than an answer may rest on.
func TestTooManyTies(t *testing.T) {
	lines := []string{"coalition union {DEFENSE}"}
	for i := range 2_100 {
		lines = append(lines, fmt.Sprintf("m%d part_of union", i))
	}
	v := view(lines...)
	_, err := v.Allies(t.Context(), ranking("m1"))
	_, err2 := v.Balance(t.Context(), nil, 0)
	for _, err := range []error{err, err2} {
		if !errors.Is(err, network.ErrTooManyTies) || !strings.Contains(err.Error(), "the 2100 of union") {
			t.Errorf("error %v", err)
		}
	}
}
