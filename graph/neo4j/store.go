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
	relay
	db *DB

	mu     sync.Mutex
	latest *generation
	// copies are under way.
	copies sync.WaitGroup

	// index is the index of the texts that have the digest.
	index  *search.Index
	digest string
	// indexing is held while an index is made.
	indexing chan struct{}
}

// newStore returns the store of a database.
func newStore(db *DB) *Store {
	s := &Store{db: db, indexing: make(chan struct{}, 1)}
	s.relay = relay{s.inOne}
	return s
}

// Snapshot returns a store for the questions of one request: all its answers come from the version of the facts that the
// first one comes from. Where that is no longer there, the answer is an error that wraps [alliance.ErrChanged]; asked
// anew, of another snapshot, the same questions are answered from the new facts.
func (s *Store) Snapshot() alliance.Store {
	r := &request{store: s}
	r.relay = relay{r.ask}
	return r
}

// generation returns what is kept of a generation, and drops what was kept of another.
func (s *Store) generation(number int64) *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.latest == nil || s.latest.number != number {
		s.latest.drop()
		s.latest = &generation{number: number, copied: make(chan struct{}), stop: func() {}}
		if s.db.config.Copy != nil {
			s.copy(s.latest)
		}
	}
	return s.latest
}

// close ends what the store does by itself.
func (s *Store) close() {
	s.mu.Lock()
	s.latest.drop()
	s.mu.Unlock()
	s.copies.Wait()
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

// inOne has a question answered by a snapshot of its own.
func (s *Store) inOne(_ context.Context, ask func(alliance.Store) error) (err error) {
	for range changeLimit {
		if err = ask(s.Snapshot()); !errors.Is(err, alliance.ErrChanged) {
			break
		}
	}
	return err
}
