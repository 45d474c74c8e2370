package neo4j

import (
	"context"
	"errors"
	"sync"

	"entente/graph/alliance"
	"entente/graph/search"
)

// A Store answers from the database. Each of its methods answers from one version of the facts; for several questions
// that belong together there is [Store.Snapshot].
type Store struct {
	db *DB

	mu     sync.Mutex
	latest *generation

	// index is the index of the texts that have the digest.
	index  *search.Index
	digest string
	// indexing is held while an index is made.
	indexing chan struct{}
}

// newStore returns the store of a database.
func newStore(db *DB) *Store { return &Store{db: db, indexing: make(chan struct{}, 1)} }

// Snapshot returns a store for the questions of one request: all its answers come from the version of the facts that the
// first one comes from. Where that is no longer there, the answer is an error that wraps [alliance.ErrChanged]; asked
// anew, of another snapshot, the same questions are answered from the new facts.
func (s *Store) Snapshot() alliance.Store { return &snapshot{store: s} }

// generation returns what is kept of a generation, and drops what was kept of another.
func (s *Store) generation(number int64) *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.latest == nil || s.latest.number != number {
		s.latest = &generation{number: number}
	}
	return s.latest
}

// indexed returns the index of the texts with a digest, or, where that is empty, of the latest; nil where there is none.
func (s *Store) indexed(texts string) (*search.Index, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if texts != "" && texts != s.digest {
		return nil, ""
	}
	return s.index, s.digest
}

// keep keeps an index, instead of the one before.
func (s *Store) keep(index *search.Index, texts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.index, s.digest = index, texts
}

// changeLimit is how often a question is asked anew because the facts changed while it was answered.
const changeLimit = 5

// inOne has questions answered by a snapshot of their own.
func inOne[A any](ctx context.Context, s *Store, ask func(context.Context, alliance.Store) (A, error)) (answers A, err error) {
	for range changeLimit {
		if answers, err = ask(ctx, s.Snapshot()); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	return answers, err
}

// Dataset implements [alliance.Store].
func (s *Store) Dataset(ctx context.Context) (alliance.Dataset, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) (alliance.Dataset, error) { return one.Dataset(ctx) })
}

// Nodes implements [alliance.Store].
func (s *Store) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.Node, error) {
		return one.Nodes(ctx, ids, knownBy)
	})
}

// Actors implements [alliance.Store].
func (s *Store) Actors(ctx context.Context, queries []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.ActorConnection, error) {
		return one.Actors(ctx, queries)
	})
}

// Relations implements [alliance.Store].
func (s *Store) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.RelationConnection, error) {
		return one.Relations(ctx, queries)
	})
}

// Events implements [alliance.Store].
func (s *Store) Events(ctx context.Context, queries []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.EventConnection, error) {
		return one.Events(ctx, queries)
	})
}

// Conflicts implements [alliance.Store].
func (s *Store) Conflicts(ctx context.Context, queries []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.ConflictConnection, error) {
		return one.Conflicts(ctx, queries)
	})
}

// Sources implements [alliance.Store].
func (s *Store) Sources(ctx context.Context, queries []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.SourceConnection, error) {
		return one.Sources(ctx, queries)
	})
}

// Evidence implements [alliance.Store].
func (s *Store) Evidence(ctx context.Context, queries []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([]alliance.EvidenceConnection, error) {
		return one.Evidence(ctx, queries)
	})
}

// Search implements [alliance.Store].
func (s *Store) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return inOne(ctx, s, func(ctx context.Context, one alliance.Store) ([][]alliance.SearchHit, error) {
		return one.Search(ctx, queries)
	})
}
