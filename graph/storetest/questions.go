package storetest

import (
	"slices"
	"strings"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// questions are the queries that the suite runs against one data set.
type questions struct {
	actors    []alliance.ActorQuery
	relations []alliance.RelationQuery
	events    []alliance.EventQuery
	conflicts []alliance.ConflictQuery
	sources   []alliance.SourceQuery
	evidence  []alliance.EvidenceQuery
	nodes     []nodesQuery
}

// A nodesQuery holds the arguments of Nodes.
type nodesQuery struct {
	ids     []string
	knownBy alliance.Date
}

// about generates queries for a data set, about twenty of each kind. They mostly use what is in the data, and each
// restricts little, so that most have results.
func about(facts *alliance.Facts) *rapid.Generator[questions] {
	v := gather(facts)
	return rapid.Custom(func(t *rapid.T) questions {
		return questions{
			actors:    several(t, v.actorQuery),
			relations: append(several(t, v.relationQuery), several(t, v.relationQuery)...),
			events:    several(t, v.eventQuery),
			conflicts: several(t, v.conflictQuery),
			sources:   several(t, v.sourceQuery),
			evidence:  several(t, v.evidenceQuery),
			nodes:     several(t, v.nodesQuery),
		}
	})
}

// several draws about twenty queries.
func several[Q any](t *rapid.T, draw func(*rapid.T) Q) []Q {
	return rapid.SliceOfN(rapid.Custom(draw), 10, 30).Draw(t, "questions")
}

// actorQuery draws a query for actors, with names and countries in any case; the methods below draw queries for other
// things.
func (v *vocabulary) actorQuery(t *rapid.T) alliance.ActorQuery {
	q := alliance.ActorQuery{
		Where: alliance.ActorFilter{
			Types: restriction(t, 4, alliance.ActorTypes()), IDs: restriction(t, 4, v.actors),
		},
		PageRequest: page(t, v.places[actorPlaces]),
	}
	if country := perhaps(t, 4, v.countries); country != "" {
		q.Where.Country = choose(t, []string{country, strings.ToLower(country)})
	}
	if oneIn(t, 4) {
		name := choose(t, v.names)
		q.Where.Name = choose(t, []string{name, strings.ToUpper(name), strings.ToLower(name), name + "x"})
	}
	if oneIn(t, 5) {
		identifier := choose(t, v.identifiers)
		q.Where.Identifier = &identifier
	}
	return q
}

// relationQuery draws a query for relations, half of the time for those of one actor.
func (v *vocabulary) relationQuery(t *rapid.T) alliance.RelationQuery {
	q := alliance.RelationQuery{
		Where: alliance.RelationFilter{
			Types: restriction(t, 6, alliance.RelationTypes()), Kinds: restriction(t, 12, alliance.RelationKinds()),
			AsOf: v.someDate(t, 5), KnownBy: v.someDate(t, 3), Statuses: restriction(t, 6, alliance.Statuses()),
			Conflict: perhaps(t, 12, v.conflicts), Against: restriction(t, 14, v.actors),
			Subjects: restriction(t, 12, v.actors), Objects: restriction(t, 12, v.actors),
			Sources: restriction(t, 9, v.sources), Publishers: restriction(t, 9, v.publishers),
		},
		Direction:   choose(t, []alliance.Direction{alliance.Both, alliance.In, alliance.Out}),
		Indirect:    oneIn(t, 2),
		PageRequest: page(t, v.places[relationPlaces]),
	}
	if oneIn(t, 2) {
		q.Of = choose(t, v.actors)
	}
	return q
}

// eventQuery draws a query for events, with places and countries in any case.
func (v *vocabulary) eventQuery(t *rapid.T) alliance.EventQuery {
	q := alliance.EventQuery{
		Where: alliance.EventFilter{
			Types: restriction(t, 5, alliance.EventTypes()), Since: v.someDate(t, 4), Until: v.someDate(t, 4),
			KnownBy: v.someDate(t, 4), Statuses: restriction(t, 5, alliance.Statuses()), Conflict: perhaps(t, 6, v.conflicts),
			Participants: restriction(t, 4, v.actors),
		},
		Of:          perhaps(t, 5, v.actors),
		PageRequest: page(t, v.places[eventPlaces]),
	}
	if oneIn(t, 4) {
		place := choose(t, slices.Concat(v.placeNames, v.countries))
		q.Where.Place = choose(t, []string{place, strings.ToUpper(place), strings.ToLower(place)})
	}
	return q
}

// conflictQuery draws a query for conflicts.
func (v *vocabulary) conflictQuery(t *rapid.T) alliance.ConflictQuery {
	return alliance.ConflictQuery{
		Where:       alliance.ConflictFilter{AsOf: v.someDate(t, 2), Parties: restriction(t, 2, v.actors)},
		PageRequest: page(t, v.places[conflictPlaces]),
	}
}

// sourceQuery draws a query for sources.
func (v *vocabulary) sourceQuery(t *rapid.T) alliance.SourceQuery {
	return alliance.SourceQuery{
		Where:       alliance.SourceFilter{Publishers: restriction(t, 2, v.publishers), KnownBy: v.someDate(t, 2)},
		PageRequest: page(t, v.places[sourcePlaces]),
	}
}

// evidenceQuery draws a query for evidence.
func (v *vocabulary) evidenceQuery(t *rapid.T) alliance.EvidenceQuery {
	return alliance.EvidenceQuery{
		Where: alliance.EvidenceFilter{
			Stances: restriction(t, 4, alliance.Stances()), Sources: restriction(t, 4, v.sources),
			Speakers: restriction(t, 4, v.actors),
		},
		Source: perhaps(t, 4, v.sources), Speaker: perhaps(t, 4, v.actors), KnownBy: v.someDate(t, 3),
		PageRequest: page(t, v.places[evidencePlaces]),
	}
}

// nodesQuery draws ids of all types of things.
func (v *vocabulary) nodesQuery(t *rapid.T) nodesQuery {
	return nodesQuery{ids: some(t, 30, v.ids), knownBy: v.someDate(t, 2)}
}
