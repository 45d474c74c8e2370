package reconcile

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
	"entente/graph/refusal"
	"entente/graph/search"
)

// somePerPage and mostSkipped limit suggestions: how many there are at once, and how many can be skipped.
const somePerPage, mostSkipped = 20, 1000

// Suggestions are the answer to what has been typed so far.
type suggestions struct {
	Result []suggestion `json:"result"`
}

// A suggestion is a thing, a property or a type.
type suggestion struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	// Notable are the types of a thing.
	Notable []kind `json:"notable,omitempty"`
}

// suggestEntities suggests the things that a text is the beginning of a name of, among others, or the id of.
func suggestEntities(ctx context.Context, q question) (any, error) {
	prefix, skip, err := typed(q)
	if err != nil {
		return nil, err
	}
	types, err := suggestedTypes(q.Form.Get("type"))
	if err != nil {
		return nil, err
	}
	hits, err := q.store.Search(ctx, []alliance.SearchQuery{{Text: prefix, Types: types, First: skip + somePerPage}})
	if err != nil {
		return nil, err
	}
	nodes, err := q.store.Nodes(ctx, []string{prefix}, alliance.Date{})
	if err != nil {
		return nil, err
	}
	for _, h := range hits[0] {
		if h.Node.NodeID() != prefix {
			nodes = append(nodes, h.Node)
		}
	}
	list := []suggestion{}
	for _, n := range nodes {
		own, o := kindsOf(n), outlineOf(n)
		if own != nil && (types == nil || slices.Contains(types, own[len(own)-1].search())) {
			list = append(list, suggestion{n.NodeID(), o.name, o.description, own})
		}
	}
	return page(list, skip), nil
}

// suggestedTypes returns the types of things to suggest: nil, which means all, if none is named.
func suggestedTypes(name string) ([]alliance.SearchType, error) {
	if name == "" {
		return nil, nil
	}
	k, err := parseKind(name)
	return searches([]kind{k}), err
}

// page returns those of a list that are left after some are skipped, up to the most that there are at once.
func page(list []suggestion, skip int) suggestions {
	return suggestions{list[min(skip, len(list)):min(skip+somePerPage, len(list))]}
}

// typed returns what has been typed, and the number of suggestions to skip.
func typed(q question) (prefix string, skip int, err error) {
	prefix = strings.TrimSpace(q.Form.Get("prefix"))
	if n := utf8.RuneCountInString(prefix); n > search.MaxText {
		return "", 0, refusal.Errorf(http.StatusBadRequest, `"prefix" has %d characters: shorten it to %d`, n, search.MaxText)
	}
	cursor := cmp.Or(q.Form.Get("cursor"), "0")
	if skip, err = strconv.Atoi(cursor); err != nil || skip < 0 || skip > mostSkipped {
		return "", 0, refusal.Errorf(http.StatusBadRequest, `"cursor" is %.60q: give a whole number from 0 to %d`, cursor, mostSkipped)
	}
	return prefix, skip, nil
}

// suggestProperties suggests properties.
func suggestProperties(ctx context.Context, q question) (any, error) {
	known, err := q.catalogue.properties(ctx, q)
	if err != nil {
		return nil, err
	}
	list := make([]suggestion, len(known))
	for i, p := range known {
		list[i] = suggestion{ID: p.ID, Name: p.Name}
	}
	return suggestAmong(q, list)
}

// suggestTypes suggests types.
func suggestTypes(_ context.Context, q question) (any, error) {
	list := make([]suggestion, len(kinds))
	for i, k := range kinds {
		list[i] = suggestion{ID: k.ID, Name: k.Name}
	}
	return suggestAmong(q, list)
}

// suggestAmong suggests those of a list that a text is the beginning of the id, or of a word of the name, of.
func suggestAmong(q question, list []suggestion) (any, error) {
	prefix, skip, err := typed(q)
	if err != nil {
		return nil, err
	}
	prefix = strings.ToLower(prefix)
	begins := func(text string) bool {
		text = strings.ToLower(text)
		return strings.HasPrefix(text, prefix) || strings.Contains(text, " "+prefix)
	}
	list = slices.DeleteFunc(list, func(s suggestion) bool { return !begins(s.ID) && !begins(s.Name) })
	return page(list, skip), nil
}
