package graph

import (
	"context"

	"entente/graph/alliance"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// What questions of analysis may ask for.
const (
	maxAround = 10
	maxNodes  = 5_000
	maxBlocs  = 100
)

// view returns the network of those relations that a filter keeps.
func view(ctx context.Context, where *alliance.RelationFilter) network.View {
	return network.View{Store: storeOf(ctx), Where: relationFilter(ctx, where), WithoutEvidence: !reaches(ctx, "evidence")}
}

func (query) Network(ctx context.Context, around []string, depth int, where *alliance.RelationFilter, limit int) (*network.Network, error) {
	if err := checkRange(ctx, "depth", depth, 0, maxAround); err != nil {
		return nil, err
	}
	if err := checkRange(ctx, "limit", limit, 0, maxNodes); err != nil {
		return nil, err
	}
	n, err := view(ctx, where).Around(ctx, around, depth, limit)
	return n, atUnknown(ctx, "around", err)
}

func (query) Alignment(ctx context.Context, between, and string, where *alliance.RelationFilter) (*network.Alignment, error) {
	a, err := view(ctx, where).Alignment(ctx, between, and)
	return a, atUnknownEnd(ctx, "between", "and", between, err)
}

func (query) Paths(ctx context.Context, from, to string, where *alliance.RelationFilter, directed bool, maxLength, first int) ([]network.Path, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	if err := checkRange(ctx, "maxLength", maxLength, 1, network.MaxPathLength); err != nil {
		return nil, err
	}
	route := network.Route{From: from, To: to, Directed: directed, MaxLength: maxLength, First: first}
	paths, err := view(ctx, where).Paths(ctx, route)
	return paths, atUnknownEnd(ctx, "from", "to", from, err)
}

func (query) Blocs(ctx context.Context, where *alliance.RelationFilter, around []string, depth, count int, exactly bool) (*network.Partition, error) {
	if err := checkRange(ctx, "depth", depth, 0, maxAround); err != nil {
		return nil, err
	}
	if err := checkRange(ctx, "count", count, 1, maxBlocs); err != nil {
		return nil, err
	}
	p, err := view(ctx, where).Blocs(ctx, around, depth, partition.Blocs{Count: count, Exactly: exactly})
	return p, atUnknown(ctx, "around", err)
}

func (query) Balance(ctx context.Context, where *alliance.RelationFilter, around []string, depth int) (*network.StructuralBalance, error) {
	if err := checkRange(ctx, "depth", depth, 0, maxAround); err != nil {
		return nil, err
	}
	b, err := view(ctx, where).Balance(ctx, around, depth)
	return b, atUnknown(ctx, "around", err)
}

func (actor) Allies(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, first int) ([]network.Alignment, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	return view(ctx, where).Allies(ctx, a.ID, first)
}

func (actor) Adversaries(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, first int) ([]network.Alignment, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	return view(ctx, where).Adversaries(ctx, a.ID, first)
}

// balance resolves the fields of StructuralBalance that need the store.
type balance struct{}

func (balance) Tensions(ctx context.Context, b *network.StructuralBalance, first int) ([]network.Tension, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	return b.Tensions(ctx, first)
}
