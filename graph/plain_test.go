package graph_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// byGqlgen returns a handler for a store in which gqlgen resolves all fields.
func byGqlgen(s alliance.Store) http.Handler {
	return graph.ByGqlgen(live.New(live.Edition{Store: func() alliance.Store { return s }}))
}

// TestPlainQueries compares the answers to all golden queries with those in which gqlgen resolves all fields.
func TestPlainQueries(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/*.graphql")
	if err != nil || len(paths) < 80 {
		t.Fatalf("%d queries: %v", len(paths), err)
	}
	bundled, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(bundled, time.Unix(0, 0))
	ours, theirs := serving(store), byGqlgen(store)
	for _, path := range paths {
		query, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		compareAnswers(t, ours, theirs, string(query))
	}
}

// compareAnswers sends a query to two handlers. The answers must have the same bytes.
func compareAnswers(t *testing.T, ours, theirs http.Handler, query string) (answer string) {
	t.Helper()
	answer = string(ask(t, ours, query))
	if diff := cmp.Diff(string(ask(t, theirs, query)), answer); diff != "" {
		t.Errorf("%s\n(-gqlgen +plain):\n%s", query, diff)
	}
	return answer
}

// holes is a store whose facts lack what the schema says there always is, as no store would ever have them: every fifth
// relation in a list something else, and events cannot be had.
type holes struct{ alliance.Store }

var errNoEvents = errors.New("no events")

func (h holes) Relations(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	pages, err := h.Store.Relations(ctx, queries)
	for p := range pages {
		for i, r := range pages[p].Nodes {
			pages[p].Nodes[i] = hole(i, r)
		}
	}
	return pages, err
}

func (h holes) Events(context.Context, []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return nil, errNoEvents
}

// hole returns the i-th relation of a list without something.
func hole(i int, r *alliance.Relation) *alliance.Relation {
	changed := *r
	changed.Evidence = append([]*alliance.Evidence(nil), r.Evidence...)
	evidence := *r.Evidence[0]
	changed.Evidence[0] = &evidence
	switch i % 5 {
	case 0:
		changed.Subject = nil
	case 1:
		evidence.Source = nil
	case 2:
		source := *evidence.Source
		source.Published, evidence.Source = alliance.Date{}, &source
	case 3:
		changed.Evidence[0] = nil
	}
	return &changed
}

// TestPlainErrors compares partial answers, in which nulls spread to different places.
func TestPlainErrors(t *testing.T) {
	logged := slog.Default()
	slog.SetDefault(slog.New(slog.DiscardHandler))
	t.Cleanup(func() { slog.SetDefault(logged) })
	store := holes{memory.New(storetest.PowerLaw(30, 200), time.Unix(0, 0))}
	ours, theirs := serving(store), byGqlgen(store)
	for _, fields := range []string{
		"id subject { name }",
		"object { name } conflict { name }",
		"evidence { source { title published } }",
		"evidence { source { ... on Node { id } title } stance }",
		"evidence { source { published } } subject { id } e: evidence { id }",
		"evidence { source { published } } subject { id events { totalCount } } object { o: events(first: 1) { nodes { id } } }",
		"object { supporters(first: 2) { nodes { subject { id } } } events(first: 500000) { totalCount } }",
	} {
		for _, n := range []string{"1", "2", "3", "4", "5", "50"} {
			for _, query := range []string{
				"{ relations(first: " + n + ") { nodes { " + fields + " } } dataset { version } }",
				"{ relations(first: " + n + ") { edges { node { " + fields + " } } pageInfo { hasNextPage } } }",
				`{ actor(id: "actor-1") { relations(first: ` + n + ") { nodes { " + fields + " } } name } actors(first: 1) { nodes { id } } }",
				`{ actors(first: ` + n + ") { nodes { name relations(first: 2) { nodes { " + fields + " } } } } }",
			} {
				answer := compareAnswers(t, ours, theirs, query)
				if n == "50" && !strings.Contains(answer, `"errors"`) && strings.Contains(fields, "subject") {
					t.Errorf("%s\nhas no errors: %.300s", query, answer)
				}
			}
		}
	}
}

// BenchmarkPlain compares answers with those in which gqlgen resolves all fields. The data set has 5,000 actors and 25,000
// relations.
func BenchmarkPlain(b *testing.B) {
	store := memory.New(storetest.PowerLaw(5_000, 25_000), time.Time{})
	for name, query := range map[string]string{
		"supporters": `{ actor(id: "actor-30") { name supporters(first: 12) { nodes { subject { name } kinds from to
			evidence { stance source { title publisher published } } } } } }`,
		"list":    "{ actors(first: 50) { nodes { id name supporters(first: 5) { nodes { subject { name } } } } } }",
		"network": `{ network(around: ["actor-30"], limit: 100) { nodes { actor { id name type } } edges { source target kinds status } } }`,
	} {
		for by, handler := range map[string]http.Handler{"plain": serving(store), "gqlgen": byGqlgen(store)} {
			b.Run(name+"/"+by, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					ask(b, handler, query)
				}
			})
		}
	}
}
