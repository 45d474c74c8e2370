package neo4j_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
)

// patience is how long an answer may take in tests: a slow machine takes seconds to plan a statement.
const patience = 5 * time.Minute

// overNeo4j answers GraphQL from a database.
func overNeo4j(db served) http.Handler {
	return graph.NewHandler(live.New(live.Edition{Store: db.store.Snapshot, Remote: db.store.Remote}), patience)
}

// overMemory answers GraphQL from the embedded store.
func overMemory(f *alliance.Facts) http.Handler {
	return graph.NewHandler(live.New(live.Embedded(f)), patience)
}

// ask posts a query and returns the body of the answer.
func ask(t testing.TB, handler http.Handler, query string, variables map[string]any) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w.Body.Bytes()
}
