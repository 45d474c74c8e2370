package layout

import "entente/graph/alliance"

// A Label is that of all things of a kind. Ids are unique among those.
type Label string

// The labels, in an order in which things point at those of labels before, or of their own.
const (
	Actor    Label = "Actor"
	Conflict Label = "Conflict"
	Source   Label = "Source"
	Relation Label = "Relation"
	Event    Label = "Event"
	Evidence Label = "Evidence"
)

// Labels returns all labels, in their order.
func Labels() []Label { return []Label{Actor, Conflict, Source, Relation, Event, Evidence} }

// A Node is a thing as it is in the database.
type Node struct {
	Label Label
	// Type is the second label of an actor, such as ArmedGroup; it is empty for others.
	Type string
	ID   string
	// Properties have the id and the digest, too.
	Properties Properties
	// Edges are those from the node, but for plain ones.
	Edges []Edge
	// Plain is the plain edge of a relation, nil if it is only denied, and for others.
	Plain *Edge
	// Evidence is that for a fact.
	Evidence []Node
}

// An Edge is one from a node, or between two actors if it is plain.
type Edge struct {
	Type string
	// From is the id of the actor that a plain edge begins at; it is empty for others.
	From string
	// Label and To say which node it leads to.
	Label Label
	To    string
	// Properties may be nil.
	Properties Properties
}

// Digest returns the digest of all that is written of the node.
func (n *Node) Digest() int64 {
	digest, _ := n.Properties[Digest].(int64)
	return digest
}

// NewActor returns an actor as it is in the database.
func NewActor(a *alliance.Actor) Node { return made(a, (*maker).actor) }

// NewConflict returns a conflict as it is in the database.
func NewConflict(c *alliance.Conflict) Node { return made(c, (*maker).conflict) }

// NewSource returns a source as it is in the database.
func NewSource(s *alliance.Source) Node { return made(s, (*maker).source) }

// NewRelation returns a relation as it is in the database.
func NewRelation(r *alliance.Relation) Node { return made(r, (*maker).relation) }

// NewEvent returns an event as it is in the database.
func NewEvent(e *alliance.Event) Node { return made(e, (*maker).event) }

// made returns a thing as it is in the database.
func made[T any](thing T, lay func(*maker, T)) Node {
	m := maker{whole: true}
	lay(&m, thing)
	return *m.node
}
