package neo4j

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"entente/graph/alliance"
)

const (
	// copyLimit is how many things (actors, evidence, …) a data set may have to be copied.
	copyLimit = 2_000_000
	// copyAgain is how long to wait before a copy is tried again that could not be made.
	copyAgain = 10 * time.Second
)

// A copied is a store in memory of all the facts of one edition.
type copied struct {
	alliance.Store
	dataset alliance.Dataset
}

// Dataset implements [alliance.Store].
func (c *copied) Dataset(ctx context.Context) (alliance.Dataset, error) { return c.dataset, ctx.Err() }

// copy makes the copy of an edition in the background, until the edition is dropped.
func (s *Store) copy(e *edition) {
	var ctx context.Context
	ctx, e.stop = context.WithCancel(context.Background())
	s.copies.Go(func() {
		for s.tryCopy(ctx, e) {
			select {
			case <-time.After(copyAgain):
			case <-ctx.Done():
				return
			}
		}
	})
}

// tryCopy makes the copy of an edition, says in the log what became of it, and reports whether to try again.
func (s *Store) tryCopy(ctx context.Context, e *edition) (again bool) {
	began := s.now()
	c, err := s.read(ctx, e)
	switch {
	case err == nil:
		s.have(e, c, began)
		slog.InfoContext(ctx, "the facts are copied into memory, which answers from now on", "dataset", c.dataset.Version,
			"things", thingsIn(&c.dataset), "took", s.now().Sub(began).Round(time.Millisecond))
	case ctx.Err() != nil, errors.Is(err, alliance.ErrChanged): // another edition is copied instead
	case errors.Is(err, alliance.ErrUnavailable):
		slog.WarnContext(ctx, "the facts could not be copied into memory: trying again", "error", err, "in", copyAgain)
		return true
	case errors.Is(err, errNoCopy):
		slog.InfoContext(ctx, "the facts are too many to be copied into memory: statements answer", "error", err)
	default:
		slog.ErrorContext(ctx, "the facts are not copied into memory: statements answer", "error", err)
	}
	return false
}

// thingsIn returns how many things a data set has.
func thingsIn(d *alliance.Dataset) int {
	return d.Actors + d.Sources + d.Conflicts + d.Relations + d.Events + d.Counts.Evidence
}

// errNoCopy: the data set is too large to copy.
var errNoCopy = errors.New("neo4j: the data set is too large to copy")

// read reads an edition, if it is not too large and is the current one still. What is read must be, by its digest, what
// was loaded.
func (s *Store) read(ctx context.Context, e *edition) (*copied, error) {
	one := &snapshot{store: s, pinned: e}
	d, err := one.Dataset(ctx)
	if err != nil {
		return nil, err
	}
	if n := thingsIn(&d); n > copyLimit {
		return nil, fmt.Errorf("%w: it has %d things, %d are the most", errNoCopy, n, copyLimit)
	}
	slog.InfoContext(ctx, "copying the facts into memory", "dataset", d.Version, "things", thingsIn(&d))
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
	return s.options.Copy(f), nil
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
