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
	half := slices.Repeat([]*alliance.Relation{{Evidence: make([]*alliance.Evidence, 1)}}, neighboursLimit/4)
	for _, id := range []string{"a", "b", "c", "d"} {
		n.claim([]string{id})
		n.release([]string{id}, lists{id: half})
	}
	if len(n.of) > 3 || n.of["d"] == nil {
		t.Errorf("%d lists are kept, of which the last: %t", len(n.of), n.of["d"] != nil)
	}
}

// TestWalks checks which questions are answered from what is kept.
func TestWalks(t *testing.T) {
	page := alliance.PageRequest{First: unbounded}
	ids, known := []string{"a"}, alliance.Viewpoint{KnownBy: alliance.MustDate("2020")}
	for _, test := range []struct {
		name string
		q    alliance.RelationQuery
		want bool
	}{
		{"of an actor", alliance.RelationQuery{Of: "a", PageRequest: page}, true},
		{"among actors", alliance.RelationQuery{Where: alliance.RelationFilter{Subjects: ids, Objects: ids}, PageRequest: page}, true},
		{"of any", alliance.RelationQuery{PageRequest: page}, false},
		{"a page", alliance.RelationQuery{Of: "a", PageRequest: alliance.PageRequest{First: 50}}, false},
		{"counted", alliance.RelationQuery{Of: "a", PageRequest: alliance.PageRequest{First: unbounded, Count: true}}, false},
		{"known by a day", alliance.RelationQuery{Of: "a", Where: alliance.RelationFilter{Viewpoint: known}, PageRequest: page}, true},
		{"from sources", alliance.RelationQuery{Of: "a", Where: alliance.RelationFilter{Sources: ids}, PageRequest: page}, true},
		{"against an actor", alliance.RelationQuery{Of: "a", Direction: alliance.Opponent, PageRequest: page}, false},
		{"indirect", alliance.RelationQuery{Of: "a", Indirect: true, PageRequest: page}, false},
		{"succession", alliance.RelationQuery{Of: "a", Succession: true, PageRequest: page}, false},
	} {
		if got := walks(&test.q); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}
