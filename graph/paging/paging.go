// Package paging makes pages of lists: it counts, orders and cuts what a store finds.
package paging

import (
	"slices"

	"entente/graph/alliance"
)

// Page returns the page of a request that has these nodes, from the end of the list that the request counts from; more
// reports whether there are others between After and Before.
func Page[T alliance.Positioned](request *alliance.PageRequest, nodes []T, more bool, counted *Counter) alliance.Page[T] {
	page := alliance.Page[T]{
		Nodes: nodes, Order: alliance.Order{Field: request.By},
		HasNext: more, HasPrevious: !request.After.IsZero(),
		Total: counted.total, Subjects: len(counted.subjects), Objects: len(counted.objects),
	}
	if request.FromEnd {
		slices.Reverse(nodes)
		page.HasNext, page.HasPrevious = !request.Before.IsZero(), more
	}
	return page
}

// Holds reports whether a thing is between After and Before of a request in the default order.
func Holds(request *alliance.PageRequest, thing alliance.Positioned) bool {
	return (request.After.IsZero() || thing.Position().Compare(request.After.Position) > 0) &&
		(request.Before.IsZero() || thing.Position().Compare(request.Before.Position) < 0)
}

// A Counter counts a list as a request asks for it.
type Counter struct {
	count bool
	total int
	// subjects and objects are nil if they are not asked for.
	subjects, objects map[*alliance.Actor]struct{}
}

// NewCounter returns a counter for a request.
func NewCounter(request *alliance.PageRequest) Counter {
	c := Counter{count: request.Count}
	if request.CountEnds {
		c.subjects, c.objects = map[*alliance.Actor]struct{}{}, map[*alliance.Actor]struct{}{}
	}
	return c
}

// Counts reports whether anything is counted, for which the whole list has to be looked at.
func (c *Counter) Counts() bool { return c.count || c.subjects != nil }

// Add counts a thing in the list.
func (c *Counter) Add(thing alliance.Positioned) {
	if c.count {
		c.total++
	}
	if r, ok := thing.(*alliance.Relation); ok && c.subjects != nil {
		c.subjects[r.Subject], c.objects[r.Object] = struct{}{}, struct{}{}
	}
}
