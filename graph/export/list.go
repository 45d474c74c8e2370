package export

import (
	"context"
	"iter"

	"entente/graph/alliance"
)

// pageSize is the number of things that are asked of the store at once.
const pageSize = 1000

// every is [alliance.All] at that size.
func every[Q any, T alliance.Positioned](
	ctx context.Context,
	list func(context.Context, []Q) ([]alliance.Page[T], error),
	query func(alliance.PageRequest) Q,
) iter.Seq2[T, error] {
	return alliance.All(ctx, pageSize, list, query)
}

// everyActor iterates over the actors that a filter keeps, by id.
func everyActor(ctx context.Context, s alliance.Store, where alliance.ActorFilter) iter.Seq2[*alliance.Actor, error] {
	return every(ctx, s.Actors, func(p alliance.PageRequest) alliance.ActorQuery {
		return alliance.ActorQuery{Where: where, PageRequest: p}
	})
}

// everyRelation iterates over the relations that a filter keeps, by id.
func everyRelation(ctx context.Context, s alliance.Store, where alliance.RelationFilter) iter.Seq2[*alliance.Relation, error] {
	return every(ctx, s.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
		return alliance.RelationQuery{Where: where, PageRequest: p}
	})
}

// everyEvent iterates over the events that a filter keeps, by first day.
func everyEvent(ctx context.Context, s alliance.Store, where alliance.EventFilter) iter.Seq2[*alliance.Event, error] {
	return every(ctx, s.Events, func(p alliance.PageRequest) alliance.EventQuery {
		return alliance.EventQuery{Where: where, PageRequest: p}
	})
}
