package archive_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"entente/loader/archive"
)

// A directory into which an archive was unzipped has the facts of the archive, in its order, and may be changed.
func TestOpenUnzipped(t *testing.T) {
	set := func(name, id string) string {
		return directory(t, name, map[string]string{"a.yaml": "actors: [{id: " + id + ", name: " + id + ", type: STATE}]\n"})
	}
	file, version := packed(t, set("z", "x"), set("a", "y"))
	files := contents(t, file)
	dir := directory(t, "un", files)
	if got, warnings := opened(t, dir); got != version || len(warnings) > 0 {
		t.Errorf("version %s, warnings %q, want version %s", got, warnings, version)
	}
	o, err := archive.Open(dir, set("more", "z"))
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	var names []string
	for _, d := range o.Dirs[:2] {
		names = append(names, d.Name)
	}
	if want := []string{filepath.Join(dir, "facts", "z"), filepath.Join(dir, "facts", "a")}; fmt.Sprint(names) != fmt.Sprint(want) || len(o.Dirs) != 3 {
		t.Errorf("directories %v of %d, want %v", names, len(o.Dirs), want)
	}
	files["facts/a/a.yaml"] += "  # changed\n"
	files["facts/a/b.yaml"] = "actors: [{id: new, name: New, type: STATE}]\n"
	if got, warnings := opened(t, directory(t, "un", files)); got == "" || got == version || len(warnings) > 0 {
		t.Errorf("changed: version %s, warnings %q", got, warnings)
	}
}

// A descriptor that names other directories is refused, one of something else is not for the archive to judge.
func TestOpenUnzippedBroken(t *testing.T) {
	for _, tt := range []struct{ name, descriptor, want string }{
		{"a later format", `{"entente": {"format": 2, "directories": ["facts/a"]}}`, "is of an archive of format 2, and this entente reads format 1"},
		{"elsewhere", `{"entente": {"format": 1, "directories": ["../other"]}}`, `names the directory "../other", which is not in it`},
		{"absolute", `{"entente": {"format": 1, "directories": ["/etc"]}}`, `names the directory "/etc", which is not in it`},
		{"none", `{"entente": {"format": 1}}`, "names no directories (give those in "},
		{"another data package", `{"name": "x"}`, ""},
		{"no JSON", `{`, ""},
	} {
		dir := directory(t, "un", map[string]string{"datapackage.json": tt.descriptor, "facts/a/a.yaml": actor})
		o, err := archive.Open(dir)
		switch {
		case tt.want == "" && (err != nil || len(o.Dirs) != 1 || o.Dirs[0].Name != dir):
			t.Errorf("%s: %v, error %v; want the directory itself", tt.name, o, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}
