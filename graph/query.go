package graph

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/search"
)

// query resolves the fields of Query. [knownBy] reads their knownBy, which also applies to the fields below.
type query struct{ analyses *flight.Group }

func (query) Actor(ctx context.Context, id string) (*alliance.Actor, error) {
	return node[*alliance.Actor](ctx, id)
}

func (query) Actors(ctx context.Context, where *alliance.ActorFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.ActorConnection, error) {
	query := func(r alliance.PageRequest) alliance.ActorQuery {
		return alliance.ActorQuery{Where: orZero(where), PageRequest: r}
	}
	return page(ctx, storeOf(ctx).Actors, query, alliance.ActorList, orderBy, pageArguments{first, after, last, before})
}

func (query) Search(ctx context.Context, text string, types []alliance.SearchType, first int) ([]alliance.SearchHit, error) {
	if err := checkFirst(ctx, first); err != nil {
		return nil, err
	}
	if n := utf8.RuneCountInString(text); n > search.MaxText {
		return nil, atArgument(ctx, "text", fmt.Errorf("text has %d characters, at most %d can be searched for", n, search.MaxText))
	}
	q := alliance.SearchQuery{Text: strings.TrimSpace(text), Types: types, First: first}
	hits, err := one(ctx, storeOf(ctx).Search, q)
	if err != nil {
		return nil, err
	}
	return *hits, nil
}

func (query) Relation(ctx context.Context, id string, asOf, since, until *alliance.Date, presumed bool, _ *alliance.Date) (*alliance.Relation, error) {
	at := alliance.Viewpoint{
		AsOf: orZero(asOf), Since: orZero(since), Until: orZero(until), KnownBy: knownBy(ctx), Presumed: presumed,
	}
	if err := checkSpan(ctx, "since", at.Since, at.Until); err != nil {
		return nil, err
	}
	nodes, err := storeOf(ctx).Nodes(ctx, []string{id}, alliance.Date{})
	if err != nil {
		return nil, err
	}
	r, ok := nodes[0].(*alliance.Relation)
	if ok {
		r = r.Seen(at, true)
	}
	return r, nil
}

func (query) Relations(ctx context.Context, where *alliance.RelationFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	return relations(ctx, alliance.RelationQuery{Where: relationFilter(ctx, where)}, orderBy, pageArguments{first, after, last, before})
}

func (query) Event(ctx context.Context, id string, _ *alliance.Date) (*alliance.Event, error) {
	return node[*alliance.Event](ctx, id)
}

func (query) Events(ctx context.Context, where *alliance.EventFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.EventConnection, error) {
	return events(ctx, alliance.EventQuery{Where: eventFilter(ctx, where)}, orderBy, pageArguments{first, after, last, before})
}

func (query) Conflict(ctx context.Context, id string) (*alliance.Conflict, error) {
	return node[*alliance.Conflict](ctx, id)
}

func (query) Conflicts(ctx context.Context, where *alliance.ConflictFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.ConflictConnection, error) {
	query := func(r alliance.PageRequest) alliance.ConflictQuery {
		return alliance.ConflictQuery{Where: orZero(where), PageRequest: r}
	}
	return page(ctx, storeOf(ctx).Conflicts, query, alliance.ConflictList, orderBy, pageArguments{first, after, last, before})
}

func (query) Source(ctx context.Context, id string, _ *alliance.Date) (*alliance.Source, error) {
	return node[*alliance.Source](ctx, id)
}

func (query) Sources(ctx context.Context, where *alliance.SourceFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.SourceConnection, error) {
	query := func(r alliance.PageRequest) alliance.SourceQuery {
		return alliance.SourceQuery{Where: orZero(where), PageRequest: r}
	}
	return page(ctx, storeOf(ctx).Sources, query, alliance.SourceList, orderBy, pageArguments{first, after, last, before})
}

func (query) Node(ctx context.Context, id string, _ *alliance.Date) (alliance.Node, error) {
	return node[alliance.Node](ctx, id)
}

func (query) Nodes(ctx context.Context, ids []string, _ *alliance.Date) ([]alliance.Node, error) {
	if len(ids) > MaxPage {
		return nil, atArgument(ctx, "ids", fmt.Errorf("%d ids, but at most %d can be asked for at once", len(ids), MaxPage))
	}
	return storeOf(ctx).Nodes(ctx, ids, knownBy(ctx))
}

func (query) Dataset(ctx context.Context) (*alliance.Dataset, error) {
	d, err := storeOf(ctx).Dataset(ctx)
	return &d, err
}

// relations returns a page of relations.
func relations(ctx context.Context, q alliance.RelationQuery, order alliance.Order, args pageArguments) (*alliance.RelationConnection, error) {
	if err := checkWhere(ctx, &q.Where); err != nil {
		return nil, err
	}
	query := func(r alliance.PageRequest) alliance.RelationQuery {
		q.PageRequest = r
		return q
	}
	return page(ctx, storeOf(ctx).Relations, query, alliance.RelationList, order, args)
}

// events returns a page of events.
func events(ctx context.Context, q alliance.EventQuery, order alliance.Order, args pageArguments) (*alliance.EventConnection, error) {
	if err := checkSpan(ctx, "where", q.Where.Since, q.Where.Until); err != nil {
		return nil, err
	}
	query := func(r alliance.PageRequest) alliance.EventQuery {
		q.PageRequest = r
		return q
	}
	return page(ctx, storeOf(ctx).Events, query, alliance.EventList, order, args)
}

// statements returns a page of evidence.
func statements(ctx context.Context, q alliance.EvidenceQuery, args pageArguments) (*alliance.EvidenceConnection, error) {
	query := func(r alliance.PageRequest) alliance.EvidenceQuery {
		q.PageRequest, q.KnownBy = r, knownBy(ctx)
		return q
	}
	return page(ctx, storeOf(ctx).Evidence, query, alliance.EvidenceList, alliance.Order{}, args)
}
