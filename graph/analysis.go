package graph

import (
	"cmp"
	"context"
	"fmt"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/network"
	"entente/graph/network/partition"
)

// Limits on the arguments of analyses.
const (
	maxAround = 10
	maxNodes  = 5_000
	maxBlocs  = 100
)

// analysed computes the answer to a question about the network of the relations that a filter keeps, as part of the
// group. The name of the question and its arguments identify it: concurrent callers with the same question about the
// same facts share the answer, and must not change it.
func analysed[A any](
	ctx context.Context, g *flight.Group, where *alliance.RelationFilter,
	answer func(context.Context, network.View) (A, error), asked ...any,
) (A, error) {
	v := network.View{Store: storeOf(ctx), Where: relationFilter(ctx, where)}
	d, err := v.Store.Dataset(ctx)
	if err = cmp.Or(err, checkSpan(ctx, "where", v.Where.Since, v.Where.Until)); err != nil {
		var none A
		return none, err
	}
	question := fmt.Sprintf("%s %#v %#v", d.Version, v.Where, asked)
	return flight.Do(ctx, g, question, func(ctx context.Context) (A, error) { return answer(ctx, v) })
}

func (q query) Network(ctx context.Context, around []string, depth int, where *alliance.RelationFilter, limit int) (*network.Network, error) {
	if err := cmp.Or(checkRange(ctx, "depth", depth, 0, maxAround), checkRange(ctx, "limit", limit, 0, maxNodes)); err != nil {
		return nil, err
	}
	n, err := analysed(ctx, q.analyses, where, func(ctx context.Context, v network.View) (*network.Network, error) {
		return v.Around(ctx, around, depth, limit)
	}, "network", around, depth, limit)
	return n, atUnknown(ctx, "around", err)
}

func (q query) Alignment(ctx context.Context, between, and string, where *alliance.RelationFilter) (*network.Alignment, error) {
	a, err := analysed(ctx, q.analyses, where, func(ctx context.Context, v network.View) (*network.Alignment, error) {
		return v.Alignment(ctx, between, and)
	}, "alignment", between, and)
	return a, atUnknownEnd(ctx, "between", "and", between, err)
}

func (q query) Paths(ctx context.Context, from, to string, where *alliance.RelationFilter, directed bool, maxLength, first int) ([]network.Path, error) {
	if err := cmp.Or(checkFirst(ctx, first), checkRange(ctx, "maxLength", maxLength, 1, network.MaxPathLength)); err != nil {
		return nil, err
	}
	route := network.Route{From: from, To: to, Directed: directed, MaxLength: maxLength, First: first}
	paths, err := analysed(ctx, q.analyses, where, func(ctx context.Context, v network.View) ([]network.Path, error) {
		return v.Paths(ctx, route)
	}, "paths", route)
	return paths, atUnknownEnd(ctx, "from", "to", from, err)
}

func (q query) Blocs(ctx context.Context, where *alliance.RelationFilter, around []string, depth, count int, exactly bool) (*network.Partition, error) {
	if err := cmp.Or(checkRange(ctx, "depth", depth, 0, maxAround), checkRange(ctx, "count", count, 1, maxBlocs)); err != nil {
		return nil, err
	}
	want := partition.Blocs{Count: count, Exactly: exactly}
	p, err := analysed(ctx, q.analyses, where, func(ctx context.Context, v network.View) (*network.Partition, error) {
		return v.Blocs(ctx, around, depth, want)
	}, "blocs", around, depth, want)
	return p, atUnknown(ctx, "around", err)
}

func (q query) Balance(ctx context.Context, where *alliance.RelationFilter, around []string, depth int) (*network.StructuralBalance, error) {
	if err := checkRange(ctx, "depth", depth, 0, maxAround); err != nil {
		return nil, err
	}
	b, err := analysed(ctx, q.analyses, where, func(ctx context.Context, v network.View) (*network.StructuralBalance, error) {
		return v.Balance(ctx, around, depth)
	}, "balance", around, depth)
	return b, atUnknown(ctx, "around", err)
}

func (r actor) Allies(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, first int) ([]network.Alignment, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	return analysed(ctx, r.analyses, where, func(ctx context.Context, v network.View) ([]network.Alignment, error) {
		return v.Allies(ctx, a.ID, first)
	}, "allies", a.ID, first)
}

func (r actor) Adversaries(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, first int) ([]network.Alignment, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	return analysed(ctx, r.analyses, where, func(ctx context.Context, v network.View) ([]network.Alignment, error) {
		return v.Adversaries(ctx, a.ID, first)
	}, "adversaries", a.ID, first)
}

// balance resolves the fields of StructuralBalance that need the store.
type balance struct{ analyses *flight.Group }

func (r balance) Tensions(ctx context.Context, b *network.StructuralBalance, first int) ([]network.Tension, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	// Callers that ask at the same time share the balance, so its address identifies it while they hold it.
	return flight.Do(ctx, r.analyses, fmt.Sprintf("tensions %p %d", b, first), func(context.Context) ([]network.Tension, error) {
		return b.Tensions(first), nil
	})
}
