package alliance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestPage(t *testing.T) {
	a, b := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	p := alliance.ActorConnection{Nodes: []*alliance.Actor{a, b}, HasNext: true}
	first, last := a.Position().Cursor(), b.Position().Cursor()
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
