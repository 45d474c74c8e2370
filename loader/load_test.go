package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/neo4j/neo4jtest"
)

// database returns the server that this package's tests share.
var database = neo4jtest.Shared()

// TestLoad loads data sets one after another into the database named by the environment, as in a container.
func TestLoad(t *testing.T) {
	server := database(t)
	t.Setenv("NEO4J_URI", server.URI)
	t.Setenv("NEO4J_USERNAME", server.User)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	one := write(t, "actors: [{id: a, name: A, type: STATE}]")
	two := write(t, "actors: [{id: a, name: B, type: STATE}]\nconflicts: [{id: c, name: C}]")
	packed := filepath.Join(t.TempDir(), "archive.zip")
	if o := runLoader("pack", one, "--output", packed); o.Exit != 0 {
		t.Fatalf("pack: %+v", o)
	}
	for _, test := range []struct {
		name   string
		args   []string
		golden string
	}{
		{"first", []string{one}, "first"},
		{"again", []string{one}, "again"},
		{"again from an archive", []string{packed}, "again"},
		{"verified", []string{"--verify", one}, "again"},
		{"dry run", []string{"--dry-run", two}, "dry"},
		{"keep", []string{"--prune=false", two}, "keep"},
		{"removed", []string{one}, "removed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := runLoader(append([]string{"load"}, test.args...)...)
			if got.Exit != 0 {
				t.Fatalf("got %+v", got)
			}
			golden(t, "testdata/load-"+test.golden+".golden", got.Out)
		})
	}
}

// TestLoadKeepFails checks that nothing is loaded if the new facts conflict with those kept.
func TestLoadKeepFails(t *testing.T) {
	server := database(t)
	t.Setenv("NEO4J_URI", server.URI)
	t.Setenv("NEO4J_PASSWORD", server.Password)
	if got := runLoader("load", write(t, "actors: [{id: a, name: A, type: PERSON, identifiers: [{scheme: wikidata, value: Q1}]}]")); got.Exit != 0 {
		t.Fatalf("got %+v", got)
	}
	got := runLoader("load", "--prune=false", write(t, "actors: [{id: b, name: B, type: PERSON, identifiers: [{scheme: wikidata, value: Q1}]}]"))
	if got.Exit != 1 || !strings.Contains(got.Err, `do not go together with what is kept: `) || !strings.Contains(got.Err, "wikidata Q1") {
		t.Errorf("got %+v", got)
	}
}

func TestLoadFails(t *testing.T) {
	t.Setenv("NEO4J_PASSWORD", "wrong")
	bad := write(t, "actors: [{id: a, name: A, type: STATES}]")
	got := runLoader("load", bad)
	want := outcome{Err: bad + "/facts.yaml:1:33: unknown type \"STATES\" (did you mean STATE?)\n1 problem: nothing was loaded\n", Exit: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bad facts (-want +got):\n%s", diff)
	}
	server := database(t)
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("wrong\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, want string
		args       []string
	}{
		{"nothing listening", "neo4j at bolt://127.0.0.1:1: the store is unavailable", []string{"--neo4j", "bolt://127.0.0.1:1", "--wait", "0s"}},
		{"no such scheme", "neo4j at \"http://127.0.0.1\"", []string{"--neo4j", "http://127.0.0.1"}},
		{"no password file", "read the password: open ", []string{"--password-file", file + "s"}},
		{"wrong password", "neo4j at " + server.URI + ": user or password is wrong", []string{"--neo4j", server.URI, "--password-file", file}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := runLoader(append([]string{"load"}, test.args...)...)
			if got.Exit != 1 || got.Out != "" || !strings.HasPrefix(got.Err, test.want) || strings.Count(got.Err, "\n") != 1 {
				t.Errorf("got %+v", got)
			}
		})
	}
}
