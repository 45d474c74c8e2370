package network

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/graph/topk"
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
	// ChangeConnection is a page of changes.
	ChangeConnection = Page[*Change]
	// ChangeEdge is an item of a [ChangeConnection].
	ChangeEdge = Edge[*Change]
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

// A placement is where something stands in a list: by rank; then by strength, highest first; then by ids.
type placement struct {
	list           string
	rank, strength int
	ids            []string
}

// compare orders placements in the same list.
func (p *placement) compare(q *placement) int {
	return cmp.Or(cmp.Compare(p.rank, q.rank), cmp.Compare(q.strength, p.strength), slices.Compare(p.ids, q.ids))
}

// Cursor returns the placement as an opaque string.
func (p *placement) Cursor() string {
	parts := append([]string{p.list, strconv.Itoa(p.rank), strconv.Itoa(p.strength)}, p.ids...)
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, ":")))
}

// parsePlacement returns the placement in a list that a cursor encodes, nil if it is empty. If the text was not made by
// [placement.Cursor] for such a list, the error wraps [alliance.ErrInvalidCursor].
func parsePlacement(list, cursor string) (*placement, error) {
	if cursor == "" {
		return nil, nil //nolint:nilnil // the beginning of the list
	}
	text, _ := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if parts := strings.Split(string(text), ":"); len(parts) > 2 {
		p := &placement{list: list, ids: parts[3:]}
		p.rank, _ = strconv.Atoi(parts[1])
		p.strength, _ = strconv.Atoi(parts[2])
		valid := !slices.ContainsFunc(p.ids, func(id string) bool { return !alliance.ValidID(id) })
		if valid && p.Cursor() == cursor {
			return p, nil
		}
	}
	return nil, fmt.Errorf("%w %.40q: pass the endCursor of an earlier page of these %s or the cursor of one of its edges",
		alliance.ErrInvalidCursor, cursor, list)
}

// An entry is a thing in a list with its placement.
type entry[F any] struct {
	placement
	found F
}

// listPage returns the page of a list that begins after a cursor. find yields all things in the list, in no particular
// order; show makes items of those on the page.
func listPage[F any, T interface{ Cursor() string }](
	list string, first int, after string, find func(yield func(entry[F])) error, show func(*entry[F]) T,
) (*Page[T], error) {
	start, err := parsePlacement(list, after)
	if err != nil {
		return nil, err
	}
	page := &Page[T]{HasPrevious: start != nil}
	top := topk.New(first+1, func(a, b entry[F]) int { return a.compare(&b.placement) })
	if err := find(func(p entry[F]) {
		p.list = list
		page.Total++
		if start == nil || p.compare(start) > 0 {
			top.Add(p)
		}
	}); err != nil {
		return nil, err
	}
	found := top.Sorted()
	page.HasNext = len(found) > first
	page.Nodes = make([]T, min(len(found), first))
	for i := range page.Nodes {
		page.Nodes[i] = show(&found[i])
	}
	return page, nil
}
