package storetest

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// testSearch checks that a whole name finds its bearer first. Any further ranking is tested in package search.
func testSearch(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	for _, test := range []struct{ text, want string }{
		{"Russia", "russia"},
		{"russian federation", "russia"},
		{"Россия", "russia"},
		{"حفتر", "haftar"},
		{"United Nations", "united-nations"},
		{"Second Libyan civil war", "libya-2014"},
		{"Event strikes", "strikes"},
		{"Report yearbook", "yearbook"},
	} {
		t.Run(test.text, func(t *testing.T) {
			hits := search(t, store, alliance.SearchQuery{Text: test.text, First: 5})
			if len(hits) == 0 || hits[0].Node.NodeID() != test.want || hits[0].Score != 1 {
				t.Errorf("got %s, want %s first with score 1", hitsText(hits), test.want)
			}
			if problem := hitProblem(facts, alliance.SearchQuery{First: 5}, hits); problem != "" {
				t.Error(problem)
			}
		})
	}
}

// testSearchKinds checks the types and the number of hits.
func testSearchKinds(t *testing.T, open Open) {
	facts := libya()
	store := open(t, facts)
	for _, test := range []struct {
		name  string
		query alliance.SearchQuery
		found bool
	}{
		{"of the type", alliance.SearchQuery{Text: "Libyan National Army", Types: []alliance.SearchType{alliance.SearchActor}, First: 3}, true},
		{"of one of the types", alliance.SearchQuery{Text: "Egypt", Types: []alliance.SearchType{alliance.SearchSource, alliance.SearchActor}, First: 3}, true},
		{"not of the type", alliance.SearchQuery{Text: "Kaniyat", Types: []alliance.SearchType{alliance.SearchConflict}, First: 3}, false},
		{"of no type", alliance.SearchQuery{Text: "Kaniyat", Types: []alliance.SearchType{}, First: 3}, false},
		{"no hits asked for", alliance.SearchQuery{Text: "Kaniyat"}, false},
		{"one hit", alliance.SearchQuery{Text: "Libyan", First: 1}, true},
		{"nothing like it", alliance.SearchQuery{Text: "qqqqqqqqq", First: 5}, false},
		{"no text", alliance.SearchQuery{First: 5}, false},
		{"only punctuation", alliance.SearchQuery{Text: " - \"*?~:\\ ", First: 5}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			hits := search(t, store, test.query)
			if len(hits) > 0 != test.found {
				t.Errorf("%+v found %s", test.query, hitsText(hits))
			}
			if problem := hitProblem(facts, test.query, hits); problem != "" {
				t.Errorf("%+v: %s", test.query, problem)
			}
		})
	}
}

// testRandomSearch checks properties of all searches, with names of random facts, some of them misspelt.
func testRandomSearch(t *testing.T, open Open) {
	rapid.Check(t, func(check *rapid.T) {
		facts := Facts().Draw(check, "facts")
		queries := rapid.SliceOfN(rapid.Custom(gather(facts).searchQuery), 10, 30).Draw(check, "queries")
		store := open(checkTB{t, check}, facts)
		all, err := store.Search(check.Context(), queries)
		if err != nil || len(all) != len(queries) {
			check.Fatalf("%d queries: %d answers, error %v", len(queries), len(all), err)
		}
		for i, q := range queries {
			if problem := hitProblem(facts, q, all[i]); problem != "" {
				check.Fatalf("%+v: %s\n\nThe facts:\n%s", q, problem, describe(facts))
			}
			alone, err := store.Search(check.Context(), []alliance.SearchQuery{q})
			if err != nil || len(alone) != 1 || hitsText(alone[0]) != hitsText(all[i]) {
				check.Fatalf("%+v found %s with others and %v alone, error %v", q, hitsText(all[i]), alone, err)
			}
		}
	})
}

// searchQuery draws a name, whole, cut or misspelt, to search for.
func (v *vocabulary) searchQuery(t *rapid.T) alliance.SearchQuery {
	text := []rune(choose(t, v.names))
	switch number(t, 0, 3) {
	case 1:
		text = text[:number(t, 0, len(text))]
	case 2:
		text[number(t, 0, len(text)-1)] = 'x'
	}
	types := []alliance.SearchType{alliance.SearchActor, alliance.SearchEvent, alliance.SearchConflict, alliance.SearchSource}
	return alliance.SearchQuery{Text: string(text), Types: restriction(t, 3, types), First: choose(t, []int{10, 500, 1, 0})}
}

// search returns the hits of a single query.
func search(t *testing.T, store alliance.Store, query alliance.SearchQuery) []alliance.SearchHit {
	t.Helper()
	hits, err := store.Search(t.Context(), []alliance.SearchQuery{query})
	if err != nil || len(hits) != 1 {
		t.Fatalf("%+v: %d answers, error %v", query, len(hits), err)
	}
	return hits[0]
}

// hitProblem describes what is wrong with the hits of a search, apart from their ranking, or returns "" if nothing
// is.
func hitProblem(facts *alliance.Facts, query alliance.SearchQuery, hits []alliance.SearchHit) string {
	if len(hits) > query.First {
		return fmt.Sprintf("%d hits, more than %d", len(hits), query.First)
	}
	found := map[string]bool{}
	for i, hit := range hits {
		typ, texts := searchable(hit.Node)
		id := hit.Node.NodeID()
		switch {
		case dump(oracle{facts}.node(id, alliance.Date{})) == nil:
			return fmt.Sprintf("%s is not in the facts", id)
		case found[id]:
			return fmt.Sprintf("%s is found twice", id)
		case !allows(query.Types, typ):
			return fmt.Sprintf("%s is of type %q", id, typ)
		case hit.Score <= 0 || hit.Score > 1 || i > 0 && hit.Score > hits[i-1].Score:
			return "the scores are not from 1 down to 0: " + hitsText(hits)
		case !slices.Contains(texts, hit.Matched):
			return fmt.Sprintf("%q is none of the texts of %s: %q", hit.Matched, id, texts)
		}
		found[id] = true
	}
	return ""
}

// searchable returns the search type of a thing and the texts by which it can be found.
func searchable(node alliance.Node) (alliance.SearchType, []string) {
	switch n := node.(type) {
	case *alliance.Actor:
		return alliance.SearchActor, append([]string{n.Name, string(n.Description)}, n.Aliases...)
	case *alliance.Event:
		texts := []string{n.Title, string(n.Description), string(n.Mode)}
		if n.Place != nil {
			texts = append(texts, n.Place.Name)
		}
		return alliance.SearchEvent, texts
	case *alliance.Conflict:
		return alliance.SearchConflict, []string{n.Name, string(n.Description)}
	case *alliance.Source:
		return alliance.SearchSource, []string{n.Title, string(n.Publisher)}
	default:
		return "", nil
	}
}

// hitsText formats hits for comparison and error messages.
func hitsText(hits []alliance.SearchHit) string {
	texts := make([]string, len(hits))
	for i, hit := range hits {
		texts[i] = fmt.Sprintf("%s (%q, %g)", hit.Node.NodeID(), hit.Matched, hit.Score)
	}
	return fmt.Sprint(texts)
}
