package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// The first data set has neither problems nor warnings, shows what there is to see, and is what the schema beside it,
// which its first lines name, describes.
func TestNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "made", "my facts")
	got := runLoader("new", dir)
	want := outcome{Out: dir + ` has a first data set. It is made up, and its comments explain it: put your own facts in its place.
This lists what is wrong with it, or summarizes it:
  go run ../loader check '` + dir + `'
This serves it, and reloads it as you edit:
  go run .. --facts '` + dir + "'\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := runLoader("check", dir); got.Exit != 0 || got.Err != "" {
		t.Errorf("check: got %+v", got)
	}
	if got, want := read(t, filepath.Join(dir, "facts.schema.json")), runLoader("schema").Out; got != want {
		t.Error("the schema is not the one that the loader prints")
	}
	s := compiled(t)
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		text := read(t, file)
		if !strings.HasPrefix(text, "# yaml-language-server: $schema=facts.schema.json\n") {
			t.Errorf("%s begins with %.60s", file, text)
		}
		v, err := document(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	r := facts.Reader{Warn: func(p facts.Problem) { t.Error(p) }}
	f, err := r.Read(facts.Open(dir))
	if err != nil {
		t.Fatal(err)
	}
	showsAll(t, f)
}

// showsAll checks that facts have support that one source asserts and another denies in part, a treaty with members, and
// an event.
func showsAll(t *testing.T, f *alliance.Facts) {
	t.Helper()
	var supported, members, treaties int
	for _, r := range f.Relations {
		stances := map[alliance.Stance]*alliance.Evidence{}
		for _, e := range r.Evidence {
			stances[e.Stance] = e
		}
		asserted, denied := stances[alliance.Asserts], stances[alliance.Denies]
		if r.Type == alliance.Supports && asserted != nil && denied != nil && asserted.Source != denied.Source && denied.Kinds != 0 && r.Status == alliance.Asserted {
			supported++
		}
		if r.Type == alliance.PartOf && r.Object.Obligations != 0 {
			members++
		}
	}
	for _, a := range f.Actors {
		if a.Obligations != 0 {
			treaties++
		}
	}
	if supported == 0 || members < 2 || treaties == 0 || len(f.Events) == 0 {
		t.Errorf("%d supported, %d members of %d treaties, %d events", supported, members, treaties, len(f.Events))
	}
}

// An empty directory is filled, and stays the same directory.
func TestNewInEmptyDirectory(t *testing.T) {
	dir := t.TempDir()
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := runLoader("new", dir); got.Exit != 0 {
		t.Fatalf("got %+v", got)
	}
	if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) {
		t.Errorf("it is another directory: %v", err)
	}
	if got := runLoader("check", dir); got.Exit != 0 {
		t.Errorf("check: got %+v", got)
	}
}

// Nothing is overwritten.
func TestNewFails(t *testing.T) {
	full := write(t, "actors: [{id: a, name: A, type: STATE}]")
	for _, tt := range []struct{ name, dir, want string }{
		{"a directory with files", full, full + " is not empty: it has facts.yaml (name another directory, as nothing is ever overwritten; to check what is there, use check)\n"},
		{"a file", full + "/facts.yaml", "open " + full + "/facts.yaml: not a directory (name a directory that does not exist yet)\n"},
		{"below a file", full + "/facts.yaml/a", "open " + full + "/facts.yaml/a: not a directory (name a directory that does not exist yet)\n"},
		{"no name", "", "the directory has no name (name one that does not exist yet)\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(outcome{Err: tt.want, Exit: 1}, runLoader("new", tt.dir)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	entries, err := os.ReadDir(full)
	if err != nil || len(entries) != 1 {
		t.Errorf("the directory has %v, %v", entries, err)
	}
}

// What is half written when something fails is removed, with the directories that were made for it.
func TestNewLeavesNothing(t *testing.T) {
	files := map[string][]byte{"a.yaml": nil, "b.yaml": nil, "nowhere/c.yaml": nil, "d.yaml": nil}
	root := t.TempDir()
	for _, dir := range []string{"made/for/it", "."} {
		if err := writeNew(filepath.Join(root, dir), files); err == nil {
			t.Fatal("a file was written to a directory that does not exist")
		}
		if entries, err := os.ReadDir(root); err != nil || len(entries) > 0 {
			t.Errorf("%s: it left %v, %v", dir, entries, err)
		}
	}
}

// Commands are as they must be typed.
func TestCommands(t *testing.T) {
	for _, tt := range []struct {
		module          module
		loader, entente string
	}{
		{".", "go run ./loader", "go run ."},
		{"..", "go run ../loader", "go run .."},
		{"../..", "go run ../../loader", "go run ../.."},
		{"", "loader", "entente"},
	} {
		if loader, entente := tt.module.run("loader"), tt.module.run(""); loader != tt.loader || entente != tt.entente {
			t.Errorf("%q: got %q and %q, want %q and %q", tt.module, loader, entente, tt.loader, tt.entente)
		}
	}
	for dir, want := range map[string]module{".": "..", "facts/testdata": "../../..", "..": ".", t.TempDir(): ""} {
		if got, err := moduleFrom(dir); got != want || err != nil {
			t.Errorf("from %s: got %q, %v, want %q", dir, got, err, want)
		}
	}
	for arg, want := range map[string]string{
		"facts": "facts", "../my/facts-2.0": "../my/facts-2.0", "/tmp/a,b": "/tmp/a,b", "Ливия": "Ливия",
		"my facts": "'my facts'", "it's": `'it'\''s'`, "$HOME": "'$HOME'", "~": "'~'", "-a": "./-a", "- a": "'./- a'", "a*": "'a*'",
		`a\,b`: `'a\,b'`, "a;b": "'a;b'", "a\nb": "'a\nb'",
	} {
		if got := argument(arg); got != want {
			t.Errorf("%q: got %s, want %s", arg, got, want)
		}
	}
}
