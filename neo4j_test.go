package main

import (
	"bufio"
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"testing"

	"entente/fixtures"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
	"entente/loader/facts"
)

// load loads fact files into a database.
func load(t *testing.T, server *neo4jtest.Server, files fs.FS) {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "facts", FS: files})
	if err != nil {
		t.Fatal(err)
	}
	db, err := neo4j.Open(t.Context(), neo4j.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(t.Context())
	if _, err := db.Load(t.Context(), found, neo4j.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
}

// TestServeNeo4j serves from a database of its own: without facts, with facts, with others, while stopped, and
// restarted.
func TestServeNeo4j(t *testing.T) {
	neo := neo4jtest.Start(t)
	refused := func(holds string, o options) {
		t.Helper()
		o.Neo4j, o.User = neo.URI, neo.User
		if err := serve(t.Context(), o, io.Discard); err == nil || !strings.Contains(err.Error(), holds) || strings.Contains(err.Error(), "\n") {
			t.Errorf("error is %v, want one line with %q", err, holds)
		}
	}
	t.Setenv("NEO4J_PASSWORD", "wrong")
	refused("user or password is wrong", options{})
	t.Setenv("NEO4J_PASSWORD", neo.Password)
	refused("there is no such database", options{Database: "nowhere"})
	refused("no data set in the database (load one with go run ./loader load)", options{})

	load(t, neo, fixtures.Libya())
	s := start(t, options{Neo4j: neo.URI, User: neo.User, Copy: true})
	question := s.url + "/graphql?query={actor(id:%22russia%22){name}dataset{store}}"
	answer := `^\{"data":\{"actor":\{"name":"Russia"\},"dataset":\{"store":"neo4j"\}\}`
	eventually(t, question, answer)

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	events := subscribe(ctx, t, s.url+"/graphql")
	load(t, neo, os.DirFS("fixtures/great-powers"))
	if line := <-events; !strings.Contains(line, `{"data":{"datasetLoaded":{"store":"neo4j"}}`) {
		t.Errorf("the subscription sent %q", line)
	}
	eventually(t, question, `^\{"data":\{"actor":null`)
	load(t, neo, fixtures.Libya())
	eventually(t, question, answer)

	if err := neo.Stop(); err != nil {
		t.Fatal(err)
	}
	eventually(t, question, `"code":"UNAVAILABLE"`)
	eventually(t, s.url+"/readyz", "^not ready")
	if err := neo.Restart(); err != nil {
		t.Fatal(err)
	}
	eventually(t, question, answer)
	eventually(t, s.url+"/readyz", "^ready: dataset ")
	if err := s.stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// subscribe subscribes, and returns the data of the events.
func subscribe(ctx context.Context, t *testing.T, url string) <-chan string {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"?query=subscription{datasetLoaded{store}}", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != http.StatusOK {
		t.Fatalf("subscribing: %s", response.Status)
	}
	events := make(chan string, 10)
	go func() {
		defer close(events)
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				events <- data
			}
		}
	}()
	return events
}
