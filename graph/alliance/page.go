package alliance

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

// A Position is the place of a thing in the order of its list: by day, then by id. Every list of things of one kind has
// the same order, so that a position outlives what stood at it.
type Position struct {
	// Day is 0 in lists that are ordered by id alone.
	Day Day
	ID  string
}

// Positioned is what can be listed.
type Positioned interface{ Position() Position }

// Compare orders positions.
func (p Position) Compare(q Position) int {
	return cmp.Or(cmp.Compare(p.Day, q.Day), strings.Compare(p.ID, q.ID))
}

// IsZero reports whether p is before every list.
func (p Position) IsZero() bool { return p.ID == "" }

// Cursor returns the position as an opaque text, empty for the zero position. It says nothing but the position, so it
// stays good when the facts are loaded anew.
func (p Position) Cursor() string {
	if p.IsZero() {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(int(p.Day)) + ":" + p.ID))
}

// ParseCursor is the inverse of [Position.Cursor]. A text that it did not make is an error that wraps
// [ErrInvalidCursor].
func ParseCursor(cursor string) (Position, error) {
	if cursor == "" {
		return Position{}, nil
	}
	bad := fmt.Errorf("%w %.40q: pass on the endCursor, or the cursor of an edge, of an earlier page", ErrInvalidCursor, cursor)
	text, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil {
		return Position{}, bad
	}
	number, id, _ := strings.Cut(string(text), ":")
	day, err := strconv.ParseInt(number, 10, 32)
	p := Position{Day(day), id}
	if err != nil || day < 0 || Day(day) > LastDay || !ValidID(id) || p.Cursor() != cursor {
		return Position{}, bad
	}
	return p, nil
}

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
	// More says that the list goes on after the page, Less that the page was asked for from a position in the list.
	More, Less bool
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
	info := &PageInfo{HasNextPage: p.More, HasPreviousPage: p.Less}
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
