package paging

import (
	"cmp"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"entente/graph/alliance"
	"entente/graph/topk"
)

// A Sorter answers a page request from all things in a list, in whatever order they come. It keeps no more of them than
// the page needs.
//
// Names and titles are ordered as by the Unicode Collation Algorithm (UTS #10) with the root collation of CLDR: by
// letters, then by diacritics, then by case; numbers in them by value.
type Sorter[T alliance.Positioned] struct {
	request       alliance.PageRequest
	counter       Counter
	names         names
	after, before place
	top           *topk.Keeper[item[T]]
}

// An item is a thing and its place.
type item[T any] struct {
	place
	thing T
}

// NewSorter returns a sorter for a request.
func NewSorter[T alliance.Positioned](request *alliance.PageRequest) *Sorter[T] {
	s := &Sorter[T]{request: *request, counter: NewCounter(request)}
	s.after, s.before = s.names.place(request.After), s.names.place(request.Before)
	side := 1
	if request.FromEnd {
		side = -1
	}
	s.top = topk.New(request.First+1, func(a, b item[T]) int { return side * a.compare(&b.place) })
	return s
}

// Add adds a thing to the list.
func (s *Sorter[T]) Add(thing T) {
	s.counter.Add(thing)
	at := s.names.place(thing.SortKey(s.request.By))
	if (s.after.id == "" || at.compare(&s.after) > 0) && (s.before.id == "" || at.compare(&s.before) < 0) {
		s.top.Add(item[T]{at, thing})
	}
}

// Page returns the page of all that was added.
func (s *Sorter[T]) Page() alliance.Page[T] {
	items := s.top.Sorted()
	nodes := make([]T, min(len(items), s.request.First))
	for i := range nodes {
		nodes[i] = items[i].thing
	}
	return Page(&s.request, nodes, len(items) > len(nodes), &s.counter)
}

// A place is a sort key with collation keys in place of names.
type place struct {
	day     alliance.Day
	sources int
	// name and then are collation keys.
	name, then string
	id         string
}

// compare compares places in the same list.
func (p *place) compare(q *place) int {
	return cmp.Or(cmp.Compare(p.day, q.day), cmp.Compare(p.sources, q.sources),
		strings.Compare(p.name, q.name), strings.Compare(p.then, q.then), strings.Compare(p.id, q.id))
}

// names makes collation keys of names, of each only once. The zero value is ready to use.
type names struct {
	collator *collate.Collator
	buffer   collate.Buffer
	keys     map[string]string
}

// place returns the place of a sort key.
func (n *names) place(k alliance.SortKey) place {
	return place{k.Day, k.Sources, n.key(k.Name), n.key(k.Then), k.ID}
}

// key returns the collation key of a name.
func (n *names) key(name string) string {
	if name == "" {
		return ""
	}
	key, ok := n.keys[name]
	if ok {
		return key
	}
	if n.collator == nil {
		n.collator, n.keys = collate.New(language.Und, collate.Numeric), map[string]string{}
	}
	key = string(n.collator.KeyFromString(&n.buffer, name))
	n.buffer.Reset()
	n.keys[name] = key
	return key
}
