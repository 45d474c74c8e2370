package alliance_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestPage(t *testing.T) {
	a, b := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	p := alliance.ActorConnection{Nodes: []*alliance.Actor{a, b}, HasNext: true}
	first, last := a.SortKey("").Cursor(alliance.Order{}), b.SortKey("").Cursor(alliance.Order{})
	wantEdges := []*alliance.ActorEdge{{Node: a, Cursor: first}, {Node: b, Cursor: last}}
	if diff := cmp.Diff(wantEdges, p.Edges(), dates); diff != "" {
		t.Errorf("edges differ (-want +got):\n%s", diff)
	}
	want := &alliance.PageInfo{HasNextPage: true, StartCursor: alliance.Text(first), EndCursor: alliance.Text(last)}
	if diff := cmp.Diff(want, p.PageInfo()); diff != "" {
		t.Errorf("page info differs (-want +got):\n%s", diff)
	}
	empty := alliance.ActorConnection{HasPrevious: true}
	if diff := cmp.Diff(&alliance.PageInfo{HasPreviousPage: true}, empty.PageInfo()); diff != "" {
		t.Errorf("page info of an empty page differs (-want +got):\n%s", diff)
	}
}

// A page in reverse has the cursors of the reverse order, and leaves the page that it was made of alone.
func TestReversed(t *testing.T) {
	a, b := &alliance.Actor{ID: "a", Name: "Z"}, &alliance.Actor{ID: "b", Name: "Y"}
	byName := alliance.Order{Field: alliance.ByName}
	p := alliance.ActorConnection{Nodes: []*alliance.Actor{b, a}, HasNext: true, Order: byName}
	got := p.Reversed()
	down := alliance.Order{Field: alliance.ByName, Direction: alliance.Descending}
	want := &alliance.PageInfo{
		HasPreviousPage: true, StartCursor: alliance.Text(a.SortKey(alliance.ByName).Cursor(down)),
		EndCursor: alliance.Text(b.SortKey(alliance.ByName).Cursor(down)),
	}
	if diff := cmp.Diff(want, got.PageInfo()); diff != "" {
		t.Errorf("page info differs (-want +got):\n%s", diff)
	}
	if p.Nodes[0] != b || p.Order != byName || got.Nodes[0] != a {
		t.Errorf("of %+v it made %+v", p, got)
	}
}

func TestLast(t *testing.T) {
	a, b := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	for n, want := range []string{"[] true", "[b] true", "[a b] false", "[a b] false"} {
		ids := []string{}
		p := (&alliance.ActorConnection{Nodes: []*alliance.Actor{a, b}, HasPrevious: true}).Last(n)
		for _, node := range p.Nodes {
			ids = append(ids, node.ID)
		}
		if got := fmt.Sprint(ids, p.HasPrevious); got != want {
			t.Errorf("the last %d are %s, want %s", n, got, want)
		}
	}
}

func TestValidID(t *testing.T) {
	for _, id := range []string{"a", "0", "russia", "russia.supports.lna", "al-monitor-2020-05", "a_b", "2020"} {
		if !alliance.ValidID(id) {
			t.Errorf("ValidID(%q) = false", id)
		}
	}
	for _, id := range []string{"", ".", "a.", "-a", "a..b", "a-.b", "Russia", "rußland", "a b", "a\n"} {
		if alliance.ValidID(id) {
			t.Errorf("ValidID(%q) = true", id)
		}
	}
}
