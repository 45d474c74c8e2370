package neo4j

import (
	"context"
	"time"

	"entente/graph/alliance"
)

// With returns options under which things are written in batches of a size, and a lease lasts for ttl.
func (o LoadOptions) With(size int, ttl time.Duration) LoadOptions {
	o.size, o.lease = size, ttl
	return o
}

// Facts reads the whole data set.
func (db *DB) Facts(ctx context.Context) (*alliance.Facts, error) {
	return (&snapshot{store: db.store}).facts(ctx)
}

// Copied waits for the copy of the current facts, and reports whether there is one then.
func (s *Store) Copied(ctx context.Context) bool {
	if _, err := s.Dataset(ctx); err != nil {
		return false
	}
	s.copies.Wait()
	return !s.Remote()
}

// Run runs a statement of a test's own.
func (db *DB) Run(ctx context.Context, cypher string, params map[string]any) ([][]any, error) {
	records, err := db.write(ctx, cypher, params)
	rows := make([][]any, len(records))
	for i, r := range records {
		rows[i] = r
	}
	return rows, err
}
