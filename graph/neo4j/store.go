package neo4j

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/search"
)

// Options are how a store answers.
type Options struct {
	// Copy makes a store in memory of facts. If it is not nil, the store answers from a copy of all facts as soon as there
	// is one, and asks the database only whether they are current.
	Copy func(*alliance.Facts) alliance.Store
	// Stale has the last copy answer while the database is away; see [alliance.Staleness].
	Stale bool
	// MaxStaleness is how long a copy that was found to be current answers without asking the database again; 0 asks for each
	// request.
	MaxStaleness time.Duration
}

// A Store answers from the database. Each of its methods answers from one version of the facts; for several questions
// that belong together there is [Store.Snapshot].
type Store struct {
	relay
	db      *bolt.DB
	options Options
	lanes   *lanes

	mu     sync.Mutex
	latest *edition
	// last is the last copy that was made, and seen when a copy was last known to be current.
	last *copied
	seen time.Time
	now  func() time.Time
	// doubtful says that the edition that was current last may not be any more: then no request begins early.
	doubtful atomic.Bool
	// serves says that somebody asks questions, instead of all facts.
	serves atomic.Bool
	// copies are under way.
	copies sync.WaitGroup

	// index is the index of the texts that have the digest.
	index  *search.Index
	digest string
	// indexing is held while an index is made.
	indexing chan struct{}
}

// NewStore returns a store of what is in a database, which it does not ask yet.
func NewStore(db *bolt.DB, o Options) *Store {
	s := &Store{db: db, options: o, now: time.Now, indexing: make(chan struct{}, 1)}
	s.relay = relay{s.inOne}
	s.lanes = newLanes(s.answer)
	s.lanes.late = db.Forget
	return s
}

// Snapshot returns a store for the questions of one request: all its answers come from the version of the facts that the
// first one comes from. Where that is no longer there, the answer is an error that wraps [alliance.ErrChanged]; asked
// anew, of another snapshot, the same questions are answered from the new facts.
func (s *Store) Snapshot() alliance.Store {
	s.serves.Store(true)
	r := &request{store: s}
	r.relay = relay{r.ask}
	return r
}

// edition returns what is kept of an edition, and drops what was kept of another.
func (s *Store) edition(number int64) *edition {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.latest == nil || s.latest.number != number {
		s.latest.drop()
		s.latest = newEdition(number)
		if s.options.Copy != nil {
			s.copy(s.latest)
		} else if s.serves.Load() {
			s.preload(s.latest)
		}
	}
	return s.latest
}

// Close ends what the store does by itself, and waits until no statement is under way any more, or the context is done. The
// database may be closed afterwards.
func (s *Store) Close(ctx context.Context) error {
	s.mu.Lock()
	s.latest.drop()
	s.mu.Unlock()
	s.copies.Wait()
	s.lanes.wait(ctx)
	return ctx.Err()
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
