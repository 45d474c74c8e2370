package alliance

import "slices"

// A PageRequest specifies which part of a list to return, in ascending order.
type PageRequest struct {
	// By is what the list is ordered by; empty means the default, which is the fastest.
	By OrderField
	// First is the maximum number of items.
	First int
	// After and Before are keys in the order: the page has only items between them. The zero key means the beginning or
	// the end of the list.
	After, Before SortKey
	// FromEnd returns the last First of these items, in the same order, rather than the first.
	FromEnd bool
	// Count requests Total; CountEnds requests Subjects and Objects.
	Count, CountEnds bool
}

// A Page is a part of a list, in the order of the list.
type Page[T Positioned] struct {
	Nodes []T
	// Order is the order of the list.
	Order Order
	// HasNext and HasPrevious are as Relay's algorithm defines them. At the end of the page that First cuts off, they
	// report whether there are more items between After and Before; at the other end, whether that of the two is set.
	HasNext, HasPrevious bool
	// Total is the length of the whole list, whatever After and Before are, if the request has Count set, otherwise 0.
	Total int
	// Subjects and Objects are the numbers of distinct subjects and objects in the whole list, if it is one of relations
	// and the request has CountEnds set, otherwise 0.
	Subjects, Objects int
}

// Reversed returns the page as one of the list in the opposite direction.
func (p Page[T]) Reversed() Page[T] {
	p.Nodes = slices.Clone(p.Nodes)
	slices.Reverse(p.Nodes)
	p.HasNext, p.HasPrevious = p.HasPrevious, p.HasNext
	p.Order.Direction = Descending
	return p
}

// Last returns the last n items of the page, as the page of a request for these.
func (p Page[T]) Last(n int) Page[T] {
	cut := max(len(p.Nodes)-n, 0)
	p.Nodes, p.HasPrevious = p.Nodes[cut:], cut > 0
	return p
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
		edges[i] = &Edge[T]{Node: node, Cursor: p.cursor(node)}
	}
	return edges
}

// cursor returns the cursor of an item.
func (p *Page[T]) cursor(node T) string { return node.SortKey(p.Order.Field).Cursor(p.Order) }

// PageInfo returns the place of the page in its list.
func (p *Page[T]) PageInfo() *PageInfo {
	info := &PageInfo{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious}
	if n := len(p.Nodes); n > 0 {
		info.StartCursor = Text(p.cursor(p.Nodes[0]))
		info.EndCursor = Text(p.cursor(p.Nodes[n-1]))
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
