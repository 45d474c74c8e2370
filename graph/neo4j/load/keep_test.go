package load_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
	"entente/graph/neo4j/neo4jtest"
)

// A keeper loads facts into a database of its own, and reads them back.
type keeper struct {
	db    *bolt.DB
	store *neo4j.Store
}

// newKeeper returns a keeper of an empty database.
func newKeeper(t *testing.T) keeper {
	t.Helper()
	return newKeeperAt(t, neo4jtest.Start(t))
}

// newKeeperAt returns a keeper of the database of a server.
func newKeeperAt(t *testing.T, server *neo4jtest.Server) keeper {
	t.Helper()
	db, err := bolt.Open(t.Context(), bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	k := keeper{db, neo4j.NewStore(db, neo4j.Options{})}
	t.Cleanup(func() {
		_ = k.store.Close(context.Background())
		_ = db.Close(context.Background())
	})
	return k
}

// load loads facts, and keeps what is there.
func (k keeper) load(t *testing.T, f *alliance.Facts) *load.Report {
	t.Helper()
	report, err := load.Load(t.Context(), k.db, f, load.Options{Kept: k.store.Facts})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// replace loads facts, and keeps nothing else.
func (k keeper) replace(t *testing.T, f *alliance.Facts) {
	t.Helper()
	if _, err := load.Load(t.Context(), k.db, f, load.Options{}); err != nil {
		t.Fatal(err)
	}
}

// facts returns all facts of the database.
func (k keeper) facts(t *testing.T) *alliance.Facts {
	t.Helper()
	f, err := k.store.Facts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return alliance.NewFacts(*f)
}

// backing returns facts in which one source says that a supports b, against c if that is set.
func backing(source string, against bool) *alliance.Facts {
	actors := []*alliance.Actor{
		{ID: "a", Name: "A", Type: alliance.State}, {ID: "b", Name: "B", Type: alliance.State}, {ID: "c", Name: "C", Type: alliance.State},
	}
	said := &alliance.Source{ID: source, Title: source, Published: alliance.MustDate("2000")}
	r := &alliance.Relation{ID: "a.supports.b", Type: alliance.Supports, Subject: actors[0], Object: actors[1]}
	if against {
		r.Against = actors[2]
	}
	r.Evidence = []*alliance.Evidence{{ID: r.ID + "." + source, Fact: r.ID, Stance: alliance.Asserts, Source: said}}
	return alliance.NewFacts(alliance.Facts{Actors: actors, Sources: []*alliance.Source{said}, Relations: []*alliance.Relation{r}})
}

// TestKeep checks that what is kept stays beside the facts, that a relation keeps its statements, and that none is replaced by
// another.
func TestKeep(t *testing.T) {
	k := newKeeper(t)
	k.load(t, backing("s1", false))
	k.load(t, backing("s2", false))
	var says []string
	for e := range k.facts(t).Evidence {
		says = append(says, e.ID)
	}
	if want := []string{"a.supports.b.s1", "a.supports.b.s2"}; !slices.Equal(says, want) {
		t.Errorf("the relation has the statements %q, want %q", says, want)
	}
	if r := k.load(t, backing("s1", false)); !r.Unchanged {
		t.Errorf("what is there already changed: %+v", r)
	}
	_, err := load.Load(t.Context(), k.db, backing("s3", true), load.Options{Kept: k.store.Facts})
	if err == nil || !strings.Contains(err.Error(), "the facts have another a.supports.b than the one that is kept") {
		t.Errorf("loading support against another: error is %v", err)
	}
	report := k.load(t, alliance.NewFacts(alliance.Facts{
		Actors:      []*alliance.Actor{{ID: "d", Name: "D", Type: alliance.State}, {ID: "c", Name: "Again", Type: alliance.State}},
		Collections: []alliance.Collection{{Title: "More"}},
	}))
	want := &load.Report{Version: k.facts(t).Dataset().Version, Actors: load.Change{Added: 1, Changed: 1},
		ActorTypes: map[string]load.Change{"STATE": {Added: 1, Changed: 1}}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	k.replace(t, backing("s2", false))
	if d := k.facts(t).Dataset(); d.Version != backing("s2", false).Dataset().Version {
		t.Errorf("without what is kept the facts are %+v", d)
	}
}
