package neo4j

import (
	"context"

	"entente/graph/alliance"
)

// A relay passes every question on to another store.
type relay struct {
	// to calls ask with that store, again where the answer is to be another one's.
	to func(ctx context.Context, ask func(alliance.Store) error) error
}

var _ alliance.Store = relay{}

// pass passes a question on. Where it fails there is no answer.
func pass[A any](ctx context.Context, r relay, ask func(alliance.Store) (A, error)) (answer A, err error) {
	err = r.to(ctx, func(s alliance.Store) (err error) {
		answer, err = ask(s)
		return err
	})
	if err != nil {
		var none A
		return none, err
	}
	return answer, nil
}

// Dataset implements [alliance.Store], as do the methods after it.
func (r relay) Dataset(ctx context.Context) (alliance.Dataset, error) {
	return pass(ctx, r, func(s alliance.Store) (alliance.Dataset, error) { return s.Dataset(ctx) })
}

// Nodes passes on.
func (r relay) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.Node, error) { return s.Nodes(ctx, ids, knownBy) })
}

// Actors passes on.
func (r relay) Actors(ctx context.Context, q []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.ActorConnection, error) { return s.Actors(ctx, q) })
}

// Relations passes on.
func (r relay) Relations(ctx context.Context, q []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.RelationConnection, error) { return s.Relations(ctx, q) })
}

// Events passes on.
func (r relay) Events(ctx context.Context, q []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.EventConnection, error) { return s.Events(ctx, q) })
}

// Conflicts passes on.
func (r relay) Conflicts(ctx context.Context, q []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.ConflictConnection, error) { return s.Conflicts(ctx, q) })
}

// Sources passes on.
func (r relay) Sources(ctx context.Context, q []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.SourceConnection, error) { return s.Sources(ctx, q) })
}

// Evidence passes on.
func (r relay) Evidence(ctx context.Context, q []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return pass(ctx, r, func(s alliance.Store) ([]alliance.EvidenceConnection, error) { return s.Evidence(ctx, q) })
}

// Search passes on.
func (r relay) Search(ctx context.Context, q []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return pass(ctx, r, func(s alliance.Store) ([][]alliance.SearchHit, error) { return s.Search(ctx, q) })
}
