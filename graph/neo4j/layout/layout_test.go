package layout_test

import (
	"iter"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
	"entente/graph/storetest"
)

// TestReadDate checks that dates are read as they were written.
func TestReadDate(t *testing.T) {
	for _, text := range []string{
		"2020", "2020-02", "2020-02-29", "1900-02", "2020~", "2020-02?", "2020-02-29~", "-0430", "-0430-06?", "0000", "9999-12-31", "-9999-01-01",
	} {
		a := &alliance.Actor{ID: "a", Name: "A", Type: alliance.State}
		a.From, a.To = alliance.MustDate(text), alliance.MustDate(text)
		p := layout.NewActor(a).Properties
		for name, side := range map[string]layout.Side{"from": layout.First, "to": layout.Last} {
			precision, _ := p[name+"Precision"].(string)
			d, err := layout.ReadDate(p[name].(neo4j.Date), precision, side)
			if err != nil || d != a.From {
				t.Errorf("%s %s: read %v, %v", name, text, d, err)
			}
		}
	}
}

// TestNodes checks that equal facts have equal digests, with and without their nodes, and that only facts have evidence.
func TestNodes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := storetest.Facts().Draw(rt, "facts")
		count := 0
		digests := map[string]int64{}
		for n := range nodes(f) {
			digests[n.ID] = n.Digest()
			count += 1 + len(n.Evidence)
			if fact := n.Label == layout.Relation || n.Label == layout.Event; fact != (len(n.Evidence) > 0) {
				rt.Errorf("%s has %d pieces of evidence", n.ID, len(n.Evidence))
			}
			for name := range n.Properties {
				if all := layout.Complete(n.Label, layout.Properties{}, nil); n.Label != layout.Actor {
					if _, ok := all[name]; !ok {
						rt.Errorf("%s: no load would remove %s", n.ID, name)
					}
				}
			}
		}
		d := f.Dataset()
		if want := d.Actors + d.Conflicts + d.Sources + d.Relations + d.Events + d.Counts.Evidence; count != want {
			rt.Errorf("%d nodes, want %d", count, want)
		}
		for id, digest := range digested(f) {
			if digests[id] != digest {
				rt.Errorf("%s: the digest %x is not that of its node, %x", id, digest, digests[id])
			}
		}
		for n := range nodes(f) {
			if digests[n.ID] != n.Digest() {
				rt.Errorf("%s has two digests", n.ID)
			}
		}
	})
}

// digested returns the digests of all things.
func digested(f *alliance.Facts) map[string]int64 {
	all, d := map[string]int64{}, layout.Digester{}
	for _, a := range f.Actors {
		all[a.ID] = d.Actor(a)
	}
	for _, c := range f.Conflicts {
		all[c.ID] = d.Conflict(c)
	}
	for _, s := range f.Sources {
		all[s.ID] = d.Source(s)
	}
	for _, r := range f.Relations {
		all[r.ID] = d.Relation(r)
	}
	for _, e := range f.Events {
		all[e.ID] = d.Event(e)
	}
	return all
}

// nodes returns all things of the facts as they are in the database, evidence with its fact.
func nodes(f *alliance.Facts) iter.Seq[layout.Node] {
	return func(yield func(layout.Node) bool) {
		_ = yieldAll(yield, f.Actors, layout.NewActor) && yieldAll(yield, f.Conflicts, layout.NewConflict) && yieldAll(yield, f.Sources, layout.NewSource) &&
			yieldAll(yield, f.Relations, layout.NewRelation) && yieldAll(yield, f.Events, layout.NewEvent)
	}
}

// yieldAll yields things, and reports whether more are wanted.
func yieldAll[T any](yield func(layout.Node) bool, list []T, node func(T) layout.Node) bool {
	for _, thing := range list {
		if !yield(node(thing)) {
			return false
		}
	}
	return true
}
