package neo4j_test

import (
	"bytes"
	"context"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// openCopied returns the database of a server, with a store that copies facts into memory. Statements are counted.
func openCopied(t testing.TB, server *neo4jtest.Server) (served, *atomic.Int64) {
	t.Helper()
	sent := new(atomic.Int64)
	config := bolt.Config{URI: server.URI, User: server.User, Password: server.Password, Trace: func(string) { sent.Add(1) }}
	return serve(t, config, neo4j.Options{
		Copy: func(f *alliance.Facts) alliance.Store { return memory.New(f, time.Unix(0, 0)) },
	}), sent
}

// awaitCopy waits for the copy of what is loaded.
func awaitCopy(t testing.TB, db served) {
	t.Helper()
	if !db.store.Copied(context.Background()) {
		t.Fatal("there is no copy of the facts")
	}
}

// TestStoreCopied runs the suite on the copy of what was loaded into a real Neo4j.
func TestStoreCopied(t *testing.T) {
	exhaustive.Only(t)
	db, _ := openCopied(t, database(t))
	var copied, without atomic.Int64
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		if err := loadFacts(context.Background(), db.db, facts); err != nil {
			t.Fatal(err)
		}
		if db.store.Copied(context.Background()) {
			copied.Add(1)
		} else {
			without.Add(1)
		}
		return db.store
	})
	// One test makes facts that point at an actor who is not there.
	if without.Load() > 1 || copied.Load() < 40 {
		t.Errorf("%d data sets were copied, %d were not", copied.Load(), without.Load())
	}
}

// TestGraphQLCopied asks random facts over both stores, as [TestGraphQLRandom] does, where Neo4j's are copied.
func TestGraphQLCopied(t *testing.T) {
	exhaustive.Only(t)
	db, _ := openCopied(t, database(t))
	rapid.Check(t, func(check *rapid.T) {
		f := storetest.Facts().Draw(check, "facts")
		if err := loadFacts(check.Context(), db.db, f); err != nil {
			check.Fatal(err)
		}
		awaitCopy(t, db)
		both := twoHandlers{overMemory(f), overNeo4j(db)}
		for range 5 {
			variables := drawVariables(check, f)
			for _, query := range derived {
				both.compare(during{t, check}, query, variables)
			}
		}
	})
}

// TestCopy checks that the copy says what was loaded, that a request to it is one statement, and that other facts are
// answered as soon as they are loaded: by statements, then from a copy of them.
func TestCopy(t *testing.T) {
	db, sent := openCopied(t, database(t))
	libya, err := facts.Read(facts.Dir{Name: "libya-2020", FS: os.DirFS("../../fixtures/libya-2020")})
	if err != nil {
		t.Fatal(err)
	}
	handler := overNeo4j(db)
	const question = `{ actor(id: "haftar") { supporters(indirect: true) { nodes { id evidence { quote source { title } } } } }
		russia: actor(id: "russia") { allies { with { name } } } search(text: "hafter") { matched } dataset { version store } }`
	loadAll(t, db, libya)
	byStatements := ask(t, handler, question, nil)
	awaitCopy(t, db)
	sent.Store(0)
	fromCopy := ask(t, handler, question, nil)
	if diff := cmp.Diff(string(byStatements), string(fromCopy)); diff != "" || !bytes.Contains(fromCopy, []byte(`"store":"neo4j"`)) {
		t.Errorf("the copy answers %s (-statements +copy):\n%s", fromCopy, diff)
	}
	if n := sent.Load(); n != 1 {
		t.Errorf("a request to the copy is %d statements, want 1", n)
	}

	other := storetest.PowerLaw(30, 60)
	loadAll(t, db, other)
	version := other.Dataset().Version
	for _, when := range []string{"at once", "once it is copied"} {
		answer := ask(t, handler, `{ haftar: actor(id: "haftar") { id } actor(id: "actor-3") { id } }`, nil)
		if want := `{"data":{"haftar":null,"actor":{"id":"actor-3"}},"extensions":{"cost":{"charged":4,"limit":250000},"dataset":"` + version + `"}}` + "\n"; string(answer) != want {
			t.Errorf("%s, other facts are answered %q, want %q", when, answer, want)
		}
		awaitCopy(t, db)
	}
}

// TestCopyAway checks that a copy answers nothing while its database is away, and again once that is back.
func TestCopyAway(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	server := neo4jtest.Start(t)
	db, _ := openCopied(t, server)
	facts := storetest.PowerLaw(30, 60)
	loadAll(t, db, facts)
	awaitCopy(t, db)
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	checkAway(t, db)
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	checkFacts(t, db, facts)
}

// TestCopyEnds checks that a database can be closed while its facts are copied, and that facts which are loaded one after
// the other are each answered right, whether they were copied in time or not.
func TestCopyEnds(t *testing.T) {
	for n := range 5 {
		db, _ := openCopied(t, database(t))
		facts := storetest.PowerLaw(40+n, 90)
		loadAll(t, db, facts)
		checkFacts(t, db, facts)
		loadAll(t, db, storetest.PowerLaw(50+n, 90))
		d, err := db.store.Dataset(t.Context())
		if err != nil || d.Actors != 50+n {
			t.Errorf("%d actors, error %v, want %d", d.Actors, err, 50+n)
		}
		if err := db.close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}
