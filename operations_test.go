package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/admin"
)

// TestTrusted serves only the operations in a directory.
func TestTrusted(t *testing.T) {
	dir := t.TempDir()
	if _, err := trusted(dir); err == nil || !strings.Contains(err.Error(), "has no operations") {
		t.Errorf("an empty directory: %v", err)
	}
	if _, err := trusted(filepath.Join(dir, "none")); err == nil || !strings.Contains(err.Error(), "none: stat .: no such file or directory") {
		t.Errorf("no directory: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.graphql"), []byte("query A { dataset { store } }"), 0o600); err != nil {
		t.Fatal(err)
	}
	only, err := trusted(dir)
	if err != nil {
		t.Fatal(err)
	}
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	h := routes(t.Context(), backend.Facts, options{only: only, Hosts: names(t, "example.com")}, &admin.Watch{})
	for _, tt := range []struct {
		query, accept string
		status        int
		holds         string
	}{
		{"query A { dataset { store } }", "*/*", 200, `"store":"embedded"`},
		{"{ dataset { store } }", "*/*", 403, "answers only the operations"},
		{"query A { dataset { store } }", "application/x-bibtex", 200, "@dataset{"},
		{"{ dataset { store } }", "application/x-bibtex", 403, "answers only the operations"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql?query="+url.QueryEscape(tt.query), nil)
		r.Header.Set("Accept", tt.accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.holds) {
			t.Errorf("%s as %s: %d %s", tt.query, tt.accept, w.Code, w.Body)
		}
	}
}

// TestCoded checks that long answers of all routes are compressed, and their headers each given once.
func TestCoded(t *testing.T) {
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	h := routes(t.Context(), backend.Facts, options{Introspection: true, Hosts: names(t, "example.com")}, &admin.Watch{})
	for _, tt := range []struct{ path, coding, vary string }{
		{"/export/statements.csv", "br", "Accept-Encoding Accept"},
		{"/export/network.graphml", "br", "Accept-Encoding Accept"},
		{"/export/statements.parquet", "", "Accept-Encoding Accept"},
		{"/schema.graphqls", "br", "Accept-Encoding"},
		{"/cite?actor=russia&format=csl", "br", "Accept Accept-Encoding"},
		{"/graphql?query={actors(first:50){nodes{id,name,aliases}}}", "br", "Accept Accept-Encoding"},
		{"/graphql?query={dataset{store}}", "", "Accept Accept-Encoding"},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, tt.path, nil)
		r.Header.Set("Accept-Encoding", "br, gzip")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if vary := strings.Join(w.Header().Values("Vary"), " "); w.Code != 200 || w.Header().Get("Content-Encoding") != tt.coding || vary != tt.vary {
			t.Errorf("%s: %d %v, want %q and Vary %s", tt.path, w.Code, w.Header(), tt.coding, tt.vary)
		}
	}
}
