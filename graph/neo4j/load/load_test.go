package load

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/storetest"
)

// addedTypes returns what a load of facts into an empty database adds of each type.
func addedTypes(f *alliance.Facts) (actors, relations map[string]Change) {
	actors, relations = map[string]Change{}, map[string]Change{}
	for _, a := range f.Actors {
		actors[string(a.Type)] = Change{Added: actors[string(a.Type)].Added + 1}
	}
	for _, r := range f.Relations {
		relations[string(r.Type)] = Change{Added: relations[string(r.Type)].Added + 1}
	}
	return actors, relations
}

// TestLoadTwice loads facts into an empty database, and again.
func TestLoadTwice(t *testing.T) {
	db := open(t, nil)
	facts := storetest.PowerLaw(30, 60)
	d := facts.Dataset()
	want := &Report{
		Version: d.Version, Actors: Change{Added: 30}, Sources: Change{Added: 3}, Conflicts: Change{Added: 100},
		Relations: Change{Added: 60}, Evidence: Change{Added: d.Counts.Evidence},
	}
	want.ActorTypes, want.RelationTypes = addedTypes(facts)
	if diff := cmp.Diff(want, load(t, db, facts, Options{DryRun: true})); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	if len(dump(t, db)) != 0 {
		t.Error("a dry run wrote something")
	}
	for name, o := range map[string]Options{"in batches": inBatches(), "at once": inOne()} {
		ask(t, db, `MATCH (n) DETACH DELETE n`)
		if diff := cmp.Diff(want, load(t, db, facts, o)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		before := dump(t, db)
		unchanged := &Report{Version: d.Version, Unchanged: true}
		for _, again := range []Options{{}, {Verify: true}, inBatches(), {DryRun: true}} {
			if diff := cmp.Diff(unchanged, load(t, db, facts, again)); diff != "" {
				t.Errorf("%s, again with %+v (-want +got):\n%s", name, again, diff)
			}
		}
		if diff := cmp.Diff(before, dump(t, db)); diff != "" {
			t.Errorf("a load of the same facts changed the database (-before +after):\n%s", diff)
		}
	}
}

// TestRandom loads random facts over random facts, in one transaction and in batches: the database is what a load into an empty
// one makes it.
func TestRandom(t *testing.T) {
	db := open(t, nil)
	rapid.Check(t, func(rt *rapid.T) {
		a, b := storetest.Facts().Draw(rt, "a"), storetest.Facts().Draw(rt, "b")
		ask(t, db, `MATCH (n) DETACH DELETE n`)
		load(t, db, b, inOne())
		want := dump(t, db)
		for name, o := range map[string]Options{"one": inOne(), "batches": inBatches()} {
			ask(t, db, `MATCH (n) DETACH DELETE n`)
			load(t, db, a, inBatches())
			dry := o
			dry.DryRun = true
			planned := load(t, db, b, dry)
			if diff := cmp.Diff(planned, load(t, db, b, o)); diff != "" {
				rt.Errorf("%s: the dry run said otherwise (-dry +done):\n%s", name, diff)
			}
			if diff := cmp.Diff(want, dump(t, db)); diff != "" {
				rt.Errorf("%s (-empty +over others):\n%s", name, diff)
			}
			if r := load(t, db, b, Options{Verify: true}); !r.Unchanged {
				rt.Errorf("%s: to verify it says %+v", name, r)
			}
		}
	})
}
