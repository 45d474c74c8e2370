package neo4j_test

import (
	"context"
	"sync/atomic"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// database is the server of this package's tests.
var database = neo4jtest.Shared()

// open returns the test database.
func open(t testing.TB) *neo4j.DB { return openTraced(t, nil) }

// openTraced returns the test database, which tells of every statement that it is sent.
func openTraced(t testing.TB, trace func(string)) *neo4j.DB {
	t.Helper()
	return openAt(t, database(t), trace)
}

// openAt returns the database of a server.
func openAt(t testing.TB, server *neo4jtest.Server, trace func(string)) *neo4j.DB {
	t.Helper()
	db, err := neo4j.Open(context.Background(), neo4j.Config{
		URI: server.URI, User: server.User, Password: server.Password, Trace: trace,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close(context.Background()) })
	return db
}

// TestStore runs the suite on a real Neo4j, and counts the questions of it.
func TestStore(t *testing.T) {
	db := open(t)
	var asked atomic.Int64
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		if _, err := db.Load(context.Background(), facts, neo4j.LoadOptions{}); err != nil {
			t.Fatal(err)
		}
		return counting{db.Store(), &asked}
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
