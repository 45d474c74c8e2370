package neo4j_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// database is the server of this package's tests.
var database = neo4jtest.Shared()

// A served is a database, and a store of what is in it.
type served struct {
	db    *bolt.DB
	store *neo4j.Store
}

// close closes both.
func (s served) close(ctx context.Context) error {
	return errors.Join(s.store.Close(ctx), s.db.Close(ctx))
}

// run runs a statement of a test's own.
func (s served) run(ctx context.Context, cypher string, params map[string]any) ([]bolt.Record, error) {
	return s.db.Write(ctx, cypher, params)
}

// open returns the test database.
func open(t testing.TB) served { return openTraced(t, nil) }

// openTraced returns the test database, which tells of every statement that it is sent.
func openTraced(t testing.TB, trace func(string)) served {
	t.Helper()
	db := openAt(t, database(t), trace)
	if trace != nil {
		db.store.Trust() // a machine that is busy takes long to plan a statement, and another would be counted
	}
	return db
}

// openAt returns the database of a server.
func openAt(t testing.TB, server *neo4jtest.Server, trace func(string)) served {
	t.Helper()
	return serve(t, bolt.Config{URI: server.URI, User: server.User, Password: server.Password, Trace: trace}, neo4j.Options{})
}

// serve returns a database, which need not be there.
func serve(t testing.TB, config bolt.Config, o neo4j.Options) served {
	t.Helper()
	db, err := bolt.New(config)
	if err != nil {
		t.Fatal(err)
	}
	s := served{db, neo4j.NewStore(db, o)}
	t.Cleanup(func() { _ = s.close(context.Background()) })
	return s
}

// TestStore runs the suite on a real Neo4j, and counts the questions of it.
func TestStore(t *testing.T) {
	db := open(t)
	var asked atomic.Int64
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		if err := loadFacts(context.Background(), db.db, facts); err != nil {
			t.Fatal(err)
		}
		return counting{db.store, &asked}
	})
	t.Logf("%d questions", asked.Load())
	if least := int64(1000); exhaustive.On() && asked.Load() < least {
		t.Errorf("only %d questions, want at least %d", asked.Load(), least)
	}
}

// counting is a store that counts the questions about lists.
type counting struct {
	alliance.Store
	asked *atomic.Int64
}

// Actors implements [alliance.Store], as do the methods after it.
func (c counting) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	c.asked.Add(int64(len(queries)))
	return c.Store.Actors(ctx, queries)
}

// Relations counts and asks.
func (c counting) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	c.asked.Add(int64(len(queries)))
	return c.Store.Relations(ctx, queries)
}

// Events counts and asks.
func (c counting) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	c.asked.Add(int64(len(queries)))
	return c.Store.Events(ctx, queries)
}

// Sources counts and asks.
func (c counting) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	c.asked.Add(int64(len(queries)))
	return c.Store.Sources(ctx, queries)
}

// Evidence counts and asks.
func (c counting) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	c.asked.Add(int64(len(queries)))
	return c.Store.Evidence(ctx, queries)
}
