package network_test

import (
	"errors"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// TestDyadsOmitted tests that what a filter leaves out for what it is, is unknown, and that what it leaves out for who says so is
// not.
func TestDyadsOmitted(t *testing.T) {
	store := storeOf(world(
		"source cow 2001 1990/2001", "coalition pact {DEFENSE}", "a part_of pact by cow 2000/2000", "e part_of pact by cow 2000/2000",
		"a allied_with b {DEFENSE} by cow 2000/2000", "c allied_with d {OFFENSE} by cow 2000/2000", "c allied_with d {DEFENSE} by cow 2000/2000",
		"a supports b {WEAPONS} by cow 2000/2000", "a opposes b by cow 2000/2000", "c recognizes d by cow 2000/2000", "a recognizes d in war by cow 2000/2000",
	))
	type filter = alliance.RelationFilter
	offense := []alliance.RelationKind{alliance.Offense}
	supports := []alliance.RelationType{alliance.Supports}
	for _, tt := range []struct {
		name  string
		where filter
		// ab and ac are the claims of a and b, which are allied, and of a and c, which are nothing to each other; then the tie.
		ab, ac  string
		partial bool // of the obligations
	}{
		{"nothing", filter{}, "11010 -", "00000 0", false},
		{"other types", filter{Types: supports}, "?10?? +", "?00?? ?", true},
		{"one of the types of obligations", filter{Types: []alliance.RelationType{alliance.AlliedWith}}, "1???? +", "????? ?", true},
		{"all of the types of obligations", filter{Types: []alliance.RelationType{alliance.AlliedWith, alliance.Guarantees, alliance.PartOf}}, "1???? +", "0???? ?", false},
		{"some types", filter{Not: &filter{Types: supports}}, "1??10 -", "0??00 ?", false},
		{"other kinds", filter{Kinds: offense}, "???10 -", "???00 ?", true},
		{"kinds", filter{Not: &filter{Kinds: offense}}, "11?10 -", "???00 ?", true},
		{"kinds of some types", filter{Not: &filter{Types: supports, Kinds: []alliance.RelationKind{alliance.Weapons}}}, "1??10 -", "0??00 ?", false},
		{"other kinds than all of some", filter{AllKinds: []alliance.RelationKind{alliance.Offense, alliance.Defense}}, "???10 -", "???00 ?", true},
		{"other actors", filter{Subjects: []string{"c"}}, "????? ?", "????? ?", true},
		{"other actors by type", filter{ObjectTypes: []alliance.ActorType{alliance.State}}, "11?1? -", "????? ?", true},
		{"other conflicts", filter{Conflict: "war"}, "????? ?", "????? ?", true},
		{"doubtful statements", filter{Statuses: []alliance.Status{alliance.Asserted}}, "11010 -", "00000 0", false},
		{"other sources", filter{Sources: []string{"cow"}}, "11010 -", "00000 0", false},
		{"later sources", filter{Viewpoint: alliance.Viewpoint{KnownBy: date("2001")}}, "11010 -", "00000 0", false},
	} {
		got := map[string]string{}
		for _, d := range dyads(t, network.View{Store: store, Where: tt.where}, network.DyadQuery{From: 2000, To: 2000, Bare: true}) {
			tie := map[alliance.Sign]string{alliance.Positive: "+", alliance.Negative: "-", alliance.Neutral: "0"}[d.Sign]
			if d.Unknown {
				tie = "?"
			}
			got[d.One.ID+d.Other.ID] = claimsOf(d)[:5] + " " + tie
			if d.Owes.Partial != tt.partial || d.Partial != (tt.ac[6] == '?') {
				t.Errorf("%s left out: obligations of %s and %s are partial: %v, their tie: %v", tt.name, d.One.ID, d.Other.ID, d.Owes.Partial, d.Partial)
			}
		}
		if got["ab"] != tt.ab || got["ac"] != tt.ac {
			t.Errorf("%s left out: %s and %s, want %s and %s", tt.name, got["ab"], got["ac"], tt.ab, tt.ac)
		}
	}
}

// TestDyadsUncovered tests that a year that no source covers has no ties, and not the tie of none.
func TestDyadsUncovered(t *testing.T) {
	store := storeOf(world("source press 2003", "a supports b by press 2001/2001", "life c /"))
	for year, unknown := range map[int]bool{1500: true, 2000: true, 2001: false, 2003: false, 2004: true} {
		for _, d := range dyads(t, network.View{Store: store}, network.DyadQuery{From: year, To: year, Bare: true}) {
			if want := unknown && d.Sign == alliance.Neutral; d.Unknown != want {
				t.Errorf("%s: the tie is unknown: %v", written(d), d.Unknown)
			}
		}
	}
}

// TestDyadLimit tests that pairs are counted, by those that have a code, before any relation is read.
func TestDyadLimit(t *testing.T) {
	facts := world("life a /", "life b /", "life c 2001/", "life d /1999", "a opposes b 2000/2000")
	for _, a := range facts.Actors {
		if a.ID != "b" {
			a.Identifiers = []alliance.Identifier{{Scheme: "cow", Value: a.ID}}
		}
	}
	for _, tt := range []struct {
		name  string
		query network.DyadQuery
		pairs int
	}{
		{"three states, two, three", network.DyadQuery{From: 1999, To: 2001, Bare: true}, 3 + 1 + 3},
		{"in both orders", network.DyadQuery{From: 1999, To: 2001, Bare: true, Directed: true}, 2 * (3 + 1 + 3)},
		{"those with a code", network.DyadQuery{From: 1999, To: 2001, Bare: true, Scheme: "cow"}, 1 + 0 + 1},
		{"those that relations connect, of all", network.DyadQuery{From: 1999, To: 2001}, 3 + 1 + 3},
	} {
		far := &distant{Store: storeOf(facts)}
		tt.query.Limit = tt.pairs
		for _, err := range (network.View{Store: far}).Dyads(t.Context(), tt.query) {
			if err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		if tt.query.Limit--; tt.query.Limit == 0 {
			t.Fatal("that is no limit")
		}
		far.calls = 0
		var many *network.TooManyDyadsError
		for d, err := range (network.View{Store: far}).Dyads(t.Context(), tt.query) {
			if d != nil || !errors.As(err, &many) {
				t.Errorf("%s: %v, %v", tt.name, d, err)
			}
		}
		if many == nil || *many != (network.TooManyDyadsError{Pairs: tt.pairs, Limit: tt.pairs - 1}) || far.calls != 1 {
			t.Errorf("%s: %v after %d calls", tt.name, many, far.calls)
		}
	}
}
