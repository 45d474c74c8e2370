package transport_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"entente/graph"
	"entente/graph/live"
)

// persistedQuery returns the extensions of a request for a query by its digest.
func persistedQuery(query string) string {
	sum := sha256.Sum256([]byte(query))
	return `{"persistedQuery":{"version":1,"sha256Hash":"` + hex.EncodeToString(sum[:]) + `"}}`
}

// TestPersisted asks for queries by their digest, in order.
func TestPersisted(t *testing.T) {
	const query, invalid, named = `{ dataset { store } }`, `{ nothing }`, `query A { actors(first: 1) { nodes { id } } }`
	post := func(query, extensions string) *http.Request {
		body := fmt.Sprintf(`{"query": %q, "extensions": %s}`, query, extensions)
		return request("POST", "/graphql", body, asJSON)
	}
	get := func(query, extensions string) *http.Request {
		return request("GET", "/graphql?"+url.Values{"query": {query}, "extensions": {extensions}}.Encode(), "")
	}
	long := `{ dataset { store } } #` + strings.Repeat("x", 1<<14)
	const found, missing = `{"data":{"dataset":{"store":"embedded"}}`, `"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}`
	for _, kept := range []uint64{0, 1 << 20} {
		handler := graph.NewHandler(live.New(live.Embedded(bundled(t))), graph.Deadline, graph.PersistQueries(1<<20), graph.KeepAnswers(kept))
		for _, tt := range []struct {
			name   string
			r      *http.Request
			status int
			holds  string
		}{
			{"unknown", post("", persistedQuery(query)), 200, missing},
			{"without its digest", post(query, `{}`), 200, found},
			{"still unknown", get("", persistedQuery(query)), 200, missing},
			{"another's digest", post(query, persistedQuery(named)), 400, "provided sha does not match query"},
			{"not taken for another", get("", persistedQuery(named)), 200, missing},
			{"with its digest", get(query, persistedQuery(query)), 200, found},
			{"by POST", post("", persistedQuery(query)), 200, found},
			{"by GET", get("", persistedQuery(query)), 200, found},
			{"in capitals", post("", strings.ReplaceAll(strings.ToUpper(persistedQuery(query)), `"PERSISTEDQUERY":{"VERSION":1,"SHA256HASH"`, `"persistedQuery":{"version":1,"sha256Hash"`)), 200, found},
			{"invalid", post(invalid, persistedQuery(invalid)), 200, "GRAPHQL_VALIDATION_FAILED"},
			{"invalid is not taken", post("", persistedQuery(invalid)), 200, missing},
			{"too long", post(long, persistedQuery(long)), 200, found},
			{"too long is not taken", post("", persistedQuery(long)), 200, missing},
			{"version 2", post(query, strings.Replace(persistedQuery(query), ":1,", ":2,", 1)), 400, "other versions are not supported"},
			{"no version", post("", `{"persistedQuery": 1}`), 400, "other versions are not supported"},
			{"no digest", post("", `{"persistedQuery": {"version": 1, "sha256Hash": "00"}}`), 400, "64 digits"},
			{"null", post(query, `{"persistedQuery": null}`), 200, found},
		} {
			if a := send(handler, tt.r); a.status != tt.status || !strings.Contains(a.body, tt.holds) {
				t.Errorf("%s: %d %s, want %d with %s", tt.name, a.status, a.body, tt.status, tt.holds)
			}
		}
	}
}

// TestPersistedStays checks that a query that is asked by its digest is not displaced by many that are not.
func TestPersistedStays(t *testing.T) {
	handler := graph.NewHandler(live.New(live.Embedded(bundled(t))), graph.Deadline, graph.PersistQueries(64<<10))
	const query = `{ dataset { store } }`
	ask := func(query string, by string) bool {
		a := send(handler, request("POST", "/graphql", fmt.Sprintf(`{"query": %q, "extensions": %s}`, query, by), asJSON))
		return strings.Contains(a.body, `"data":{`)
	}
	if !ask(query, persistedQuery(query)) {
		t.Fatal("the query is not answered")
	}
	lost := 0
	for i := range 1_000 {
		if !ask("", persistedQuery(query)) {
			lost++
			ask(query, persistedQuery(query))
		}
		other := fmt.Sprintf("{ a%d: dataset { store } }", i)
		if !ask(other, persistedQuery(other)) {
			t.Fatal("another query is not answered")
		}
	}
	if lost > 5 {
		t.Errorf("the query was displaced %d times", lost)
	}
}

// TestOperations asks a handler that answers only some documents.
func TestOperations(t *testing.T) {
	only := graph.NewOperations()
	if err := only.Add("web", trustedFiles()); err != nil {
		t.Fatal(err)
	}
	handler := graph.NewHandler(live.New(live.Embedded(bundled(t))), graph.Deadline, graph.AnswerOnly(only), graph.PersistQueries(1<<20))
	const store, found, refused = `query Store { dataset { store } }`, `{"data":{"dataset":{"store":"embedded"`, `"code":"PERSISTED_QUERY_ONLY"`
	for _, tt := range []struct {
		name, body string
		status     int
		holds      string
	}{
		{"as it is", `{"query": "query Store { dataset { store } }"}`, 200, found},
		{"laid out otherwise", `{"query": "query Store{__typename dataset{store __typename}} # me"}`, 200, `{"data":{"__typename":"Query","dataset":{"store":"embedded"`},
		{"by id", `{"documentId": "store"}`, 200, found},
		{"by Apollo's id", `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "store"}}}`, 200, found},
		{"by digest", `{"extensions": ` + persistedQuery(store) + `}`, 200, found},
		{"unknown id", `{"documentId": "other"}`, 200, `"PersistedQueryNotFound"`},
		{"another", `{"query": "{ dataset { version } }"}`, 403, refused},
		{"another with a digest", `{"query": "{ dataset { version } }", "extensions": ` + persistedQuery(`{ dataset { version } }`) + `}`, 403, refused},
		{"an alias for __typename", `{"query": "query Store { a: __typename dataset { store } }"}`, 403, refused},
		{"one more operation", `{"query": "query Store { dataset { store } } query B { dataset { version } }", "operationName": "B"}`, 403, refused},
		{"introspection", `{"query": "{ __schema { types { name } } }"}`, 403, refused},
		{"no document", `{"query": "\u0000"}`, 403, refused},
		{"nothing", `{}`, 400, "the body has no query"},
	} {
		if a := send(handler, request("POST", "/graphql", tt.body, asJSON)); a.status != tt.status || !strings.Contains(a.body, tt.holds) {
			t.Errorf("%s: %d %s, want %d with %s", tt.name, a.status, a.body, tt.status, tt.holds)
		}
	}
}

// trustedFiles returns a directory with one operation, in a manifest.
func trustedFiles() fs.FS {
	const manifest = `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [
		{"id": "store", "name": "Store", "type": "query", "body": "query Store { dataset { store } }"}]}`
	return fstest.MapFS{"manifest.json": {Data: []byte(manifest)}}
}
