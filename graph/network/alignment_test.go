package network_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
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
	words := []string{a.With.ID, string(a.Sign()[:3]), fmt.Sprintf("%+.2f", a.Score())}
	page, err := a.Reasons(context.Background(), network.ReasonQuery{First: 100})
	if err != nil {
		panic(err) // impossible without a cursor
	}
	for _, r := range page.Nodes {
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
		{"direct", []string{"b supports a"}, "b POS +0.75 DIRECT"},
		{"direct, hostile", []string{"a opposes b"}, "b NEG -0.75 DIRECT"},
		{"common friend", []string{"a supports x", "b recognizes x"}, "b POS +0.25 COMMON_FRIEND"},
		{"common backer", []string{"x supports a", "x guarantees b"}, "b POS +0.25 COMMON_FRIEND"},
		{"common enemy", []string{"a opposes x", "b opposes x"}, "b POS +0.25 COMMON_ENEMY"},
		{"friend of enemy", []string{"a allied_with x", "b opposes x"}, "b NEG -0.25 FRIEND_OF_ENEMY"},
		{"enemy of friend", []string{"a opposes x", "x supports b"}, "b NEG -0.25 FRIEND_OF_ENEMY"},
		{"opposed proxies", []string{"a supports x", "x opposes y", "b supports y"}, "b NEG -0.25 OPPOSED_PROXIES"},
		{"proxies of proxies", []string{"a supports x", "x supports y", "b supports y"}, "b NEU +0.00"},
		{"enemies of enemies", []string{"a opposes x", "x opposes y", "b opposes y"}, "b NEU +0.00"},
		{"one's own proxy", []string{"a supports b", "b opposes y", "b supports y"}, "b POS +0.75 DIRECT"},
		{"a war outweighs a pact", []string{"a supports b", "a opposes b"}, "b NEG -0.75 DIRECT"},
		{"any number of pacts", []string{"a supports b", "b supports a", "a recognizes b", "a opposes b"}, "b NEG -0.75 DIRECT"},
		{
			"the direct tie decides", []string{"a supports b", "a supports x", "a supports y", "b opposes x", "b opposes y"},
			"b POS +0.58 DIRECT FRIEND_OF_ENEMY FRIEND_OF_ENEMY",
		},
		{"once for each third actor", []string{"a supports x", "a recognizes x", "b supports x"}, "b POS +0.25 COMMON_FRIEND"},
		{"each third actor", []string{"a supports x", "a recognizes y", "b supports x", "y supports b"}, "b POS +0.33 COMMON_FRIEND COMMON_FRIEND"},
		{
			"once for each pair of proxies",
			[]string{"a supports x", "a supports y", "b supports x", "b supports y", "x opposes y"},
			"b POS +0.12 COMMON_FRIEND COMMON_FRIEND OPPOSED_PROXIES",
		},
		{
			"a pair of proxies of both, found on other days either way", []string{
				"a supports x 2000/2000", "b supports x 2001/2001", "a supports y 2001/2001", "b supports y 2000/2000", "x opposes y 2000/2001",
			},
			"b NEG -0.25 OPPOSED_PROXIES",
		},
		{
			"and one way alone", []string{
				"a supports x 2000/2000", "b supports x 1999/1999", "a supports y 2001/2001", "b supports y 2000/2000", "x opposes y 1999/2001",
			},
			"b NEG -0.25 OPPOSED_PROXIES",
		},
		{"support of the one, against whom the other supports", []string{"x supports a against y", "b supports y"}, "b NEG -0.25 OPPOSED_PROXIES"},
		{"support of the other", []string{"x supports b against y", "a supports y"}, "b NEG -0.25 OPPOSED_PROXIES"},
		{"for as much as against", []string{"a supports x", "b supports x", "a supports y", "b opposes y"}, "b NEU +0.00 COMMON_FRIEND FRIEND_OF_ENEMY"},
		{"a denial proves nothing", []string{"a supports x denied", "b supports x", "a supports b denied"}, "b NEU +0.00"},
		{"an allegation does", []string{"a supports x alleged", "b supports x disputed"}, "b POS +0.25 COMMON_FRIEND"},
		{"never at the same time", []string{"a supports x 1980/1982", "b supports x 2015/2016"}, "b NEU +0.00"},
		{"two and two at a time", []string{"a supports x 1980/1985", "x opposes y 1985/1990", "b supports y 1990/1995"}, "b NEU +0.00"},
		{"on one day", []string{"a supports x 1980/1985-01-01", "b supports x 1985/1990"}, "b POS +0.25 COMMON_FRIEND"},
		{"an actor against itself", []string{"a supports x against a", "b supports y against b"}, "b NEU +0.00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := view(append(test.lines, "a part_of z", "b part_of z")...)
			got, err := v.Alignment(t.Context(), "a", "b")
			allies, err2 := v.Allies(t.Context(), ranking("a"))
			adversaries, err3 := v.Adversaries(t.Context(), ranking("a"))
			if err := errors.Join(err, err2, err3); err != nil {
				t.Fatal(err)
			}
			if summary(*got) != test.want {
				t.Errorf("got %s, want %s", summary(*got), test.want)
			}
			listed := slices.Contains(standingTexts(slices.Concat(allies, adversaries)), standingText("b", got.Standing))
			if listed != (got.Score() != 0) {
				t.Errorf("%+v is listed: %v, among %v and %v", got.Standing, listed, summaries(allies), summaries(adversaries))
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
		{alliance.RelationFilter{}, "b POS +0.33 COMMON_FRIEND COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2016")}}, "b POS +0.25 COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{Since: date("2014"), Until: date("2018")}}, "b POS +0.33 COMMON_FRIEND COMMON_FRIEND"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2021")}}, "b NEU +0.00"},
		{alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: date("2021"), Presumed: true}}, "b POS +0.25 COMMON_FRIEND"},
		{alliance.RelationFilter{Types: []alliance.RelationType{alliance.Supports, alliance.Leads}}, "b POS +0.25 COMMON_FRIEND"},
		{alliance.RelationFilter{Statuses: []alliance.Status{alliance.Denied}}, "b NEG -0.75 DIRECT"},
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
