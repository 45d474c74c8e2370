package neo4j_test

import (
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// TestNewest loads into the newest Neo4j and runs the suite on it.
func TestNewest(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	server := neo4jtest.StartNewest(t)
	db := openAt(t, server, nil)
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		loadAll(t, db, facts)
		return db.store
	})
}
