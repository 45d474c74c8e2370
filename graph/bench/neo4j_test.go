package bench

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
	"entente/graph/bench/launch"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
	"entente/graph/neo4j/neo4jtest"
)

// loaded starts a Neo4j and loads the facts into it.
func loaded(t *testing.T, f *alliance.Facts) *neo4jtest.Server {
	t.Helper()
	server := neo4jtest.Start(t)
	db, err := bolt.New(bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.WithoutCancel(t.Context()))
	if _, err := load.Load(t.Context(), db, f, load.Options{}); err != nil {
		t.Fatal(err)
	}
	return server
}

// overNeo4j returns the columns over a database.
func overNeo4j(t *testing.T, s *setting, server *neo4jtest.Server) []*column {
	t.Helper()
	environment := []string{"NEO4J_URI=" + server.URI, "NEO4J_USERNAME=" + server.User, "NEO4J_PASSWORD=" + server.Password, "ENTENTE_KEEP_ANSWERS=0"}
	columns := []*column{
		{process: startOurs(t, "Neo4j, copy", environment, s.server)},
		{process: startOurs(t, "Neo4j, no copy", environment, s.server, "--no-copy")},
	}
	awaitCopy(t, server)
	columns = append(columns, &column{process: startPeer(t, driver, inputOf(server)), body: driverBody, partial: func(q *question) bool { return q.partial }})
	if library := startLibrary(t, environment); library != nil {
		columns = append(columns, library)
	}
	return columns
}

// awaitCopy waits until nobody but us asks a database anything, ten times in a row: the copy is made.
func awaitCopy(t *testing.T, server *neo4jtest.Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), launch.Timeout)
	defer cancel()
	db, err := neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close(context.WithoutCancel(ctx)) }()
	quiet := 0
	launch.Every(ctx, 50*time.Millisecond, func() bool {
		found, err := neo4j.ExecuteQuery(ctx, db, "SHOW TRANSACTIONS", nil, neo4j.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		if quiet++; len(found.Records) > 1 {
			quiet = 0
		}
		return quiet == 10
	})
	if ctx.Err() != nil {
		t.Fatalf("the copy is not made after %s", launch.Timeout)
	}
}

// libraryDir is the folder of the server with @neo4j/graphql.
const libraryDir = "testdata/neo4jgraphql"

// startLibrary starts the server with @neo4j/graphql. If npm cannot install it, it logs why and returns nil.
func startLibrary(t *testing.T, environment []string) *column {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(libraryDir)); err != nil {
		t.Fatal(err)
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--silent", "--no-audit", "--no-fund")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Logf("the column @neo4j/graphql is left out: npm ci: %v %s", err, out)
		return nil
	}
	server := start(t, launch.Server{
		Name: "@neo4j/graphql", Environment: append(environment, "NODE_ENV=production"), Command: []string{"node", dir + "/server.mjs"},
	})
	return &column{process: server, body: libraryBody}
}

// libraryBody returns what the library's server is asked.
func libraryBody(t testing.TB, q *question, v variables) []byte {
	if q.library == "" {
		return nil
	}
	return body(t, q.library, v)
}
