package export_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/storetest"
)

// TestNetworks compares networks of the bundled facts with golden files.
func TestNetworks(t *testing.T) {
	store := libya(t)
	for golden, question := range map[string]string{
		"network.graphml": "network.graphml?around=lna",
		"network.gexf":    "network.gexf?around=lna",
		"network.json":    "network.json?around=lna",
		"network.gml":     "network.gml?around=lna",
		"ties.json":       "network.json?edges=ties",
	} {
		compareGolden(t, golden, exported(t, store, question))
	}
}

// A nodeLink is a network as a file of JSON has it.
type nodeLink struct {
	Nodes []struct{ ID string }
	Edges []struct{ ID, Source, Target string }
}

// nodeIDs returns the ids of the nodes.
func (n *nodeLink) nodeIDs() []string {
	var ids []string
	for _, node := range n.Nodes {
		ids = append(ids, node.ID)
	}
	return ids
}

// networkOf returns a network that answers a question.
func networkOf(t testing.TB, store alliance.Store, parameters string) *nodeLink {
	t.Helper()
	n := &nodeLink{}
	if err := json.Unmarshal(exported(t, store, "network.json?"+parameters), n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNetworkNodes(t *testing.T) {
	store := libya(t)
	actors, err := store.Actors(t.Context(), []alliance.ActorQuery{{PageRequest: alliance.PageRequest{First: 1000}}})
	if err != nil {
		t.Fatal(err)
	}
	for parameters, want := range map[string]int{
		"isolates=true":                        len(actors[0].Nodes),
		"isolates=true&types=LEADS":            len(actors[0].Nodes),
		"around=lna&depth=0":                   1,
		"around=lna,gna&depth=0":               2,
		"around=lna&types=SUCCEEDS":            1,
		"around=lna&types=SUCCEEDS&edges=ties": 1,
		"statuses=DENIED&asOf=1900":            0,
	} {
		if got := networkOf(t, store, parameters); len(got.Nodes) != want {
			t.Errorf("%s: %d nodes, want %d: %v", parameters, len(got.Nodes), want, got.nodeIDs())
		}
	}
}

func TestNetworkErrors(t *testing.T) {
	store := libya(t)
	for parameters, want := range map[string]string{
		"edges=tie":                    `edges: there is no "tie" (there are relations, ties)`,
		"ambivalent=NONE":              "ambivalent: it is about ties, and the edges are relations (add edges=ties)",
		"depth=11":                     "depth: 11 is not between 0 and 10",
		"depth=-1":                     "depth: -1 is not between 0 and 10",
		"around=lna&isolates=true":     "isolates: it adds actors to a whole network, and this is one around some (leave one of the two out)",
		"since=2021&until=2020":        "since: 2021 is after until, 2020 (swap them)",
		"around=nobody":                `there is no actor "nobody"`,
		"around=nobody&edges=ties":     `there is no actor "nobody"`,
		"edges=ties&ambivalent=HOSTIL": `ambivalent: there is no "HOSTIL" (there are HOSTILE, FRIENDLY, NONE)`,
	} {
		err := write(t.Context(), store, "network.gml?"+parameters, io.Discard)
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", parameters, err, want)
		}
	}
}

// TestNetworkOfRandomFacts checks that networks have the relations and ties of the store between nodes that they have, and
// that what is XML is well-formed.
func TestNetworkOfRandomFacts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store := memory.New(storetest.Facts().Draw(rt, "facts"), time.Unix(0, 0))
		claimed := alliance.RelationFilter{Statuses: alliance.Claimed()}
		found, err := store.Relations(t.Context(), []alliance.RelationQuery{{Where: claimed, PageRequest: alliance.PageRequest{First: 1 << 20}}})
		if err != nil {
			rt.Fatal(err)
		}
		signed, err := network.View{Store: store}.Ties(t.Context(), nil, 0)
		if err != nil {
			rt.Fatal(err)
		}
		for edges, want := range map[string]int{"relations": len(found[0].Nodes), "ties": len(signed.Ties)} {
			got := networkOf(t, store, "edges="+edges)
			if len(got.Edges) != want {
				rt.Fatalf("%d %s, want %d", len(got.Edges), edges, want)
			}
			ids := got.nodeIDs()
			for _, e := range got.Edges {
				if !slices.Contains(ids, e.Source) || !slices.Contains(ids, e.Target) {
					rt.Fatalf("%s is between actors that are not there", e.ID)
				}
			}
			for _, format := range []string{"graphml", "gexf"} {
				if err := wellFormed(exported(t, store, "network."+format+"?edges="+edges), want); err != nil {
					rt.Fatal(format, err)
				}
			}
		}
	})
}

// wellFormed returns an error unless a text is XML with a number of elements named edge.
func wellFormed(data []byte, want int) error {
	d := xml.NewDecoder(strings.NewReader(string(data)))
	edges := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && edges == want {
			return nil
		}
		if err != nil {
			return errors.Join(err, errors.New("the edges end early"))
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "edge" {
			edges++
		}
	}
}
