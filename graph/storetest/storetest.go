// Package storetest is the conformance suite that every [alliance.Store] must pass.
//
// [Run] asks a store about small facts written by hand, one rule of the contract at a time, and then about random facts
// ([Facts]), where it compares every answer with that of an oracle: plain loops over the facts that share no code with
// any store and as little as possible with the domain. What the statements about a relation add up to, the oracle finds
// by asking them about one day after the other, without any arithmetic of spans. Two stores that pass give the same
// answers to everything that the suite can ask.
//
// The random part obeys the flags of rapid: -rapid.checks=1000 sets the number of data sets (default 100, a fifth of
// it under -short), each with well over a hundred queries; -rapid.seed repeats a run.
package storetest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
)

// Open returns a store that holds exactly the given facts, and registers a cleanup function with t to close it. It
// reports failure through t.
//
// The suite does not use a store after it has opened the next, so stores may share one database that Open refills. It
// opens a store for every test and every random data set, and sends many queries to each, so Open may be slow.
type Open func(t testing.TB, facts *alliance.Facts) alliance.Store

// Run runs the whole suite against the stores that open returns, as subtests of t.
func Run(t *testing.T, open func(t testing.TB, facts *alliance.Facts) alliance.Store) {
	for _, part := range slices.Concat(parts(), statementParts()) {
		t.Run(part.name, func(t *testing.T) { part.test(t, open) })
	}
}

// A part is one test of the suite.
type part struct {
	name string
	test func(*testing.T, Open)
}

// parts returns the tests of everything but what statements mean.
func parts() []part {
	return []part{
		{"Dataset", testDataset},
		{"Version", testVersion},
		{"Nodes", testNodes},
		{"NodesKnownBy", testNodesKnownBy},
		{"Actors", testActors},
		{"Relations", testRelations},
		{"RelationsKnownBy", testRelationsKnownBy},
		{"RelationsOf", testRelationsOf},
		{"Ends", testEnds},
		{"Not", testNot},
		{"NotThen", testNotThen},
		{"Kindless", testKindless},
		{"Indirect", testIndirect},
		{"IndirectCycle", testIndirectCycle},
		{"Succession", testSuccession},
		{"SuccessionCycle", testSuccessionCycle},
		{"Treaties", testTreaties},
		{"Events", testEvents},
		{"EventDays", testEventDays},
		{"EventsBeforeChrist", testEventsBeforeChrist},
		{"Conflicts", testConflicts},
		{"Parties", testParties},
		{"Sources", testSources},
		{"Evidence", testEvidence},
		{"Records", testRecords},
		{"Links", testLinks},
		{"Pages", testPages},
		{"PageBounds", testPageBounds},
		{"Cursors", testCursors},
		{"Orders", testOrders},
		{"Batches", testBatches},
		{"Absent", testAbsent},
		{"Empty", testEmpty},
		{"Cancelled", testCancelled},
		{"Concurrent", testConcurrent},
		{"Repeated", testRepeated},
		{"Search", testSearch},
		{"SearchKinds", testSearchKinds},
		{"Random", testRandom},
		{"RandomSearch", testRandomSearch},
	}
}

// statementParts returns the tests of what the statements about a relation add up to, one rule at a time.
func statementParts() []part {
	return []part{
		{"Statements", testStatements},
		{"Edges", testEdges},
		{"StatementsKnownBy", testStatementsKnownBy},
		{"KnownBy91", testKnownBy91},
		{"Lives", testLives},
		{"Denials", testDenials},
		{"DenialsWithoutDates", testDenialsWithoutDates},
		{"DenialsKnownBy", testDenialsKnownBy},
		{"Periods", testPeriods},
		{"Presumed", testPresumed},
		{"PresumedDenied", testPresumedDenied},
		{"PresumedLives", testPresumedLives},
		{"Certainty", testCertainty},
		{"AsOf", testAsOf},
		{"SinceUntil", testSinceUntil},
		{"BothAxes", testBothAxes},
		{"KindsFilter", testKindsFilter},
		{"SourcesShown", testSourcesShown},
	}
}

// An asker is a method of a store that lists one kind of thing.
type asker[Q any, T alliance.Positioned] func(context.Context, []Q) ([]alliance.Page[T], error)

// A listing is a query and the ids that it should list, separated by spaces.
type listing[Q any] struct {
	name  string
	query Q
	want  string
}

// checkListings checks each listing alone and all of them in one call.
func checkListings[Q any, T alliance.Node](t *testing.T, ask asker[Q, T], listings []listing[Q]) {
	t.Helper()
	queries := make([]Q, len(listings))
	for i, l := range listings {
		queries[i] = l.query
	}
	together, err := ask(t.Context(), queries)
	if err != nil || len(together) != len(queries) {
		t.Fatalf("%d queries in one call: %d answers, error %v", len(queries), len(together), err)
	}
	for i, l := range listings {
		t.Run(l.name, func(t *testing.T) {
			if diff := cmp.Diff(strings.Fields(l.want), listed(one(t, ask, l.query))); diff != "" {
				t.Errorf("%+v (-want +got):\n%s", l.query, diff)
			}
			if diff := cmp.Diff(strings.Fields(l.want), listed(together[i])); diff != "" {
				t.Errorf("%+v, asked with others (-want +got):\n%s", l.query, diff)
			}
		})
	}
}

// one returns the answer to a single query.
func one[Q any, T alliance.Positioned](t testing.TB, ask asker[Q, T], query Q) alliance.Page[T] {
	t.Helper()
	pages, err := ask(t.Context(), []Q{query})
	if err != nil || len(pages) != 1 {
		t.Fatalf("%+v: %d answers, error %v", query, len(pages), err)
	}
	return pages[0]
}

// listed returns the ids of the things on a page. It never returns nil.
func listed[T alliance.Node](page alliance.Page[T]) []string {
	ids := make([]string, len(page.Nodes))
	for i, node := range page.Nodes {
		ids[i] = node.NodeID()
	}
	return ids
}

// all requests as much of a list as fits on one page.
func all() alliance.PageRequest { return alliance.PageRequest{First: 500} }

// day is [alliance.MustDate] under a name that keeps tables short.
func day(date string) alliance.Date { return alliance.MustDate(date) }
