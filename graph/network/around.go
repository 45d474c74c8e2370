package network

import (
	"cmp"
	"context"
	"strings"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A Network is actors and the relations between them, without duplicates, in the form that graph-drawing libraries
// take.
type Network struct {
	// Nodes are ordered by distance, then by degree, highest first, then by id.
	Nodes []NetworkNode
	// Edges are all relations of the view between two of the nodes, ordered by id.
	Edges []NetworkEdge
	// Truncated is set if actors were left out because of the limit.
	Truncated bool
}

// A NetworkNode is an actor in a network.
type NetworkNode struct {
	*alliance.Actor
	// Degree is the number of edges of the node; an edge from a node to itself counts twice.
	Degree int
	// distance is negative in a whole network.
	distance int
}

// Label returns the actor's name.
func (n NetworkNode) Label() string { return n.Name }

// DistanceOK returns the distance, in relations, from the node to the nearest of the actors that the network is around,
// and whether it is around any.
func (n NetworkNode) DistanceOK() (int, bool) { return max(n.distance, 0), n.distance >= 0 }

// A NetworkEdge is a relation in a network.
type NetworkEdge struct{ *alliance.Relation }

// Source returns the id of the relation's subject.
func (e NetworkEdge) Source() string { return e.Subject.ID }

// Target returns the id of the relation's object.
func (e NetworkEdge) Target() string { return e.Object.ID }

// Directed reports whether the edge should be drawn as an arrow: mutual relations should not.
func (e NetworkEdge) Directed() bool { return !e.Type.Mutual() }

// Around returns the network up to depth relations away from the actors with the ids, whatever the direction of the
// relations. Without ids it returns the whole network: all actors that have a relation in the view. If an id is
// unknown, the error wraps [ErrUnknownActor].
//
// If there are more than limit actors, it keeps the nearest; among those equally near, the ones with the most relations
// to nearer actors (in the whole network: with the most relations); then those with the lowest ids. It calls the store
// at most once for the actors with the ids, once per level, and once for the relations within the outermost level.
func (v View) Around(ctx context.Context, ids []string, depth, limit int) (*Network, error) {
	r, err := v.region(ctx, ids, depth, limit)
	if err != nil {
		return nil, err
	}
	relations, err := inOrder(ctx, r.relations())
	if err != nil {
		return nil, err
	}
	nodes, err := r.nodes(ctx)
	if err != nil {
		return nil, err
	}
	n := &Network{Nodes: nodes, Edges: make([]NetworkEdge, len(relations)), Truncated: r.truncated}
	for i, relation := range relations {
		n.Edges[i] = NetworkEdge{relation}
	}
	return n, nil
}

// nodes returns the actors of the region with their degrees, in order.
func (r *region) nodes(ctx context.Context) ([]NetworkNode, error) {
	nodes := make([]NetworkNode, len(r.actors))
	for i, a := range r.actors {
		nodes[i] = NetworkNode{Actor: a, distance: -1}
		if r.distance != nil {
			nodes[i].distance = r.distance[i]
		}
	}
	for _, e := range r.edges {
		nodes[e.subject].Degree++
		nodes[e.object].Degree++
	}
	return nodes, pace.Sort(ctx, nodes, func(a, b NetworkNode) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.Degree, a.Degree), strings.Compare(a.ID, b.ID))
	})
}
