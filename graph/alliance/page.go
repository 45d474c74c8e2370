package alliance

// A PageRequest says which part of a list to answer.
type PageRequest struct {
	// First is how many items at most.
	First int
	// After is where to begin: with the item that comes next after this position.
	After Position
	// Count asks for Total too.
	Count bool
	// WithoutEvidence says that the caller does not look at the Evidence of what is answered, only at what follows from
	// it: a store may leave it out.
	WithoutEvidence bool
}

// A Page is a part of a list, in its order.
type Page[T Positioned] struct {
	Nodes []T
	// HasNext says that the list goes on after the page, HasPrevious that the page was asked for from a position in the list.
	HasNext, HasPrevious bool
	// Total is the length of the whole list, where the request asked to count it.
	Total int
}

// An Edge is an item of a page with the cursor to go on after it.
type Edge[T Positioned] struct {
	Node   T
	Cursor string
}

// PageInfo says where a page lies in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	// StartCursor and EndCursor are absent for an empty page.
	StartCursor, EndCursor Text
}

// Edges returns the items with their cursors.
func (p *Page[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(p.Nodes))
	for i, node := range p.Nodes {
		edges[i] = &Edge[T]{Node: node, Cursor: node.Position().Cursor()}
	}
	return edges
}

// PageInfo returns where the page lies in its list.
func (p *Page[T]) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious}
	if n := len(p.Nodes); n > 0 {
		info.StartCursor = Text(p.Nodes[0].Position().Cursor())
		info.EndCursor = Text(p.Nodes[n-1].Position().Cursor())
	}
	return info
}

// Pages and edges of each kind of thing, under the names that GraphQL has for them.
type (
	// ActorConnection is a page of actors.
	ActorConnection = Page[*Actor]
	// ActorEdge is an item of one.
	ActorEdge = Edge[*Actor]
	// RelationConnection is a page of relations.
	RelationConnection = Page[*Relation]
	// RelationEdge is an item of one.
	RelationEdge = Edge[*Relation]
	// EventConnection is a page of events.
	EventConnection = Page[*Event]
	// EventEdge is an item of one.
	EventEdge = Edge[*Event]
	// ConflictConnection is a page of conflicts.
	ConflictConnection = Page[*Conflict]
	// ConflictEdge is an item of one.
	ConflictEdge = Edge[*Conflict]
	// SourceConnection is a page of sources.
	SourceConnection = Page[*Source]
	// SourceEdge is an item of one.
	SourceEdge = Edge[*Source]
	// EvidenceConnection is a page of evidence.
	EvidenceConnection = Page[*Evidence]
	// EvidenceEdge is an item of one.
	EvidenceEdge = Edge[*Evidence]
)
