package reconcile

import (
	"net/http"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/refusal"
)

// A kind is a type in the sense of the API: what sort of thing something is, or which type of actor.
type kind struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Broader []kind `json:"broader,omitempty"`
}

// kinds are all kinds: those that can be searched for, then the types of actors.
var kinds = newKinds()

// newKinds returns all kinds.
func newKinds() []kind {
	actor := kind{ID: "Actor", Name: "Actor"}
	list := []kind{actor, {ID: "Event", Name: "Event"}, {ID: "Conflict", Name: "Conflict"}, {ID: "Source", Name: "Source"}}
	for _, t := range alliance.ActorTypes() {
		words := strings.ToLower(strings.ReplaceAll(string(t), "_", " "))
		if t == alliance.UnknownType {
			words = "actor of unknown type"
		}
		list = append(list, kind{string(t), strings.ToUpper(words[:1]) + words[1:], []kind{actor}})
	}
	return list
}

// parseKind returns the kind with an id or a name, ignoring case.
func parseKind(text string) (kind, error) {
	for _, k := range kinds {
		if strings.EqualFold(text, k.ID) || strings.EqualFold(text, k.Name) {
			return k, nil
		}
	}
	return kind{}, refusal.Errorf(http.StatusBadRequest, "unknown type %.60q: choose among %s", text, idsOf(kinds))
}

// idsOf returns the ids of kinds as a list.
func idsOf(list []kind) string {
	ids := make([]string, len(list))
	for i, k := range list {
		ids[i] = k.ID
	}
	return strings.Join(ids, ", ")
}

// search returns the type of things to search for to find those of the kind.
func (k kind) search() alliance.SearchType {
	if len(k.Broader) > 0 {
		return k.Broader[0].search()
	}
	return alliance.SearchType(strings.ToUpper(k.ID))
}

// searches returns the types of things to search for to find those of any of the kinds: actors if there are none.
func searches(list []kind) []alliance.SearchType {
	types := []alliance.SearchType{}
	for _, k := range list {
		if t := k.search(); !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	if len(types) == 0 {
		return []alliance.SearchType{alliance.SearchActor}
	}
	return types
}

// kindsOf returns the kinds that a thing is of, the narrowest first: none if it cannot be searched for.
func kindsOf(thing alliance.Node) []kind {
	switch t := thing.(type) {
	case *alliance.Actor:
		own := kinds[slices.IndexFunc(kinds, func(k kind) bool { return k.ID == string(t.Type) })]
		return []kind{{ID: own.ID, Name: own.Name}, kinds[0]}
	case *alliance.Event:
		return kinds[1:2]
	case *alliance.Conflict:
		return kinds[2:3]
	case *alliance.Source:
		return kinds[3:4]
	default:
		return nil
	}
}

// isOf reports whether one of a thing's kinds is k.
func isOf(own []kind, k kind) bool {
	return slices.ContainsFunc(own, func(o kind) bool { return o.ID == k.ID })
}
