package neo4j

import (
	"context"
	"errors"
	"log/slog"

	"entente/graph/alliance"
)

// readSize is how many things are read at once, when all of them are: the server has them all in memory.
const readSize = 5_000

// Facts reads all facts, which are of one version. If they are replaced meanwhile, the error wraps [alliance.ErrChanged].
func (s *Store) Facts(ctx context.Context) (*alliance.Facts, error) {
	return (&snapshot{store: s}).facts(ctx)
}

// facts reads the whole data set.
func (s *snapshot) facts(ctx context.Context) (*alliance.Facts, error) {
	f, err := s.ends(ctx)
	if err != nil {
		return nil, err
	}
	if f.Relations, err = readAll(ctx, s.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
		return alliance.RelationQuery{PageRequest: p}
	}); err != nil {
		return nil, err
	}
	if f.Events, err = readAll(ctx, s.Events, func(p alliance.PageRequest) alliance.EventQuery {
		return alliance.EventQuery{PageRequest: p}
	}); err != nil {
		return nil, err
	}
	d, err := s.Dataset(ctx)
	f.Collections = d.Collections
	return f, err
}

// ends reads what facts and evidence point at: all actors, sources and conflicts.
func (s *snapshot) ends(ctx context.Context) (*alliance.Facts, error) {
	var f alliance.Facts
	var err error
	if f.Actors, err = readAll(ctx, s.Actors, func(p alliance.PageRequest) alliance.ActorQuery {
		return alliance.ActorQuery{PageRequest: p}
	}); err != nil {
		return nil, err
	}
	if f.Sources, err = readAll(ctx, s.Sources, func(p alliance.PageRequest) alliance.SourceQuery {
		return alliance.SourceQuery{PageRequest: p}
	}); err != nil {
		return nil, err
	}
	f.Conflicts, err = readAll(ctx, s.Conflicts, func(p alliance.PageRequest) alliance.ConflictQuery {
		return alliance.ConflictQuery{PageRequest: p}
	})
	return &f, err
}

// preload reads what facts and evidence point at into the cache, in the background, if there is room for all of it: answers
// then need no second statement to fetch it. Until that is done, and if it cannot be done, they fetch what they lack.
func (s *Store) preload(e *edition) {
	var ctx context.Context
	ctx, e.stop = context.WithCancel(context.Background())
	s.copies.Go(func() {
		one := &snapshot{store: s, pinned: e}
		d, err := one.Dataset(ctx)
		if err == nil && d.Actors+d.Sources+d.Conflicts <= cacheSize {
			_, err = one.ends(ctx)
			e.lacks.Store(err != nil)
		}
		if err != nil && ctx.Err() == nil && !errors.Is(err, alliance.ErrChanged) {
			slog.WarnContext(ctx, "actors and sources could not be read ahead: answers fetch them", "error", err)
		}
	})
}

// readAll reads a list.
func readAll[Q any, T listed](
	ctx context.Context, ask func(context.Context, []Q) ([]alliance.Page[T], error), query func(alliance.PageRequest) Q,
) ([]T, error) {
	var all []T
	for thing, err := range alliance.All(ctx, readSize, ask, query) {
		if err != nil {
			return nil, err
		}
		all = append(all, thing)
	}
	return all, nil
}
