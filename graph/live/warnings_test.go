package live_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph/live"
	"entente/loader/facts"
)

// Warnings are logged once, and some of many.
func TestLogWarnings(t *testing.T) {
	log := logged(t)
	one := facts.Problems{{File: "a.yaml", Line: 1, Column: 2, Message: "odd", Warning: true}}
	many := slices.Repeat(one, 32)
	live.LogWarnings(t.Context(), nil, one, one, nil, one, many)
	const each, more = "the facts have a warning", "the facts have more warnings"
	want := append(slices.Repeat([]string{each}, 2+20), more)
	if got := log(); !slices.Equal(got, want) {
		t.Errorf("logged %q, want %q", got, want)
	}
}

// Files that there are warnings about are served, unless whoever serves them is strict.
func TestOpenPathsWarnings(t *testing.T) {
	log := logged(t)
	dir := t.TempDir()
	text := "actors: [{id: a, name: A, type: STATE, from: 0001-01-01, to: 9999-12-31}]\n"
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	b, err := live.OpenPaths(t.Context(), []string{dir}, live.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	if got := log(); len(got) != 2 || got[0] != "the facts have a warning" {
		t.Errorf("logged %q", got)
	}
	_, err = live.OpenPaths(t.Context(), []string{dir}, live.FileOptions{Strict: true})
	if err == nil || !strings.HasPrefix(err.Error(), dir+"/a.yaml:1:46: from 0001-01-01 ") || !strings.HasSuffix(err.Error(), "(and 1 more: list them with go run ./loader check --strict "+dir+")") {
		t.Errorf("strict: %v", err)
	}
}
