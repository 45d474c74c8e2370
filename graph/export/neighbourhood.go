package export

import (
	"context"
	"iter"
	"math"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/network"
)

// maxDepth is the maximum distance from the actors that a file is around.
const maxDepth = 10

// A neighbourhood restricts relations to those around some actors, as `network` in the schema does.
type neighbourhood struct {
	// Around are the actors; none restrict nothing.
	Around []string
	// Depth is the maximum distance from them in relations, 1 if it is not given.
	Depth *int
}

// check returns an [*parameter.Error] if the depth is out of range.
func (n *neighbourhood) check() error {
	if d := n.depth(); d < 0 || d > maxDepth {
		return parameter.Errorf("depth", "%d is not between 0 and %d", d, maxDepth)
	}
	return nil
}

func (n *neighbourhood) depth() int {
	if n.Depth == nil {
		return 1
	}
	return *n.Depth
}

// relations iterates over the relations in the neighbourhood that a filter keeps, by id.
func (n *neighbourhood) relations(ctx context.Context, s alliance.Store, where alliance.RelationFilter) iter.Seq2[*alliance.Relation, error] {
	return func(yield func(*alliance.Relation, error) bool) {
		found, err := n.find(ctx, s, where)
		if err != nil {
			yield(nil, err)
			return
		}
		found(yield)
	}
}

// maxActors is more than there can be: a file has all of a network.
const maxActors = math.MaxInt32

// find returns an iterator like that of relations, which may be used several times: what is around actors is looked for once.
func (n *neighbourhood) find(ctx context.Context, s alliance.Store, where alliance.RelationFilter) (iter.Seq2[*alliance.Relation, error], error) {
	if len(n.Around) == 0 {
		return everyRelation(ctx, s, where), nil
	}
	near, err := network.View{Store: s, Where: where}.Around(ctx, n.Around, n.depth(), maxActors)
	if err != nil {
		return nil, err
	}
	return func(yield func(*alliance.Relation, error) bool) {
		for _, e := range near.Edges {
			if !yield(e.Relation, nil) {
				return
			}
		}
	}, nil
}
