package load

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
)

// randomSets is how many times a test loads random facts, unless -rapid.checks says how many.
func randomSets() string {
	if exhaustive.On() {
		return "50"
	}
	return "5"
}

// TestMain checks that tests leave nothing running. A test binary that is told so is a loader, which [TestKilled] kills.
func TestMain(m *testing.M) {
	if os.Getenv(loadURI) != "" {
		if err := childLoad(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if err := flag.Set("rapid.checks", randomSets()); err != nil { // which the command line may set again
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

// database returns the server that this package's tests share.
var database = neo4jtest.Shared()

// open returns an empty database; trace, if it is not nil, is called for each statement.
func open(t testing.TB, trace func(string)) *bolt.DB {
	t.Helper()
	db := openAt(t, database(t), trace)
	ask(t, db, `MATCH (n) DETACH DELETE n`)
	return db
}

// openAt returns the database of a server.
func openAt(t testing.TB, s *neo4jtest.Server, trace func(string)) *bolt.DB {
	t.Helper()
	db, err := bolt.Open(t.Context(), bolt.Config{URI: s.URI, User: s.User, Password: s.Password, Trace: trace})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close(context.Background()) })
	return db
}

// ask returns the rows of a statement.
func ask(t testing.TB, db *bolt.DB, cypher string) []bolt.Record {
	t.Helper()
	rows, err := db.Write(context.Background(), cypher, nil)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

// inBatches makes a load of many small transactions, and inOne one of one.
func inBatches() Options { return Options{bound: -1, batch: 7} }
func inOne() Options     { return Options{bound: 1 << 30, batch: 50} }

// load loads facts.
func load(t testing.TB, db *bolt.DB, f *alliance.Facts, o Options) *Report {
	t.Helper()
	report, err := Load(context.Background(), db, f, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Warnings) > 0 {
		t.Errorf("warnings: %q", report.Warnings)
	}
	return report
}

// volatile are the properties that differ from load to load.
var volatile = []string{"edition", "loadedAt", "asked", "owner", "expires", "until", "change", "done", "_counts"}

// dump returns all that is in the database, but for what differs from load to load.
func dump(t testing.TB, db *bolt.DB) []string {
	t.Helper()
	rows := ask(t, db, `
		MATCH (n) RETURN labels(n) AS what, properties(n) AS p, '' AS from, '' AS to
		UNION ALL MATCH (a)-[r]->(b) RETURN [type(r)] AS what, properties(r) AS p, a.id AS from, b.id AS to`)
	lines := make([]string, len(rows))
	for i, r := range rows {
		p := r[1].(map[string]any)
		maps.DeleteFunc(p, func(name string, _ any) bool { return slices.Contains(volatile, name) })
		labels := r[0].([]any)
		slices.SortFunc(labels, func(a, b any) int { return len(a.(string)) - len(b.(string)) })
		lines[i] = fmt.Sprint(labels, p, r[2], r[3])
	}
	slices.Sort(lines)
	return lines
}

// endLease ends the lease of a loader that is dead; it would run out by itself.
func endLease(t testing.TB, db *bolt.DB) {
	t.Helper()
	ask(t, db, `MATCH (l:_Lease {id: 'heartbeat'}) SET l.expires = 0, l.until = 0`)
}
