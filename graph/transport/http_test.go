package transport_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/loader/facts"
)

const (
	asJSON   = "Content-Type: application/json"
	asStream = "Accept: text/event-stream"
)

// bundled returns the bundled facts.
func bundled(t testing.TB) *alliance.Facts {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// libya returns a handler that serves the bundled facts.
func libya(t testing.TB) http.Handler {
	t.Helper()
	return graph.NewHandler(live.New(live.Embedded(bundled(t))), graph.Deadline)
}

// An answer to a request.
type answer struct {
	status int
	header http.Header
	body   string
}

// send sends a request.
func send(handler http.Handler, r *http.Request) answer {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// request returns a request with headers, given as `name: value`.
func request(method, target, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

func TestHTTP(t *testing.T) {
	handler := libya(t)
	const (
		russia  = `{"query": "{ actor(id: \"russia\") { name } }"}`
		named   = `{"data":{"actor":{"name":"Russia"}}`
		invalid = `{"query": "{ nothing }"}`
		newer   = "application/graphql-response+json; charset=utf-8"
		older   = "application/json; charset=utf-8"
	)
	get := "/graphql?query=" + url.QueryEscape(`query($id: ID!) { actor(id: $id) { name } }`)
	tests := []struct {
		name   string
		r      *http.Request
		status int
		media  string
		holds  string
	}{
		{"post", request("POST", "/graphql", russia, asJSON), 200, older, named},
		{"post with charset", request("POST", "/graphql", russia, asJSON+"; charset=UTF-8"), 200, older, named},
		{"post for the newer type", request("POST", "/graphql", russia, asJSON, "Accept: application/graphql-response+json"), 200, newer, named},
		{"the first type of several", request("POST", "/graphql", russia, asJSON, "Accept: text/html, application/graphql-response+json, */*"), 200, newer, named},
		{"the type with the highest q", request("POST", "/graphql", russia, asJSON, "Accept: application/json;q=0.5, application/graphql-response+json;q=0.9, */*;q=0.1"), 200, newer, named},
		{"a type with q 0", request("POST", "/graphql", russia, asJSON, "Accept: application/json;q=0"), 406, older, "name one in Accept"},
		{"an empty Accept", request("POST", "/graphql", russia, asJSON, "Accept: "), 200, older, named},
		{"any type", request("POST", "/graphql", russia, asJSON, "Accept: */*"), 200, older, named},
		{"no type that we have", request("POST", "/graphql", russia, asJSON, "Accept: text/html"), 406, older, "name one in Accept"},
		{"get", request("GET", get+`&variables={"id":"russia"}`, ""), 200, older, named},
		{"get with no query", request("GET", "/graphql", ""), 400, older, "there is no query"},
		{"get with bad variables", request("GET", get+`&variables={`, ""), 400, older, "variables is not a JSON object"},
		{"get with variables that are a list", request("GET", get+`&variables=[1]`, ""), 400, older, "variables is a JSON array: it is to be an object"},
		{"get of a mutation", request("GET", "/graphql?query=mutation{x}", ""), 200, older, "does not support operation type"},
		{"no query in the body", request("POST", "/graphql", `{"variables": {}}`, asJSON), 400, older, "the body has no query"},
		{"events, if nothing else", request("POST", "/graphql", russia, asJSON, "Accept: application/json, text/event-stream, */*"), 200, older, named},
		{"urql's Accept", request("POST", "/graphql", russia, asJSON, "Accept: application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"), 200, newer, named},
		{"subscription by GET without a stream", request("GET", "/graphql?query=subscription{datasetLoaded{version}}", ""), 406, older, "answered as text/event-stream"},
		{"put", request("PUT", "/graphql", russia, asJSON), 405, older, "use GET or POST"},
		{"form", request("POST", "/graphql", "query={x}", "Content-Type: application/x-www-form-urlencoded"), 415, older, "application/json"},
		{"no content type", request("POST", "/graphql", russia), 415, older, "application/json"},
		{"other charset", request("POST", "/graphql", russia, asJSON+"; charset=latin1"), 415, older, "UTF-8"},
		{"compressed body", request("POST", "/graphql", russia, asJSON, "Content-Encoding: gzip"), 415, older, "the body is encoded as gzip: send it unencoded"},
		{"no body", request("POST", "/graphql", "", asJSON), 400, older, "not a GraphQL request in JSON"},
		{"half a body", request("POST", "/graphql", russia[:20], asJSON), 400, older, "not a GraphQL request in JSON"},
		{"two bodies", request("POST", "/graphql", russia+russia, asJSON), 400, older, "there is data after the JSON value"},
		{"a list of requests", request("POST", "/graphql", "["+russia+"]", asJSON), 400, older, "batches are not supported: send one request each"},
		{"query that is no text", request("POST", "/graphql", `{"query": 1}`, asJSON), 400, older, "query is a JSON number"},
		{"variables that are no object", request("POST", "/graphql", `{"query": "{x}", "variables": "x"}`, asJSON), 400, older, "variables is a JSON string"},
		{"body over the limit", request("POST", "/graphql", `{"query": "`+strings.Repeat(" ", 1<<20)+`"}`, asJSON), 413, older, "longer than 1048576 bytes"},
		{"invalid, older type", request("POST", "/graphql", invalid, asJSON), 200, older, `"code":"GRAPHQL_VALIDATION_FAILED"`},
		{"invalid, newer type", request("POST", "/graphql", invalid, asJSON, "Accept: application/graphql-response+json"), 400, newer, `"code":"GRAPHQL_VALIDATION_FAILED"`},
		{"unknown operation", request("POST", "/graphql", `{"query": "query A { dataset { store } }", "operationName": "B"}`, asJSON), 200, older, `operationName is \"B\", but the query has: A`},
		{"operation not named", request("POST", "/graphql", `{"query": "query A { dataset { store } } query B { dataset { store } }"}`, asJSON), 200, older, `but the query has: A, B`},
		{"subscription without a stream", request("POST", "/graphql", `{"query": "subscription { datasetLoaded { version } }"}`, asJSON), 406, older, "answered as text/event-stream"},
		{"too many tokens", request("POST", "/graphql", `{"query": "{`+strings.Repeat("a:dataset{store}", 1500)+`}"}`, asJSON), 200, older, "token limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := send(handler, tt.r)
			if a.status != tt.status || a.header.Get("Content-Type") != tt.media || !strings.Contains(a.body, tt.holds) {
				t.Errorf("%d %s %.300s; want %d %s with %s", a.status, a.header.Get("Content-Type"), a.body, tt.status, tt.media, tt.holds)
			}
			var parsed struct {
				Extensions struct{ Dataset string }
			}
			if err := json.Unmarshal([]byte(a.body), &parsed); err != nil || len(parsed.Extensions.Dataset) != 32 {
				t.Errorf("the answer does not cite its facts: %v, %.300s", err, a.body)
			}
		})
	}
}

// ways are the ways to send a request, all of which must give the same answer.
func ways(query, variables string) map[string]*http.Request {
	body := fmt.Sprintf(`{"query": %q, "variables": %s}`, query, variables)
	get := "/graphql?" + url.Values{"query": {query}, "variables": {variables}}.Encode()
	return map[string]*http.Request{
		"POST":           request("POST", "/graphql", body, asJSON),
		"GET":            request("GET", get, ""),
		"POST to events": request("POST", "/graphql", body, asJSON, asStream),
		"GET to events":  request("GET", get, "", asStream),
	}
}

// response returns the response in the body of an answer; if it is a stream, that of the first event.
func response(t testing.TB, body string) map[string]any {
	t.Helper()
	if _, event, streamed := strings.Cut(body, "event: next\ndata: "); streamed {
		body, _, _ = strings.Cut(event, "\n")
	}
	var r map[string]any
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return r
}

// TestNumbers checks that numbers in variables keep their exact values, whichever way they are sent.
func TestNumbers(t *testing.T) {
	handler := libya(t)
	const (
		id    = `query($n: ID!) { actor(id: $n) { name } }`
		first = `query($n: Int!) { actors(first: $n) { nodes { id } } }`
	)
	for _, tt := range []struct{ query, variables, holds string }{
		{id, `{"n": 7}`, `"data":{"actor":null}`},
		{id, `{"n": 7.0}`, `"data":{"actor":null}`},
		{id, `{"n": 9007199254740993}`, `"data":{"actor":null}`},
		{id, `{"n": 7.5}`, "cannot use float64 as ID"},
		{first, `{"n": 1}`, `"nodes":[{"id":"egypt"}]`},
		{first, `{"n": 1.0}`, `"nodes":[{"id":"egypt"}]`},
		{first, `{"n": 1e3}`, "first is 1000"},
		{first, `{"n": 1.5}`, "cannot use float64 as Int"},
	} {
		for way, r := range ways(tt.query, tt.variables) {
			if a := send(handler, r); !strings.Contains(a.body, tt.holds) {
				t.Errorf("%s by %s: %s; want %s", tt.variables, way, a.body, tt.holds)
			}
		}
	}
}

// changing is facts that change during each of the first runs of a request.
type changing struct {
	*live.Facts
	store alliance.Store
	times int
}

// Store implements [graph.Facts].
func (c *changing) Store() alliance.Store {
	if c.times > 0 {
		c.times--
		return gone{c.store}
	}
	return c.store
}

// Remote implements [graph.Facts].
func (*changing) Remote() bool { return false }

// gone is a store whose facts no longer exist.
type gone struct{ alliance.Store }

// Nodes implements [alliance.Store].
func (gone) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return nil, fmt.Errorf("read: %w", alliance.ErrChanged)
}

// TestChanged checks that a request is run again, a few times, if the facts change, whichever way it is sent.
func TestChanged(t *testing.T) {
	store := memory.New(bundled(t), time.Unix(0, 0))
	for _, tt := range []struct {
		times int
		holds string
	}{{0, `{"actor":{"name":"Russia"}}`}, {4, `{"actor":{"name":"Russia"}}`}, {5, `"code":"FACTS_CHANGED"`}} {
		for way, r := range ways(`query($n: ID!) { actor(id: $n) { name } }`, `{"n": "russia"}`) {
			handler := graph.NewHandler(&changing{live.New(live.Edition{}), store, tt.times}, graph.Deadline)
			if a := send(handler, r); !strings.Contains(a.body, tt.holds) {
				t.Errorf("facts that changed %d times, by %s: %s; want %s", tt.times, way, a.body, tt.holds)
			}
		}
	}
}

// late is a store that answers after every deadline.
type late struct{ alliance.Store }

// Nodes implements [alliance.Store].
func (late) Nodes(ctx context.Context, _ []string, _ alliance.Date) ([]alliance.Node, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// TestLate checks that a timeout is reported, whichever way a request is sent.
func TestLate(t *testing.T) {
	store := late{memory.New(bundled(t), time.Unix(0, 0))}
	for way := range ways(`{x}`, `{}`) {
		synctest.Test(t, func(t *testing.T) {
			handler := graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return store }}), graph.Deadline)
			began := time.Now()
			r := ways(`{ actor(id: "russia") { name } }`, `{}`)[way].WithContext(t.Context())
			if a := send(handler, r); !strings.Contains(a.body, `"code":"TIMEOUT"`) || time.Since(began) != graph.Deadline {
				t.Errorf("%s: %s after %s", way, a.body, time.Since(began))
			}
		})
	}
}

// TestPersistedQuery asks for a query by its digest, as Apollo Client and urql do at first. They send the query itself
// once the answer has this error, whose status should be 200, as Apollo Server has it: it is no failure.
func TestPersistedQuery(t *testing.T) {
	handler := libya(t)
	const digest = `{"persistedQuery":{"version":1,"sha256Hash":"ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}`
	const accept = "Accept: application/graphql-response+json, application/json;q=0.9"
	get := "/graphql?" + url.Values{"operationName": {"Russia"}, "variables": {`{}`}, "extensions": {digest}}.Encode()
	want := []any{map[string]any{
		"message":    "PersistedQueryNotSupported",
		"extensions": map[string]any{"code": "PERSISTED_QUERY_NOT_SUPPORTED"},
	}}
	for name, r := range map[string]*http.Request{
		"POST":                request("POST", "/graphql", `{"operationName":"Russia","variables":{},"extensions":`+digest+`}`, asJSON),
		"POST, empty query":   request("POST", "/graphql", `{"query":"","extensions":`+digest+`}`, asJSON),
		"POST for newer type": request("POST", "/graphql", `{"extensions":`+digest+`}`, asJSON, accept),
		"GET":                 request("GET", get, ""),
		"GET for newer type":  request("GET", get, "", accept),
		"POST to events":      request("POST", "/graphql", `{"extensions":`+digest+`}`, asJSON, asStream),
		"GET to events":       request("GET", get, "", asStream),
	} {
		a := send(handler, r)
		if diff := cmp.Diff(want, response(t, a.body)["errors"]); diff != "" || a.status != http.StatusOK {
			t.Errorf("%s: status %d, errors (-want +got):\n%s", name, a.status, diff)
		}
	}
	both := request("POST", "/graphql", `{"query":"{actor(id: \"russia\"){name}}","extensions":`+digest+`}`, asJSON)
	if a := send(handler, both); !strings.Contains(a.body, `"name":"Russia"`) {
		t.Errorf("a query with its digest: %s", a.body)
	}
}

// FuzzRequest checks that the answer to any request is JSON, with a status that does not blame the server.
func FuzzRequest(f *testing.F) {
	f.Add("POST", "/graphql", `{"query": "{dataset{store}}", "variables": {"a": [1e400, 1.0, -0]}}`, "application/json", "*/*")
	f.Add("POST", "/graphql", `{"extensions": {"persistedQuery": 1}}`, "application/json; charset=utf-8", "text/event-stream;q=0.1")
	f.Add("GET", "/graphql?query={dataset{store}}&variables={\"a\":1}", "", "", "application/graphql-response+json;q=1e9")
	f.Add("GET", "/graphql?query=%zz&extensions=[]", "", "", ",;q=,")
	handler := libya(f)
	allowed := []int{200, 400, 405, 406, 413, 415}
	f.Fuzz(func(t *testing.T, method, target, body, content, accept string) {
		r, err := http.NewRequestWithContext(t.Context(), method, "http://localhost/"+target, io.NopCloser(strings.NewReader(body)))
		if err != nil {
			t.Skip(err)
		}
		r.Header.Set("Content-Type", content)
		r.Header.Set("Accept", accept)
		if strings.Contains(body+target, "datasetLoaded") {
			t.Skip("a subscription does not end")
		}
		a := send(handler, r)
		if !slices.Contains(allowed, a.status) {
			t.Errorf("status %d: %s", a.status, a.body)
		}
		response(t, a.body)
	})
}
