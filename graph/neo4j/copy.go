package neo4j

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
			switch {
			case err == nil:
				g.copy.Store(c)
				close(g.copied)
				return
			case errors.Is(err, alliance.ErrUnavailable):
			case ctx.Err() != nil, errors.Is(err, alliance.ErrChanged), errors.Is(err, errNoCopy):
				return
			default:
				slog.ErrorContext(ctx, "the facts are not copied into memory: statements answer", "error", err)
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

// errNoCopy: the data set is too large to copy.
var errNoCopy = errors.New("neo4j: the data set is too large to copy")

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
	store, err := s.make(facts)
	if err != nil {
		return nil, err
	}
	made, err := store.Dataset(ctx)
	if err != nil {
		return nil, err
	}
	if made.Version != d.Version {
		return nil, fmt.Errorf("neo4j: the facts are not those that were loaded: %w", ErrAltered)
	}
	return &copied{store, d}, nil
}

// make makes a store of facts that may be other than a loader would ever have written: a panic over them is an error.
func (s *Store) make(f *alliance.Facts) (made alliance.Store, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("neo4j: no store can be made of the facts (%v): %w", p, ErrAltered)
		}
	}()
	return s.db.config.Copy(f), nil
}

// copied returns what is closed once there is a copy of the facts that were current last, nil if no facts were yet.
func (s *Store) copied() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.latest == nil {
		return nil
	}
	return s.latest.copied
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
