package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// testNodes looks up things of every type by id, in any order and repeatedly.
func testNodes(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	ids := strings.Fields("russia strikes un-panel nobody libya-2014 russia.supports.lna russia.supports.lna.e2 strikes.e1 russia Russia")
	nodes, err := store.Nodes(t.Context(), append(ids, ""), alliance.Date{})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("*alliance.Actor *alliance.Event *alliance.Source <nil> *alliance.Conflict *alliance.Relation " +
		"*alliance.Evidence *alliance.Evidence *alliance.Actor <nil> <nil>")
	got := make([]string, len(nodes))
	for i, n := range nodes {
		got[i] = fmt.Sprintf("%T", n)
		if n != nil && n.NodeID() != ids[i] {
			t.Errorf("node %q has id %q", ids[i], n.NodeID())
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("types of %q (-want +got):\n%s", ids, diff)
	}
	every := nodesQuery{ids: gather(facts).ids}
	if diff := compareNodes(t.Context(), store, []nodesQuery{every}, oracle{facts}); diff != "" {
		t.Error(diff)
	}
}

// testNodesKnownBy looks up things as known on the days on which that changes.
func testNodesKnownBy(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	for _, test := range []struct{ id, knownBy, want string }{
		{"russia.supports.lna", "2019-12-08", "absent"},
		{"russia.supports.lna", "2019-12-09", "ALLEGED 1"},
		{"russia.supports.lna", "2020-05-19", "DISPUTED 2"},
		{"russia.supports.lna", "2021", "DISPUTED 3"},
		{"strikes", "2020-05-18", "absent"},
		{"strikes", "2020-05-30", "DENIED 1"},
		{"strikes", "2020-05", "DISPUTED 2"},
		{"yearbook", "2020-12-30", "absent"},
		{"yearbook", "2020-12", "there"},
		{"strikes.e1", "2020-05-30", "absent"},
		{"strikes.e1", "2020-05-31", "there"},
		{"haftar", "0001", "there"},
		{"libya-2014", "0001", "there"},
	} {
		t.Run(test.id+" by "+test.knownBy, func(t *testing.T) {
			nodes, err := store.Nodes(t.Context(), []string{test.id}, day(test.knownBy))
			if err != nil || len(nodes) != 1 {
				t.Fatalf("%d nodes, error %v", len(nodes), err)
			}
			if got := seen(nodes[0]); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	v := gather(facts)
	for _, k := range v.dates {
		if diff := compareNodes(t.Context(), store, []nodesQuery{{v.ids, k}}, oracle{facts}); diff != "" {
			t.Error(diff)
		}
	}
}

// seen describes whether a thing is found and, if it is a fact, its status and the amount of its evidence.
func seen(node alliance.Node) string {
	switch n := node.(type) {
	case nil:
		return "absent"
	case *alliance.Relation:
		return fmt.Sprint(n.Status, " ", len(n.Evidence))
	case *alliance.Event:
		return fmt.Sprint(n.Status, " ", len(n.Evidence))
	default:
		return "there"
	}
}

// testRecords checks what is derived from evidence, as known by several days.
func testRecords(t *testing.T, open Open) {
	store := open(t, libya())
	for _, test := range []struct{ relation, knownBy, want string }{
		{"russia.supports.lna", "", "DISPUTED reported 2019-12-09…2021-03-08 independent 1"},
		{"russia.supports.lna", "2020", "DISPUTED reported 2019-12-09…2020-05-19 independent 0"},
		{"russia.supports.lna", "2020-05-18", "ALLEGED reported 2019-12-09…2019-12-09 independent 0"},
		// Both of its sources took their report from the Kremlin.
		{"turkey.supports.gna", "", "ASSERTED reported 2020-05-20…2020-05 independent 1"},
		{"turkey.supports.gna", "2020-05-20", "ASSERTED reported 2020-05-20…2020-05-20 independent 1"},
		{"uae.supports.lna", "", "ASSERTED reported 2019-12-09…2020-05 independent 2"},
		{"kaniyat.part_of.lna", "", "DENIED reported 2020-05-19…2020-05-19 independent 0"},
		{"egypt.supports.haftar", "", "ASSERTED reported 2020…2020 independent 1"},
	} {
		t.Run(test.relation+" by "+test.knownBy, func(t *testing.T) {
			page := one(t, store.Relations, where(knownBy(test.knownBy)))
			for _, r := range page.Nodes {
				if got := recordLine(r.Record); r.ID == test.relation && got != test.want {
					t.Errorf("got  %s\nwant %s", got, test.want)
				}
			}
		})
	}
}

// testLinks checks what things point at: references between events, and evidence in order.
func testLinks(t *testing.T, open Open) {
	store := open(t, libya())
	nodes, err := store.Nodes(t.Context(), []string{"call", "berlin", "russia.supports.lna", "atalayar"}, alliance.Date{})
	if err != nil {
		t.Fatal(err)
	}
	call, berlin := nodes[0].(*alliance.Event), nodes[1].(*alliance.Event)
	want := []alliance.EventLink{{Kind: "INVOKES", Event: "resolution-2510"}, {Kind: "INVOKES", Event: "berlin"}, {Kind: "FOLLOWS", Event: "berlin"}}
	if diff := cmp.Diff(want, call.References); diff != "" {
		t.Errorf("the call invokes (-want +got):\n%s", diff)
	}
	want = []alliance.EventLink{{Kind: "INVOKES", Event: "call"}, {Kind: "FOLLOWS", Event: "call"}, {Kind: "ENDORSES", Event: "resolution-2510"}}
	if diff := cmp.Diff(want, berlin.ReferencedBy); diff != "" {
		t.Errorf("berlin is invoked by (-want +got):\n%s", diff)
	}
	if berlin.Place == nil || berlin.Place.Point == nil || *berlin.Place.Point != (alliance.Point{Latitude: 52.52, Longitude: 13.405}) {
		t.Errorf("berlin is at %+v", berlin.Place)
	}
	relation := alliance.RelationConnection{Nodes: []*alliance.Relation{nodes[2].(*alliance.Relation)}}
	evidence := listed(alliance.EvidenceConnection{Nodes: relation.Nodes[0].Evidence})
	if diff := cmp.Diff(strings.Fields("russia.supports.lna.e2 russia.supports.lna.e1 russia.supports.lna.e3"), evidence); diff != "" {
		t.Errorf("evidence, by publication (-want +got):\n%s", diff)
	}
	if source := nodes[3].(*alliance.Source); source.Via == nil || source.Via.Via == nil || source.Via.Via.ID != "kremlin" {
		t.Errorf("atalayar took its report from %s", sourceLine(source.Via))
	}
}
