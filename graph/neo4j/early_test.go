package neo4j_test

import (
	"bytes"
	"errors"
	"net/http"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/live"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// A waiting is a store without [alliance.Begin].
type waiting struct{ alliance.Store }

// Stale passes on.
func (w waiting) Stale() (time.Time, error) { return alliance.Staleness(w.Store) }

// overWaiting answers GraphQL from a database, and looks what is loaded before it does.
func overWaiting(db served) http.Handler {
	store := func() alliance.Store { return waiting{db.store.Snapshot()} }
	return graph.NewHandler(live.New(live.Edition{Store: store, Remote: db.store.Remote}), patience)
}

// withoutCopies returns the test with a store, through the same wire, that copies nothing.
func (s *stalenessTest) withoutCopies(t *testing.T) *stalenessTest {
	t.Helper()
	s.served = served{s.db, neo4j.NewStore(s.db, neo4j.Options{})}
	t.Cleanup(func() { _ = s.store.Close(t.Context()) })
	if err := s.store.Preloaded(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// asked are questions that are answered by what is kept, by statements, by both, and not at all.
var asked = []string{
	`{ dataset { version } }`,
	`{ actor(id: "actor-3") { name supporters { nodes { subject { name } evidence { source { title } } } } } nobody: actor(id: "nobody") { id } }`,
	`{ actors(first: 3) { nodes { id supporters(first: 2) { nodes { id } } } } relations(first: 2) { nodes { id subject { name } } } }`,
	`{ network(around: ["actor-1"], depth: 1) { nodes { id } edges { id } } search(text: "actor") { matched } }`,
	`{ actors(first: 9999) { nodes { id } } actor(id: "actor-2") { name } }`,
	`{ nothing }`,
}

// TestEarly asks a server that answers early while the database is replaced, cut off, being loaded and emptied: it says,
// byte by byte, what one says that looks first.
func TestEarly(t *testing.T) {
	server := neo4jtest.Start(t)
	for _, test := range []struct {
		name    string
		options neo4j.Options
		copies  bool
	}{
		{"copy", neo4j.Options{}, true},
		{"stale copy", neo4j.Options{Stale: true}, true},
		{"statements", neo4j.Options{}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStalenessTest(t, server, test.options)
			if !test.copies {
				s = s.withoutCopies(t)
			}
			s.comparesEarly(t)
		})
	}
}

// comparesEarly asks each question while the database goes from one state to the next, and compares the answers.
func (s *stalenessTest) comparesEarly(t *testing.T) {
	t.Helper()
	early, late := overNeo4j(s.served), overWaiting(s.served)
	questions := asked
	if !exhaustive.On() {
		questions = asked[1:3]
	}
	for _, question := range questions {
		for _, state := range s.states(t) {
			state.begin()
			got, want := ask(t, early, question, nil), ask(t, late, question, nil)
			if !bytes.Equal(got, want) {
				t.Errorf("%s: %s is answered early\n%swant\n%s", state.name, question, got, want)
			}
		}
	}
}

// A state is one that a database comes to.
type state struct {
	name  string
	begin func()
}

// states returns what becomes of the database, one after the other.
func (s *stalenessTest) states(t *testing.T) []state {
	t.Helper()
	run := func(cypher string) func() {
		return func() {
			t.Helper()
			if _, err := s.direct.db.Write(t.Context(), cypher, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	load := func(f *alliance.Facts) func() { return func() { loadAll(t, s.direct, f) } }
	return []state{
		{"at first", func() {
			clear(t, s.direct)
			load(s.facts)()
			s.store.Copied(t.Context())
		}},
		{"as it was", func() {}},
		{"other facts", load(storetest.PowerLaw(40, 70))},
		{"away", s.wire.Cut},
		{"back", func() {
			s.wire.Join()
			waitFor(t, "the database is back", func() bool { return s.db.Away() == nil })
		}},
		{"loading", run(`MATCH (d:_Dataset) SET d.loading = d.edition + 1`)},
		{"loaded", run(`MATCH (d:_Dataset) REMOVE d.loading`)},
		{"gone", run(`MATCH (d:_Dataset) DELETE d`)},
		{"loading for the first time", run(`CREATE (:_Dataset {id: 'dataset', loading: 9})`)},
	}
}

// TestEarlyStatements checks that a copy answers before the look at the database is back, that this does not count where the
// look fails, and that nothing is answered early from then on until the database is back.
func TestEarlyStatements(t *testing.T) {
	s := newStalenessTest(t, neo4jtest.Start(t), neo4j.Options{})
	some := func(request alliance.Store) error {
		_, err := request.Actors(t.Context(), []alliance.ActorQuery{{}})
		return err
	}
	begun := func() alliance.Store {
		request := s.store.Snapshot()
		alliance.Begin(t.Context(), request)
		return request
	}
	s.wire.Cut()
	first := begun()
	if err := some(first); err != nil {
		t.Errorf("error %v before the look is back", err)
	}
	if _, err := first.Dataset(t.Context()); !errors.Is(err, alliance.ErrChanged) || errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("error %v, want that the request is to be run again", err)
	}
	if err := some(first); !errors.Is(err, alliance.ErrChanged) {
		t.Errorf("error %v, want that nothing is answered any more", err)
	}
	if err := some(begun()); !errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("error %v after the look failed, want that the database is away", err)
	}
	s.wire.Join()
	waitFor(t, "the database is back", func() bool { return s.db.Away() == nil })
	for range 2 {
		if request := begun(); some(request) != nil {
			t.Error("nothing is answered after the database is back")
		} else if d, err := request.Dataset(t.Context()); err != nil || d.Version != s.facts.Dataset().Version {
			t.Errorf("version %q, error %v", d.Version, err)
		}
	}
}
