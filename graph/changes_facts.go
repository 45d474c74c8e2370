package graph

import (
	"context"
	"fmt"
	"slices"

	"entente/graph/alliance"
)

// A changingFacts is which facts a question about changes is about.
type changingFacts struct {
	// relations is nil if it is not about relations.
	relations *alliance.RelationFilter
	// events are filters, none if it is not about events.
	events []alliance.EventFilter
}

// changing returns which facts a question about changes is about: of what its filters mean, those that it asks for.
func changing(ctx context.Context, where *alliance.RelationFilter, events *alliance.EventFilter, facts []alliance.FactType) (*changingFacts, error) {
	of := meant(where, events)
	for i := range of.events {
		of.events[i].KnownBy = knownBy(ctx)
	}
	if facts == nil {
		return of, nil
	}
	relations := factChoice{"where", "relations", alliance.RelationFact, where != nil, of.relations != nil, slices.Contains(facts, alliance.RelationFact)}
	happened := factChoice{"events", "events", alliance.EventFact, events != nil, of.events != nil, slices.Contains(facts, alliance.EventFact)}
	if err := checkFacts(ctx, relations, happened); err != nil {
		return nil, err
	}
	if err := checkFacts(ctx, happened, relations); err != nil {
		return nil, err
	}
	if !relations.asked {
		of.relations = nil
	}
	if !happened.asked {
		of.events = nil
	}
	return of, nil
}

// meant returns the facts that filters mean. One that is given alone also says which facts of the other type, or that there
// are none if it restricts what those do not have.
func meant(where *alliance.RelationFilter, events *alliance.EventFilter) *changingFacts {
	if events == nil {
		all := orZero(where)
		filters, _ := all.ForEvents()
		return &changingFacts{&all, filters}
	}
	of := &changingFacts{where, []alliance.EventFilter{*events}}
	if where == nil {
		if f, ok := events.ForRelations(); ok {
			of.relations = &f
		}
	}
	return of
}

// A factChoice is how a question chooses facts of a type: by which filter, whether that is given, whether the filters mean
// any, and whether they are asked for.
type factChoice struct {
	filter, name        string
	factType            alliance.FactType
	given, meant, asked bool
}

// checkFacts checks that facts that are asked for are meant by the filters, and that the filter of others is not given for
// nothing.
func checkFacts(ctx context.Context, of, other factChoice) error {
	switch {
	case of.asked && !of.meant:
		return atArgument(ctx, "facts", fmt.Errorf("%s restricts what %s do not have: give %s, {} for all, or leave %s out of facts",
			other.filter, of.name, of.filter, of.factType))
	case !of.asked && of.given && (other.given || !other.meant):
		return atArgument(ctx, of.filter, fmt.Errorf("it chooses %s, which facts leaves out: leave out %s, or add %s to facts",
			of.name, of.filter, of.factType))
	default:
		return nil
	}
}
