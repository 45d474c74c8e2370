package storetest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
)

// testRandom compares stores of random facts with the oracle. If they differ, rapid reports the smallest facts and
// queries for which they do.
func testRandom(t *testing.T, open Open) {
	rapid.Check(t, func(check *rapid.T) {
		facts := Facts().Draw(check, "facts")
		asked := about(facts).Draw(check, "questions")
		store := open(checkTB{t, check}, facts)
		if diff := difference(check.Context(), store, facts, asked); diff != "" {
			check.Fatalf("%s\n\nThe facts:\n%s", diff, describe(facts))
		}
	})
}

// A checkTB is a [testing.TB] with the lifetime of one check on random data: cleanup functions run after the check,
// and failures fail the check.
type checkTB struct {
	testing.TB
	check *rapid.T
}

// Cleanup registers f to be called when the check is over.
func (d checkTB) Cleanup(f func()) { d.check.Cleanup(f) }

// Context returns a context that is done when the check is over.
func (d checkTB) Context() context.Context { return d.check.Context() }

// Fail and the methods below fail the check; rapid then looks for a smaller one that fails.
func (d checkTB) Fail() { d.check.Fail() }

// FailNow fails the check and ends it.
func (d checkTB) FailNow() { d.check.FailNow() }

// Failed reports whether the check has failed.
func (d checkTB) Failed() bool { return d.check.Failed() }

// Error logs and fails.
func (d checkTB) Error(args ...any) { d.check.Error(args...) }

// Errorf logs and fails.
func (d checkTB) Errorf(format string, args ...any) { d.check.Errorf(format, args...) }

// Fatal logs, fails and ends the check.
func (d checkTB) Fatal(args ...any) { d.check.Fatal(args...) }

// Fatalf logs, fails and ends the check.
func (d checkTB) Fatalf(format string, args ...any) { d.check.Fatalf(format, args...) }

// difference queries a store about the facts that it should hold and returns how its answers differ from the
// oracle's, or "" if they do not.
func difference(ctx context.Context, store alliance.Store, facts *alliance.Facts, asked questions) string {
	o := oracle{facts}
	for _, diff := range []func() string{
		func() string { return compareDataset(ctx, store, o) },
		func() string { return compare(ctx, store.Actors, asked.actors, o.actors) },
		func() string { return compare(ctx, store.Relations, asked.relations, o.relations) },
		func() string { return compare(ctx, store.Events, asked.events, o.events) },
		func() string { return compare(ctx, store.Conflicts, asked.conflicts, o.conflicts) },
		func() string { return compare(ctx, store.Sources, asked.sources, o.sources) },
		func() string { return compare(ctx, store.Evidence, asked.evidence, o.evidence) },
		func() string { return compareNodes(ctx, store, asked.nodes, o) },
	} {
		if d := diff(); d != "" {
			return d
		}
	}
	return ""
}

// compare sends queries to a store in one call and returns how the first unexpected answer differs, or "" if there is
// none.
func compare[Q any, T, W alliance.Node](ctx context.Context, ask asker[Q, T], queries []Q, expect func(Q) alliance.Page[W]) string {
	pages, err := ask(ctx, queries)
	if err != nil || len(pages) != len(queries) {
		return fmt.Sprintf("%d queries of type %T: %d answers, error %v", len(queries), queries, len(pages), err)
	}
	for i, q := range queries {
		want, got := dumpPage(expect(q)), dumpPage(pages[i])
		if !reflect.DeepEqual(want, got) {
			return fmt.Sprintf("%T%+v%s (-want +got):\n%s", q, q, left(q), cmp.Diff(want, got))
		}
	}
	return ""
}

// left returns the filters that say what a query leaves out, each inside the one before, which print as addresses in it.
func left(query any) string {
	var text strings.Builder
	if q, ok := query.(alliance.RelationQuery); ok {
		for n := q.Where.Not; n != nil; n = n.Not {
			fmt.Fprintf(&text, " not %+v", *n)
		}
	}
	return text.String()
}

// compareDataset is like [compare] for Dataset, of which only the time and the kind of store depend on the store. The
// version is the domain's.
func compareDataset(ctx context.Context, store alliance.Store, o oracle) string {
	got, err := store.Dataset(ctx)
	if err != nil {
		return "data set: " + err.Error()
	}
	want := o.dataset()
	want.LoadedAt, want.Store, want.Version = got.LoadedAt, got.Store, o.facts.Dataset().Version
	if diff := cmp.Diff(datasetLines(want), datasetLines(got)); diff != "" {
		return "data set (-want +got):\n" + diff
	}
	return ""
}

// compareNodes is like [compare] for Nodes.
func compareNodes(ctx context.Context, store alliance.Store, queries []nodesQuery, o oracle) string {
	for _, q := range queries {
		nodes, err := store.Nodes(ctx, q.ids, q.knownBy)
		if err != nil || len(nodes) != len(q.ids) {
			return fmt.Sprintf("nodes %q: %d answers, error %v", q.ids, len(nodes), err)
		}
		for i, id := range q.ids {
			want, got := dump(o.node(id, q.knownBy)), dump(nodes[i])
			if !reflect.DeepEqual(want, got) {
				return fmt.Sprintf("node %q known by %q (-want +got):\n%s", id, q.knownBy, cmp.Diff(want, got))
			}
		}
	}
	return ""
}
