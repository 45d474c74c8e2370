package factfile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph/alliance"
)

// A content is a file as one document.
type content struct {
	Document Document
	Problems []Problem
	Warnings []Problem
	Unlisted int
	Broken   bool
}

// parseOne reads one file in pieces of a size.
func parseOne(name, text string, size int) content {
	return parseAll([]File{fileOf(name, text)}, size)[0]
}

// fileOf returns a file with a text.
func fileOf(name, text string) File {
	return File{Name: name, Open: func() ([]byte, error) { return []byte(text), nil }}
}

// parseAll reads files in pieces of a size, and again as a whole what cannot be read so.
func parseAll(files []File, size int) []content {
	all := make([]content, len(files))
	err := read(files, size, func(i int, p Parsed) {
		all[i].Problems = append(all[i].Problems, p.Problems...)
		all[i].Broken = all[i].Broken || p.broken
		all[i].Warnings, all[i].Unlisted = append(all[i].Warnings, p.Warnings...), all[i].Unlisted+p.Unlisted
		for _, part := range p.Documents {
			all[i].Document.add(part)
		}
	}, nil)
	if split, ok := errors.AsType[*SplitError](err); ok {
		files = slices.Clone(files)
		files[split.File].Whole = true
		return parseAll(files, size)
	}
	if err != nil {
		panic(err) // no file of a text has one
	}
	return all
}

// add appends the contents of another document.
func (d *Document) add(e *Document) {
	if !e.Dataset.At.Absent() {
		d.Dataset = e.Dataset
	}
	d.Actors = append(d.Actors, e.Actors...)
	d.Sources = append(d.Sources, e.Sources...)
	d.Conflicts = append(d.Conflicts, e.Conflicts...)
	d.Relations = append(d.Relations, e.Relations...)
	d.Events = append(d.Events, e.Events...)
	d.Apart = append(d.Apart, e.Apart...)
}

// compare compares the results of reading a file in two ways.
func compare(t *testing.T, want, got content) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateComparable(alliance.Date{}), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestParseKeepsTheOrderOfFiles(t *testing.T) {
	var files []File
	for i := range 50 {
		files = append(files, fileOf(fmt.Sprint(i, ".yaml"), fmt.Sprintf("conflicts: [{id: c%d, name: C}]", i)))
	}
	for i, p := range parseAll(files, pieceSize) {
		if got, want := p.Document.Conflicts[0].ID.Value, fmt.Sprint("c", i); got != want {
			t.Errorf("file %d: got %s, want %s", i, got, want)
		}
	}
}

// Lines and characters count from 1 in any script.
func TestPositions(t *testing.T) {
	yaml := "# قائمة\nactors:\n  - {name: حفتر, id: haftar, type: PERSON}\n"
	json := "{\n\t\"actors\":\n\t[{\"name\": \"حفتر\", \"id\": \"haftar\", \"type\":\"PERSON\"}]}"
	for _, tt := range []struct {
		file, text         string
		actor, name, id, t Pos
	}{
		{"a.yaml", yaml, Pos{3, 5}, Pos{3, 12}, Pos{3, 22}, Pos{3, 36}},
		{"a.yaml", strings.ReplaceAll(yaml, "\n", "\r\n"), Pos{3, 5}, Pos{3, 12}, Pos{3, 22}, Pos{3, 36}},
		{"a.yaml", "\ufeff" + yaml, Pos{3, 5}, Pos{3, 12}, Pos{3, 22}, Pos{3, 36}},
		{"a.json", json, Pos{3, 3}, Pos{3, 12}, Pos{3, 26}, Pos{3, 43}},
		{"a.json", "\ufeff" + json, Pos{3, 3}, Pos{3, 12}, Pos{3, 26}, Pos{3, 43}},
		{"a.json", strings.NewReplacer("\n", "", "\t", "").Replace(json), Pos{1, 12}, Pos{1, 21}, Pos{1, 35}, Pos{1, 52}},
	} {
		p := parseOne(tt.file, tt.text, pieceSize)
		if len(p.Problems) > 0 {
			t.Fatalf("%q: %v", tt.text, p.Problems)
		}
		a := p.Document.Actors[0]
		got := []Pos{a.At, a.Name.At, a.ID.At, a.Type.At}
		if diff := cmp.Diff([]Pos{tt.actor, tt.name, tt.id, tt.t}, got); diff != "" {
			t.Errorf("%q: -want +got:\n%s", tt.text, diff)
		}
	}
}

// Texts are NFC, without surrounding space.
func TestTexts(t *testing.T) {
	for _, tt := range []struct{ yaml, want string }{
		{"plain words", "plain words"},
		{`"  spaces\t"`, "spaces"},
		{"\"Tu\u0308rkiye\"", "T\u00fcrkiye"},
		{">-\n      two\n      lines", "two lines"},
		{"|\n      two\n      lines\n", "two\nlines"},
		{"2020", "2020"},
		{"2020-05-21", "2020-05-21"},
		{"0x10", "0x10"},
		{"1e3", "1e3"},
		{"no", "no"},
		{`"true"`, "true"},
		{"~approximately", "~approximately"},
	} {
		p := parseOne("a.yaml", "actors:\n  - id: a\n    name: A\n    type: STATE\n    description: "+tt.yaml+"\n", pieceSize)
		if len(p.Problems) > 0 {
			t.Errorf("%s: %v", tt.yaml, p.Problems)
			continue
		}
		if got := p.Document.Actors[0].Description.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.yaml, got, tt.want)
		}
	}
}

func TestForms(t *testing.T) {
	for _, tt := range []struct {
		key, value string
		ok         bool
	}{
		{"url", "https://example.org/a?b=c#d", true},
		{"url", "https://example.org/%D9%84", true},
		{"url", "urn:isbn:0451450523", false}, // no page to follow,
		{"url", "/page", false},
		{"url", "http:/example.org", false},
		{"url", "https://exa mple.org", false},
		{"language", "en", true},
		{"language", "zh-Hant-TW", true},
		{"language", "EN", false},
		{"language", "en_GB", false},
		{"via", "anything-goes-here", true},
		{"publisher", "Al-Jazeera: English", false}, // a colon wants quotes
		{"publisher", `"Al-Jazeera: English"`, true},
	} {
		p := parseOne("a.yaml", "sources:\n  - id: a\n    title: A\n    published: 2020\n    "+tt.key+": "+tt.value+"\n", pieceSize)
		if ok := len(p.Problems) == 0; ok != tt.ok {
			t.Errorf("%s: %s: got problems %v, want ok %v", tt.key, tt.value, p.Problems, tt.ok)
		}
	}
}

// JSON and YAML give the same document, including surrogate pairs and escapes in JSON.
func TestJSONTexts(t *testing.T) {
	for _, tt := range []struct{ json, want string }{
		{`"\ud83d\ude00"`, "😀"},
		{`"\u062d\u0641\u062a\u0631"`, "حفتر"},
		{`"a\/b\"c\\d\ne"`, "a/b\"c\\d\ne"},
		{`1.50`, "1.50"},
		{`1E400`, "1E400"},
	} {
		p := parseOne("a.json", `{"actors":[{"id":"a","name":"A","type":"STATE","description":`+tt.json+`}]}`, pieceSize)
		if len(p.Problems) > 0 {
			t.Errorf("%s: %v", tt.json, p.Problems)
			continue
		}
		if got := p.Document.Actors[0].Description.Value; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.json, got, tt.want)
		}
	}
}

// A JSON list is read a thousand items at a time.
func TestLongJSONList(t *testing.T) {
	var items []string
	for i := range 2*maxItems + 1 {
		items = append(items, fmt.Sprintf(`{"id":"c%d","name":"C"}`, i))
	}
	p := parseOne("a.json", `{"conflicts":[`+strings.Join(items, ",")+`]}`, pieceSize)
	if len(p.Problems) > 0 || len(p.Document.Conflicts) != len(items) {
		t.Fatalf("got %d items and %v", len(p.Document.Conflicts), p.Problems)
	}
	for i, c := range p.Document.Conflicts {
		if want := fmt.Sprint("c", i); c.ID.Value != want {
			t.Fatalf("item %d is %s", i, c.ID.Value)
		}
	}
}

// TestLongJSON checks positions in a JSON file that is read in several chunks.
func TestLongJSON(t *testing.T) {
	const lines = 3 * chunkSize / 40
	good := strings.Repeat(" {\"id\": \"c\", \"name\": \"حرب طرابلس\"},\n", lines)
	for _, tt := range []struct {
		end  string
		want Pos
	}{
		{` {"id": "c", "nom": "ح", "name": "C"}]}`, Pos{lines + 2, 14}},
		{` {"id": "c", "name": "ح", 1}]}`, Pos{lines + 2, 27}},
		{` {"id": "c", "name": "ح"}`, Pos{lines + 2, 26}},
	} {
		p := parseOne("a.json", "{\"conflicts\": [\n"+good+tt.end, pieceSize)
		if len(p.Problems) != 1 || p.Problems[0].Pos != tt.want {
			t.Errorf("%s: got %v, want one problem at %v", tt.end, p.Problems, tt.want)
		}
	}
}

// A file is broken only if its syntax is wrong, not its contents.
func TestBroken(t *testing.T) {
	for _, tt := range []struct {
		file, text string
		want       bool
	}{
		{"a.yaml", "actors: [", true},
		{"a.yaml", "actors: []\n\x00", true},
		{"a.json", `{"actors": [}`, true},
		{"a.json", `{} {}`, true},
		{"a.yaml", "people: []", false},
		{"a.yaml", "[]", false},
		{"a.json", "[]", false},
	} {
		p := parseOne(tt.file, tt.text, pieceSize)
		if p.Broken != tt.want || len(p.Problems) != 1 {
			t.Errorf("%q: got broken %v with %v", tt.text, p.Broken, p.Problems)
		}
	}
}

// fixtures returns the curated facts, for tests that want real files.
func fixtures(t testing.TB) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../../../fixtures/libya-2020/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no fixtures: ", err)
	}
	texts := map[string]string{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(bytes.TrimSpace(text))
	}
	return texts
}
