package alliance

import (
	"slices"
	"strings"
)

// An end is what a filter asks of the actor at one end of a relation.
type end struct {
	ids   idSet
	types []ActorType
	// countries are in upper case.
	countries []string
}

// prepare makes e, the restriction to actors with one of the ids, types and country codes each.
func (e *end) prepare(ids []string, types []ActorType, countries []string) {
	e.ids, e.types = newIDSet(ids), types
	if countries == nil {
		return
	}
	e.countries = make([]string, len(countries))
	for i, c := range countries {
		e.countries[i] = strings.ToUpper(c)
	}
}

// open reports whether every actor fits.
func (e *end) open() bool { return e.ids.list == nil && e.types == nil && e.countries == nil }

// admits reports whether an actor fits. One without a country is of none of those asked for.
func (e *end) admits(a *Actor) bool {
	return e.ids.has(a.ID) && oneOf(e.types, a.Type) &&
		(e.countries == nil || a.Country != "" && slices.Contains(e.countries, strings.ToUpper(string(a.Country))))
}

// An idSet is a restriction to a list of ids. If the list is nil, it admits every id.
type idSet struct {
	list []string
	// set holds the ids if the list is long; otherwise it is nil.
	set map[string]bool
}

// longList is the length from which looking up an id in a set is faster than comparing it with each id.
const longList = 16

// newIDSet returns the restriction to the ids of a list.
func newIDSet(list []string) idSet {
	s := idSet{list: list}
	if len(list) >= longList {
		s.set = make(map[string]bool, len(list))
		for _, id := range list {
			s.set[id] = true
		}
	}
	return s
}

// has reports whether the restriction admits an id.
func (s *idSet) has(id string) bool {
	if s.set != nil {
		return s.set[id]
	}
	return oneOf(s.list, id)
}
