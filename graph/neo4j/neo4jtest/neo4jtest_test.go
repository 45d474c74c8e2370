package neo4jtest_test

import (
	"context"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/neo4j/neo4jtest"
)

// TestRestart checks that a server answers, stops, and comes back at its address with its data.
func TestRestart(t *testing.T) {
	if testing.Short() {
		t.Skip("starting twice takes half a minute")
	}
	server := neo4jtest.Start(t)
	driver, err := neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.Background()) })
	run := func(query string) int {
		t.Helper()
		result, err := neo4j.ExecuteQuery(t.Context(), driver, query, nil, neo4j.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		return len(result.Records)
	}
	run("CREATE (:Kept)")
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := driver.VerifyConnectivity(t.Context()); err == nil {
		t.Error("it answers after it was stopped")
	}
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	if n := run("MATCH (n:Kept) RETURN n"); n != 1 {
		t.Errorf("%d nodes after a restart, want 1", n)
	}
}
