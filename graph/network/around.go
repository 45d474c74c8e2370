package network

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A Network is actors and the relations between them, each once, as graph-drawing libraries take them.
type Network struct {
	// Nodes are ordered by distance, then by degree, the highest first, then by id.
	Nodes []NetworkNode
	// Edges are all relations of the view between two of the nodes, ordered by id.
	Edges []NetworkEdge
	// Truncated says that some actors were left out because of the limit.
	Truncated bool
}

// A NetworkNode is an actor in a network.
type NetworkNode struct {
	*alliance.Actor
	// Degree is how many edges of the network the node has; one from a node to itself counts twice.
	Degree int
	// distance is below 0 in a whole network.
	distance int
}

// Label is the actor's name.
func (n NetworkNode) Label() string { return n.Name }

// DistanceOK returns how many relations lie between the node and the nearest of the actors that the network is around,
// if it is around any.
func (n NetworkNode) DistanceOK() (int, bool) { return max(n.distance, 0), n.distance >= 0 }

// A NetworkEdge is a relation in a network.
type NetworkEdge struct{ *alliance.Relation }

// Source is the id of the relation's subject.
func (e NetworkEdge) Source() string { return e.Subject.ID }

// Target is the id of the relation's object.
func (e NetworkEdge) Target() string { return e.Object.ID }

// Directed reports whether the edge is to be drawn as an arrow: mutual relations are not.
func (e NetworkEdge) Directed() bool { return !e.Type.Mutual() }

// Around returns what lies up to depth relations away from the actors with the ids, whatever the direction of the
// relations. Without ids it returns the whole network: all actors that stand in some relation of the view. An id that
// no actor has is an error that wraps [ErrUnknownActor].
//
// Of more than limit actors it keeps the nearest; of those equally far the ones with the most relations to nearer ones
// (in the whole network: with the most relations); then those whose ids come first. It calls the store at most once for
// the actors that it starts from, once a level, and once for the relations within the outermost level.
func (v View) Around(ctx context.Context, ids []string, depth, limit int) (*Network, error) {
	r, err := v.region(ctx, ids, depth, limit)
	if err != nil {
		return nil, err
	}
	relations := inOrder(r.relations())
	if err := v.complete(ctx, relations); err != nil {
		return nil, err
	}
	n := &Network{Nodes: r.nodes(), Edges: make([]NetworkEdge, len(relations)), Truncated: r.truncated}
	for i, relation := range relations {
		n.Edges[i] = NetworkEdge{relation}
	}
	return n, nil
}

// nodes returns the actors of the region with their degrees, in order.
func (r *region) nodes() []NetworkNode {
	nodes := make([]NetworkNode, len(r.actors))
	for i, a := range r.actors {
		nodes[i] = NetworkNode{Actor: a, distance: -1}
		if r.distance != nil {
			nodes[i].distance = r.distance[i]
		}
	}
	for _, t := range r.ties {
		nodes[t.subject].Degree++
		nodes[t.object].Degree++
	}
	slices.SortFunc(nodes, func(a, b NetworkNode) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.Degree, a.Degree), strings.Compare(a.ID, b.ID))
	})
	return nodes
}
