package neo4j

import (
	"context"
	"errors"
	"sync"
	"time"

	"entente/graph/alliance"
)

const (
	// copyLimit is how many things (actors, evidence, …) a data set may have to be copied.
	copyLimit = 2_000_000
	// copyAgain is how long to wait before a copy is tried again that could not be made.
	copyAgain = 10 * time.Second
)

// A copied is a store in memory of all the facts of one generation.
type copied struct {
	alliance.Store
	dataset alliance.Dataset
}

// Dataset implements [alliance.Store].
func (c *copied) Dataset(ctx context.Context) (alliance.Dataset, error) { return c.dataset, ctx.Err() }

// copy makes the copy of a generation in the background, until the generation is dropped.
func (s *Store) copy(g *generation) {
	var ctx context.Context
	ctx, g.stop = context.WithCancel(context.Background())
	s.copies.Go(func() {
		for {
			c, err := s.read(ctx, g)
			if err == nil {
				g.copy.Store(c)
			}
			if !errors.Is(err, alliance.ErrUnavailable) {
				return
			}
			select {
			case <-time.After(copyAgain):
			case <-ctx.Done():
				return
			}
		}
	})
}

// errNoCopy: the data set is not one to copy.
var errNoCopy = errors.New("neo4j: the data set is not copied")

// read reads a generation, where it is not too large and is the current one still. What is read must be, by its digest,
// what was loaded.
func (s *Store) read(ctx context.Context, g *generation) (*copied, error) {
	one := &snapshot{store: s, pinned: g}
	d, err := one.Dataset(ctx)
	if err != nil {
		return nil, err
	}
	if d.Actors+d.Sources+d.Conflicts+d.Relations+d.Events+d.Counts.Evidence > copyLimit {
		return nil, errNoCopy
	}
	facts, err := one.facts(ctx)
	if err != nil {
		return nil, err
	}
	store := s.db.config.Copy(facts)
	made, err := store.Dataset(ctx)
	if err != nil {
		return nil, err
	}
	if made.Version != d.Version {
		return nil, errNoCopy
	}
	return &copied{store, d}, nil
}

// Remote reports whether each answer has to be waited for, because there is no copy of the facts that were current last.
func (s *Store) Remote() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.latest == nil || s.latest.copy.Load() == nil
}

// choose returns what answers the questions of a request: the copy of the generation that is current now, or statements,
// where there is no such copy.
func (s *Store) choose(ctx context.Context) (alliance.Store, error) {
	one := &snapshot{store: s}
	if s.Remote() {
		return one, nil
	}
	if _, err := one.ask(ctx, shape{kind: generations}, map[string]any{}); err != nil {
		return nil, err
	}
	if c := one.generation().copy.Load(); c != nil {
		return c, nil
	}
	return one, nil
}

// A request answers the questions of one request, all from one generation.
type request struct {
	relay
	store *Store

	mu sync.Mutex
	// from is chosen at the first question.
	from alliance.Store
}

// ask has a question answered.
func (r *request) ask(ctx context.Context, ask func(alliance.Store) error) error {
	from, err := r.choose(ctx)
	if err != nil {
		return err
	}
	return ask(from)
}

// choose returns what answers.
func (r *request) choose(ctx context.Context) (alliance.Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.from != nil {
		return r.from, nil
	}
	from, err := r.store.choose(ctx)
	if err != nil {
		return nil, err
	}
	r.from = from
	return from, nil
}
