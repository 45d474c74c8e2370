package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/listening"
	"entente/graph/observe/record"
)

func TestVariables(t *testing.T) {
	handler := libya(t)
	tests := []struct{ query, variables, holds string }{
		{`query($d: Date) { relations(where: {asOf: $d}) { totalCount } }`, `{"d": "2020-02-30"}`, "February 2020 has 29 days"},
		{`query($d: Date) { relations(where: {asOf: $d}) { totalCount } }`, `{"d": null}`, `"totalCount":17`},
		{`query($n: Int) { actors(first: $n) { nodes { id } } }`, `{"n": 1}`, `[{"id":"egypt"}]`},
		{`query($n: Int! = 1) { actors(first: $n) { nodes { id } } }`, `{}`, `[{"id":"egypt"}]`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1.0}`, `[{"id":"egypt"}]`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1.5}`, "cannot use float64 as Int"},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": "1"}`, `Int cannot represent \"1\"`},
		{`query($n: Int!) { actors(first: $n) { nodes { id } } }`, `{"n": 1e3}`, "first is 1000, but must be 0 to 500"},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{"i": 7}`, `"actor":null`},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{"i": 7.5}`, "cannot use float64 as ID"},
		{`query($i: ID!) { actor(id: $i) { name } }`, `{}`, "must be defined"},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": ["SUPPORTS"], "kinds": null}}`, `"totalCount":5`},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": "SUPPORTS"}}`, `"totalCount":5`},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"types": ["LOVES"]}}`, "LOVES"},
		{`query($w: RelationFilter) { relations(where: $w) { totalCount } }`, `{"w": {"conflict": null}}`, `"totalCount":17`},
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

// A failing store fails every call with the same error.
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
			r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ actor(id: \"a\") { id } }"}`))
			r.Header.Set("Content-Type", "application/json")
			w := httptest.NewRecorder()
			serving(failing{fail: tt.fail}).ServeHTTP(w, r)
			if got := w.Body.String(); !strings.Contains(got, `"code":"`+tt.code+`"`) || strings.Contains(got, "swordfish") {
				t.Errorf("the answer is %s, want code %s and no secret", got, tt.code)
			}
		})
	}
}

// TestClientLeft checks that a request whose client has gone is told apart from one that took too long.
func TestClientLeft(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	noted := &record.Record{}
	r := httptest.NewRequestWithContext(noted.With(ctx), http.MethodPost, "/graphql", strings.NewReader(`{"query": "{ actor(id: \"a\") { id } }"}`))
	r.Header.Set("Content-Type", "application/json")
	store := failing{fail: func(ctx context.Context) error { leave(); <-ctx.Done(); return ctx.Err() }}
	serving(store).ServeHTTP(httptest.NewRecorder(), r)
	if got := noted.Facts().Codes; !slices.Equal(got, []string{graph.CodeClientLeft}) {
		t.Errorf("the codes are %v", got)
	}
}

// TestCut checks that a request is not taken for one whose client has gone if the server ends before its answer.
func TestCut(t *testing.T) {
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	store := failing{fail: func(ctx context.Context) error { stop(); <-ctx.Done(); return ctx.Err() }}
	noted, answered, handler := &record.Record{}, make(chan struct{}), serving(store)
	s := listening.Start(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(answered)
		handler.ServeHTTP(w, r.WithContext(noted.With(r.Context())))
	}), listening.Options{Answer: time.Second - listening.StopTimeout(0)})
	go func() {
		if answer, err := http.Get("http://" + l.Addr().String() + "/graphql?query={actor(id:%22a%22){id}}"); err == nil {
			_ = answer.Body.Close()
		}
	}()
	if err := s.Wait(ctx); err == nil {
		t.Error("the request was not cut")
	}
	<-answered
	if got := noted.Facts().Codes; !slices.Equal(got, []string{graph.CodeTimeout}) {
		t.Errorf("the codes are %v", got)
	}
}

// TestConcurrentRequests sends many concurrent requests, for the race detector.
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

// FuzzQuery checks that the answer to any query is JSON, with errors if there are no data.
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

// TestIntrospection checks that the limits allow the introspection query of GraphiQL, Apollo and code generators.
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

// TestErrorOrder asks for two root fields that fail, which gqlgen resolves concurrently.
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
