package neo4j

import (
	"slices"

	"entente/graph/alliance"
)

// A reading is which relations of an actor are read: those of some types, in a direction. What else a question asks of
// them, such as the day, does not count, so that one reading answers many questions.
type reading struct {
	direction alliance.Direction
	types     typeSet
}

// A typeSet has a bit for each type of relation, in the order of [alliance.RelationTypes].
type typeSet uint16

// everyType has all types.
var everyType = typesOf(alliance.RelationTypes())

// everyRelation reads all relations of an actor.
var everyRelation = reading{alliance.Both, everyType}

// typesOf returns types as a set; nil is all types.
func typesOf(types []alliance.RelationType) typeSet {
	var set typeSet
	for i, t := range alliance.RelationTypes() {
		if types == nil || slices.Contains(types, t) {
			set |= 1 << i
		}
	}
	return set
}

// list returns the types in a set, nil if it has all.
func (s typeSet) list() []alliance.RelationType {
	if s == everyType {
		return nil
	}
	types := []alliance.RelationType{}
	for i, t := range alliance.RelationTypes() {
		if s&(1<<i) != 0 {
			types = append(types, t)
		}
	}
	return types
}

// readingOf returns what has to be read of an actor to answer a query about it.
func readingOf(q *alliance.RelationQuery) reading {
	return reading{q.Direction, typesOf(q.Where.Types)}
}

// covers reports whether r reads all that s reads.
func (r reading) covers(s reading) bool {
	return (r.direction == alliance.Both || r.direction == s.direction) && r.types&s.types == s.types
}

// A place is where relations are kept: with an actor, by what was read of it.
type place struct {
	actor string
	reading
}

// query returns the query for the relations of a place that come after some, and at most so many.
func (p place) query(after []*alliance.Relation, most int) relationQuery {
	q := alliance.RelationQuery{Of: p.actor, Direction: p.direction, PageRequest: alliance.PageRequest{First: most}}
	q.Where.Types = p.types.list()
	if len(after) > 0 {
		q.After = after[len(after)-1].SortKey("")
	}
	return relationQuery{q, []string{p.actor}}
}
