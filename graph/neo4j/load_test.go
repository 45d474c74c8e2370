package neo4j_test

import (
	"context"
	"testing"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
)

// loadFacts loads facts.
func loadFacts(ctx context.Context, db *bolt.DB, f *alliance.Facts) error {
	_, err := load.Load(ctx, db, f, load.Options{})
	return err
}

// loadAll loads facts.
func loadAll(t testing.TB, db served, f *alliance.Facts) {
	t.Helper()
	if err := loadFacts(context.Background(), db.db, f); err != nil {
		t.Fatal(err)
	}
}
