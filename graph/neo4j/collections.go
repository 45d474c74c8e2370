package neo4j

import (
	"encoding/json"
	"slices"

	"entente/graph/alliance"
)

// decodeJSON reads a list that is there as JSON.
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
