package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"entente/graph/alliance"
)

// A row has a cell of each type.
type row struct {
	text  string
	count int
	real  float64
	known bool
	day   string
	list  []string
}

func columns() []Column[row] {
	return []Column[row]{
		{Field{"text", String, ""}, func(r row) Cell { return Text(r.text) }},
		{Field{"count", Integer, ""}, func(r row) Cell { return Count(r.count) }},
		{Field{"real", Number, ""}, func(r row) Cell { return Real(r.real, r.known) }},
		{Field{"known", Boolean, ""}, func(r row) Cell { return Flag(r.known) }},
		{Field{"day", Date, ""}, func(r row) Cell {
			if r.day == "" {
				return OnDay(alliance.LastDay)
			}
			return OnDay(alliance.MustDate(r.day).First())
		}},
		{Field{"list", List, ""}, func(r row) Cell { return Texts(r.list) }},
	}
}

func rows() []row {
	return []row{
		{"Libya, \"west\"\nand east", 3, 0.25, true, "1911-10", []string{"TROOPS", "WEAPONS"}},
		{"=1+1", -7, 0, false, "", nil},
		{"Россия", 0, -1e-9, true, "-0430-03", []string{"a|b", `a\`}},
	}
}

// written returns the rows as a file of a format.
func written(t *testing.T, f Format, rows []row) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(f, &b, columns(), map[string]string{"entente.dataset": "v"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCSV(t *testing.T) {
	want := "text,count,real,known,day,list\n" +
		"\"Libya, \"\"west\"\"\nand east\",3,0.25,true,1911-10-01,TROOPS|WEAPONS\n" +
		"'=1+1,-7,,false,,\n" +
		"Россия,0,-1e-09,true,'-0430-03-01,a\\|b|a\\\n"
	if diff := cmp.Diff(want, string(written(t, CSV, rows()))); diff != "" {
		t.Error(diff)
	}
}

func TestJSONLines(t *testing.T) {
	want := `{"text":"Libya, \"west\"\nand east","count":3,"real":0.25,"known":true,"day":"1911-10-01","list":["TROOPS","WEAPONS"]}
{"text":"=1+1","count":-7,"real":null,"known":false,"day":null,"list":[]}
{"text":"Россия","count":0,"real":-1e-09,"known":true,"day":"-0430-03-01","list":["a|b","a\\"]}
`
	if diff := cmp.Diff(want, string(written(t, JSONL, rows()))); diff != "" {
		t.Error(diff)
	}
}

func TestParquet(t *testing.T) {
	type parquetRow struct {
		Text  *string  `parquet:"text"`
		Count *int64   `parquet:"count"`
		Real  *float64 `parquet:"real"`
		Known *bool    `parquet:"known"`
		Day   *int32   `parquet:"day,date"`
		List  []string `parquet:"list,list"`
	}
	file := written(t, Parquet, rows())
	opened, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := opened.Lookup("entente.dataset"); v != "v" {
		t.Errorf("version %q", v)
	}
	got, err := parquet.Read[parquetRow](bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	set := func(text string, count int64, real *float64, known bool, day *int32, list []string) parquetRow {
		return parquetRow{&text, &count, real, &known, day, list}
	}
	want := []parquetRow{
		set(rows()[0].text, 3, new(0.25), true, new(int32(-21277)), []string{"TROOPS", "WEAPONS"}),
		set("=1+1", -7, nil, false, nil, []string{}),
		set("Россия", 0, new(-1e-9), true, new(int32(-876523)), []string{"a|b", `a\`}),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Many rows are in several groups, so that few are in memory.
func TestParquetGroups(t *testing.T) {
	many := make([]row, 2*rowGroup+1)
	file := written(t, Parquet, many)
	opened, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(opened.RowGroups()); n != 3 || opened.NumRows() != int64(len(many)) {
		t.Errorf("%d groups of %d rows", n, opened.NumRows())
	}
}

// Whatever a text is, its cell is no formula, and a reader finds it there, but for an apostrophe.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"", "=1+1", "@SUM(A1)", "-0430", "\r=1", "'", "+", "a\"b", "\t=x", "＝1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		records, err := csv.NewReader(bytes.NewReader(written(t, CSV, []row{{text: text}}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		cell := records[1][0]
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
			t.Errorf("%q is a formula", cell)
		}
		same := func(a, b string) bool {
			return strings.ReplaceAll(a, "\r\n", "\n") == strings.ReplaceAll(b, "\r\n", "\n")
		}
		if !same(cell, text) && !same(cell, "'"+text) {
			t.Errorf("%q is written as %q", text, cell)
		}
	})
}

func BenchmarkWriter(b *testing.B) {
	for _, f := range Formats() {
		b.Run(string(f), func(b *testing.B) {
			w, err := NewWriter(f, io.Discard, columns(), nil)
			if err != nil {
				b.Fatal(err)
			}
			some := rows()
			for i := 0; b.Loop(); i++ {
				if err := w.Write(some[i%len(some)]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
