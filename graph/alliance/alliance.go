// Package alliance is the domain of entente: who stands with whom, since when, according to whom.
//
// Actors stand in relations and take part in events; both are facts, and each fact has evidence: what sources say
// about it. [Facts] is a whole data set, linked and complete; a [Store] answers questions about one. The package
// imports only the standard library and depends on neither GraphQL nor a database; the types of the GraphQL schema
// are bound to its types.
//
// The words come from the field: kinds of support from the UCDP External Support Dataset (Meier et al. 2023),
// obligations of alliances from ATOP (Leeds et al. 2002), event types from PLOVER (Halterman et al. 2023), signs from
// the theory of structural balance (Heider 1946; Cartwright and Harary 1956).
package alliance

import "errors"

// Errors that callers can distinguish with [errors.Is].
var (
	// ErrInvalidDate reports a text that is not a date, or a date that is not in the calendar.
	ErrInvalidDate = errors.New("invalid date")
	// ErrInvalidCursor reports a text that is not a cursor of the list that it was used with.
	ErrInvalidCursor = errors.New("invalid cursor")
	// ErrChanged reports that other facts were loaded between the first and the last query of a request; if retried,
	// the request is answered from the new facts.
	ErrChanged = errors.New("the facts changed while the request was being answered")
	// ErrUnavailable reports that the store cannot answer now, but may be able to later.
	ErrUnavailable = errors.New("the store is unavailable")
	// ErrNoFacts reports that the store has no facts yet. It wraps [ErrUnavailable].
	ErrNoFacts error = unavailable("there are no facts yet")
	// ErrLoading reports that facts are being loaded into the store, which until then has only a part of them. It wraps
	// [ErrUnavailable].
	ErrLoading error = unavailable("the facts are being loaded")
	// ErrReading reports that the files of the facts are being read, and that there are none before. It wraps [ErrUnavailable].
	ErrReading error = unavailable("the fact files are being read")
)

// An unavailable is [ErrUnavailable] in other words.
type unavailable string

// Error implements error.
func (u unavailable) Error() string { return string(u) }

// Is reports whether target is [ErrUnavailable].
func (unavailable) Is(target error) bool { return target == ErrUnavailable }

// A Node is anything with an id: *Actor, *Relation, *Event, *Conflict, *Source or *Evidence. IDs are unique across
// all of them.
type Node interface {
	NodeID() string
	Positioned
}

// IDOf returns the id of a thing, or "" if it is nil.
func IDOf[T any, P interface {
	*T
	Node
}](thing P) string {
	if thing == nil {
		return ""
	}
	return thing.NodeID()
}

// AsKnownBy returns a thing as it was known on the last day of k. A relation or event keeps only the evidence
// published by then; it is nil if none was, as are a source that was not yet published and evidence from it.
// AsKnownBy returns nil for nil.
func AsKnownBy(thing Node, k Date) Node {
	switch n := thing.(type) {
	case *Relation:
		if view := n.Seen(Viewpoint{KnownBy: k}, true); view != nil {
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

// A Fact is something that sources report: *Relation or *Event.
type Fact interface {
	Node
	// Summary returns the fact as one English sentence, which mentions if the fact is alleged, disputed or denied.
	Summary() string
	// EvidenceWhere returns the evidence that the filter keeps, or all of it if the filter is nil.
	EvidenceWhere(*EvidenceFilter) []*Evidence
}

// A FactType is a type of facts.
type FactType string

// The types of facts.
const (
	RelationFact FactType = "RELATION"
	EventFact    FactType = "EVENT"
)

var (
	_ Node = (*Actor)(nil)
	_ Node = (*Conflict)(nil)
	_ Node = (*Source)(nil)
	_ Node = (*Evidence)(nil)
	_ Fact = (*Relation)(nil)
	_ Fact = (*Event)(nil)
)

// IDPattern is the regular expression that every id matches in full.
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
