package load

import (
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// isPlain reports whether plain edges have a type.
func isPlain(typ string) bool {
	return slices.Contains(alliance.RelationTypes(), alliance.RelationType(typ))
}

// isTyped reports whether a label is one of those that say the type of an actor.
func isTyped(label string) bool { return slices.Contains(layout.TypeLabels(), label) }

// differ reports whether properties that the database has differ from those that it should have, among them null for those
// that it should not. Other people's are not among them.
func differ(want, have map[string]any) bool {
	for name, value := range want {
		if !equal(value, have[name]) {
			return true
		}
	}
	return false
}

// equal reports whether a value is the same that the driver returned.
func equal(want, have any) bool {
	switch w := want.(type) {
	case int:
		return have == int64(w)
	case []string:
		return equalLists(w, have)
	case []neo4j.Date:
		return equalLists(w, have)
	case neo4j.Date:
		h, ok := have.(neo4j.Date)
		return ok && w.Time().Equal(h.Time())
	default: // a text, a number, a point or nothing
		_, list := have.([]any)
		_, m := have.(map[string]any)
		return !list && !m && want == have
	}
}

// equalLists is [equal] for lists.
func equalLists[T any](want []T, have any) bool {
	list, ok := have.([]any)
	if !ok || len(list) != len(want) {
		return false
	}
	for i := range want {
		if !equal(any(want[i]), list[i]) {
			return false
		}
	}
	return true
}
