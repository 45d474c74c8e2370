// Package alliance is the domain of entente: who stands with whom, since when, according to whom.
//
// Actors stand in relations and take part in events; both are facts, and each fact has evidence: what sources say of
// it. [Facts] is a whole data set, linked and complete; a [Store] answers questions about one. The package imports the
// standard library only, knows neither GraphQL nor a database, and its types are what GraphQL's types are bound to.
//
// The words come from the field: kinds of support from the UCDP External Support Dataset (Meier et al. 2023),
// obligations of alliances from ATOP (Leeds et al. 2002), event types from PLOVER (Halterman et al. 2023), signs from
// the theory of structural balance (Heider 1946; Cartwright and Harary 1956).
package alliance

import "errors"

// Errors that a caller can tell apart with [errors.Is].
var (
	// ErrInvalidDate: a text is not a date, or not one in the calendar.
	ErrInvalidDate = errors.New("invalid date")
	// ErrInvalidCursor: a text is not a cursor of the list that it was used with.
	ErrInvalidCursor = errors.New("invalid cursor")
	// ErrChanged: other facts were loaded between the first and the last question of a request; asked anew, it is
	// answered from them.
	ErrChanged = errors.New("the facts changed while the answer was made")
	// ErrUnavailable: the store cannot answer now, but may be able to later.
	ErrUnavailable = errors.New("the store is unavailable")
)

// A Node is anything with an id: *Actor, *Relation, *Event, *Conflict, *Source or *Evidence. Ids are unique over all
// of them.
type Node interface {
	NodeID() string
	Positioned
}

// IDOf returns the id of a thing, "" for nil.
func IDOf[T any, P interface {
	*T
	Node
}](thing P) string {
	if thing == nil {
		return ""
	}
	return thing.NodeID()
}

// AsKnownBy returns a thing as it was known on the last day of k, nil where it was not, or is nil: a relation or event with
// what is left of its evidence, a source or evidence from it where it had been published.
func AsKnownBy(thing Node, k Date) Node {
	switch n := thing.(type) {
	case *Relation:
		if view := n.AsKnownBy(k); view != nil {
			return view
		}
	case *Event:
		if view := n.AsKnownBy(k); view != nil {
			return view
		}
	case *Source:
		if n.KnownBy(k) {
			return n
		}
	case *Evidence:
		if n.Source.KnownBy(k) {
			return n
		}
	default:
		return n
	}
	return nil
}

// A Fact is something that sources say: *Relation or *Event.
type Fact interface {
	Node
	// Summary is one English sentence that says the fact, and says so where it is alleged, disputed or denied.
	Summary() string
	// EvidenceWhere returns the evidence that the filter keeps, all of it where the filter is nil.
	EvidenceWhere(*EvidenceFilter) []*Evidence
}

var (
	_ Node = (*Actor)(nil)
	_ Node = (*Conflict)(nil)
	_ Node = (*Source)(nil)
	_ Node = (*Evidence)(nil)
	_ Fact = (*Relation)(nil)
	_ Fact = (*Event)(nil)
)

// IDPattern is what every id matches.
const IDPattern = `[a-z0-9]+([._-][a-z0-9]+)*`

// ValidID reports whether s matches [IDPattern].
func ValidID(s string) bool {
	letter := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			letter = true
		case (c == '.' || c == '_' || c == '-') && letter:
			letter = false
		default:
			return false
		}
	}
	return letter
}
