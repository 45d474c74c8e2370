package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph/alliance"
)

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

// request makes a request with headers, given as name: value.
func request(method, target, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

func TestTransport(t *testing.T) {
	handler := libya(t)
	const (
		asJSON  = "Content-Type: application/json"
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
		{"get with variables that are a list", request("GET", get+`&variables=[1]`, ""), 400, older, "variables is not a JSON object"},
		{"get of a mutation", request("GET", "/graphql?query=mutation{x}", ""), 200, older, "does not support operation type"},
		{"put", request("PUT", "/graphql", russia, asJSON), 405, older, "by GET or POST"},
		{"form", request("POST", "/graphql", "query={x}", "Content-Type: application/x-www-form-urlencoded"), 415, older, "application/json"},
		{"no content type", request("POST", "/graphql", russia), 415, older, "application/json"},
		{"other charset", request("POST", "/graphql", russia, asJSON+"; charset=latin1"), 415, older, "UTF-8"},
		{"compressed body", request("POST", "/graphql", russia, asJSON, "Content-Encoding: gzip"), 415, older, "the body is encoded as gzip: send it as it is"},
		{"no body", request("POST", "/graphql", "", asJSON), 400, older, "not a GraphQL request in JSON"},
		{"half a body", request("POST", "/graphql", russia[:20], asJSON), 400, older, "not a GraphQL request in JSON"},
		{"two bodies", request("POST", "/graphql", russia+russia, asJSON), 400, older, "there is more after it"},
		{"a list of requests", request("POST", "/graphql", "["+russia+"]", asJSON), 400, older, "not a GraphQL request in JSON: it is a JSON array"},
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

func TestVariables(t *testing.T) {
	handler := libya(t)
	tests := []struct{ query, variables, holds string }{
		{`query($d: Date) { relations(where: {asOf: $d}) { totalCount } }`, `{"d": "2020-02-30"}`, "February 2020 has 29 days"},
		{`query($d: Date) { relations(where: {asOf: $d}) { totalCount } }`, `{"d": null}`, `"totalCount":18`},
		{`query($n: Int) { actors(first: $n) { nodes { id } } }`, `{"n": 1}`, `[{"id":"egypt"}]`},
		{`query($n: Int! = 1) { actors(first: $n) { nodes { id } } }`, `{}`, `[{"id":"egypt"}]`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1.0}`, `[{"id":"egypt"}]`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1.5}`, "cannot use float64 as Int"},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": "1"}`, `Int cannot represent \"1\"`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1e3}`, "first is 1000, but it can only be 0 to 500"},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{"i": 7}`, `"actor":null`},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{"i": 7.5}`, "cannot use float64 as ID"},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{}`, "must be defined"},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": ["SUPPORTS"], "kinds": null}}`, `"totalCount":6`},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": "SUPPORTS"}}`, `"totalCount":6`},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": ["LOVES"]}}`, "LOVES"},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"conflict": null}}`, `"totalCount":18`},
		{`query($a: String) { actors(first: 1, after: $a) { nodes { id } } }`, `{"a": null}`, `[{"id":"egypt"}]`},
	}
	many := struct{ query, variables, holds string }{
		`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"subjects": ["a"` + strings.Repeat(`, "a"`, 1000) + `]}}`, "list of 1001 items, at most 1000 are allowed",
	}
	for _, tt := range append(tests, many) {
		body := fmt.Sprintf(`{"query": %q, "variables": %s}`, tt.query, tt.variables)
		if got := post(handler, body).Body.String(); !strings.Contains(got, tt.holds) {
			t.Errorf("%s with %.200s: %s; want %s", tt.query, tt.variables, got, tt.holds)
		}
	}
}

// A failing store fails in one way whatever it is asked.
type failing struct {
	alliance.Store
	fail func(context.Context) error
}

// Dataset implements alliance.Store.
func (failing) Dataset(context.Context) (alliance.Dataset, error) { return alliance.Dataset{}, nil }

// Nodes implements alliance.Store.
func (f failing) Nodes(ctx context.Context, _ []string, _ alliance.Date) ([]alliance.Node, error) {
	return nil, f.fail(ctx)
}

func TestStoreErrors(t *testing.T) {
	secret := errors.New("password swordfish refused at 10.0.0.1")
	tests := []struct {
		name, code string
		within     time.Duration
		fail       func(context.Context) error
	}{
		{"away", "UNAVAILABLE", time.Minute, func(context.Context) error { return fmt.Errorf("read: %w", alliance.ErrUnavailable) }},
		{"late", "TIMEOUT", 20 * time.Millisecond, func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }},
		{"broken", "INTERNAL_SERVER_ERROR", time.Minute, func(context.Context) error { return secret }},
		{"panicking", "INTERNAL_SERVER_ERROR", time.Minute, func(context.Context) error { panic(secret) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), tt.within)
			defer cancel()
			r := request("POST", "/graphql", `{"query": "{ actor(id: \"a\") { id } }"}`, "Content-Type: application/json").WithContext(ctx)
			a := send(serving(failing{fail: tt.fail}), r)
			if !strings.Contains(a.body, `"code":"`+tt.code+`"`) || strings.Contains(a.body, "swordfish") {
				t.Errorf("the answer is %s, want code %s and no secret", a.body, tt.code)
			}
		})
	}
}

// TestConcurrentRequests asks many things at once, for the race detector.
func TestConcurrentRequests(t *testing.T) {
	handler := libya(t)
	query := `{"query": "{ actors { totalCount nodes { name supporters { nodes { summary evidence { source { title } fact { id } } } } events { nodes { title references { to { id } } } } } } }"}`
	want := post(handler, query).Body.String()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				if got := post(handler, query).Body.String(); got != want {
					t.Errorf("the answer changed: %.200s", got)
				}
			}
		})
	}
	wait.Wait()
}

// FuzzQuery asks whatever it comes upon; the answer is JSON, and says what is wrong where there is no data.
func FuzzQuery(f *testing.F) {
	f.Add(`{ actor(id: "russia") { name ... on Node { id } } }`)
	f.Add(`query($a: Int = 3) { actors(first: $a) { edges { cursor } } }`)
	f.Add(`{ relations(where: {types: [SUPPORTS], asOf: "2020-13"}) { nodes { evidence(where: {stances: []}) { id } } } }`)
	f.Add(`fragment A on Actor { ...A } { actor(id: 1) { ...A } }`)
	handler := libya(f)
	f.Fuzz(func(t *testing.T, query string) {
		var a struct {
			Data   map[string]any
			Errors []struct{ Message string }
		}
		text := ask(t, handler, query)
		if err := json.Unmarshal(text, &a); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if a.Data == nil && len(a.Errors) == 0 {
			t.Errorf("neither data nor errors: %s", text)
		}
		for _, e := range a.Errors {
			if strings.Contains(e.Message, "internal") {
				t.Errorf("%q fails: %s", query, e.Message)
			}
		}
	})
}

// TestIntrospection asks for the schema as GraphiQL, Apollo and code generators do: the limits leave them room.
func TestIntrospection(t *testing.T) {
	query, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Data struct {
			Schema struct {
				Types []struct{ Name string }
			} `json:"__schema"`
		}
		Errors []any
	}
	if err := json.Unmarshal(ask(t, libya(t), string(query)), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Errors) > 0 || len(got.Data.Schema.Types) < 50 {
		t.Errorf("%d types, errors %v", len(got.Data.Schema.Types), got.Errors)
	}
}

// TestErrorOrder asks two root fields that fail, which gqlgen answers at the same time.
func TestErrorOrder(t *testing.T) {
	handler := libya(t)
	want := ask(t, handler, `{ a: actors(first: -1) { totalCount } b: actors(first: -2) { totalCount } c: nodes(ids: []) { id } }`)
	if !strings.Contains(string(want), `"path":["a","first"]`) {
		t.Fatalf("got %s", want)
	}
	for range 200 {
		if got := ask(t, handler, `{ a: actors(first: -1) { totalCount } b: actors(first: -2) { totalCount } c: nodes(ids: []) { id } }`); string(got) != string(want) {
			t.Fatalf("got %s, then %s", want, got)
		}
	}
}
