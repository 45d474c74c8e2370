package reconcile

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/pace"
)

// A result is the answer to one query.
type result struct {
	Result []candidate `json:"result"`
	// Error says what is wrong with the query; it has no candidates then.
	Error string `json:"error,omitempty"`
}

// reconcile answers a batch of queries. All of them are asked of the store at once.
func reconcile(ctx context.Context, q question, out *answer) error {
	batch, err := parseBatch(q.Form.Get("queries"))
	if err != nil {
		return err
	}
	leave, err := q.enter(ctx, len(batch))
	if err != nil {
		return err
	}
	defer leave()
	known, err := knownProperties(ctx, q, batch)
	if err != nil {
		return err
	}
	wrong := make(map[string]string, len(batch))
	queries := make(map[string]*query, len(batch))
	for key, text := range batch {
		if queries[key], err = parseQuery(text, known); err != nil {
			wrong[key] = err.Error()
			delete(queries, key)
		}
	}
	found, err := lookUp(ctx, q.store, queries)
	if err != nil {
		return err
	}
	return writeResults(ctx, out, slices.Sorted(maps.Keys(batch)), func(key string) result {
		if reason, isWrong := wrong[key]; isWrong {
			return result{[]candidate{}, reason}
		}
		return result{Result: found.candidates(queries[key])}
	})
}

// enter waits for a slot for a batch of so many queries, unless it takes next to no time, and returns what gives the slot back.
func (q question) enter(ctx context.Context, queries int) (leave func(), err error) {
	switch {
	case queries > fewQueries:
		return q.work.Enter(ctx, flight.Kind{Name: "reconciliation"})
	case queries > 1 && !q.remote && !q.dataset.Small():
		return q.work.EnterLight(ctx, nil)
	default:
		return func() {}, nil
	}
}

// writeResults writes the results of queries, each as it is made: all of them take several times as much memory as their JSON.
func writeResults(ctx context.Context, out *answer, keys []string, resultOf func(key string) result) error {
	if err := out.print("{"); err != nil {
		return err
	}
	var steps pace.Steps
	for i, key := range keys {
		if err := steps.TakeAll(ctx, querySteps); err != nil {
			return err
		}
		if err := out.encodeMember(i == 0, key, resultOf(key)); err != nil {
			return err
		}
	}
	return out.print("}\n")
}

// querySteps is how many steps it takes to weigh what was found for a query: up to a millisecond.
const querySteps = 256

// fewQueries is how many queries take some milliseconds at most, whatever the texts: the ten that OpenRefine sends.
const fewQueries = 10

// knownProperties returns the properties that queries may name. Only if one names any are the schemes looked up.
func knownProperties(ctx context.Context, q question, batch map[string]json.RawMessage) ([]property, error) {
	for _, text := range batch {
		if strings.Contains(string(text), `"pid"`) {
			return q.catalogue.properties(ctx, q)
		}
	}
	return properties, nil
}

// A searched is what a search is for: a text, and types as [searches] returns them.
type searched struct{ text, types string }

// A lookup is what a store has for a batch of queries.
type lookup struct {
	hits map[searched][]alliance.SearchHit
	// nodes are by id.
	nodes map[string]alliance.Node
	// holders are the actors who have an identifier, and countries the codes of the states with a name.
	holders   map[alliance.IdentifierFilter][]*alliance.Actor
	countries map[string][]string
}

// lookUp returns what the store has for queries: one call for the texts; and if need be, one for identifiers and names
// of countries, and one for ids.
func lookUp(ctx context.Context, store alliance.Store, queries map[string]*query) (*lookup, error) {
	l := &lookup{map[searched][]alliance.SearchHit{}, map[string]alliance.Node{}, map[alliance.IdentifierFilter][]*alliance.Actor{}, map[string][]string{}}
	for _, q := range queries {
		for _, r := range q.readings {
			l.hits[searchOf(r, q)] = nil
			if alliance.ValidID(r.text) {
				l.nodes[r.text] = nil
			}
		}
		for _, i := range q.identifiers() {
			l.holders[i] = nil
		}
		for _, r := range q.restrictions {
			for _, v := range r.values {
				if r.ID == country && !isCode(v) {
					l.countries[v] = nil
				}
			}
		}
	}
	for _, look := range []func(context.Context, alliance.Store) error{l.search, l.find, l.fetch} {
		if err := look(ctx, store); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// searchOf returns what a query with a reading searches for.
func searchOf(r reading, q *query) searched {
	var types strings.Builder
	for _, t := range q.searched() {
		types.WriteString(string(t) + " ")
	}
	return searched{r.text, types.String()}
}

// search looks for the texts.
func (l *lookup) search(ctx context.Context, store alliance.Store) error {
	var keys []searched
	var queries []alliance.SearchQuery
	for key := range l.hits {
		types := []alliance.SearchType{}
		for t := range strings.FieldsSeq(key.types) {
			types = append(types, alliance.SearchType(t))
		}
		keys = append(keys, key)
		// Of more candidates than a query asks for, the best may be left out, and others tell whether a name is unique.
		queries = append(queries, alliance.SearchQuery{Text: key.text, Types: types, First: mostCandidates})
	}
	if len(queries) == 0 {
		return nil
	}
	answers, err := store.Search(ctx, queries)
	for i, hits := range answers {
		l.hits[keys[i]] = hits
	}
	return err
}

// find looks for those who have the identifiers, and for the countries.
func (l *lookup) find(ctx context.Context, store alliance.Store) error {
	var queries []alliance.ActorQuery
	var use []func([]*alliance.Actor)
	add := func(where alliance.ActorFilter, then func([]*alliance.Actor)) {
		queries = append(queries, alliance.ActorQuery{Where: where, PageRequest: alliance.PageRequest{First: mostCandidates}})
		use = append(use, then)
	}
	for i := range l.holders {
		add(alliance.ActorFilter{Identifier: &i}, func(found []*alliance.Actor) { l.holders[i] = found })
	}
	for name := range l.countries {
		add(alliance.ActorFilter{Name: name, Types: []alliance.ActorType{alliance.State}}, func(found []*alliance.Actor) {
			for _, a := range found {
				l.countries[name] = append(l.countries[name], string(a.Country))
			}
		})
	}
	if len(queries) == 0 {
		return nil
	}
	pages, err := store.Actors(ctx, queries)
	for i := range pages {
		use[i](pages[i].Nodes)
	}
	return err
}

// fetch looks for the ids.
func (l *lookup) fetch(ctx context.Context, store alliance.Store) error {
	ids := make([]string, 0, len(l.nodes))
	for id := range l.nodes {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return nil
	}
	nodes, err := store.Nodes(ctx, ids, alliance.Date{})
	for i, n := range nodes {
		l.nodes[ids[i]] = n
	}
	return err
}
