package facts_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/fixtures"
	"entente/loader/facts"
)

// reread reads directories, and returns the warnings and the error.
func reread(strict bool, dirs ...facts.Dir) (warnings facts.Problems, err error) {
	r := facts.Reader{Strict: strict, Warn: func(p facts.Problem) { warnings = append(warnings, p) }}
	_, err = r.Read(dirs...)
	return warnings, err
}

// TestDoubtful reads each file in testdata/doubtful together with testdata/base, and compares the problems and warnings with
// its golden file. A strict reader finds the same, all of them problems.
func TestDoubtful(t *testing.T) {
	entries, err := filepath.Glob("testdata/doubtful/*.yaml")
	if err != nil || len(entries) == 0 {
		t.Fatalf("got %d files, error %v", len(entries), err)
	}
	for _, name := range entries {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			d := facts.Dir{FS: fstest.MapFS{filepath.Base(name): {Data: text}}}
			warnings, err := reread(false, facts.Open("testdata/base"), d)
			got := warnings.Error() + "\n"
			if problems, ok := errors.AsType[facts.Problems](err); ok {
				got = problems.Error() + "\n" + got
			} else if err != nil {
				t.Fatal(err)
			}
			golden(t, strings.TrimSuffix(name, ".yaml")+".golden", got)
			none, err := reread(true, facts.Open("testdata/base"), d)
			if len(none) > 0 || err == nil || strings.Count(err.Error(), "\n") != strings.Count(got, "\n")-1 || strings.Contains(err.Error(), "warning:") {
				t.Errorf("strict: got warnings %v, error %v", none, err)
			}
		})
	}
}

// Nothing that is bundled is doubtful.
func TestBundledWithoutWarnings(t *testing.T) {
	for name, d := range map[string]facts.Dir{"libya": {FS: fixtures.Libya()}, "great powers": facts.Open("../../fixtures/great-powers"), "base": facts.Open("testdata/base")} {
		if warnings, err := reread(true, d); err != nil || len(warnings) > 0 {
			t.Errorf("%s: got %v, %v", name, warnings, err)
		}
	}
}

// Of what many rows have, some are listed, and the others counted.
func TestManyWarnings(t *testing.T) {
	var actors, cut strings.Builder
	actors.WriteString("actors:\n")
	cut.WriteString("conflicts:\n")
	for i := range 3000 {
		fmt.Fprintf(&actors, "  - {id: a%d, name: A%d, type: STATE, to: 9999-12-31}\n", i, i)
		fmt.Fprintf(&cut, "  - id: c%d\n    name: War %d #%d\n", i, i, i)
	}
	warnings, err := reread(false, dir("a.yaml", actors.String(), "b.yaml", cut.String()))
	if err != nil || len(warnings) != 100 {
		t.Fatalf("got %d warnings, error %v", len(warnings), err)
	}
	for i, file := range map[int]string{49: "a.yaml", 99: "b.yaml"} {
		if got := warnings[i]; got.File != file || !strings.Contains(got.Message, ", and 2950 more like this") {
			t.Errorf("got %v", got)
		}
	}
}

// Links to directories are not read; those to files, and hidden ones as in a Kubernetes ConfigMap, are no reason to warn.
func TestLinkedDirectories(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"set/sub", "other", "set/..2026"} {
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"set/a.yaml": actor("a"), "other/b.yaml": actor("b"), "set/..2026/c.yaml": actor("c")} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"linked": "../other", "sub/up": "..", "..data": "..2026", "c.yaml": "..data/c.yaml"} {
		if err := os.Symlink(target, filepath.Join(root, "set", link)); err != nil {
			t.Fatal(err)
		}
	}
	set := filepath.Join(root, "set")
	var got []string
	warnings, err := reread(false, facts.Open(set))
	for _, w := range warnings {
		got = append(got, strings.TrimPrefix(w.String(), set))
	}
	const message = ": warning: a link to a directory, which is not read (name that directory beside this one, or put its files here)"
	if diff := cmp.Diff([]string{"/linked" + message, "/sub/up" + message}, got); diff != "" || err != nil {
		t.Errorf("error %v, -want +got:\n%s", err, diff)
	}
}

// A chain of any length is no circle, and is soon seen to be none; a ring of it is one.
func TestLongChain(t *testing.T) {
	const n = 20_000
	var actors, chain strings.Builder
	actors.WriteString("sources: [{id: s, title: S, published: 2020}]\nactors:\n")
	chain.WriteString("relations:\n")
	for i := range n {
		fmt.Fprintf(&actors, "  - {id: a%d, name: A%d, type: ORGANIZATION}\n", i, i)
		if i > 0 {
			fmt.Fprintf(&chain, "  - {subject: a%d, type: PART_OF, object: a%d, evidence: [{source: s}]}\n", i-1, i)
		}
	}
	if warnings, err := reread(false, dir("a.yaml", actors.String(), "b.yaml", chain.String())); err != nil || len(warnings) > 0 {
		t.Errorf("a chain: got %v, %v", warnings, err)
	}
	ring := fmt.Sprintf("relations: [{subject: a%d, type: PART_OF, object: a0, evidence: [{source: s}]}]", n-1)
	warnings, err := reread(false, dir("a.yaml", actors.String(), "b.yaml", chain.String(), "c.yaml", ring))
	if err != nil || len(warnings) != 1 || !strings.HasSuffix(warnings[0].String(), "PART_OF in a circle: a0 → a1 → a2 → a3 → a4 → a5 → a6 → a7 → a8 → a9 → … → a0 (correct one of them, or their dates)") || warnings[0].File != "c.yaml" {
		t.Errorf("a ring: got %v, %v", warnings, err)
	}
}
