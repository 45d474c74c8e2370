package neo4j

import (
	"context"
	"time"
)

// Copied waits for the copy of the current facts, and reports whether there is one then.
func (s *Store) Copied(ctx context.Context) bool {
	if _, err := s.Dataset(ctx); err != nil {
		return false
	}
	s.copies.Wait()
	return !s.Remote()
}

// SetClock has the store take the time from a clock.
func (s *Store) SetClock(now func() time.Time) { s.now = now }

// Trust has the store not ask whether the database answers at all, however long it takes.
func (s *Store) Trust() { s.lanes.patient = func() <-chan time.Time { return nil } }

// Preloaded waits until what facts point at has been read ahead.
func (s *Store) Preloaded(ctx context.Context) error {
	_, err := s.Dataset(ctx)
	s.copies.Wait()
	return err
}

// ForgetAll forgets what was read of everything but the data set.
func (s *Store) ForgetAll() {
	s.mu.Lock()
	latest := s.latest
	s.mu.Unlock()
	latest.mu.Lock()
	defer latest.mu.Unlock()
	latest.cache = newCache()
	latest.lacks.Store(true)
}

// Forget forgets what was read of relations.
func (s *Store) Forget() {
	s.mu.Lock()
	latest := s.latest
	s.mu.Unlock()
	if latest == nil {
		return
	}
	kept := &latest.things().neighbours
	kept.mu.Lock()
	defer kept.mu.Unlock()
	kept.young, kept.old = newGeneration(), newGeneration()
}
