package facts_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestBad reads each file, or directory of files, in testdata/bad together with testdata/base, and compares the
// problems with its golden file.
func TestBad(t *testing.T) {
	entries, err := os.ReadDir("testdata/bad")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name, ext := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())), filepath.Ext(e.Name())
		if ext == ".golden" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			_, err := facts.Read(facts.Open("testdata/base"), badDir(t, e))
			problems, ok := errors.AsType[facts.Problems](err)
			if !ok || len(problems) == 0 {
				t.Fatalf("got %v, want problems", err)
			}
			golden(t, filepath.Join("testdata/bad", name+".golden"), problems.Error()+"\n")
		})
	}
}

// badDir returns a directory with only the given bad file or files.
func badDir(t *testing.T, e fs.DirEntry) facts.Dir {
	t.Helper()
	if e.IsDir() {
		return facts.Dir{Name: e.Name(), FS: os.DirFS(filepath.Join("testdata/bad", e.Name()))}
	}
	text, err := os.ReadFile(filepath.Join("testdata/bad", e.Name()))
	if err != nil {
		t.Fatal(err)
	}
	return facts.Dir{FS: fstest.MapFS{e.Name(): {Data: text}}}
}

// golden compares got with a golden file, or updates that file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
