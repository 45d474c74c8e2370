package alliance_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

func TestCursor(t *testing.T) {
	for _, p := range []alliance.Position{
		{}, {ID: "russia"}, {Day: 2020_05_21, ID: "a.b-c_d"}, {Day: alliance.LastDay, ID: "0"},
	} {
		got, err := alliance.ParseCursor(p.Cursor())
		if err != nil || got != p {
			t.Errorf("ParseCursor(%+v.Cursor()) = %+v, %v", p, got, err)
		}
	}
}

func TestParseCursorRefuses(t *testing.T) {
	good := alliance.Position{Day: 2020_05_21, ID: "russia"}.Cursor()
	for _, c := range []string{"nope", "AAAA", good + "A", good[1:], "MDowMDow", " " + good, "LTE6YQ", "MTo", "MTpB", "OTk5OTEyMzM6YQ", "MDE6YQ"} {
		if p, err := alliance.ParseCursor(c); !errors.Is(err, alliance.ErrInvalidCursor) {
			t.Errorf("ParseCursor(%q) = %+v, %v; want ErrInvalidCursor", c, p, err)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("")
	f.Add("MDpydXNzaWE")
	f.Add(alliance.Position{Day: 2020_05_21, ID: "russia"}.Cursor())
	f.Fuzz(func(t *testing.T, c string) {
		p, err := alliance.ParseCursor(c)
		if err == nil && p.Cursor() != c {
			t.Errorf("ParseCursor(%q) = %+v, whose cursor is %q", c, p, p.Cursor())
		}
		if err != nil && !errors.Is(err, alliance.ErrInvalidCursor) {
			t.Errorf("ParseCursor(%q): %v is not ErrInvalidCursor", c, err)
		}
	})
}

func TestPage(t *testing.T) {
	a, b := &alliance.Actor{ID: "a"}, &alliance.Actor{ID: "b"}
	p := alliance.ActorConnection{Nodes: []*alliance.Actor{a, b}, More: true}
	first, last := alliance.Position{ID: "a"}.Cursor(), alliance.Position{ID: "b"}.Cursor()
	wantEdges := []*alliance.ActorEdge{{Node: a, Cursor: first}, {Node: b, Cursor: last}}
	if diff := cmp.Diff(wantEdges, p.Edges()); diff != "" {
		t.Errorf("edges differ (-want +got):\n%s", diff)
	}
	want := &alliance.PageInfo{HasNextPage: true, StartCursor: alliance.Text(first), EndCursor: alliance.Text(last)}
	if diff := cmp.Diff(want, p.PageInfo()); diff != "" {
		t.Errorf("page info differs (-want +got):\n%s", diff)
	}
	empty := alliance.ActorConnection{Less: true}
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
