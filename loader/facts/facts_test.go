package facts_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// mustRead reads a data set without problems.
func mustRead(t testing.TB, dirs ...facts.Dir) *alliance.Facts {
	t.Helper()
	f, err := facts.Read(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// dir returns a directory of files, given as name, text, name, text, and so on.
func dir(files ...string) facts.Dir {
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return facts.Dir{FS: fsys}
}

// asJSON returns a YAML text as JSON.
func asJSON(t testing.TB, text []byte) []byte {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// span returns the time between two dates.
func span(from, to string) alliance.Span {
	s := alliance.Span{}
	if from != "" {
		s.From = alliance.MustDate(from)
	}
	if to != "" {
		s.To = alliance.MustDate(to)
	}
	return s
}

// The facts do not depend on how they are distributed over files and directories, but for the sources, which the data
// set of their directory describes.
func TestReadSpread(t *testing.T) {
	want := mustRead(t, dir("all.yaml", everything)).Dataset().Version
	rest := everything
	sections := map[string]string{}
	for _, key := range []string{"events", "relations", "conflicts", "sources", "actors", "dataset"} {
		at := strings.LastIndex(rest, "\n"+key+":")
		sections[key], rest = rest[at:], rest[:at]
	}
	got := mustRead(t,
		dir("sub/events.yml", sections["events"]), dir("relations.yaml", sections["relations"]),
		dir("a.yaml", sections["sources"], "z.yaml", sections["dataset"]),
		dir("conflicts.yaml", sections["conflicts"], "more/actors.yaml", sections["actors"]),
	).Dataset().Version
	if got != want {
		t.Errorf("got version %s, want %s", got, want)
	}
}

func TestProblemsAreAnError(t *testing.T) {
	_, err := facts.Read(dir("a.yaml", "actors: 1\nsources: 2", "b.yaml", "events: 3"))
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	want := facts.Problems{
		{File: "a.yaml", Line: 1, Column: 9, Message: "actors is a number, not a list (write [1])"},
		{File: "a.yaml", Line: 2, Column: 10, Message: "sources is a number, not a list (write [2])"},
		{File: "b.yaml", Line: 1, Column: 9, Message: "events is a number, not a list (write [3])"},
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
