package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"entente/graph/alliance"
)

// placeOf returns where all relations of an actor are kept.
func placeOf(actor string) place { return place{actor, everyRelation} }

// wholeOf returns the need for all relations of actors.
func wholeOf(actors ...string) []need {
	needs := make([]need, len(actors))
	for i, id := range actors {
		needs[i] = need{placeOf(id), unbounded}
	}
	return needs
}

// related returns relations with these ids, each with so many pieces of evidence.
func related(evidence int, ids ...string) []*alliance.Relation {
	list := make([]*alliance.Relation, len(ids))
	for i, id := range ids {
		list[i] = &alliance.Relation{ID: id, Evidence: slices.Repeat([]*alliance.Evidence{{}}, evidence)}
	}
	return list
}

// put has neighbours keep a whole list of an actor.
func (n *neighbours) put(actor string, list []*alliance.Relation) {
	needs, _ := n.claim(wholeOf(actor))
	n.release(needs, lists{placeOf(actor): {everyRelation, list, false}})
}

// get returns the list of an actor that is kept, nil if none is.
func (n *neighbours) get(actor string) []*alliance.Relation {
	found := lists{}
	n.missing(wholeOf(actor), found)
	return found[placeOf(actor)].relations
}

// TestNeighboursClaim checks that of two who miss the same actor one fetches it, and that the other does when that failed.
func TestNeighboursClaim(t *testing.T) {
	n := newNeighbours(1 << 20)
	if mine, _ := n.claim(wholeOf("a", "b")); !slices.Equal(mine, wholeOf("a", "b")) {
		t.Fatalf("the first is to fetch %v", mine)
	}
	mine, others := n.claim(wholeOf("b", "c"))
	if !slices.Equal(mine, wholeOf("c")) {
		t.Fatalf("the second is to fetch %v", mine)
	}
	n.release(mine, lists{placeOf("c"): {reading: everyRelation}})
	n.release(wholeOf("a", "b"), nil)
	<-others
	found := lists{}
	if missing := n.missing(wholeOf("a", "b", "c"), found); !slices.Equal(missing, wholeOf("a", "b")) {
		t.Errorf("%v are missing after what was fetched of others, and failed of these", missing)
	}
	if _, kept := found[placeOf("c")]; !kept {
		t.Error("an actor without relations is not known to have none")
	}
	if mine, _ := n.claim(wholeOf("b")); len(mine) != 1 {
		t.Error("nobody fetches what failed")
	}
}

// TestFillContext checks that who waits for what another is fetching waits no longer than its own context.
func TestFillContext(t *testing.T) {
	n := newNeighbours(1 << 20)
	n.claim(wholeOf("a"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := new(snapshot).fill(ctx, &n, wholeOf("a"), lists{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// TestNeighboursGenerations checks that what is kept is bounded, be it much or large, and that what was asked for lately stays.
func TestNeighboursGenerations(t *testing.T) {
	const limit = 1 << 20
	for _, test := range []struct {
		name      string
		relations int
		evidence  int
		quote     int
	}{
		{"many actors", 1, 1, 0},
		{"many relations", 100, 1, 0},
		{"much evidence", 1, 200, 0},
		{"long quotes", 1, 1, 50_000},
	} {
		t.Run(test.name, func(t *testing.T) {
			n := newNeighbours(limit)
			n.put("asked", related(1, "r"))
			kept := n.get("asked")[0]
			for i := range 5000 {
				ids := make([]string, test.relations)
				for k := range ids {
					ids[k] = fmt.Sprint(i, ".", k)
				}
				list := related(test.evidence, ids...)
				list[0].Evidence[0].Quote = alliance.Text(make([]byte, test.quote))
				n.put(strconv.Itoa(i), list)
				if size := n.young.size + n.old.size; size > limit+limit/8 {
					t.Fatalf("%d bytes are kept, %d are the most", size, limit)
				}
				if got := n.get("asked"); len(got) != 1 || got[0] != kept {
					t.Fatalf("what is asked for all the time is forgotten after %d others", i)
				}
			}
			if n.get("4999") == nil || n.get("0") != nil {
				t.Errorf("kept of the last: %t, of the first: %t", n.get("4999") != nil, n.get("0") != nil)
			}
		})
	}
}

// TestNeighboursShare checks that there is one of each relation, and that it counts once.
func TestNeighboursShare(t *testing.T) {
	n := newNeighbours(1 << 20)
	n.put("a", related(9, "r", "s"))
	before := n.young.size
	n.put("b", related(9, "r"))
	if n.get("a")[0] != n.get("b")[0] || n.relation("r") != n.get("a")[0] {
		t.Error("there are two of a relation")
	}
	if more := n.young.size - before; more >= sizeOf(n.get("a")[0]) {
		t.Errorf("a relation in two lists takes %d bytes more", more)
	}
	if n.relation("t") != nil {
		t.Error("a relation is kept that nobody read")
	}
}

// TestFind checks which lists a question is answered from.
func TestFind(t *testing.T) {
	supports, opposes := []alliance.RelationType{alliance.Supports}, []alliance.RelationType{alliance.Opposes}
	both := slices.Concat(supports, opposes)
	for _, test := range []struct {
		name       string
		kept, want reading
		more       bool
		found      bool
	}{
		{"the same", reading{alliance.In, typesOf(supports)}, reading{alliance.In, typesOf(supports)}, false, true},
		{"the beginning", reading{alliance.In, typesOf(supports)}, reading{alliance.In, typesOf(supports)}, true, true},
		{"a type of all", everyRelation, reading{alliance.Out, typesOf(supports)}, false, true},
		{"a type of the beginning of all", everyRelation, reading{alliance.Out, typesOf(supports)}, true, false},
		{"a type of two", reading{alliance.In, typesOf(both)}, reading{alliance.In, typesOf(opposes)}, false, true},
		{"two types of one", reading{alliance.In, typesOf(supports)}, reading{alliance.In, typesOf(both)}, false, false},
		{"both directions of one", reading{alliance.In, everyType}, everyRelation, false, false},
		{"the other direction", reading{alliance.In, everyType}, reading{alliance.Out, everyType}, false, false},
		{"no type", reading{alliance.In, typesOf(supports)}, reading{alliance.In, typesOf([]alliance.RelationType{})}, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			g := newGeneration()
			g.add("a", neighbourhood{test.kept, related(1, "r"), test.more})
			if _, ok := g.find(place{"a", test.want}); ok != test.found {
				t.Errorf("found: %t", ok)
			}
			if _, ok := g.find(place{"b", test.want}); ok {
				t.Error("found with another actor")
			}
			g.add("a", neighbourhood{reading: everyRelation})
			if lists := g.of["a"]; len(lists) != 1 || g.size != lists[0].size() {
				t.Errorf("%d lists beside the whole one, %d bytes", len(lists)-1, g.size)
			}
		})
	}
}

// TestTypeSet checks that a set of types is asked for as those types.
func TestTypeSet(t *testing.T) {
	for _, types := range [][]alliance.RelationType{nil, {}, {alliance.Supports}, {alliance.AlliedWith, alliance.Succeeds}} {
		if got := typesOf(types).list(); !slices.Equal(got, types) || (got == nil) != (types == nil) {
			t.Errorf("%v became %v", types, got)
		}
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
