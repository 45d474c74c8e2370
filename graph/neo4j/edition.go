package neo4j

import (
	"context"
	"sync"
	"sync/atomic"

	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// An edition is what is kept of one edition of the facts: it never changes, so that it need not be asked for again.
type edition struct {
	number int64

	mu    sync.Mutex
	cache *cache
	// lacks says that the last who asked for facts found something not kept that these point at: the next asks for it with them.
	lacks atomic.Bool
	// dataset and texts are what the database says of the version, once it was asked.
	dataset alliance.Dataset
	texts   string
	// copy has all facts, once they are copied; then copied is closed. stop ends copying.
	copy   atomic.Pointer[copied]
	copied chan struct{}
	stop   context.CancelFunc
}

// newEdition returns an edition of which nothing is kept yet.
func newEdition(number int64) *edition {
	e := &edition{number: number, copied: make(chan struct{}), stop: func() {}}
	e.lacks.Store(true)
	return e
}

// drop ends what is done for the sake of the edition, which may be nil.
func (e *edition) drop() {
	if e != nil {
		e.stop()
	}
}

// things returns a cache with room in it.
func (e *edition) things() *cache {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cache == nil || e.cache.full() {
		e.cache = newCache()
	}
	return e.cache
}

// described returns what is known of the data set; false where it was not asked for yet.
func (e *edition) described() (alliance.Dataset, string, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.dataset, e.texts, e.dataset.Version != ""
}

// A look is what a statement finds loaded, before or after it is answered.
type look struct {
	// pending says that a load is being committed.
	pending bool
	edition int64
	// loading says that a load of many transactions is under way, or was cut short.
	loading bool
}

// lookRows are the values of a look.
var lookRows = &columns{"data set", []string{"pending", "edition", "loading", "version", "format"}}

// decodeLook returns the look that a value is. The error is for those who cannot be answered whatever they ask.
func decodeLook(value any) (look, error) {
	r := rowOf(lookRows, value)
	l := look{pending: next[bool](r), edition: next[int64](r)}
	if r.more() {
		l.loading = r.values[r.at] != nil
		r.at++
	}
	version, format := r.id(), next[int64](r)
	switch {
	case r.err != nil || l.loading:
		return l, r.err
	case version == "":
		return l, ErrNoDataset
	case format != layout.Format:
		return l, ErrFormat
	}
	return l, nil
}

// How long a statement waits before it is put anew because a load was being committed: at first, and at most.
const firstWait, longestWait = 2 * time.Millisecond, 100 * time.Millisecond

// answer runs the statement of a shape, anew while a load is being committed, when parts of it may be there already.
func (s *Store) answer(ctx context.Context, as shape, queries []any) ([]bolt.Record, error) {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		rows, err := s.db.Read(ctx, as.cypher(), parameters(as, queries))
		if err != nil || len(rows) == 0 || as.kind == editions {
			return rows, err
		}
		if whole, err := settled(rows[0]); whole || err != nil {
			return rows, err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// settled reports whether no load was being committed when a row of an answer was made.
func settled(answer bolt.Record) (bool, error) {
	r := rowOf(rawRows, []any(answer))
	_, before, after := next[int64](r), r.list(), r.list()
	if r.err != nil {
		return false, r.err
	}
	for _, values := range [][]any{before, after} {
		switch l, err := decodeLook(values); {
		case err != nil:
			return false, err
		case l.loading:
			return false, ErrLoading
		case l.pending:
			return false, nil
		}
	}
	return true, nil
}
