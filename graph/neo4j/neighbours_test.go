package neo4j

import (
	"slices"
	"testing"

	"entente/graph/alliance"
)

// TestNeighboursClaim checks that of two who miss the same actor one fetches it, and that the other does when that failed.
func TestNeighboursClaim(t *testing.T) {
	var n neighbours
	if mine, _ := n.claim([]string{"a", "b"}); !slices.Equal(mine, []string{"a", "b"}) {
		t.Fatalf("the first is to fetch %q", mine)
	}
	mine, others := n.claim([]string{"b", "c"})
	if !slices.Equal(mine, []string{"c"}) {
		t.Fatalf("the second is to fetch %q", mine)
	}
	n.release(mine, lists{"c": nil})
	n.release([]string{"a", "b"}, nil)
	<-others
	found := lists{}
	if missing := n.missing([]string{"a", "b", "c"}, found); !slices.Equal(missing, []string{"a", "b"}) {
		t.Errorf("%q are missing after what was fetched of others, and failed of these", missing)
	}
	if _, kept := found["c"]; !kept {
		t.Error("an actor without relations is not known to have none")
	}
	if mine, _ := n.claim([]string{"b"}); len(mine) != 1 {
		t.Error("nobody fetches what failed")
	}
}

// TestNeighboursLimit checks that what is kept is bounded, and that it is kept again after it was forgotten.
func TestNeighboursLimit(t *testing.T) {
	var n neighbours
	for _, id := range []string{"a", "b", "c", "d"} {
		n.claim([]string{id})
		n.release([]string{id}, lists{id: make([]*alliance.Relation, neighboursLimit/2)})
	}
	if len(n.of) > 3 || n.of["d"] == nil {
		t.Errorf("%d lists are kept, of which the last: %t", len(n.of), n.of["d"] != nil)
	}
}

// TestWalks checks which questions are answered from what is kept: never those that evidence has a say in.
func TestWalks(t *testing.T) {
	page := alliance.PageRequest{First: 1<<31 - 1, WithoutEvidence: true}
	ids := []string{"a"}
	for _, test := range []struct {
		name string
		q    alliance.RelationQuery
		want bool
	}{
		{"of an actor", alliance.RelationQuery{Of: "a", PageRequest: page}, true},
		{"among actors", alliance.RelationQuery{Where: alliance.RelationFilter{Subjects: ids, Objects: ids}, PageRequest: page}, true},
		{"of any", alliance.RelationQuery{PageRequest: page}, false},
		{"with evidence", alliance.RelationQuery{Of: "a", PageRequest: alliance.PageRequest{First: page.First}}, false},
		{"a page", alliance.RelationQuery{Of: "a", PageRequest: alliance.PageRequest{First: 50, WithoutEvidence: true}}, false},
		{"known by a day", alliance.RelationQuery{Of: "a", Where: alliance.RelationFilter{KnownBy: alliance.MustDate("2020")}, PageRequest: page}, false},
		{"from sources", alliance.RelationQuery{Of: "a", Where: alliance.RelationFilter{Sources: ids}, PageRequest: page}, false},
		{"from publishers", alliance.RelationQuery{Of: "a", Where: alliance.RelationFilter{Publishers: ids}, PageRequest: page}, false},
		{"indirect", alliance.RelationQuery{Of: "a", Indirect: true, PageRequest: page}, false},
	} {
		if got := walks(&test.q); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}
