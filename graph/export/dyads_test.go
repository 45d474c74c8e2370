package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"entente/graph/alliance"
	"entente/graph/export/table"
	"entente/graph/memory"
	"entente/loader/facts"
)

// powers returns a store of the great powers.
func powers(t testing.TB) alliance.Store {
	t.Helper()
	found, err := facts.Read(facts.Dir{Name: "powers", FS: os.DirFS("../../fixtures/great-powers")})
	if err != nil {
		t.Fatal(err)
	}
	return memory.New(found, time.Unix(0, 0))
}

// TestDyadTables compares tables of dyad-years of the great powers with their golden files.
func TestDyadTables(t *testing.T) {
	store := powers(t)
	for golden, question := range map[string]string{
		"dyads.csv":            "dyads.csv?from=1888&to=1888&ids=cow&ties=true",
		"dyads-directed.jsonl": "dyads.jsonl?from=1913&to=1914&ids=gw&ties=true&directed=true&statuses=ASSERTED&ambivalent=FRIENDLY&subjects=british-empire&knownBy=1914",
	} {
		compareGolden(t, golden, exported(t, store, question))
	}
}

// history are pairs of codes and a year, and some of what the table says of them.
var history = []struct {
	pair string
	want map[string]string
}{
	// The Dual Alliance of 1879: defence, and neutrality in other wars.
	{"255,300,1880", map[string]string{"alliance": "1", "defense": "1", "neutral": "1", "offense": "0", "tie": "1"}},
	// The League of the Three Emperors and the Reinsurance Treaty are of neutrality; the last lapsed in June 1890.
	{"255,365,1882", map[string]string{"defense": "0", "neutral": "1", "tie": "1"}},
	{"255,365,1889", map[string]string{"defense": "0", "neutral": "1", "opposes_status": "DISPUTED"}},
	{"255,365,1891", map[string]string{"alliance": "0", "tie": "-1"}},
	// France and Russia: an understanding in 1891, a convention in 1894.
	{"220,365,1890", map[string]string{"alliance": "0"}},
	{"220,365,1892", map[string]string{"consul": "1", "defense": "0", "tie": "1"}},
	{"220,365,1895", map[string]string{"consul": "1", "defense": "1", "tie": "1"}},
	// The Entente Cordiale obliges to nothing; whether Britain had promised more is disputed.
	{"200,220,1903", map[string]string{"alliance": "0", "tie": "-1"}},
	{"200,220,1905", map[string]string{"alliance": "1", "defense": "0", "tie": "1"}},
	{"200,220,1913", map[string]string{"defense": "1", "alliance_doubts": "DEFENSE:DISPUTED", "tie": "1"}},
	{"200,365,1906", map[string]string{"alliance": "0", "tie": "-1"}},
	{"200,365,1908", map[string]string{"alliance": "1", "tie": "1"}},
	// Allies on paper, rivals in the Balkans.
	{"300,365,1914", map[string]string{"alliance": "0", "opposes": "1", "tie": "-1"}},
}

// TestDyadHistory compares the table of the great powers with what historians say of them.
func TestDyadHistory(t *testing.T) {
	records, err := csv.NewReader(bytes.NewReader(exported(t, powers(t), "dyads.csv?from=1871&to=1914&ids=cow"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]map[string]string{}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		key := strings.Join(record[:3], ",")
		if rows[key] != nil {
			t.Errorf("%s is there twice", key)
		}
		rows[key] = row
		if row["tie"] != "0" && row["relations"] == "" {
			t.Errorf("%s: a tie that rests on nothing", key)
		}
	}
	for _, h := range history {
		for name, want := range h.want {
			if got, ok := rows[h.pair][name]; !ok || got != want {
				t.Errorf("%s: %s is %q, want %q", h.pair, name, got, want)
			}
		}
	}
}

// TestDyadFormats checks that all formats have the same rows, with numbers where numbers are.
func TestDyadFormats(t *testing.T) {
	const question = "?from=1879&to=1880&ids=cow&directed=true"
	store := powers(t)
	lines := bytes.Count(exported(t, store, "dyads.csv"+question), []byte("\n")) - 1
	type row struct {
		One    int64    `parquet:"ccode1,optional" json:"ccode1"`
		Year   int64    `parquet:"year,optional" json:"year"`
		Srsvaa *float64 `parquet:"srsvaa,optional" json:"srsvaa"`
	}
	file := exported(t, store, "dyads.parquet"+question)
	columnar, err := parquet.Read[row](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var objects []row
	for line := range bytes.Lines(exported(t, store, "dyads.jsonl"+question)) {
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, r)
	}
	if diff := cmp.Diff(objects, columnar); diff != "" || len(objects) != lines || objects[0].One != 200 || objects[0].Srsvaa == nil {
		t.Errorf("%d lines, %d objects: %s", lines, len(objects), diff)
	}
}

// TestDyadColumns tests which columns there are by the parameters.
func TestDyadColumns(t *testing.T) {
	store := powers(t)
	for question, want := range map[string][2]string{
		"from=1900&to=1900":               {"year,actor1,actor2,", ",support12_troops,"},
		"from=1900&to=1900&directed=true": {"year,actor1,actor2,", ",support_troops,"},
		"from=1900&to=1900&ids=cow":       {"ccode1,ccode2,year,", ",srsvaa,"},
		"from=1900&to=1900&ids=gw":        {"gwcode1,gwcode2,year,", ",kappava,"},
		"from=1900&to=1900&ids=wikidata":  {"id1,id2,year,", ",relations"},
	} {
		header, _, _ := strings.Cut(string(exported(t, store, "dyads.csv?"+question)), "\n")
		if !strings.HasPrefix(header, want[0]) || !strings.Contains(header, want[1]) {
			t.Errorf("%s: %s", question, header)
		}
	}
}

// TestDyadErrors tests what is said of parameters that are wrong.
func TestDyadErrors(t *testing.T) {
	store := powers(t)
	for question, want := range map[string]string{
		"":                             "from: it is required (give the first and last year, such as from=1946&to=2017)",
		"from=1871":                    "to: it is required (give the first and last year, such as from=1946&to=2017)",
		"from=1871-05&to=1900":         "from: 1871-05 is not a year (give 1871)",
		"from=1900&to=1871":            "from: 1900 is after to, 1871 (swap them)",
		"from=0900&to=1914":            "from: from 0900 to 1914 are 1015 years, and a table has at most 1000 (ask for several)",
		"from=1900&to=1900&ids=cwo":    `ids: no state has an identifier in the scheme "cwo" (there are cow, gw, wikidata)`,
		"from=1900&to=1900&since=1900": "since: there is no such parameter",
		"from=1900&to=1900&not.since=1901&not.until=1900": "since: 1901 is after until, 1900 (swap them)",
	} {
		err := write(t.Context(), store, "dyads.csv?"+question, &bytes.Buffer{})
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", question, err, want)
		}
	}
}

// A code that is no number has no place in a column of numbers.
func TestDyadCodesAreNumbers(t *testing.T) {
	usa := &alliance.Actor{ID: "usa", Name: "USA", Type: alliance.State, Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "USA"}}}
	other := &alliance.Actor{ID: "uk", Name: "UK", Type: alliance.State, Identifiers: []alliance.Identifier{{Scheme: "cow", Value: "200"}}}
	store := memory.New(alliance.NewFacts(alliance.Facts{Actors: []*alliance.Actor{usa, other}}), time.Unix(0, 0))
	err := write(t.Context(), store, "dyads.csv?from=1900&to=1900&ids=cow", &bytes.Buffer{})
	if want := `ids: the facts have the cow code "USA" of usa, which is not a number (correct it there)`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// BenchmarkDyadFile writes a million dyad-years.
func BenchmarkDyadFile(b *testing.B) {
	f := alliance.Facts{}
	for i := range 190 {
		f.Actors = append(f.Actors, &alliance.Actor{ID: "state-" + string(rune('a'+i/26)) + string(rune('a'+i%26)), Name: "State", Type: alliance.State})
	}
	store := memory.New(alliance.NewFacts(f), time.Unix(0, 0))
	for _, format := range table.Formats() {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				n := count{}
				if err := write(b.Context(), store, "dyads."+string(format)+"?from=1946&to=2017", &n); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(n.bytes)/1e6, "MB")
			}
		})
	}
}

// A count counts the bytes that are written to it.
type count struct{ bytes int }

func (c *count) Write(p []byte) (int, error) { c.bytes += len(p); return len(p), nil }
