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
		PageRequest: v.page(t, alliance.ActorList),
	}
	if country := perhaps(t, 4, v.countries); country != "" {
		q.Where.Country = choose(t, []string{country, strings.ToLower(country)})
	}
	if oneIn(t, 4) {
		name := choose(t, v.names)
		q.Where.Name = choose(t, []string{name, strings.ToUpper(name), strings.ToLower(name), name + "x"})
	}
	if oneIn(t, 5) {
		i := choose(t, v.identifiers)
		q.Where.Identifier = &alliance.IdentifierFilter{Scheme: i.Scheme, Value: i.Value, AsOf: v.someDate(t, 2)}
	}
	return q
}

// relationQuery draws a query for relations, a quarter of the time for those of one actor.
func (v *vocabulary) relationQuery(t *rapid.T) alliance.RelationQuery {
	q := alliance.RelationQuery{
		Where:       v.relationFilter(t),
		Direction:   v.direction(t),
		Indirect:    oneIn(t, 2),
		Succession:  oneIn(t, 2),
		PageRequest: v.page(t, alliance.RelationList),
	}
	if oneIn(t, 4) {
		q.Of = choose(t, v.actors)
	}
	return q
}

// relationFilter draws a filter, an eighth of the time with another that leaves out what it keeps, mostly of few types, so that something is left.
func (v *vocabulary) relationFilter(t *rapid.T) alliance.RelationFilter {
	w := alliance.RelationFilter{
		Types: restriction(t, 24, alliance.RelationTypes()), Kinds: restriction(t, 40, alliance.RelationKinds()),
		Kindless: oneIn(t, 3), Viewpoint: v.viewpoint(t), Statuses: restriction(t, 10, alliance.Statuses()),
		Conflict: perhaps(t, 70, v.conflicts), Conflicts: restriction(t, 70, v.conflicts),
		Against: restriction(t, 70, v.actors), Coalitions: restriction(t, 70, v.actors),
		Subjects: restriction(t, 40, v.actors), SubjectTypes: restriction(t, 40, alliance.ActorTypes()),
		Objects: restriction(t, 40, v.actors), ObjectTypes: restriction(t, 40, alliance.ActorTypes()),
		Sources: restriction(t, 45, v.sources), Publishers: restriction(t, 45, v.publishers),
	}
	w.SubjectCountries, w.ObjectCountries = v.countryCodes(t), v.countryCodes(t)
	if oneIn(t, 40) {
		w.AllKinds = append([]alliance.RelationKind{}, some(t, 3, choose(t, v.kindsTogether))...)
	}
	if oneIn(t, 8) {
		not := v.relationFilter(t)
		if oneIn(t, 2) {
			not.Viewpoint = alliance.Viewpoint{}
		}
		if number(t, 0, 3) > 0 {
			not.Types = restriction(t, 1, alliance.RelationTypes())
		}
		if oneIn(t, 3) {
			w.KnownBy = v.someDate(t, 1)
		}
		w.Not = &not
	}
	return w
}

// countryCodes draws a restriction to country codes, in any case.
func (v *vocabulary) countryCodes(t *rapid.T) []string {
	codes := restriction(t, 80, append(v.countries, ""))
	if oneIn(t, 2) {
		for i, c := range codes {
			codes[i] = strings.ToLower(c)
		}
	}
	return codes
}

// direction draws a direction; few relations are against anybody.
func (v *vocabulary) direction(t *rapid.T) alliance.Direction {
	if oneIn(t, 16) {
		return alliance.Opponent
	}
	return choose(t, []alliance.Direction{alliance.Both, alliance.In, alliance.Out})
}

// viewpoint draws a viewpoint: most ask for few days, some for all of them.
func (v *vocabulary) viewpoint(t *rapid.T) alliance.Viewpoint {
	at := alliance.Viewpoint{KnownBy: v.someDate(t, 4), Presumed: oneIn(t, 2)}
	switch number(t, 0, 6) {
	case 1, 2:
		at.AsOf = v.someDate(t, 1)
	case 3:
		at.Since, at.Until = v.someDate(t, 1), v.someDate(t, 1)
		if daysOf(at.Since).first > daysOf(at.Until).last {
			at.Since, at.Until = at.Until, at.Since
		}
	case 4:
		at.Since, at.Until = v.someDate(t, 2), v.someDate(t, 2)
	case 5:
		at.AsOf, at.Since, at.Until = v.someDate(t, 1), v.someDate(t, 2), v.someDate(t, 4)
	}
	return at
}

// eventQuery draws a query for events, with places and countries in any case.
func (v *vocabulary) eventQuery(t *rapid.T) alliance.EventQuery {
	q := alliance.EventQuery{
		Where: alliance.EventFilter{
			Types: restriction(t, 5, alliance.EventTypes()), Since: v.someDate(t, 4), Until: v.someDate(t, 4),
			AsOf: v.someDate(t, 5), KnownBy: v.someDate(t, 4), Statuses: restriction(t, 5, alliance.Statuses()), Conflict: perhaps(t, 6, v.conflicts),
			Participants: restriction(t, 4, v.actors),
		},
		Of:          perhaps(t, 5, v.actors),
		PageRequest: v.page(t, alliance.EventList),
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
		PageRequest: v.page(t, alliance.ConflictList),
	}
}

// sourceQuery draws a query for sources.
func (v *vocabulary) sourceQuery(t *rapid.T) alliance.SourceQuery {
	return alliance.SourceQuery{
		Where:       alliance.SourceFilter{Publishers: restriction(t, 2, v.publishers), KnownBy: v.someDate(t, 2)},
		PageRequest: v.page(t, alliance.SourceList),
	}
}

// evidenceQuery draws a query for evidence.
func (v *vocabulary) evidenceQuery(t *rapid.T) alliance.EvidenceQuery {
	return alliance.EvidenceQuery{
		Where: alliance.EvidenceFilter{
			Stances: restriction(t, 4, alliance.Stances()), Sources: restriction(t, 4, v.sources),
			Speakers: restriction(t, 4, v.actors), Verified: choose(t, []*bool{nil, nil, new(false), new(true)}),
		},
		Source: perhaps(t, 4, v.sources), Speaker: perhaps(t, 4, v.actors), KnownBy: v.someDate(t, 3),
		PageRequest: v.page(t, alliance.EvidenceList),
	}
}

// nodesQuery draws ids of all types of things.
func (v *vocabulary) nodesQuery(t *rapid.T) nodesQuery {
	return nodesQuery{ids: some(t, 30, v.ids), knownBy: v.someDate(t, 2)}
}
