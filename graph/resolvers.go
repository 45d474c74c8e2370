package graph

import (
	"context"
	"math"

	"entente/graph/alliance"
	"entente/graph/export/citation"
	"entente/graph/flight"
)

// actor resolves the fields of Actor that need the store.
type actor struct{ analyses *flight.Group }

func (actor) Supporters(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, indirect, succession bool, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	q := alliance.RelationQuery{Where: relationFilter(ctx, where, alliance.Supports), Of: a.ID, Direction: alliance.In}
	q.Indirect, q.Succession = indirect, succession
	return relations(ctx, q, orderBy, pageArguments{first, after, last, before})
}

func (actor) Supports(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, indirect, succession bool, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	q := alliance.RelationQuery{Where: relationFilter(ctx, where, alliance.Supports), Of: a.ID, Direction: alliance.Out}
	q.Indirect, q.Succession = indirect, succession
	return relations(ctx, q, orderBy, pageArguments{first, after, last, before})
}

func (actor) Leaders(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, succession bool, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	q := alliance.RelationQuery{Where: relationFilter(ctx, where, alliance.Leads, alliance.HoldsOffice), Of: a.ID, Direction: alliance.In}
	q.Succession = succession
	return relations(ctx, q, orderBy, pageArguments{first, after, last, before})
}

func (actor) Relations(ctx context.Context, a *alliance.Actor, where *alliance.RelationFilter, direction alliance.Direction, succession bool, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	q := alliance.RelationQuery{Where: relationFilter(ctx, where), Of: a.ID, Direction: direction, Succession: succession}
	return relations(ctx, q, orderBy, pageArguments{first, after, last, before})
}

func (actor) Events(ctx context.Context, a *alliance.Actor, where *alliance.EventFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.EventConnection, error) {
	return events(ctx, alliance.EventQuery{Where: eventFilter(ctx, where), Of: a.ID}, orderBy, pageArguments{first, after, last, before})
}

func (actor) Statements(ctx context.Context, a *alliance.Actor, where *alliance.EvidenceFilter, first *int, after *string, last *int, before *string) (*alliance.EvidenceConnection, error) {
	return statements(ctx, alliance.EvidenceQuery{Where: orZero(where), Speaker: a.ID}, pageArguments{first, after, last, before})
}

// evidence resolves the fields of Evidence that need the store.
type evidence struct{}

func (evidence) Fact(ctx context.Context, e *alliance.Evidence) (alliance.Fact, error) {
	return node[alliance.Fact](ctx, e.Fact)
}

// source resolves the fields of Source that need the store, or that package alliance does not know.
type source struct{}

func (source) Evidence(ctx context.Context, s *alliance.Source, where *alliance.EvidenceFilter, first *int, after *string, last *int, before *string) (*alliance.EvidenceConnection, error) {
	return statements(ctx, alliance.EvidenceQuery{Where: orZero(where), Source: s.ID}, pageArguments{first, after, last, before})
}

func (source) Cite(_ context.Context, s *alliance.Source, format citation.Format) (string, error) {
	return format.String([]citation.Item{citation.OfSource(s)}), nil
}

// dataset resolves the field of Dataset that package alliance does not know.
type dataset struct{}

func (dataset) Cite(_ context.Context, d *alliance.Dataset, format citation.Format) (string, error) {
	return format.String(citation.OfDataset(d, citation.Access{})), nil
}

// event resolves the fields of Event that need the store.
type event struct{}

func (event) References(ctx context.Context, e *alliance.Event) ([]alliance.EventReference, error) {
	return references(ctx, e.References, func(link alliance.EventLink, other *alliance.Event) alliance.EventReference {
		return alliance.EventReference{Kind: link.Kind, From: e, To: other}
	})
}

func (event) ReferencedBy(ctx context.Context, e *alliance.Event) ([]alliance.EventReference, error) {
	return references(ctx, e.ReferencedBy, func(link alliance.EventLink, other *alliance.Event) alliance.EventReference {
		return alliance.EventReference{Kind: link.Kind, From: other, To: e}
	})
}

// references converts links to references, except links to events that were not known yet.
func references(ctx context.Context, links []alliance.EventLink, reference func(alliance.EventLink, *alliance.Event) alliance.EventReference) ([]alliance.EventReference, error) {
	ids := make([]string, len(links))
	for i, link := range links {
		ids[i] = link.Event
	}
	nodes, err := storeOf(ctx).Nodes(ctx, ids, knownBy(ctx))
	if err != nil {
		return nil, err
	}
	found := make([]alliance.EventReference, 0, len(links))
	for i, link := range links {
		if other, ok := nodes[i].(*alliance.Event); ok {
			found = append(found, reference(link, other))
		}
	}
	return found, nil
}

// conflict resolves the fields of Conflict that need the store.
type conflict struct{}

func (conflict) Sides(ctx context.Context, c *alliance.Conflict, where *alliance.RelationFilter) ([]alliance.Side, error) {
	backing := inConflict(relationFilter(ctx, where, alliance.Supports), c)
	if err := checkWhere(ctx, &backing); err != nil {
		return nil, err
	}
	fighting := alliance.RelationFilter{
		Types: []alliance.RelationType{alliance.Opposes, alliance.Supports}, Conflict: c.ID,
		Viewpoint: backing.Viewpoint, Statuses: backing.Statuses,
	}
	if fighting.Statuses == nil {
		fighting.Statuses = alliance.Claimed()
	}
	end, err := begins(ctx, ofLongest, "")
	if err != nil {
		return nil, err
	}
	defer end()
	all := alliance.PageRequest{First: math.MaxInt32}
	found, err := storeOf(ctx).Relations(ctx, []alliance.RelationQuery{
		{Where: fighting, PageRequest: all}, {Where: backing, PageRequest: all},
	})
	if err != nil {
		return nil, err
	}
	return alliance.SidesOf(alliance.PartiesOf(found[0].Nodes), found[1].Nodes), nil
}

func (conflict) Relations(ctx context.Context, c *alliance.Conflict, where *alliance.RelationFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.RelationConnection, error) {
	return relations(ctx, alliance.RelationQuery{Where: inConflict(relationFilter(ctx, where), c)}, orderBy, pageArguments{first, after, last, before})
}

func (conflict) Events(ctx context.Context, c *alliance.Conflict, where *alliance.EventFilter, orderBy alliance.Order, first *int, after *string, last *int, before *string) (*alliance.EventConnection, error) {
	f := eventFilter(ctx, where)
	if f.Conflict != "" && f.Conflict != c.ID {
		f.Types = []alliance.EventType{}
	}
	f.Conflict = c.ID
	return events(ctx, alliance.EventQuery{Where: f}, orderBy, pageArguments{first, after, last, before})
}

// inConflict restricts a filter to a conflict. A filter that names another conflict then keeps nothing.
func inConflict(f alliance.RelationFilter, c *alliance.Conflict) alliance.RelationFilter {
	if f.Conflict != "" && f.Conflict != c.ID {
		f.Types = []alliance.RelationType{}
	}
	f.Conflict = c.ID
	return f
}
