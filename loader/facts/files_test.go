package facts_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/facts"
)

// actor returns a fact file with one actor.
func actor(id string) string { return "actors: [{id: " + id + ", name: " + id + ", type: STATE}]" }

func TestReadFiles(t *testing.T) {
	for _, tt := range []struct {
		name  string
		dirs  []facts.Dir
		wants string
	}{
		{"every ending", []facts.Dir{dir("a.yaml", actor("a"), "b.yml", actor("b"), "C.YAML", actor("c"))}, "a b c"},
		{"JSON", []facts.Dir{dir("a.json", `{"actors": [{"id": "a", "name": "A", "type": "STATE"}]}`)}, "a"},
		{"a table", []facts.Dir{dir("actors.csv", "id,name,type\na,A,STATE\n", "x/libya.actors.CSV", "type;name;id\nSTATE;B;b\n")}, "a b"},
		{"CSV that is no table", []facts.Dir{dir("a.yaml", actor("a"), "data.csv", "!", "dataset.csv", "!", ".actors.csv", "!")}, "a"},
		{"JSON that says nothing", []facts.Dir{dir("a.json", "\n", "b.json", "{}", "c.yaml", actor("c"))}, "c"},
		{"sub-directories", []facts.Dir{dir("x/y/z.yaml", actor("a"), "x/b.yaml", actor("b"))}, "a b"},
		{"several directories", []facts.Dir{dir("a.yaml", actor("a")), dir("a.yaml", actor("b"))}, "a b"},
		{"neither schemas nor other files", []facts.Dir{dir("a.yaml", actor("a"), "facts.schema.json", "!", "README.md", "!")}, "a"},
		{"nothing hidden", []facts.Dir{dir("a.yaml", actor("a"), ".b.yaml", "!", ".git/c.yaml", "!", "x/.y/d.yaml", "!")}, "a"},
		{"comments only", []facts.Dir{dir("a.yaml", "# nothing yet\n")}, ""},
		{"an empty file", []facts.Dir{dir("a.yaml", "")}, ""},
		{"keys to fill in later", []facts.Dir{dir("a.yaml", "actors:\nevents: # none\nsources: []\n")}, ""},
		{"a byte order mark", []facts.Dir{dir("a.yaml", "\ufeff"+actor("a"), "b.json", "\ufeff{}")}, "a"},
		{"lines of Windows", []facts.Dir{dir("a.yaml", "actors:\r\n  - id: a\r\n    name: A\r\n    type: STATE\r\n")}, "a"},
		{"several documents", []facts.Dir{dir("a.yaml", actor("a")+"\n---\n"+actor("b")+"\n---\n# none\n")}, "a b"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, a := range mustRead(t, tt.dirs...).Actors {
				got = append(got, a.ID)
			}
			if got := strings.Join(got, " "); got != tt.wants {
				t.Errorf("got %q, want %q", got, tt.wants)
			}
		})
	}
}

func TestReadNoFiles(t *testing.T) {
	for _, d := range []facts.Dir{dir(), dir("README.md", "x"), dir(".a.yaml", "x"), dir("facts.schema.json", "{}"), dir("data.csv", "id")} {
		d.Name = "empty"
		_, err := facts.Read(d)
		if !errors.Is(err, facts.ErrNoFiles) || !strings.HasPrefix(err.Error(), "empty: ") {
			t.Errorf("got %v", err)
		}
	}
}

func TestReadFails(t *testing.T) {
	_, err := facts.Read(facts.Open("testdata/nowhere"))
	if want := "read testdata/nowhere: no such file or directory"; !errors.Is(err, fs.ErrNotExist) || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	link := filepath.Join(t.TempDir(), "broken.yaml")
	if err := os.Symlink("nowhere", link); err != nil {
		t.Skip(err)
	}
	_, err = facts.Read(facts.Open(filepath.Dir(link)))
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), link) {
		t.Errorf("got %v, want the name of the file", err)
	}
}

// A directory that is given twice is one mistake, not one for each of its ids.
func TestReadOverlap(t *testing.T) {
	temp := t.TempDir()
	for _, d := range []string{"a", "a/sub", "a/.hidden", "a.b"} {
		if err := os.Mkdir(filepath.Join(temp, d), 0o755); err != nil {
			t.Fatal(err)
		}
		text := actor(strings.ReplaceAll(strings.ReplaceAll(d, "/", "."), "..", "."))
		if err := os.WriteFile(filepath.Join(temp, d, "a.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a", filepath.Join(temp, "link")); err != nil {
		t.Skip(err)
	}
	t.Chdir(temp)
	for _, tt := range []struct{ one, other, wants string }{
		{"a", "a", "a and a: the same directory is given twice (leave one out)"},
		{"a", "link/", "a and link/: the same directory is given twice (leave one out)"},
		{"a/sub/..", filepath.Join(temp, "link"), "a/sub/.. and " + temp + "/link: the same directory is given twice (leave one out)"},
		{"a", "link/sub", "a and link/sub: the same directory is given twice (leave one out)"},
		{"a/sub", "a", "a/sub and a: the same directory is given twice (leave one out)"},
		{"a", "nowhere", "read nowhere: no such file or directory"},
		{"a", "a/.hidden", ""},
		{"a/sub", "a.b", ""},
	} {
		_, err := facts.Read(facts.Open(tt.one), facts.Open(tt.other))
		switch {
		case tt.wants == "" && err != nil, tt.wants != "" && (err == nil || err.Error() != tt.wants):
			t.Errorf("%s and %s: got %v, want %s", tt.one, tt.other, err, tt.wants)
		}
	}
}

// Positions are right to the last line of a file that is read in several pieces.
func TestReadLargeFile(t *testing.T) {
	fsys := generated(4_000, 1)
	file := fsys["relations-0.yaml"]
	lines := strings.Count(string(file.Data), "\n")
	file.Data = append(file.Data, "  - {subject: actor-1, type: SUPPORTS, object: nobody, evidence: [{source: source-1}]}\n"...)
	_, err := facts.Read(facts.Dir{FS: fsys})
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) != 1 {
		t.Fatalf("got %v, want one problem", err)
	}
	if p := problems[0]; p.Line != lines+1 || p.Column != 48 {
		t.Errorf("got %v, want line %d, column 48", p, lines+1)
	}
}
