package search

import (
	"iter"

	"entente/graph/alliance"
)

// A field is the role of a text in its thing. The order of fields breaks ties: what a thing is called comes before
// where it happened, how, and who published it.
type field uint8

const (
	name field = iota
	alias
	place
	mode
	publisher
	description
)

// A kind is the type of a thing. The order of kinds breaks ties.
type kind uint8

const (
	actor kind = iota
	event
	conflict
	source
	other
)

// texts iterates over the texts of a thing, in no particular order; absent ones are empty. Things of types that
// cannot be searched for have no texts, and so are never found.
func texts(thing alliance.SearchResult) iter.Seq2[field, string] {
	return func(yield func(field, string) bool) {
		switch t := thing.(type) {
		case *alliance.Actor:
			more := yield(name, t.Name) && yield(description, string(t.Description))
			for i := 0; more && i < len(t.Aliases); i++ {
				more = yield(alias, t.Aliases[i])
			}
		case *alliance.Event:
			_ = yield(name, t.Title) && yield(mode, string(t.Mode)) && yield(description, string(t.Description)) &&
				(t.Place == nil || yield(place, t.Place.Name))
		case *alliance.Conflict:
			_ = yield(name, t.Name) && yield(description, string(t.Description))
		case *alliance.Source:
			_ = yield(name, t.Title) && yield(publisher, string(t.Publisher))
		}
	}
}

// kindOf returns the kind of a thing.
func kindOf(thing alliance.SearchResult) kind {
	switch thing.(type) {
	case *alliance.Actor:
		return actor
	case *alliance.Event:
		return event
	case *alliance.Conflict:
		return conflict
	case *alliance.Source:
		return source
	default:
		return other
	}
}

// kindsOf returns the kinds that types name, as a bit set: all if types is nil, none if it is empty. Unknown types
// are ignored.
func kindsOf(types []alliance.SearchType) (set uint) {
	if types == nil {
		return 1<<other - 1
	}
	for _, t := range types {
		switch t {
		case alliance.SearchActor:
			set |= 1 << actor
		case alliance.SearchEvent:
			set |= 1 << event
		case alliance.SearchConflict:
			set |= 1 << conflict
		case alliance.SearchSource:
			set |= 1 << source
		}
	}
	return set
}
