package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"entente/graph/alliance"
)

// TestFirst compares the first hits with the beginning of all hits, for which no search stops early, in more things than are
// looked at before the rest are narrowed down.
func TestFirst(t *testing.T) {
	facts := manyActors(3000)
	for i, a := range facts.Actors {
		a.Aliases = append(a.Aliases, "Army of "+strings.Fields(a.Name)[i%3], "Northern Army", "Army Front")[:2+i%4]
		a.Description = alliance.Text([]string{"", "A northern front", "Armies of the north"}[i%3])
	}
	index := New(facts)
	for _, query := range []string{
		"army", "army front", "northern army", "northern front", "army kali", "a", "armies", "amry fornt", "northernarmy",
		"the northern army", "front north", facts.Actors[7].Name,
	} {
		for _, types := range [][]alliance.SearchType{nil, {alliance.SearchActor}} {
			all := found(t, index, Readings(query), Looser(query), types, len(facts.Actors))
			for _, first := range []int{1, 10, 200} {
				got := found(t, index, Readings(query), Looser(query), types, first)
				if want := all[:min(first, len(all))]; !slices.Equal(got, want) {
					t.Errorf("%q: the first %d hits are not the first of all %d", query, first, len(all))
				}
			}
			if len(all) == 0 {
				t.Errorf("%q finds nothing", query)
			}
		}
	}
}

// TestFirstOfFew is like TestFirst for many small data sets of few words, in which the words of a query are often in several
// texts of a thing, and scores often equal.
func TestFirstOfFew(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("army armies front fronts north norht of south")
	text := func(most int) string {
		list := make([]string, 1+r.IntN(most))
		for i := range list {
			list[i] = words[r.IntN(len(words))]
		}
		return strings.Join(list, " ")
	}
	for range 2000 {
		actors := make([]*alliance.Actor, 12)
		for i := range actors {
			actors[i] = &alliance.Actor{ID: fmt.Sprint("a", i), Name: text(4), Aliases: []string{text(3), text(6)}, Description: alliance.Text(text(8))}
		}
		index, query := New(alliance.NewFacts(alliance.Facts{Actors: actors})), text(3)
		all := found(t, index, Readings(query), Looser(query), nil, len(actors))
		for first := range len(actors) {
			if got := found(t, index, Readings(query), Looser(query), nil, first); !slices.Equal(got, all[:min(first, len(all))]) {
				t.Fatalf("%q: the first %d hits are not the first of all %d", query, first, len(all))
			}
		}
	}
}

// TestFirstElsewhere checks that a search does not stop before a thing whose best text lacks the word by which it is found.
func TestFirstElsewhere(t *testing.T) {
	actors := []*alliance.Actor{
		{ID: "long", Name: "Army", Description: "One of those that are said to hold all of the norhtren border"},
		{ID: "short", Name: "Army Norhtren"},
		{ID: "other", Name: "Army"},
		{ID: "another", Name: "Army Front"},
	}
	index, query := New(alliance.NewFacts(alliance.Facts{Actors: actors})), "army northern"
	hits := found(t, index, Readings(query), Looser(query), nil, 1)
	if len(hits) != 1 || hits[0].Node.NodeID() != "long" {
		t.Errorf("got %v, want the actor that is called only Army", hits)
	}
}

// found returns the hits that an index finds.
func found(t interface {
	Context() context.Context
	Fatal(...any)
}, x *Index, readings, loose [][]Term, types []alliance.SearchType, first int) []alliance.SearchHit {
	hits, err := x.find(t.Context(), readings, loose, types, first)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}
