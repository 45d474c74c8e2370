package memory_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// TestRelationsBetween compares relations between actors, and against some, with all that the filter keeps: few and many
// actors, the first of which have thousands of relations.
func TestRelationsBetween(t *testing.T) {
	facts := storetest.PowerLaw(3000, 20_000)
	random := rand.New(rand.NewPCG(1, 2))
	ids := func(n int) []string {
		if n < 0 {
			return nil
		}
		list := []string{"actor-0", "actor-1", "nobody", "actor-0"}[:min(n, 4)]
		for range n - len(list) {
			list = append(list, facts.Actors[random.IntN(len(facts.Actors))].ID)
		}
		return list
	}
	for _, r := range facts.Relations {
		if (r.Type == alliance.Supports || r.Type == alliance.AlliedWith) && random.IntN(2) == 0 {
			r.Against = facts.Relations[random.IntN(len(facts.Relations))].Subject
		}
	}
	store := memory.New(facts, time.Time{})
	for _, test := range [][3]int{{5, 5, -1}, {5, 900, -1}, {900, 5, -1}, {-1, 5, -1}, {5, -1, -1}, {5, -1, 5}, {900, -1, 5}, {5, 900, 900}, {-1, 900, 5}, {-1, -1, 5}, {5, 5, 0}} {
		for _, types := range [][]alliance.RelationType{nil, {alliance.Supports, alliance.AlliedWith}} {
			where := alliance.RelationFilter{Types: types, Subjects: ids(test[0]), Objects: ids(test[1]), Against: ids(test[2])}
			pages, err := store.Relations(t.Context(), []alliance.RelationQuery{{Where: where, PageRequest: alliance.PageRequest{First: 100_000}}})
			if err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(slices.Clone(facts.Relations), func(r *alliance.Relation) bool { return !where.Keeps(r) })
			if diff := gocmp.Diff(relationIDs(want), relationIDs(pages[0].Nodes)); diff != "" || len(want) == 0 && test[2] != 0 {
				t.Errorf("%v, %v: %d relations, %s", test, types, len(want), diff)
			}
		}
	}
}

// relationIDs returns the ids of relations.
func relationIDs(relations []*alliance.Relation) []string {
	ids := []string{}
	for _, r := range relations {
		ids = append(ids, r.ID)
	}
	return ids
}
