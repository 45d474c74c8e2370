package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"entente/fixtures"
	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/memory"
	"entente/graph/storetest"
	"entente/loader/facts"
)

var update = flag.Bool("update", false, "update the golden files")

// libya returns a store of the bundled facts.
func libya(t testing.TB) alliance.Store {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "libya", FS: fixtures.Libya()})
	if err != nil {
		t.Fatal(err)
	}
	return memory.New(found, time.Unix(0, 0))
}

// exported returns a file that answers a question, `name?parameters`.
func exported(t testing.TB, store alliance.Store, question string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(t.Context(), store, question, &b); err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return b.Bytes()
}

// write writes a file that answers a question, `name?parameters`.
func write(ctx context.Context, store alliance.Store, question string, w io.Writer) error {
	name, query, _ := strings.Cut(question, "?")
	kind, err := export.KindOf(name)
	if err != nil {
		return err
	}
	parameters, err := url.ParseQuery(query)
	if err != nil {
		return err
	}
	d, err := store.Dataset(ctx)
	if err != nil {
		return err
	}
	write, err := kind.Prepare(&export.Question{Store: store, Dataset: d, Name: name, Parameters: parameters})
	if err != nil {
		return err
	}
	return write(ctx, w)
}

// compareGolden compares a file with the golden one in testdata.
func compareGolden(t *testing.T, golden string, got []byte) {
	t.Helper()
	file := "testdata/" + golden
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s: %s", golden, diff)
	}
}

// TestTables compares each table of the bundled facts with its golden file.
func TestTables(t *testing.T) {
	store := libya(t)
	for golden, question := range map[string]string{
		"actors.csv":     "actors.csv?schemes=cow,wikidata&types=STATE",
		"relations.csv":  "relations.csv?schemes=cow",
		"periods.csv":    "periods.csv?types=SUPPORTS,OPPOSES&statuses=ASSERTED,DENIED",
		"statements.csv": "statements.csv",
		"denials.jsonl":  "statements.jsonl?stances=DENIES",
		"events.csv":     "events.csv?types=ASSAULT,THREATEN",
		"conflicts.csv":  "conflicts.csv",
		"sources.jsonl":  "sources.jsonl",
	} {
		t.Run(golden, func(t *testing.T) {
			compareGolden(t, golden, exported(t, store, question))
		})
	}
}

// A listed thing is in a table of its own.
type listed struct {
	name string
	ids  func(*alliance.Facts) []string
}

// ids returns the ids of things.
func ids[T alliance.Node](things []T) []string {
	list := []string{}
	for _, thing := range things {
		list = append(list, thing.NodeID())
	}
	return list
}

// Whatever the facts are, every format has each thing once, in the order of the lists, and all say the same.
func TestFormatsAgree(t *testing.T) {
	tables := []listed{
		{"actors", func(f *alliance.Facts) []string { return ids(f.Actors) }},
		{"sources", func(f *alliance.Facts) []string { return ids(f.Sources) }},
		{"conflicts", func(f *alliance.Facts) []string { return ids(f.Conflicts) }},
		{"events", func(f *alliance.Facts) []string { return ids(f.Events) }},
		{"relations", func(f *alliance.Facts) []string { return ids(f.Relations) }},
		{"statements", func(f *alliance.Facts) []string {
			list := []string{}
			for e := range f.Evidence {
				list = append(list, e.ID)
			}
			return list
		}},
	}
	rapid.Check(t, func(check *rapid.T) {
		f := storetest.Facts().Draw(check, "facts")
		store := memory.New(f, time.Unix(0, 0))
		for _, table := range tables {
			query := "?statuses=ASSERTED,ALLEGED,DISPUTED,DENIED"
			if table.name == "actors" || table.name == "sources" || table.name == "conflicts" {
				query = ""
			}
			records, err := csv.NewReader(bytes.NewReader(exported(t, store, table.name+".csv"+query))).ReadAll()
			if err != nil {
				check.Fatal(err)
			}
			want := table.ids(f)
			if diff := cmp.Diff(want, column(records)); diff != "" {
				check.Fatalf("%s: %s", table.name, diff)
			}
			if diff := cmp.Diff(want, jsonIDs(check, exported(t, store, table.name+".jsonl"+query))); diff != "" {
				check.Fatalf("%s: %s", table.name, diff)
			}
			if diff := cmp.Diff(want, parquetIDs(check, exported(t, store, table.name+".parquet"+query))); diff != "" {
				check.Fatalf("%s: %s", table.name, diff)
			}
		}
	})
}

// column returns the first column of records with a header.
func column(records [][]string) []string {
	list := []string{}
	for _, record := range records[1:] {
		list = append(list, record[0])
	}
	return list
}

func jsonIDs(t rapid.TB, lines []byte) []string {
	list := []string{}
	for line := range bytes.Lines(lines) {
		var row struct{ ID string }
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		list = append(list, row.ID)
	}
	return list
}

func parquetIDs(t rapid.TB, file []byte) []string {
	type row struct {
		ID string `parquet:"id,optional"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, r := range rows {
		list = append(list, r.ID)
	}
	return list
}

// A table may be longer than what is asked of a store at once.
func TestManyPages(t *testing.T) {
	f := storetest.PowerLaw(500, 2500)
	lines := bytes.Count(exported(t, memory.New(f, time.Unix(0, 0)), "relations.csv"), []byte("\n"))
	if lines != len(f.Relations)+1 {
		t.Errorf("%d lines for %d relations", lines, len(f.Relations))
	}
}

// What restricts relations alone leaves out the statements about events; what restricts both does not.
func TestStatementsOfEvents(t *testing.T) {
	store := libya(t)
	for query, want := range map[string]bool{"": true, "?asOf=2020-05": true, "?stances=DENIES": false, "?types=SUPPORTS": false, "?subjects=russia": false} {
		got := strings.Contains(string(exported(t, store, "statements.csv"+query)), "ASSAULT")
		if got != want {
			t.Errorf("statements.csv%s: events %v, want %v", query, got, want)
		}
	}
}

// What was published later is not known earlier, nor is what an event refers to.
func TestReferencesKnownBy(t *testing.T) {
	dir := fstest.MapFS{"facts.yaml": {Data: []byte(`
sources: [{id: old, title: Old, published: 2001}, {id: new, title: New, published: 2010}]
events:
  - {id: e0, type: AGREE, title: Before, from: 2000, evidence: [{source: new}]}
  - {id: e1, type: AGREE, title: After, from: 2001, references: [{kind: FOLLOWS, to: e0}], evidence: [{source: old}]}
`)}}
	found, err := facts.Read(facts.Dir{Name: "events", FS: dir})
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(found, time.Unix(0, 0))
	for query, want := range map[string]bool{"?knownBy=2005": false, "?knownBy=2010": true, "": true} {
		if got := strings.Contains(string(exported(t, store, "events.csv"+query)), "FOLLOWS:e0"); got != want {
			t.Errorf("events.csv%s has the reference: %v, want %v", query, got, want)
		}
	}
}

// Names of columns are those of schemes in the facts, whatever these are.
func TestSchemes(t *testing.T) {
	dir := fstest.MapFS{"facts.json": {Data: []byte(`{"actors": [{"id": "a", "name": "A", "type": "STATE", "identifiers": [
		{"scheme": "=1+1", "value": "x"}, {"scheme": "name", "value": "n"}]}]}`)}}
	found, err := facts.Read(facts.Dir{Name: "schemes", FS: dir})
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New(found, time.Unix(0, 0))
	csv := string(exported(t, store, "actors.csv?schemes=%3D1%2B1,name"))
	if !strings.Contains(csv, ",'=1+1,identifier.name\n") || !strings.Contains(csv, ",x,n\n") {
		t.Errorf("got %s", csv)
	}
	file := exported(t, store, "actors.parquet?schemes=%3D1%2B1,name")
	if opened, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file))); err != nil || opened.NumRows() != 1 {
		t.Error(err)
	}
}

// A data set of governments has no pairs of states, and says so.
func TestNoStates(t *testing.T) {
	dir := fstest.MapFS{"facts.yaml": {Data: []byte("actors: [{id: a, name: A, type: GOVERNMENT}]")}}
	found, err := facts.Read(facts.Dir{Name: "governments", FS: dir})
	if err != nil {
		t.Fatal(err)
	}
	err = write(t.Context(), memory.New(found, time.Unix(0, 0)), "dyads.csv?from=2000&to=2001", io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "dyads: no actor is of the type STATE, so there are no pairs") {
		t.Error(err)
	}
}

// BenchmarkExport writes a table of 250,000 relations.
func BenchmarkExport(b *testing.B) {
	store := memory.New(storetest.PowerLaw(50_000, 250_000), time.Time{})
	for _, question := range []string{"relations.csv", "relations.jsonl", "relations.parquet", "statements.csv", "periods.csv?asOf=2015"} {
		b.Run(question, func(b *testing.B) {
			for b.Loop() {
				if err := write(b.Context(), store, question, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
