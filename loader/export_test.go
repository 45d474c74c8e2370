package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/load"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// files returns the files in a directory, hidden ones too.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

// exported exports facts in both forms, and returns the files.
func exported(t *testing.T, args ...string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "facts")
	if got := runLoader(append([]string{"export", "facts", "--output", dir}, args...)...); got.Exit != 0 || got.Out != "" {
		t.Fatalf("got %+v", got)
	}
	got := runLoader(append([]string{"export", "facts.json"}, args...)...)
	if got.Exit != 0 {
		t.Fatalf("got %+v", got)
	}
	all := files(t, dir)
	all["facts.json"] = got.Out
	return all
}

// TestExport exports the bundled facts, and what was exported again.
func TestExport(t *testing.T) {
	all := exported(t)
	if len(all) != 7 {
		t.Fatalf("%d files", len(all))
	}
	golden(t, "testdata/export-actors.golden", all["actors.yaml"])
	dir := t.TempDir()
	for range 2 { // the second replaces the file
		if got := runLoader("export", "facts.json", "--output", filepath.Join(dir, "facts.json")); got != (outcome{}) {
			t.Fatalf("got %+v", got)
		}
	}
	if diff := cmp.Diff(map[string]string{"facts.json": all["facts.json"]}, files(t, dir)); diff != "" {
		t.Errorf("the file (-standard output +file):\n%s", diff)
	}
	if diff := cmp.Diff(all, exported(t, "--facts", dir)); diff != "" {
		t.Errorf("exported again (-want +got):\n%s", diff)
	}
	empty := t.TempDir()
	if got := runLoader("export", "facts", "--output", empty); got != (outcome{}) {
		t.Fatalf("into an empty directory: got %+v", got)
	}
	delete(all, "facts.json")
	if diff := cmp.Diff(all, files(t, empty)); diff != "" {
		t.Errorf("into an empty directory (-want +got):\n%s", diff)
	}
}

// TestExportFails checks that an export that fails writes nothing.
func TestExportFails(t *testing.T) {
	full, bad := write(t, "actors: []"), write(t, "actors: [{id: a, name: A, type: STATES}]")
	out := t.TempDir()
	for _, test := range []struct {
		name, want string
		args       []string
	}{
		{"unknown", `there is no export "matrix" (write one of facts, facts.json, actors.{csv,jsonl,parquet}, `, []string{"matrix"}},
		{"misspelt", `there is no export "fact.json" (did you mean facts.json?)`, []string{"fact.json"}},
		{"no directory", "facts is several files: give the directory for them with --output DIR", []string{"facts"}},
		{"a full directory", full + " is not empty: it has facts.yaml (", []string{"facts", "--output", full}},
		{"a file for a directory", "open " + full + "/facts.yaml: not a directory", []string{"facts", "--output", full + "/facts.yaml"}},
		{"bad facts", bad + "/facts.yaml:1:33: unknown type", []string{"facts", "--facts", bad, "--output", out + "/new"}},
		{"nowhere", "the directory " + out + "/a does not exist (make it first)", []string{"facts.json", "--output", out + "/a/b"}},
		{"a directory for a file", out + " is a directory (name a file)", []string{"facts.json", "--output", out}},
		{"an unknown parameter", "typs: there is no such parameter (there are against, ", []string{"relations.csv", "--where", "typs=SUPPORTS"}},
		{"a parameter of facts", "asOf: fact files are of all facts", []string{"facts.json", "--where", "asOf=2020"}},
		{"no parameter", `--where "asOf" is not a parameter: write NAME=VALUE`, []string{"relations.csv", "--where", "asOf"}},
		{"two sources", "--facts and --neo4j name two sources of facts: give only one", []string{"facts.json", "--facts", full, "--neo4j", "bolt://127.0.0.1:1"}},
		{"no database", "neo4j at bolt://127.0.0.1:1: the store is unavailable", []string{"facts", "--neo4j", "bolt://127.0.0.1:1", "--wait", "0s", "--output", out + "/new"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := runLoader(append([]string{"export"}, test.args...)...)
			if got.Exit != 1 || got.Out != "" || !strings.HasPrefix(got.Err, test.want) {
				t.Errorf("got %+v, want %s", got, test.want)
			}
		})
	}
	if left := files(t, out); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// TestExportTables checks that the loader writes the tables and networks that the server does, with parameters.
func TestExportTables(t *testing.T) {
	denials := runLoader("export", "statements.csv", "--where", "stances=DENIES", "--where", "asOf=2020-05")
	if denials.Exit != 0 || denials.Err != "" || strings.Count(denials.Out, "\n") != 2 || !strings.Contains(denials.Out, "but denies sending fighters to Libya") {
		t.Errorf("got %+v", denials)
	}
	listed := runLoader("export")
	for _, k := range export.Kinds() {
		if !strings.Contains(listed.Out, k.Name+" ") {
			t.Errorf("%s is not listed in %+v", k.Name, listed)
		}
	}
}

// TestExportInterrupted checks that nothing is left of a directory that could not be written completely.
func TestExportInterrupted(t *testing.T) {
	f, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	var cancel context.CancelFunc
	what, err := productNamed(products(nil), "facts")
	if err != nil {
		t.Fatal(err)
	}
	write := what.files
	what.files = func(f *alliance.Facts, create func(string) (io.WriteCloser, error)) error {
		return write(f, func(name string) (io.WriteCloser, error) {
			if name == "relations.yaml" {
				cancel()
			}
			return create(name)
		})
	}
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "new")} {
		c := exportCommand{Output: dir}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		cancel = stop
		if err := c.write(ctx, &what, f, nil); err == nil || !strings.Contains(err.Error(), "relations.yaml: interrupted: context canceled") {
			t.Errorf("error %v", err)
		}
		if left, err := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left: %v, %v", left, err)
		}
	}
}

// TestExportNeo4j loads data sets into a database, one after another: what is exported from it is what is exported from the
// files.
func TestExportNeo4j(t *testing.T) {
	emptied(t)
	server := database(t)
	t.Setenv("NEO4J_USERNAME", server.User)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	for name, dirs := range map[string][]string{
		"bundled": nil, "great powers": {"../fixtures/great-powers"}, "several collections": {"../fixtures/great-powers", "../fixtures/libya-2020"},
		"nothing but an actor": {write(t, "actors: [{id: a, name: A, type: STATE}]")},
		"proven quotes":        {write(t, proven)},
	} {
		t.Run(name, func(t *testing.T) {
			if got := runLoader(append([]string{"load", "--neo4j", server.URI}, dirs...)...); got.Exit != 0 {
				t.Fatalf("got %+v", got)
			}
			var args []string
			for _, dir := range dirs {
				args = append(args, "--facts", dir)
			}
			if diff := cmp.Diff(exported(t, args...), exported(t, "--neo4j", server.URI)); diff != "" {
				t.Errorf("from the database (-want +got):\n%s", diff)
			}
		})
	}
}

// emptied returns the database that tests share, and leaves it empty after the test, as those of loading expect it.
func emptied(t *testing.T) *bolt.DB {
	t.Helper()
	server := database(t)
	db, err := bolt.Open(t.Context(), bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Write(context.Background(), `MATCH (n) DETACH DELETE n`, nil); err != nil {
			t.Error(err)
		}
		_ = db.Close(context.Background())
	})
	return db
}

// proven are facts with a passage.
const proven = `
actors: [{id: a, name: A, type: STATE}, {id: b, name: B, type: STATE}]
sources: [{id: s, title: S, published: 2020}]
relations:
  - {subject: a, type: OPPOSES, object: b, evidence: [{source: s, quote: "it […] so", passage: {before: "Said: ", quote: "it is\n\nso", after: .}}]}
`

// TestExportNeo4jRandom loads random facts into a database: read from it, they are written as the same bytes.
func TestExportNeo4jRandom(t *testing.T) {
	db := emptied(t)
	for seed := range 5 {
		f := storetest.Facts().Example(seed)
		if _, err := load.Load(t.Context(), db, f, load.Options{}); err != nil {
			t.Fatal(err)
		}
		store := neo4j.NewStore(db, neo4j.Options{})
		stored, err := store.Facts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_ = store.Close(t.Context())
		if got, want := stored.Dataset().Version, f.Dataset().Version; got != want {
			t.Errorf("seed %d: version %s, want %s", seed, got, want)
		}
		if diff := cmp.Diff(string(jsonOf(t, f)), string(jsonOf(t, stored))); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

// jsonOf returns facts as a JSON fact file.
func jsonOf(t *testing.T, f *alliance.Facts) []byte {
	t.Helper()
	text, err := facts.JSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
