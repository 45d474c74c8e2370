package storetest

import (
	"context"
	"sync/atomic"
	"time"

	"entente/graph/alliance"
)

// A Slow store has the facts of another, but claims to have as many as Claim sets, and takes its time to list relations and to search.
type Slow struct {
	alliance.Store
	Claim func(*alliance.Counts)
	Takes time.Duration
	// Asked counts the calls that take their time. Most is how many there have been at the same time at most.
	Asked, Most atomic.Int32
	running     atomic.Int32
}

// Dataset implements [alliance.Store].
func (s *Slow) Dataset(ctx context.Context) (alliance.Dataset, error) {
	d, err := s.Store.Dataset(ctx)
	s.Claim(&d.Counts)
	return d, err
}

// Relations implements [alliance.Store].
func (s *Slow) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	return s.Store.Relations(ctx, queries)
}

// Search implements [alliance.Store].
func (s *Slow) Search(ctx context.Context, queries []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	if err := s.take(ctx); err != nil {
		return nil, err
	}
	return s.Store.Search(ctx, queries)
}

// take takes the time of a call.
func (s *Slow) take(ctx context.Context) error {
	s.Asked.Add(1)
	for n, most := s.running.Add(1), s.Most.Load(); n > most && !s.Most.CompareAndSwap(most, n); most = s.Most.Load() {
	}
	defer s.running.Add(-1)
	select {
	case <-time.After(s.Takes):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
