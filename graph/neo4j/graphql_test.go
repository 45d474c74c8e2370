package neo4j_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// TestGraphQL asks the bundled facts and those of graph's tests, over Neo4j and over the embedded store, each query of
// graph's tests and more, and compares the bodies of the answers byte by byte.
func TestGraphQL(t *testing.T) {
	files, err := filepath.Glob("../testdata/*/*.graphql")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d queries, error %v", len(files), err)
	}
	db := open(t)
	const fixtures, statements = "../../fixtures/", "../testdata/statements/facts/"
	for _, paths := range [][]string{{fixtures + "libya-2020"}, {fixtures + "great-powers"}, {statements + "yearbook", statements + "press"}} {
		t.Run(filepath.Base(paths[0]), func(t *testing.T) {
			dirs := make([]facts.Dir, len(paths))
			for i, path := range paths {
				dirs[i] = facts.Open(path)
			}
			f, err := facts.Read(dirs...)
			if err != nil {
				t.Fatal(err)
			}
			loadAll(t, db, f)
			both := twoHandlers{overMemory(f), overNeo4j(db)}
			for _, file := range sample(files) {
				query, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				both.compare(t, string(query), nil)
			}
			for _, a := range sample(f.Actors) {
				for _, query := range []string{actorsFields, aroundOne} {
					both.compare(t, query, map[string]any{"a": a.ID, "text": a.Name})
				}
			}
		})
	}
}

// Queries about one actor.
const (
	actorsFields = `query($a: ID!, $text: String!) {
		actor(id: $a) { name allies { with { id } score reasons { explanation } } adversaries { with { id } score }
			supporters(indirect: true) { totalCount nodes { id evidence { source { title via { id } } } } } events { nodes { id summary } } }
		search(text: $text) { score matched node { __typename } } }`
	aroundOne = `query($a: ID!) { network(around: [$a], depth: 2, limit: 40) { truncated nodes { id degree distance } edges { id status } }
		balance(around: [$a]) { triangles degree } }`
)

// twoHandlers answer over the embedded store and over Neo4j.
type twoHandlers struct{ memory, neo4j http.Handler }

// ownSays is all that the answers of two stores may differ in.
var ownSays = regexp.MustCompile(`"loadedAt":"[^"]*"|"store":"[a-z0-9]*"`)

// compare asks both and fails where the bodies differ.
func (h twoHandlers) compare(t testing.TB, query string, variables map[string]any) {
	t.Helper()
	want, got := inOrder(t, ask(t, h.memory, query, variables)), inOrder(t, ask(t, h.neo4j, query, variables))
	if diff := cmp.Diff(ownSays.ReplaceAllString(want, ""), ownSays.ReplaceAllString(got, "")); diff != "" {
		t.Fatalf("%s\n%v\n(-memory +neo4j):\n%s", query, variables, diff)
	}
}

// inOrder returns the body of an answer with its errors in order: fields of a query that fail do so in any.
func inOrder(t testing.TB, body []byte) string {
	t.Helper()
	var answer struct{ Errors []json.RawMessage }
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if len(answer.Errors) < 2 {
		return string(body)
	}
	sorted := slices.SortedFunc(slices.Values(answer.Errors), func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	before, _ := json.Marshal(answer.Errors)
	after, _ := json.Marshal(sorted)
	return strings.Replace(string(body), string(before), string(after), 1)
}

// derived are queries for everything that is derived from relations, and some more.
var derived = []string{
	`query($around: [ID!], $depth: Int!, $limit: Int!, $where: RelationFilter) {
		network(around: $around, depth: $depth, limit: $limit, where: $where) { truncated
			nodes { id label type degree distance actor { country } }
			edges { id source target type sign status kinds certainty directed
				relation { summary conflict { id } against { id } coalition { id } periods { from to began kinds status sources { id } } } } } }`,
	`query($around: [ID!], $depth: Int!, $where: RelationFilter) {
		network(around: $around, depth: $depth, where: $where) { edges { relation { firstReported independentSources kindStatuses { kind status } evidence(where: {verified: true}) { id from to kinds quote verified passage { before quote after } } } } } }`,
	`query($a: ID!, $b: ID!, $where: RelationFilter) {
		alignment(between: $a, and: $b, where: $where) { sign score reasons { rule sign explanation relations { id } } } }`,
	`query($a: ID!, $first: Int!, $where: RelationFilter) { actor(id: $a) {
		allies(where: $where, first: $first) { with { id } sign score reasons { rule relations { id evidence { id } } explanation } }
		adversaries(where: $where, first: $first) { with { name } score reasons { rule relations { summary } } } } }`,
	`query($a: ID!, $b: ID!, $first: Int!, $directed: Boolean!, $together: Boolean!, $where: RelationFilter) {
		paths(from: $a, to: $b, first: $first, directed: $directed, together: $together, where: $where) {
			length sign days { from to } actors { id } relations { id status evidence { stance } } } }`,
	`query($around: [ID!], $depth: Int!, $count: Int!, $exactly: Boolean!, $where: RelationFilter) {
		blocs(around: $around, depth: $depth, count: $count, exactly: $exactly, where: $where) {
			frustration optimal blocs { actors { id } } frustrated { id evidence { id } } } }`,
	`query($around: [ID!], $depth: Int!, $first: Int!, $where: RelationFilter) {
		balance(around: $around, depth: $depth, where: $where) {
			triangles balanced unbalanced degree tensions(first: $first) { actors { id } relations { id } } } }`,
	`query($text: String!, $first: Int!) { search(text: $text, first: $first) { score matched node { __typename ... on Node { id } } } }`,
	`query($a: ID!, $first: Int!, $where: RelationFilter) { actor(id: $a) {
		supporters(where: $where, indirect: true, succession: true, first: $first) { totalCount pageInfo { hasNextPage endCursor } nodes {
			id subject { name supports(where: $where, first: 3) { nodes { id status evidence { id source { id } speaker { id } } } } } } }
		leaders { nodes { id role } } relations(where: $where, direction: OUT, succession: true) { nodes { id certainty summary } }
		events { nodes { id references { kind to { id } } referencedBy { from { id } } } } statements { nodes { id fact { id summary } } } } }`,
	`query($where: RelationFilter) { conflicts { nodes { id sides(where: $where) { party { id } supporters { id } }
		relations(where: $where) { totalCount } events { nodes { id participants { role actor { id } } } } } } }`,
}

// TestGraphQLRandom asks random facts, over both stores, for everything that is derived from relations, with random
// arguments.
func TestGraphQLRandom(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	asked := 0
	rapid.Check(t, func(check *rapid.T) {
		f := storetest.Facts().Draw(check, "facts")
		if err := loadFacts(check.Context(), db.db, f); err != nil {
			check.Fatal(err)
		}
		both := twoHandlers{overMemory(f), overNeo4j(db)}
		for range 5 {
			variables := drawVariables(check, f)
			for _, query := range derived {
				both.compare(during{t, check}, query, variables)
				asked++
			}
		}
	})
	t.Logf("%d queries, the same answers byte by byte", asked)
}

// during is a test whose failures fail a check on random data.
type during struct {
	testing.TB
	check *rapid.T
}

// Fatalf fails the check.
func (d during) Fatalf(format string, args ...any) { d.check.Fatalf(format, args...) }

// drawVariables draws variables for the derived queries, mostly of what is in the facts.
func drawVariables(t *rapid.T, f *alliance.Facts) map[string]any {
	actors, texts := []string{"nobody"}, []string{"xyzzy"}
	for _, a := range f.Actors {
		actors = append(actors, a.ID)
		texts = append(texts, a.Name, a.Name[:len(a.Name)-1])
	}
	number := func(most int) int { return rapid.IntRange(0, most).Draw(t, "number") }
	known := rapid.SampledFrom(actors[1:])
	return map[string]any{
		"a": rapid.SampledFrom(actors).Draw(t, "a"), "b": known.Draw(t, "b"),
		"around": rapid.SliceOfN(known, 0, 2).Draw(t, "around"), "depth": number(3), "limit": number(12), "first": number(5),
		"count": 1 + number(3), "directed": rapid.Bool().Draw(t, "directed"), "exactly": rapid.Bool().Draw(t, "exactly"),
		"together": rapid.Bool().Draw(t, "together"), "text": rapid.SampledFrom(texts).Draw(t, "text"), "where": drawFilter(t, f, actors),
	}
}

// drawFilter draws a filter for relations as a variable, null at times.
func drawFilter(t *rapid.T, f *alliance.Facts, actors []string) map[string]any {
	w := map[string]any{}
	add := func(name string, v any) {
		if rapid.IntRange(0, 4).Draw(t, name) == 4 {
			w[name] = v
		}
	}
	date := rapid.SampledFrom([]string{"2019", "2020-05", "2020-12-31", "2021-01-01", "1999"})
	add("asOf", date.Draw(t, "asOf"))
	add("since", date.Draw(t, "since"))
	add("until", date.Draw(t, "until"))
	add("knownBy", date.Draw(t, "knownBy"))
	add("presumed", rapid.Bool().Draw(t, "presumed"))
	add("types", rapid.SliceOfN(rapid.SampledFrom(alliance.RelationTypes()), 0, 4).Draw(t, "types"))
	add("statuses", rapid.SliceOfN(rapid.SampledFrom(alliance.Statuses()), 0, 3).Draw(t, "statuses"))
	add("kinds", rapid.SliceOfN(rapid.SampledFrom(alliance.RelationKinds()), 1, 9).Draw(t, "kinds"))
	add("subjects", rapid.SliceOfN(rapid.SampledFrom(actors), 1, 9).Draw(t, "subjects"))
	add("objects", rapid.SliceOfN(rapid.SampledFrom(actors), 1, 9).Draw(t, "objects"))
	add("against", rapid.SliceOfN(rapid.SampledFrom(actors), 1, 9).Draw(t, "against"))
	add("coalitions", rapid.SliceOfN(rapid.SampledFrom(actors), 1, 9).Draw(t, "coalitions"))
	add("sources", []string{rapid.SampledFrom(f.Sources).Draw(t, "source").ID})
	add("publishers", []string{"Al-Monitor", "TASS"})
	if len(f.Conflicts) > 0 {
		add("conflict", rapid.SampledFrom(f.Conflicts).Draw(t, "conflict").ID)
	}
	if len(w) == 0 {
		return nil
	}
	return w
}
