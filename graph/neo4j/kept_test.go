package neo4j_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// keptOverNeo4j answers GraphQL from a database, and keeps the answers.
func keptOverNeo4j(db served) http.Handler {
	return graph.NewHandler(live.New(live.Edition{Store: db.store.Snapshot, Remote: db.store.Remote}), patience, graph.KeepAnswers(1<<20))
}

// TestKept compares kept answers with others while facts are loaded and the database goes away. What is kept takes the
// statement that asks whether it is from the newest facts.
func TestKept(t *testing.T) {
	server := neo4jtest.Start(t)
	for _, stale := range []bool{false, true} {
		s := newStalenessTest(t, server, neo4j.Options{Stale: stale})
		compareKept(t, s, s.served, &s.sent, stale)
	}
	s := newStalenessTest(t, server, neo4j.Options{})
	var sent atomic.Int64
	bare := serve(t, bolt.Config{
		URI: s.wire.URI, User: server.User, Password: server.Password, FailFast: true, Trace: func(string) { sent.Add(1) },
	}, neo4j.Options{})
	compareKept(t, s, bare, &sent, false)
}

// compareKept compares the answers of a database, to which sent counts the statements, that are kept with those that are not.
func compareKept(t *testing.T, s *stalenessTest, db served, sent *atomic.Int64, stale bool) {
	t.Helper()
	plain, keeping := overNeo4j(db), keptOverNeo4j(db)
	const query = `query($id: ID!) { dataset { loadedAt store } actor(id: $id) { name supporters { nodes { id evidence { stance } } } } }`
	// most is one statement, and one more in case that the first is tried again. Without what is kept there are three without a copy.
	const most = 2
	answers := map[string]bool{}
	check := func(when string, kept bool) {
		t.Helper()
		want := string(ask(t, plain, query, map[string]any{"id": "actor-1"}))
		before := sent.Load()
		got := string(ask(t, keeping, query, map[string]any{"id": "actor-1"}))
		if n := sent.Load() - before; kept && n > most {
			t.Errorf("%s: %d statements, want %d at most", when, n, most)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
		answers[got] = true
	}
	load := func(f *alliance.Facts) {
		t.Helper()
		loadAll(t, s.direct, f)
		if db == s.served {
			awaitCopy(t, db) // its statements are counted, too
		}
	}
	check("at first", false)
	check("again", true)
	load(storetest.PowerLaw(50, 120))
	check("other facts were loaded", false)
	check("again after others", true)
	load(s.facts)
	check("the first facts were loaded again", false)
	check("again after that", true)
	s.wire.Cut()
	check("the database is away", false)
	s.wire.Join()
	waitFor(t, "the database is back", func() bool { return db.db.Away() == nil })
	check("it is back", true)
	if len(answers) < 3 {
		t.Errorf("%d different answers, want those from two versions and one without the database", len(answers))
	}
	for answer := range answers {
		if strings.Contains(answer, `"stale":true`) && !stale {
			t.Errorf("stale: %s", answer)
		}
	}
}
