package archive_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/loader/archive"
	"entente/loader/facts"
)

// An entry is a file of a zip file.
type entry struct{ name, text string }

// zipped returns a zip file; mend changes the header of its first file.
func zipped(t testing.TB, mend func(*zip.FileHeader), entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, e := range entries {
		size := uint64(len(e.text))
		h := &zip.FileHeader{Name: e.name, CRC32: crc32.ChecksumIEEE([]byte(e.text)), CompressedSize64: size, UncompressedSize64: size}
		if i == 0 && mend != nil {
			mend(h)
		}
		w, err := z.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entries returns files as entries, sorted.
func entries(files map[string]string) (list []entry) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		list = append(list, entry{name, files[name]})
	}
	return list
}

// actor is a fact file with one actor.
const actor = "actors: [{id: a, name: A, type: STATE}]\n"

// Zip files that are broken, or could do harm, are refused with one line that says what to do.
func TestOpenBroken(t *testing.T) {
	one := entry{"a.yaml", actor}
	whole := zipped(t, nil, one)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "a.zip: it is not a complete zip file (copy or download it again): zip: not a valid zip file"},
		{"text", []byte("actors: []"), "not a complete zip file"},
		{"cut off", whole[:len(whole)-30], "not a complete zip file"},
		{"without its beginning", whole[20:], "not a complete zip file"},
		{"another byte", bytes.Replace(whole, []byte("name: A"), []byte("name: B"), 1), "a.zip/a.yaml: it is not a complete zip file (copy or download it again): zip: checksum error"},
		{"above it", zipped(t, nil, entry{"../a.yaml", actor}), `the name "../a.yaml" is not that of a file in it`},
		{"above it within", zipped(t, nil, entry{"x/../../a.yaml", actor}), "is not that of a file in it"},
		{"absolute", zipped(t, nil, entry{"/a.yaml", actor}), "is not that of a file in it"},
		{"of Windows", zipped(t, nil, entry{`x\a.yaml`, actor}), "is not that of a file in it"},
		{"on a drive", zipped(t, nil, entry{"C:a.yaml", actor}), "is not that of a file in it"},
		{"no name", zipped(t, nil, entry{"", actor}), "is not that of a file in it"},
		{"not UTF-8", zipped(t, nil, entry{"\xff.yaml", actor}), "is not UTF-8"},
		{"a line break", zipped(t, nil, entry{"a\n.yaml", actor}), `the name "a\n.yaml" has a control character`},
		{"a long name", zipped(t, nil, entry{strings.Repeat("x/", 30_000) + "a.yaml", actor}), "is longer than 1000 bytes"},
		{"twice", zipped(t, nil, one, one), `"a.yaml" is in it twice`},
		{"a file and a folder", zipped(t, nil, entry{"a.yaml/b.yaml", actor}, one), `"a.yaml" is both a file and a folder`},
		{"encrypted", zipped(t, func(h *zip.FileHeader) { h.Flags |= 1 }, one), `"a.yaml" is encrypted (unzip it`},
		{"another method", zipped(t, func(h *zip.FileHeader) { h.Method = 93 }, one), "compressed by method 93"},
		{"a link", zipped(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }, one), "is a link, not a file"},
		{"too much", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 4<<30 - 1 }, entry{"a.csv", ""}, one), "a.zip has more than 4 GiB unpacked"},
		{"far too much", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 1<<64 - 1 }, one), "a.zip has more than 4 GiB unpacked"},
		{"less in a folder of macOS", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 16 << 20 }, entry{"__MACOSX/b.yaml", actor}), "a.zip/__MACOSX/b.yaml: it is not a complete zip file"},
		{"less than it declares", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 16 << 20 }, one), "a.zip/a.yaml: it is not a complete zip file"},
		{"a table with less", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 4<<30 - 1 }, entry{"actors.csv", ""}), "a.zip/actors.csv: it is not a complete zip file"},
		{"a large fact file", zipped(t, declare(256<<20+1, 64<<20), one), `a.zip: "a.yaml" has 256 MiB unpacked, and files other than tables may have 256`},
		{"a large mapping", zipped(t, declare(1<<30, 64<<20), entry{"a.mapping.yaml", ""}), `a.zip: "a.mapping.yaml" has 1024 MiB unpacked, and files`},
		{"a large text", zipped(t, declare(1<<30, 64<<20), entry{"texts/a.HTML", ""}), `"texts/a.HTML" has 1024 MiB unpacked, and files`},
		{"a large file of JSON", zipped(t, declare(1<<30, 64<<20), entry{"a.json", ""}), `"a.json" has 1024 MiB unpacked, and files`},
		{"a bomb", deflated(t, entry{"a.yaml", strings.Repeat("#", 17<<20)}), `a.zip: "a.yaml" has 17 MiB unpacked, more than 200 times what it has packed`},
		{"a bomb in parts", deflated(t, entry{"a.yaml", strings.Repeat("#", 9<<20)}, entry{"b.json", strings.Repeat(" ", 9<<20)}), "a.zip has files that are no tables, of 18 MiB unpacked, more than 200"},
		{"a bomb that overlaps", zipped(t, declare(20<<20, 1<<20), one), "a.zip has files that are no tables, of 20 MiB unpacked, more than 200"},
		{"more than it declares", zipped(t, func(h *zip.FileHeader) { h.UncompressedSize64 = 3 }, one), "a.zip/a.yaml: it is not a complete zip file"},
		{"no facts", zipped(t, nil, entry{"README.md", "!"}), "a.zip: no fact files here"},
		{"nothing", zipped(t, nil), "a.zip: no fact files here"},
		{"hidden facts", zipped(t, nil, entry{"x/.a.yaml", actor}), "a.zip: no fact files here"},
		{"another data package", zipped(t, nil, one, entry{"datapackage.json", `{"name": "x"}`}), "a.zip/datapackage.json is not of an archive that go run ./loader pack made"},
		{"no JSON", zipped(t, nil, one, entry{"datapackage.json", "{"}), "a.zip/datapackage.json: unexpected end of JSON input (get"},
		{"a later format", zipped(t, nil, one, entry{"datapackage.json", `{"version": "x", "entente": {"format": 2}}`}), "format 2, and this entente reads format 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dirs, err := archive.OpenBytes("a.zip", tt.data)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") || dirs != nil {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// Files that are no tables may be larger than by default, for whoever allows it.
func TestOpenLarge(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(file, zipped(t, declare(300<<20, 64<<20), entry{"a.yaml", actor}), 0o600); err != nil {
		t.Fatal(err)
	}
	const tooLarge = "files other than tables may have"
	for most, want := range map[int64]string{
		0: tooLarge + " 256", 1 << 20: tooLarge + " 256", 280 << 20: tooLarge + " 280", 300 << 20: "more than 200 times what it has packed", // which is found out next
	} {
		if _, err := (archive.Opener{MaxFile: most}).Open(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes: error %v, want %q", most, err, want)
		}
	}
}

// declare returns a change of a header, by which a file has these sizes.
func declare(unpacked, packed uint64) func(*zip.FileHeader) {
	return func(h *zip.FileHeader) { h.UncompressedSize64, h.CompressedSize64 = unpacked, packed }
}

// deflated returns a zip file whose files are packed as those of archives are.
func deflated(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Honest files may repeat themselves.
func TestOpenRepetitive(t *testing.T) {
	const rows = 300_000
	quote := strings.Repeat("They promise each other help. ", 4)
	for name, row := range map[string]string{
		"relations.yaml": "  - {subject: a%d, type: SUPPORTS, object: b%d, evidence: [{source: s, quote: " + quote + "}]}\n",
		"relations.json": `{"subject": "a%d", "type": "SUPPORTS", "object": "b%d", "evidence": [{"source": "s", "quote": "` + quote + `"}]},` + "\n",
		"relations.csv":  "a%d,SUPPORTS,b%d,s,ASSERTS," + quote + "\n",
		"data.jsonl":     strings.Repeat(`{"a": "%[1]T", "b": "%[2]T"}`+"\n", 5),
		"data.tsv":       "always the same %[1]T\talways the same %[2]T\talways the same\n",
	} {
		var text strings.Builder
		for i := range rows {
			fmt.Fprintf(&text, row, i/600, i%600)
		}
		if text.Len() < 16<<20 {
			t.Errorf("%s: only %d bytes", name, text.Len())
		}
		files := deflated(t, entry{name, text.String()})
		if _, err := archive.OpenBytes("a.zip", files); err != nil {
			t.Errorf("%d bytes in %d: %v", text.Len(), len(files), err)
		}
	}
}

// A zipped directory of facts is one, as various programs make it.
func TestOpenPlain(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files []entry
		// at is where a problem of the file is.
		at string
	}{
		{"at the top", []entry{{"a.yaml", "!"}}, "a.zip/a.yaml:1:1: "},
		{"of GitHub", []entry{{"facts-main/", ""}, {"facts-main/x/a.yaml", "!"}, {"facts-main/README.md", ""}}, "a.zip/facts-main/x/a.yaml:1:1: "},
		{"of Finder", []entry{{"facts/a.yaml", "!"}, {"facts/.DS_Store", ""}, {"__MACOSX/", ""}, {"__MACOSX/facts/._a.yaml", "\x00"}}, "a.zip/facts/a.yaml:1:1: "},
		{"two folders", []entry{{"x/a.yaml", "!"}, {"y/b.yaml", actor}}, "a.zip/x/a.yaml:1:1: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dirs, err := archive.OpenBytes("a.zip", zipped(t, nil, tt.files...))
			if err != nil {
				t.Fatal(err)
			}
			_, err = facts.Read(dirs...)
			problems, _ := errors.AsType[facts.Problems](err)
			if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), tt.at) {
				t.Errorf("problems %v, want one at %s", err, tt.at)
			}
		})
	}
}

// An archive that has been changed is refused by the name of the file; packed again by other means, it is the same.
func TestOpenChanged(t *testing.T) {
	file, version := packed(t, directory(t, "sets", quoting))
	for _, tt := range []struct {
		name   string
		change func(files map[string]string)
		want   string
	}{
		{"a file", func(f map[string]string) { f["facts/sets/facts.yaml"] += " " }, "a.zip/facts/sets/facts.yaml is not as it was packed: its digest is sha256:"},
		{"a text", func(f map[string]string) { f["facts/sets/texts/s.html"] += " " }, "a.zip/facts/sets/texts/s.html is not as"},
		{"the citation", func(f map[string]string) { f["CITATION.cff"] = "" }, "a.zip/CITATION.cff is not as"},
		{"one less", func(f map[string]string) { delete(f, "facts/sets/more/actors.csv") }, `a.zip: "facts/sets/more/actors.csv" is missing`},
		{"one more", func(f map[string]string) { f["facts/sets/b.yaml"] = actor }, "a.zip/facts/sets/b.yaml was added"},
		{"one more beside", func(f map[string]string) { f["tables/a.csv"] = "" }, "a.zip/tables/a.csv was added"},
		{"one more where macOS has its own", func(f map[string]string) { f["facts/sets/__MACOSX/b.yaml"] = actor }, "a.zip/facts/sets/__MACOSX/b.yaml was added"},
		{"one listed twice", replaced("datapackage.json", `"path": "README.txt"`, `"path": "CITATION.cff"`), `lists "CITATION.cff" twice`},
		{"no version", replaced("datapackage.json", version, ""), "has no version"},
		{"no directories", replaced("datapackage.json", `"facts/sets"`, ""), "names no directories"},
		{"another directory", replaced("datapackage.json", `"facts/sets"`, `"facts/../.."`), `names the directory "facts/../..", which has no files`},
		{"a directory twice", replaced("datapackage.json", `"facts/sets"`, `"facts/sets", "facts/sets"`), "twice"},
		{"one in the other", replaced("datapackage.json", `"facts/sets"`, `"facts/sets", "facts"`), `names the directory "facts" and one in it`},
		{"nothing, in a folder", nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := contents(t, file)
			if tt.change == nil {
				files = within("archive", files)
			} else {
				tt.change(files)
			}
			dirs, err := archive.OpenBytes("a.zip", zipped(t, nil, entries(files)...))
			if tt.want == "" {
				if err != nil || read(t, dirs...).Dataset().Version != version {
					t.Errorf("error %v, or another version", err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "unzip it and serve that directory") || dirs != nil {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// replaced returns a change of a file.
func replaced(name, old, by string) func(map[string]string) {
	return func(files map[string]string) { files[name] = strings.ReplaceAll(files[name], old, by) }
}

// within returns files in a folder, as Finder zips it.
func within(folder string, files map[string]string) map[string]string {
	in := map[string]string{"__MACOSX/" + folder + "/._README.txt": "\x00", folder + "/.DS_Store": "\x00"}
	for name, text := range files {
		in[folder+"/"+name] = text
	}
	return in
}

// An archive whose files give another version than when it was packed is served, with a warning; a strict reader refuses
// it. With other directories, it has no version of its own.
func TestOpenReadOtherwise(t *testing.T) {
	file, version := packed(t, directory(t, "sets", quoting))
	files := contents(t, file)
	replaced("datapackage.json", version, "0123")(files)
	old := filepath.Join(directory(t, "old", map[string]string{"a.zip": string(zipped(t, nil, entries(files)...))}), "a.zip")
	got, warnings := opened(t, old)
	if want := old + ": warning: its facts had version 0123 when it was packed, and are read as version " + version; got != version || len(warnings) != 1 || !strings.HasPrefix(warnings[0], want) {
		t.Errorf("version %s, warnings %q", got, warnings)
	}
	o, err := archive.Open(old)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := (&facts.Reader{Strict: true}).Read(o.Dirs...); err == nil || !strings.Contains(err.Error(), "version 0123") {
		t.Errorf("strict: %v", err)
	}
	if _, warnings := opened(t, old, directory(t, "more", map[string]string{"a.yaml": actor})); len(warnings) > 0 {
		t.Errorf("with more: warnings %q", warnings)
	}
}

// Directories and zip files may be given together, a zip file once, by whatever path.
func TestOpenPaths(t *testing.T) {
	dir := directory(t, "x.zip", map[string]string{"a.yaml": actor})
	file, _ := packed(t, dir)
	if version, _ := opened(t, dir); version == "" || archive.Is(dir) || !archive.Is(file) || !archive.Is("nowhere.ZIP") || archive.Is("nowhere") {
		t.Error("the directory x.zip is not taken for one")
	}
	link := filepath.Join(t.TempDir(), "b.zip")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	for want, paths := range map[string][]string{
		"the same directory is given twice": {file, link},
		"no such file":                      {file, filepath.Join(t.TempDir(), "none.zip")},
	} {
		if _, err := archive.Open(paths...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: error %v, want %q", paths, err, want)
		}
	}
}

// TestLargeFile checks that a zip file that is larger than what may be in it is refused before anything of it is read.
func TestLargeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 4<<30+1); err != nil { // it takes no room
		t.Fatal(err)
	}
	if _, err := archive.Open(path); err == nil || !strings.Contains(err.Error(), "a.zip has more than 4 GiB, which is") {
		t.Error(err)
	}
}
