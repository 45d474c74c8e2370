package neo4j_test

import (
	"context"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// TestNewest loads into the newest Neo4j and runs the suite on it.
func TestNewest(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	server := neo4jtest.StartNewest(t)
	db, err := neo4j.Open(t.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close(context.Background()) })
	load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
	load(t, db, variant(), lots())
	checkLoaded(t, db, variant())
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		load(t, db, facts, neo4j.LoadOptions{})
		return db.Store()
	})
}
