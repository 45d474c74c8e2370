package citation

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/refusal"
)

// pageSize is the number of relations or events that are asked of the store at once.
const pageSize = 1000

// A group is the sources that are cited together.
type group map[*alliance.Source]bool

// add adds the sources of evidence.
func (g group) add(evidence []*alliance.Evidence) {
	for _, e := range evidence {
		g[e.Source] = true
	}
}

// list returns the sources in the order of their publication.
func (g group) list() []*alliance.Source {
	list := make([]*alliance.Source, 0, len(g))
	for s := range g {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *alliance.Source) int {
		return cmp.Or(cmp.Compare(a.Published.Last(), b.Published.Last()), strings.Compare(a.ID, b.ID))
	})
	return list
}

// references are the ids that a request names, by the parameter that it names them in.
type references map[string][]string

// things are the parameters that name things in the facts, and what GraphQL calls the type of each.
func things() []string { return []string{"source", "actor", "relation", "event"} }

// cited returns the sources of what the ids name: themselves, or those of the evidence for them and, for actors, for the
// relations and events that involve them.
func cited(ctx context.Context, s alliance.Store, ids references) ([]*alliance.Source, error) {
	g := group{}
	for _, thing := range things() {
		nodes, err := s.Nodes(ctx, ids[thing], alliance.Date{})
		if err != nil {
			return nil, err
		}
		for i, n := range nodes {
			if thingOf(n) != thing {
				return nil, notFound(thing, ids[thing][i], n)
			}
			if err := g.addNode(ctx, s, n); err != nil {
				return nil, err
			}
		}
	}
	return g.list(), nil
}

// notFound returns the error for an id that does not name a thing, but perhaps another node.
func notFound(thing, id string, n alliance.Node) error {
	if other := thingOf(n); other != "" {
		return refusal.Errorf(http.StatusNotFound, "%s=%s: the id is that of a thing of another type: ask for %s=%s", thing, id, other, id)
	}
	return refusal.Errorf(http.StatusNotFound,
		"%s=%s: no %s has this id (ids are those of GraphQL; ask for source, actor, relation or event, or for nothing to cite the data set)", thing, id, thing)
}

// thingOf returns the parameter that names a node, or "" if none does.
func thingOf(n alliance.Node) string {
	switch n.(type) {
	case *alliance.Source:
		return "source"
	case *alliance.Actor:
		return "actor"
	case *alliance.Relation:
		return "relation"
	case *alliance.Event:
		return "event"
	default:
		return ""
	}
}

// addNode adds the sources of a node.
func (g group) addNode(ctx context.Context, s alliance.Store, n alliance.Node) error {
	switch n := n.(type) {
	case *alliance.Source:
		g[n] = true
	case *alliance.Relation:
		g.add(n.Evidence)
	case *alliance.Event:
		g.add(n.Evidence)
	case *alliance.Actor:
		return cmp.Or(g.addRelations(ctx, s, n.ID), g.addEvents(ctx, s, n.ID))
	}
	return nil
}

// addRelations adds the sources of all relations of an actor.
func (g group) addRelations(ctx context.Context, s alliance.Store, actor string) error {
	where := alliance.RelationFilter{Statuses: alliance.Statuses()}
	for r, err := range alliance.All(ctx, pageSize, s.Relations, func(p alliance.PageRequest) alliance.RelationQuery {
		return alliance.RelationQuery{Of: actor, Direction: alliance.Both, Where: where, PageRequest: p}
	}) {
		if err != nil {
			return err
		}
		g.add(r.Evidence)
	}
	return nil
}

// addEvents adds the sources of all events that involve an actor.
func (g group) addEvents(ctx context.Context, s alliance.Store, actor string) error {
	where := alliance.EventFilter{Statuses: alliance.Statuses()}
	for e, err := range alliance.All(ctx, pageSize, s.Events, func(p alliance.PageRequest) alliance.EventQuery {
		return alliance.EventQuery{Of: actor, Where: where, PageRequest: p}
	}) {
		if err != nil {
			return err
		}
		g.add(e.Evidence)
	}
	return nil
}
