package neo4j

import (
	"encoding/json"
	"fmt"
	"slices"

	"entente/graph/alliance"
)

// encodeJSON returns what a node has no properties for, as JSON; dates are in it as they were written.
func encodeJSON[T alliance.Collection | alliance.Coverage](list []T) string {
	text, err := json.Marshal(list)
	if err != nil { // neither has anything that could not be marshalled
		panic(fmt.Sprintf("neo4j: marshal a %T: %v", list, err))
	}
	return string(text)
}

// decodeJSON reads a list that [encodeJSON] wrote.
func decodeJSON[T alliance.Collection | alliance.Coverage](r *row) (list []T) {
	text := given[string](r)
	if r.err != nil {
		return nil
	}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		r.fail("is " + described(text) + ": " + err.Error())
		return nil
	}
	return list
}

// decodeCoverage reads what the sources of each type of relation cover.
func decodeCoverage(r *row) []alliance.Coverage {
	list := decodeJSON[alliance.Coverage](r)
	for _, c := range list {
		if !slices.Contains(alliance.RelationTypes(), c.Type) {
			r.fail("has " + described(string(c.Type)) + ", which is unknown")
		}
	}
	return list
}
