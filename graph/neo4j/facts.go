package neo4j

import (
	"context"

	"entente/graph/alliance"
)

// readSize is how many things are read at once, when all of them are: the server has them all in memory.
const readSize = 5_000

// facts reads the whole data set.
func (s *snapshot) facts(ctx context.Context) (*alliance.Facts, error) {
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
	if f.Conflicts, err = readAll(ctx, s.Conflicts, func(p alliance.PageRequest) alliance.ConflictQuery {
		return alliance.ConflictQuery{PageRequest: p}
	}); err != nil {
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
	return &f, err
}

// readAll reads a list, page by page.
func readAll[Q any, T listed](
	ctx context.Context, ask func(context.Context, []Q) ([]alliance.Page[T], error), query func(alliance.PageRequest) Q,
) ([]T, error) {
	var all []T
	for request := (alliance.PageRequest{First: readSize}); ; request.After = all[len(all)-1].SortKey("") {
		pages, err := ask(ctx, []Q{query(request)})
		if err != nil {
			return nil, err
		}
		all = append(all, pages[0].Nodes...)
		if !pages[0].HasNext {
			return all, nil
		}
	}
}
