package neo4jtest

import (
	"context"
	"errors"
	"net"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// asker returns a function that runs a statement on a server and returns the number of records in the answer.
func asker(t *testing.T, server *Server) func(query string) int {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(server.URI, neo4j.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.Background()) })
	return func(query string) int {
		t.Helper()
		result, err := neo4j.ExecuteQuery(t.Context(), driver, query, nil, neo4j.EagerResultTransformer)
		if err != nil {
			t.Fatal(err)
		}
		return len(result.Records)
	}
}

// TestRestart checks that a server answers, stops, and restarts with the same address and data.
func TestRestart(t *testing.T) {
	server := Start(t)
	ask := asker(t, server)
	ask("CREATE (:Kept)")
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	if conn, err := net.Dial("tcp", server.URI[len("bolt://"):]); err == nil {
		t.Error("it still listens after it was stopped")
		conn.Close()
	}
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	if n := ask("MATCH (n:Kept) RETURN n"); n != 1 {
		t.Errorf("%d nodes after a restart, want 1", n)
	}
}

// TestApart checks that servers in one host have separate data.
func TestApart(t *testing.T) {
	one, other := asker(t, Start(t)), asker(t, Start(t))
	one("CREATE (:Mine)")
	if n := other("MATCH (n:Mine) RETURN n"); n != 0 {
		t.Errorf("another server has %d of the nodes, want 0", n)
	}
}

// TestRefused checks that a server that cannot start is an error.
func TestRefused(t *testing.T) {
	host, err := join(usual())
	check(t, err)
	t.Cleanup(func() { _ = host.close() })
	if _, err := start(host, t.TempDir(), "server.memory.pagecache.size=much"); err == nil {
		t.Error("a server started with an invalid setting")
	}
}

// TestHostEnds checks that a host ends by itself once no client is connected, and not before.
func TestHostEnds(t *testing.T) {
	host, err := launch(usual(), t.TempDir())
	check(t, err)
	other, err := connect(host.conn.RemoteAddr().String()[len("127.0.0.1:"):])
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(host.stop(), host.conn.Close(), other.stop()); err != nil {
		t.Error("it does not answer one client after another has disconnected: ", err)
	}
	if err := errors.Join(other.close(), host.process.Wait()); err != nil {
		t.Error(err)
	}
}
