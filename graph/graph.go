// Package graph implements the GraphQL API on top of a store: the resolvers, the limits on queries, and the one place
// where errors become GraphQL errors.
package graph

import (
	"context"
	"sync/atomic"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/generated"
)

//go:generate go -C .. tool gqlgen

// root implements the resolvers of every type. They use the store that is pinned to the request, so an answer comes
// from one version of the facts.
type root struct {
	facts    Facts
	analyses *flight.Group
}

var _ generated.ResolverRoot = root{}

// newRoot returns the resolvers.
func newRoot(f Facts, analyses *flight.Group) root { return root{f, analyses} }

func (r root) Query() generated.QueryResolver     { return query{r.analyses} }
func (r root) Actor() generated.ActorResolver     { return actor{r.analyses} }
func (root) Conflict() generated.ConflictResolver { return conflict{} }
func (root) Event() generated.EventResolver       { return event{} }
func (root) Evidence() generated.EvidenceResolver { return evidence{} }
func (root) Source() generated.SourceResolver     { return source{} }
func (root) Dataset() generated.DatasetResolver   { return dataset{} }

func (r root) Subscription() generated.SubscriptionResolver { return subscription{r.facts} }

func (r root) Alignment() generated.AlignmentResolver                 { return alignment{r.analyses} }
func (r root) StructuralBalance() generated.StructuralBalanceResolver { return balance{r.analyses} }

// subscription resolves the fields of Subscription.
type subscription struct{ facts Facts }

func (s subscription) DatasetLoaded(ctx context.Context) (<-chan *alliance.Dataset, error) {
	return s.facts.Replacements(ctx), nil
}

// pinnedKey is the context key of a *pinned.
type pinnedKey struct{}

// A pinned is what a request is pinned to.
type pinned struct {
	// store returns the same store every time.
	store func() alliance.Store
	// remote is set if the store makes what it answers with anew each time, so that nothing of it should be kept.
	remote bool
	// turn holds a token while an analysis of the request runs or waits: the others do not even wait for a slot.
	turn *flight.Turn
	// analyses is the group that what takes long is part of; nil if nothing is answered.
	analyses *flight.Group
	// hurried is set if the answer depends on the time that there was for it.
	hurried atomic.Bool
}

// withStore returns the context of a request that is pinned to a store.
func withStore(ctx context.Context, s alliance.Store) context.Context {
	return pinTo(ctx, &pinned{store: func() alliance.Store { return s }})
}

// pinTo returns the context of a request that is pinned, with a turn of its own.
func pinTo(ctx context.Context, p *pinned) context.Context {
	p.turn = flight.NewTurn()
	return context.WithValue(ctx, pinnedKey{}, p)
}

// storeOf returns the store that is pinned to the request.
func storeOf(ctx context.Context) alliance.Store {
	return ctx.Value(pinnedKey{}).(*pinned).store()
}

// hurry notes that the answer to a request depends on the time that there was for it: asked again, the same may have a
// better one.
func hurry(ctx context.Context) { ctx.Value(pinnedKey{}).(*pinned).hurried.Store(true) }

// isHurried reports whether hurry was called.
func isHurried(ctx context.Context) bool { return ctx.Value(pinnedKey{}).(*pinned).hurried.Load() }

// one asks a batch method of the store a single question.
func one[Q, A any](ctx context.Context, ask func(context.Context, []Q) ([]A, error), q Q) (*A, error) {
	answers, err := ask(ctx, []Q{q})
	if err != nil {
		return nil, err
	}
	return &answers[0], nil
}

// node returns the node of type T with the id, as known at this point of the query, or nil if there is none.
func node[T alliance.Node](ctx context.Context, id string) (n T, err error) {
	nodes, err := storeOf(ctx).Nodes(ctx, []string{id}, knownBy(ctx))
	if err != nil {
		return n, err
	}
	n, _ = nodes[0].(T)
	return n, nil
}
