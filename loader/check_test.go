package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/loader/facts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

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

// An outcome is the result of a run of the loader.
type outcome struct {
	Out, Err string
	Exit     int
}

// runLoader runs the loader with the given arguments.
func runLoader(args ...string) (o outcome) {
	var out, err bytes.Buffer
	o.Exit = -1
	exit := func(code int) {
		if o.Exit < 0 {
			o.Exit = code // only the first counts: the process would have ended
		}
	}
	code := run(args, streams{&out, &err}, exit)
	exit(code)
	o.Out, o.Err = out.String(), err.String()
	return o
}

// write writes a fact file to a new directory and returns the directory.
func write(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "facts.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCheckBundled(t *testing.T) {
	got := runLoader("check")
	if got.Exit != 0 || got.Err != "" || !strings.HasPrefix(got.Out, "dataset ") {
		t.Errorf("got %+v", got)
	}
	if also := runLoader("check", "../fixtures/libya-2020"); also != got {
		t.Errorf("from the directory: got %+v, want %+v", also, got)
	}
}

func TestCheckSummary(t *testing.T) {
	got := runLoader("check", "testdata/summary")
	if got.Exit != 0 || got.Err != "" {
		t.Errorf("got %+v", got)
	}
	golden(t, "testdata/summary.golden", got.Out)
}

// TestCheckTexts checks quotes by the text that they are from, and finds the one that is changed by a word.
func TestCheckTexts(t *testing.T) {
	const quoted = `actors: [{id: a, name: A, type: STATE}, {id: b, name: B, type: STATE}]
sources: [{id: s, title: S, published: 2020, text: s.txt}]
relations: [{subject: a, type: SUPPORTS, object: b, evidence: [{source: s, quote: A stands by B}, {source: s, quote: it said so}, {source: s}]}]
`
	const text = "“A stands by B,” it said.\nIt\nsaid so."
	dir := write(t, strings.Replace(quoted, "it said so", "It said so", 1))
	if err := os.WriteFile(filepath.Join(dir, "s.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := runLoader("check", dir); got.Exit != 0 || !strings.Contains(got.Out, "evidence    3  2 of 2 quotes verified\n") {
		t.Errorf("got %+v", got)
	}
	changed := write(t, quoted)
	if err := os.WriteFile(filepath.Join(changed, "s.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	want := outcome{Exit: 1, Err: changed + `/facts.yaml:3:118: the quote is not in ` + changed + `/s.txt: "it said so" is most like "It said so" on line 2, ` +
		`which has "It" instead of "it" (copy it word for word, and write […] for what is left out)` + "\n1 problem\n"}
	if diff := cmp.Diff(want, runLoader("check", changed)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCheckSeveralDirectories(t *testing.T) {
	a := write(t, "actors: [{id: a, name: A, type: STATE}]")
	b := write(t, "conflicts: [{id: b, name: B}]")
	got := runLoader("check", a, b)
	f, err := facts.Read(facts.Open(a), facts.Open(b))
	if err != nil {
		t.Fatal(err)
	}
	want := outcome{Out: `actors     1
  STATE    1
sources    0
conflicts  1
relations  0
events     0
evidence   0
dates      none
version    ` + f.Dataset().Version + "\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCheckFails(t *testing.T) {
	one := write(t, "actors: [{id: a, name: A, type: STATES}]")
	two := write(t, "actors: [{id: a, name: A}, {id: a, name: B, type: STATE}]")
	empty := t.TempDir()
	for _, tt := range []struct {
		name string
		dir  string
		want string
	}{
		{"one problem", one, one + "/facts.yaml:1:33: unknown type \"STATES\" (did you mean STATE?)\n1 problem\n"},
		{"two problems", two, two + "/facts.yaml:1:10: the actor has no type (add the key \"type\")\n" +
			two + "/facts.yaml:1:33: id \"a\" is already taken by the actor at " + two + "/facts.yaml:1:15 (choose another)\n2 problems\n"},
		{"no directory", empty + "/none", "read " + empty + "/none: no such file or directory\n"},
		{"a file", one + "/facts.yaml", "read " + one + "/facts.yaml: not a directory\n"},
		{"no files", empty, empty + ": no fact files here (a data set is a directory of .yaml, .yml or .json files, or tables such as relations.csv)\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := outcome{Err: tt.want, Exit: 1}
			if diff := cmp.Diff(want, runLoader("check", tt.dir)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	if got := runLoader("--help"); got.Exit != 0 || !strings.Contains(got.Out, "check [<dir> ...]") {
		t.Errorf("--help: got %+v", got)
	}
	if got := runLoader("chekc"); got.Exit != 2 || !strings.Contains(got.Err, `did you mean "check"?`) {
		t.Errorf("a misspelt command: got %+v", got)
	}
	if got := runLoader("check", "--fast"); got.Exit != 2 || !strings.Contains(got.Err, "--fast") {
		t.Errorf("an unknown flag: got %+v", got)
	}
}
