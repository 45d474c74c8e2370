package network

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
)

// A Page is a part of a list of what has been derived.
type Page[T interface{ Cursor() string }] struct {
	Nodes []T
	// HasNext reports whether the list continues after the page, HasPrevious whether the page was requested after a
	// cursor.
	HasNext, HasPrevious bool
	// Total is the length of the whole list.
	Total int
}

// Pages under their GraphQL names.
type (
	// ReasonConnection is a page of reasons.
	ReasonConnection = Page[*Reason]
	// ReasonEdge is an item of a [ReasonConnection].
	ReasonEdge = Edge[*Reason]
	// TensionConnection is a page of tensions.
	TensionConnection = Page[*Tension]
	// TensionEdge is an item of a [TensionConnection].
	TensionEdge = Edge[*Tension]
)

// An Edge is an item of a page with its cursor, from which to continue after it.
type Edge[T any] struct {
	Node   T
	Cursor string
}

// Edges returns the items with their cursors.
func (p *Page[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(p.Nodes))
	for i, n := range p.Nodes {
		edges[i] = &Edge[T]{n, n.Cursor()}
	}
	return edges
}

// PageInfo returns the place of the page in its list.
func (p *Page[T]) PageInfo() *alliance.PageInfo {
	info := &alliance.PageInfo{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious}
	if n := len(p.Nodes); n > 0 {
		info.StartCursor, info.EndCursor = alliance.Text(p.Nodes[0].Cursor()), alliance.Text(p.Nodes[n-1].Cursor())
	}
	return info
}

// encodeKey returns a place in a list, which numbers and ids give, as an opaque string.
func encodeKey(list string, numbers []int, ids []string) string {
	parts := []string{list}
	for _, n := range numbers {
		parts = append(parts, strconv.Itoa(n))
	}
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(append(parts, ids...), ":")))
}

// decodeKey returns the numbers, of which there are n, and the ids of a place in a list. The empty cursor gives none. If
// the text was not made by [encodeKey] for such a place, the error wraps [alliance.ErrInvalidCursor].
func decodeKey(list, cursor string, n int) ([]int, []string, error) {
	if cursor == "" {
		return nil, nil, nil
	}
	text, _ := base64.RawURLEncoding.Strict().DecodeString(cursor)
	parts := strings.Split(string(text), ":")
	if len(parts) > n {
		numbers := make([]int, n)
		for i := range numbers {
			numbers[i], _ = strconv.Atoi(parts[i+1])
		}
		ids := parts[n+1:]
		valid := !slices.ContainsFunc(ids, func(id string) bool { return !alliance.ValidID(id) })
		if valid && encodeKey(list, numbers, ids) == cursor {
			return numbers, ids, nil
		}
	}
	return nil, nil, fmt.Errorf("%w %.40q: pass the endCursor of an earlier page of these %s or the cursor of one of its edges",
		alliance.ErrInvalidCursor, cursor, list)
}
