package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"entente/graph/admin"
)

// TestCite cites the facts and an answer through the routes of the server.
func TestCite(t *testing.T) {
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ path, accept, want string }{
		{"/cite", "", "@dataset{dataset:libya-in-one-article-of-may-2020,"},
		{"/graphql?query={dataset{version}}", "application/x-research-info-systems", "TY  - DATA"},
		{"/graphql?query={dataset{version}}", "application/json", `{"data":{"dataset":`},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.path, nil)
		r.Header.Set("Accept", tt.accept)
		w := httptest.NewRecorder()
		routes(t.Context(), backend.Facts, options{Hosts: names(t, "example.com")}, &admin.Watch{}).ServeHTTP(w, r)
		if body := w.Body.String(); !strings.HasPrefix(body, tt.want) || !strings.Contains(body, backend.Facts.Version()) {
			t.Errorf("%s as %q: %d %s", tt.path, tt.accept, w.Code, body)
		}
	}
}

// TestCiteNoAnswer asks for the citation of what is not there, by Accept and by its address: the reason is that of the endpoint.
func TestCiteNoAnswer(t *testing.T) {
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	h := routes(t.Context(), backend.Facts, options{Introspection: true, Hosts: names(t, "example.com")}, &admin.Watch{})
	for _, tt := range []struct {
		path   string
		status int
		says   string
	}{
		{"/export/nope.csv", 404, "there is no nope.csv to export (there are actors."},
		{"/export/a/b.csv", 404, "there is no a/b.csv to export"},
		{"/export/actors.csv?x=1", 400, "x: "},
		{"/export/actors.csv?asOf=%zz", 400, ""},
		{"/export/dyads.csv", 400, "from: "},
		{"/export/dyads.csv?from=2000&to=2001", 200, "@dataset{answer:"},
		{"/graphql?query={nope}", 400, `line 1, column 2 of the query: Cannot query field "nope" on type "Query".`},
		{"/graphql?query={dataset", 400, "line 1, column 9 of the query: Expected Name, found <EOF>"},
		{"/graphql?query={dataset{version}}&variables=[]", 400, "variables is a JSON array: it is to be an object"},
		{"/graphql?query=query+A{dataset{version}}&operationName=B", 400, `operationName is "B", but the query has: A`},
		{"/graphql?query=query+A($id:ID!){actor(id:$id){name}}", 400, "must be defined"},
		{"/graphql?query=query+A($id:ID!){actor(id:$id){name}}&variables={%22id%22:%22turkey%22}", 200, "@dataset{answer:"},
		{"/graphql?query={" + strings.Repeat("a:dataset{version}", 600) + "}", 400, "exceeded token limit"},
		{"/graphql?query=subscription{datasetLoaded{version}}", 400, "a subscription has no single answer: only queries have one"},
		{"/graphql?query={__schema{queryType{name}}}", 200, "@dataset{answer:"},
	} {
		for _, path := range []string{tt.path, "/cite?url=" + url.QueryEscape(tt.path)} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.Header.Set("Accept", "application/x-bibtex")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			body := w.Body.String()
			if w.Code != tt.status || !strings.Contains(body, tt.says) || tt.status != 200 && strings.Count(body, "\n") != 1 {
				t.Errorf("%s: %d %s", path, w.Code, body)
			}
		}
	}
}
