package reconcile

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"entente/graph/alliance"
	"entente/graph/refusal"
)

// A property is something that is known of things: it restricts queries, and its values can be fetched.
type property struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// scheme is the scheme of identifiers that the property is of, if it is.
	scheme string
	// values returns the values of a thing; none if it has no such property. It is nil for asOf, which only restricts.
	values func(alliance.Node) []string
}

// asOf is the property of queries that says at what time a thing must exist.
const asOf = "asOf"

// properties are those that are not of a scheme.
var properties = []property{
	{ID: "name", Name: "Name", values: func(n alliance.Node) []string { return some(outlineOf(n).name) }},
	{ID: "type", Name: "Type", values: typeOf},
	{ID: "country", Name: "Country (ISO 3166-1 alpha-3)", values: func(n alliance.Node) []string { return some(outlineOf(n).country) }},
	{ID: "description", Name: "Description", values: func(n alliance.Node) []string { return some(outlineOf(n).description) }},
	{ID: "from", Name: "From", values: func(n alliance.Node) []string { return some(outlineOf(n).From.String()) }},
	{ID: "to", Name: "To", values: func(n alliance.Node) []string { return some(outlineOf(n).To.String()) }},
	{ID: "aliases", Name: "Aliases", values: func(n alliance.Node) []string { return outlineOf(n).aliases }},
	{ID: asOf, Name: "As of (year or date at which it existed)"},
}

// some returns a list of a text, unless that is empty.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// typeOf returns the id of the narrowest kind of a thing.
func typeOf(thing alliance.Node) []string {
	if own := kindsOf(thing); len(own) > 0 {
		return []string{own[0].ID}
	}
	return nil
}

// schemeProperty returns the property for the identifiers of a scheme.
func schemeProperty(scheme string) property {
	return property{ID: scheme, Name: "Identifier: " + scheme, scheme: scheme, values: func(n alliance.Node) []string {
		var values []string
		if a, ok := n.(*alliance.Actor); ok {
			for _, i := range a.Identifiers {
				if i.Scheme == scheme && !slices.Contains(values, i.Value) {
					values = append(values, i.Value)
				}
			}
		}
		return values
	}}
}

// actorsAPage is how many actors are asked for at once.
const actorsAPage = 10_000

// A catalogue has the properties of one version of the facts at a time. To list them, all actors are read.
type catalogue struct{ newest atomic.Pointer[edition] }

// An edition is the properties of one version of the facts.
type edition struct {
	version    string
	properties []property
}

// properties returns all properties, those of the schemes that the actors have identifiers of last, in byte order.
func (c *catalogue) properties(ctx context.Context, q question) ([]property, error) {
	if e := c.newest.Load(); e != nil && e.version == q.dataset.Version {
		return e.properties, nil
	}
	schemes, err := schemesOf(ctx, q.store)
	if err != nil {
		return nil, err
	}
	list := slices.Clone(properties)
	for _, scheme := range schemes {
		list = append(list, schemeProperty(scheme))
	}
	c.newest.Store(&edition{q.dataset.Version, list})
	return list, nil
}

// schemesOf returns the schemes that the actors have identifiers of, in byte order.
func schemesOf(ctx context.Context, store alliance.Store) ([]string, error) {
	schemes := map[string]bool{}
	for a, err := range alliance.All(ctx, actorsAPage, store.Actors, func(p alliance.PageRequest) alliance.ActorQuery {
		return alliance.ActorQuery{PageRequest: p}
	}) {
		if err != nil {
			return nil, err
		}
		for _, i := range a.Identifiers {
			schemes[i.Scheme] = true
		}
	}
	return slices.Sorted(maps.Keys(schemes)), nil
}

// findProperty returns the property with an id, ignoring case.
func findProperty(list []property, id string) (property, error) {
	for _, p := range list {
		if strings.EqualFold(p.ID, id) {
			return p, nil
		}
	}
	ids := make([]string, len(list))
	for i, p := range list {
		ids[i] = p.ID
	}
	return property{}, refusal.Errorf(http.StatusBadRequest, "unknown property %.60q: choose among %s", id, strings.Join(ids, ", "))
}
