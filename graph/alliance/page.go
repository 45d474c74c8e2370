package alliance

// A PageRequest specifies which part of a list to return.
type PageRequest struct {
	// First is the maximum number of items.
	First int
	// After is the position after which the page begins; the zero position means the beginning of the list.
	After Position
	// Count requests Total.
	Count bool
}

// A Page is a part of a list, in the order of the list.
type Page[T Positioned] struct {
	Nodes []T
	// HasNext reports whether the list continues after the page, HasPrevious whether the page was requested after a
	// position.
	HasNext, HasPrevious bool
	// Total is the length of the whole list if the request has Count set, otherwise 0.
	Total int
}

// An Edge is an item of a page with its cursor, from which to continue after it.
type Edge[T Positioned] struct {
	Node   T
	Cursor string
}

// PageInfo describes the place of a page in its list.
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

// PageInfo returns the place of the page in its list.
func (p *Page[T]) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious}
	if n := len(p.Nodes); n > 0 {
		info.StartCursor = Text(p.Nodes[0].Position().Cursor())
		info.EndCursor = Text(p.Nodes[n-1].Position().Cursor())
	}
	return info
}

// Pages and edges of each kind of thing, under their GraphQL names.
type (
	// ActorConnection is a page of actors.
	ActorConnection = Page[*Actor]
	// ActorEdge is an item of an [ActorConnection].
	ActorEdge = Edge[*Actor]
	// RelationConnection is a page of relations.
	RelationConnection = Page[*Relation]
	// RelationEdge is an item of a [RelationConnection].
	RelationEdge = Edge[*Relation]
	// EventConnection is a page of events.
	EventConnection = Page[*Event]
	// EventEdge is an item of an [EventConnection].
	EventEdge = Edge[*Event]
	// ConflictConnection is a page of conflicts.
	ConflictConnection = Page[*Conflict]
	// ConflictEdge is an item of a [ConflictConnection].
	ConflictEdge = Edge[*Conflict]
	// SourceConnection is a page of sources.
	SourceConnection = Page[*Source]
	// SourceEdge is an item of a [SourceConnection].
	SourceEdge = Edge[*Source]
	// EvidenceConnection is a page of evidence.
	EvidenceConnection = Page[*Evidence]
	// EvidenceEdge is an item of an [EvidenceConnection].
	EvidenceEdge = Edge[*Evidence]
)
