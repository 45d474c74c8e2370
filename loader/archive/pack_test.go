package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/loader/archive"
	"entente/loader/facts"
)

// quoting is a data set with proven quotes, a table, and files that nobody reads.
var quoting = map[string]string{
	"facts.yaml": `dataset: {title: "1871: a title", authors: [A. Author], license: CC-BY-4.0, url: "https://example.org/set"}
actors: [{id: russia, name: Russia, type: STATE}]
sources: [{id: s, title: T, published: 2020-05-22, text: texts/s.html}]
relations:
  - {subject: russia, type: SUPPORTS, object: lna, evidence: [{source: s, quote: backs the army}]}
`,
	"more/actors.csv": "id,name,type\nlna,LNA,ARMED_GROUP\n",
	"texts/s.html":    "<p>Russia backs the army</p>",
	"texts/other.txt": "not named", "notes.md": "!", ".hidden.yaml": "!", "x.schema.json": "!", "data.csv": "!",
}

// mapped are a mapping and its data; the data that it does not use are not packed.
func mapped(t *testing.T) map[string]string {
	t.Helper()
	text, err := fs.ReadFile(fixtures.Mappings(), "country-codes.mapping.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"country-codes.mapping.yaml": string(text), "unused.csv": "a,b\n1,2\n"}
	paths, _ := filepath.Glob("../../fixtures/mappings/testdata/country-codes/*")
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = string(text)
	}
	return files
}

// directory writes files to a new directory with a name.
func directory(t testing.TB, name string, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read reads facts, without regard to warnings.
func read(t testing.TB, dirs ...facts.Dir) *alliance.Facts {
	t.Helper()
	f, err := facts.Read(dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// packed writes an archive of directories and returns its path and the version of the facts.
func packed(t testing.TB, paths ...string) (file, version string) {
	t.Helper()
	var dirs []facts.Dir
	for _, path := range paths {
		dirs = append(dirs, facts.Open(path))
	}
	file = filepath.Join(t.TempDir(), "archive.zip")
	p := archive.New(dirs...)
	f := read(t, p.Dirs()...)
	if err := p.WriteFile(file, f); err != nil {
		t.Fatal(err)
	}
	return file, f.Dataset().Version
}

// opened reads the facts of archives and directories, and returns their version and the warnings.
func opened(t testing.TB, paths ...string) (version string, warnings []string) {
	t.Helper()
	o, err := archive.Open(paths...)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	r := facts.Reader{Warn: func(p facts.Problem) { warnings = append(warnings, p.String()) }}
	f, err := r.Read(o.Dirs...)
	if err != nil {
		t.Fatal(err)
	}
	return f.Dataset().Version, warnings
}

// contents returns the files of a zip file.
func contents(t testing.TB, file string) map[string]string {
	t.Helper()
	data := bytesOf(t, file)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

// An archive gives the version of the facts that its directories give, and the same directories give the same bytes,
// wherever they are.
func TestPack(t *testing.T) {
	const libya, powers = "../../fixtures/libya-2020", "../../fixtures/great-powers"
	for _, tt := range []struct {
		name string
		// files are those of a directory besides, if there are any, in the folder facts.
		paths []string
		files map[string]string
		want  []string
	}{
		{"libya", []string{libya}, nil, []string{"libya-2020/actors.yaml", "libya-2020/conflicts.yaml", "libya-2020/dataset.yaml", "libya-2020/events.yaml", "libya-2020/relations.yaml", "libya-2020/sources.yaml"}},
		{"the other order", []string{powers, libya}, map[string]string{}, []string{
			"great-powers/actors.yaml", "great-powers/conflicts.yaml", "great-powers/dataset.yaml", "great-powers/events.yaml", "great-powers/relations.yaml", "great-powers/sources.yaml",
			"libya-2020/actors.yaml", "libya-2020/conflicts.yaml", "libya-2020/dataset.yaml", "libya-2020/events.yaml", "libya-2020/relations.yaml", "libya-2020/sources.yaml",
		}},
		{"a text and a table", nil, quoting, []string{"sets/facts.yaml", "sets/more/actors.csv", "sets/texts/s.html"}},
		{"a mapping", nil, mapped(t), []string{"sets/countries_iso_cow_gw.csv", "sets/country-codes.mapping.yaml", "sets/country_name_aliases_multilingual.csv", "sets/gw_states.csv"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			paths, elsewhere := tt.paths, tt.paths
			if len(tt.files) > 0 {
				paths, elsewhere = []string{directory(t, "sets", tt.files)}, []string{directory(t, "sets", tt.files)}
			}
			file, version := packed(t, paths...)
			if got, warnings := opened(t, file); got != version || slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, "version") }) {
				t.Errorf("read version %s and warnings %q, want version %s", got, warnings, version)
			}
			again, _ := packed(t, elsewhere...)
			if !bytes.Equal(bytesOf(t, file), bytesOf(t, again)) {
				t.Error("packing again gave other bytes")
			}
			var got []string
			for name := range contents(t, file) {
				if name, ok := strings.CutPrefix(name, "facts/"); ok {
					got = append(got, name)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

// bytesOf returns the bytes of a file.
func bytesOf(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Evidence from an archive has the passage in the text that is in it, and an archive can be packed again, with others.
func TestPackAgain(t *testing.T) {
	file, _ := packed(t, directory(t, "sets", quoting))
	o, err := archive.Open(file, "../../fixtures/libya-2020")
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := facts.Read(o.Dirs...); err == nil {
		t.Fatal("both have an actor russia, and were read")
	}
	p := archive.New(o.Dirs[0])
	f := read(t, p.Dirs()...)
	if passage := f.Relations[0].Evidence[0].Passage; passage == nil {
		t.Error("the quote is not proven")
	}
	again := filepath.Join(t.TempDir(), "again.zip")
	if err := p.WriteFile(again, f); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytesOf(t, file), bytesOf(t, again)) {
		t.Error("an archive of an archive differs")
	}
}

// Facts that are edited between reading and writing are not packed, and what was there stays.
func TestPackEdited(t *testing.T) {
	dir := fstest.MapFS{"a.yaml": {Data: []byte("actors: [{id: a, name: A, type: STATE}]\n")}}
	p := archive.New(facts.Dir{Name: "set", FS: dir})
	f := read(t, p.Dirs()...)
	file := filepath.Join(directory(t, "out", map[string]string{"a.zip": "before"}), "a.zip")
	for text, want := range map[string]string{"actors: [{id: b, name: B, type: STATE}]\n": "edited meanwhile", "!": "cannot be read from the archive"} {
		dir["a.yaml"] = &fstest.MapFile{Data: []byte(text)}
		if err := p.WriteFile(file, f); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(entries) != 1 || string(bytesOf(t, file)) != "before" {
		t.Errorf("the folder has %v, and the archive %q", entries, bytesOf(t, file))
	}
}

// Directories of the same name are told apart.
func TestPackNames(t *testing.T) {
	set := func(id string) map[string]string {
		return map[string]string{"a.yaml": "actors: [{id: " + id + ", name: " + id + ", type: STATE}]\n"}
	}
	file, version := packed(t, directory(t, "set", set("a")), directory(t, "Set", set("b")), directory(t, ".a:b", set("c")))
	files := contents(t, file)
	for _, name := range []string{"facts/set/a.yaml", "facts/Set-2/a.yaml", "facts/a-b/a.yaml"} {
		if files[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	if got, _ := opened(t, file); got != version {
		t.Errorf("read version %s, want %s", got, version)
	}
}

// What describes an archive is what its data sets say of themselves.
func TestDescription(t *testing.T) {
	file, version := packed(t, directory(t, "sets", quoting))
	files := contents(t, file)
	var about struct {
		Title, Version, Homepage string
		Licenses                 []map[string]string
		Contributors             []map[string]string
		Resources                []struct{ Path, Hash, Format, Mediatype string }
	}
	if err := json.Unmarshal([]byte(files["datapackage.json"]), &about); err != nil {
		t.Fatal(err)
	}
	if about.Title != "1871: a title" || about.Version != version || about.Homepage != "https://example.org/set" || about.Licenses[0]["name"] != "CC-BY-4.0" || about.Contributors[0]["title"] != "A. Author" {
		t.Errorf("described as %+v", about)
	}
	if len(about.Resources) != len(files)-1 || about.Resources[1].Mediatype != "text/csv" || about.Resources[1].Format != "csv" {
		t.Errorf("resources %+v of %d files", about.Resources, len(files))
	}
	var cited map[string]any
	if err := yaml.Unmarshal([]byte(files["CITATION.cff"]), &cited); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"cff-version": "1.2.0", "message": "If you use these data, please cite them as below.", "type": "dataset", "title": "1871: a title",
		"authors": []any{map[string]any{"name": "A. Author"}}, "version": version, "license": "CC-BY-4.0", "url": "https://example.org/set",
	}
	if diff := cmp.Diff(want, cited); diff != "" {
		t.Errorf("citation (-want +got):\n%s", diff)
	}
	if text := files["README.txt"]; !strings.Contains(text, version) || !strings.Contains(text, "--facts facts/sets\n") {
		t.Errorf("README.txt: %s", text)
	}
}

// Of several data sets, none speaks for the others; what is missing is warned of.
func TestDescriptions(t *testing.T) {
	set := func(id, about string) facts.Dir {
		text := about + "\nactors: [{id: " + id + ", name: " + id + ", type: STATE}]\n"
		return facts.Dir{Name: id, FS: fstest.MapFS{"a.yaml": {Data: []byte(text)}}}
	}
	const free = "dataset: {title: Free, license: CC0-1.0, authors: [A]}"
	for _, tt := range []struct {
		name string
		dirs []facts.Dir
		// license is that of all; warned, how many warnings there are.
		license any
		warned  int
		cited   []string
	}{
		{"alike", []facts.Dir{set("a", free), set("b", free)}, "CC0-1.0", 0, []string{"license: CC0-1.0", "references:", "- name: A"}},
		{"one without", []facts.Dir{set("a", free), set("b", "dataset: {title: Other}")}, nil, 1, []string{"title: Free; Other", "name: anonymous"}},
		{"one without any", []facts.Dir{set("a", free), set("b", "")}, nil, 1, []string{"title: Free\n"}},
		{"nothing", []facts.Dir{set("a", "")}, nil, 1, []string{"title: a\n", "name: anonymous"}},
		{"no title", []facts.Dir{set("a", "dataset: {license: Ask the authors!}")}, "ask-the-authors", 1, []string{"Licence: Ask the authors!"}},
		{"an address", []facts.Dir{set("a", "dataset: {title: T, license: 'https://example.org/terms'}")}, nil, 0, []string{"license-url: https://example.org/terms"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := archive.New(tt.dirs...)
			f := read(t, p.Dirs()...)
			if got := p.Warnings(f); len(got) != tt.warned {
				t.Errorf("warnings %q, want %d", got, tt.warned)
			}
			file := filepath.Join(t.TempDir(), "a.zip")
			if err := p.WriteFile(file, f); err != nil {
				t.Fatal(err)
			}
			files := contents(t, file)
			var about struct{ Licenses []map[string]any }
			if err := json.Unmarshal([]byte(files["datapackage.json"]), &about); err != nil {
				t.Fatal(err)
			}
			var license any
			if len(about.Licenses) > 0 {
				license = about.Licenses[0]["name"]
			}
			if license != tt.license {
				t.Errorf("license %v, want %v", license, tt.license)
			}
			for _, want := range tt.cited {
				if !strings.Contains(files["CITATION.cff"], want) {
					t.Errorf("no %q in\n%s", want, files["CITATION.cff"])
				}
			}
		})
	}
}
