package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/loader/facts"
)

var update = flag.Bool("update", false, "update the golden files")

// TestQueries runs each query of testdata and compares the whole answer with its golden file. Those in statements are about
// a small war told by a yearbook and by the press, the others about the bundled facts.
func TestQueries(t *testing.T) {
	bundled := libya(t)
	for dir, handler := range map[string]http.Handler{
		"queries": bundled, "bad": bundled, "statements": reading(t, "testdata/statements/facts/yearbook", "testdata/statements/facts/press"),
	} {
		files, err := filepath.Glob("testdata/" + dir + "/*.graphql")
		if err != nil || len(files) == 0 {
			t.Fatalf("no queries in testdata/%s: %v", dir, err)
		}
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".graphql")
			t.Run(dir+"/"+name, func(t *testing.T) {
				query, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				answer := ask(t, handler, string(query))
				golden(t, strings.TrimSuffix(file, ".graphql")+".golden.json", indent(t, withoutCost(answer)))
			})
		}
	}
}

// libya returns a handler that serves the bundled facts.
func libya(t testing.TB) http.Handler {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	return serving(memory.New(found, time.Unix(0, 0)))
}

// reading returns a handler that serves the facts in some directories.
func reading(t testing.TB, paths ...string) http.Handler {
	t.Helper()
	var dirs []facts.Dir
	for _, path := range paths {
		dirs = append(dirs, facts.Open(path))
	}
	found, err := facts.Read(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return serving(memory.New(found, time.Unix(0, 0)))
}

// serving returns a handler that answers from a store.
func serving(s alliance.Store) http.Handler {
	return graph.NewHandler(live.New(live.Edition{Store: func() alliance.Store { return s }}), graph.Deadline)
}

// ask posts a query and returns the body of the answer.
func ask(t testing.TB, handler http.Handler, query string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return post(handler, string(body)).Body.Bytes()
}

// post posts a body and returns the answer.
func post(handler http.Handler, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

// indent indents JSON.
func indent(t testing.TB, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, text, "", "  "); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return out.Bytes()
}

// withoutCost returns an answer without what it was charged, which changes whenever the costs are measured again.
func withoutCost(answer []byte) []byte {
	return regexp.MustCompile(`"cost":\{"charged":[0-9]+,"limit":[0-9]+(,"needed":[0-9]+)?\},?`).ReplaceAll(answer, nil)
}

// golden compares a text with a golden file, or updates the file.
func golden(t testing.TB, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v; create it with go test -update", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", name, diff)
	}
}
