package netfile_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"iter"
	"os"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/export/netfile"
	"entente/graph/export/table"
)

var update = flag.Bool("update", false, "update the golden files")

// A bond is an edge.
type bond struct {
	id, from, to string
	label        string
	notes        []string
	spells       []netfile.Spell
}

// text returns a column of texts.
func text[T any](name string, of func(T) string) table.Column[T] {
	return table.Column[T]{
		Field: table.Field{Name: name, Type: table.String, Doc: "The " + name + "."},
		Of:    func(row T) table.Cell { return table.Text(of(row)) },
	}
}

// graphOf returns a network.
func graphOf(directed bool, actors []*alliance.Actor, edges iter.Seq2[bond, error]) *netfile.Graph[bond] {
	return &netfile.Graph[bond]{
		Meta:     netfile.Meta{Title: `Friends & "foes"`, Version: "0a1b", Query: "/export/network.gml?a=1&b=2", Authors: []string{"A|B", "C"}},
		Directed: directed, Nodes: actors, Edges: edges,
		NodeColumns: []table.Column[*alliance.Actor]{
			text("name", func(a *alliance.Actor) string { return a.Name }),
			text("iso-3166", func(a *alliance.Actor) string { return string(a.Country) }),
			text("ISO3166", func(a *alliance.Actor) string { return string(a.Description) }),
		},
		EdgeColumns: []table.Column[bond]{
			text("status", func(bond) string { return "OVERALL" }),
			{Field: table.Field{Name: "notes", Type: table.List}, Of: func(b bond) table.Cell { return table.Texts(b.notes) }},
			{Field: table.Field{Name: "count", Type: table.Integer}, Of: func(b bond) table.Cell { return table.Count(-len(b.notes)) }},
			{Field: table.Field{Name: "noted", Type: table.Boolean}, Of: func(b bond) table.Cell { return table.Flag(len(b.notes) > 0) }},
			{Field: table.Field{Name: "share", Type: table.Number}, Of: func(b bond) table.Cell { return table.Real(.5, len(b.notes) > 0) }},
		},
		Ends:        func(b bond) netfile.Ends { return netfile.Ends{ID: b.id, Label: b.label, Source: b.from, Target: b.to} },
		SpellFields: []table.Field{{Name: "firstDay", Type: table.Date}, {Name: "status", Type: table.String}}, Dynamic: []string{"status"},
		Spells: func(b bond) []netfile.Spell { return b.spells },
	}
}

// spell returns the days of a span in which an edge has a status.
func spell(from, to, status string) netfile.Spell {
	span := alliance.Span{}
	if from != "" {
		span.From = alliance.MustDate(from)
	}
	if to != "" {
		span.To = alliance.MustDate(to)
	}
	return netfile.Spell{
		First: span.From.First(), Last: span.To.Last(), Denied: status == "DENIED",
		Cells: []table.Cell{table.OnDay(span.From.First()), table.Text(status)},
	}
}

// all iterates over edges.
func all(edges ...bond) iter.Seq2[bond, error] {
	return func(yield func(bond, error) bool) {
		for _, e := range edges {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// small is a network with parallel edges, an edge of a node to itself, open and partial dates, and texts of all kinds.
func small() *netfile.Graph[bond] {
	actors := []*alliance.Actor{
		{ID: "a", Name: "A <&> \"quoted\" 'and' é", Span: alliance.Span{From: alliance.MustDate("1871"), To: alliance.MustDate("1914-02")}},
		{ID: "b.1", Name: "ليبيا 🦁", Country: "LBY", Description: "two\nlines\tand a \\ backslash"},
		{ID: "c", Name: "C", Span: alliance.Span{To: alliance.MustDate("-0430")}},
	}
	return graphOf(true, actors, all(
		bond{"r1", "a", "b.1", "SUPPORTS", []string{"x|y", "z"}, []netfile.Spell{spell("1900", "1900-06", "ASSERTED"), spell("1900-07-01", "1901", "DISPUTED"), spell("1902", "", "ALLEGED")}},
		bond{"r2", "a", "b.1", "SUPPORTS", nil, []netfile.Spell{spell("1900", "1901", "DENIED"), spell("", "1899", "ASSERTED")}},
		bond{"r3", "b.1", "a", "SUPPORTS", nil, []netfile.Spell{spell("1900", "1901", "DENIED")}},
		bond{"r4", "c", "c", "OPPOSES", nil, nil},
	))
}

// written returns a network as a file.
func written(t testing.TB, g *netfile.Graph[bond], f netfile.Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := g.Write(&b, f); err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b.Bytes()
}

func TestWrite(t *testing.T) {
	for _, f := range netfile.Formats() {
		got, golden := written(t, small(), f), "testdata/small."+string(f)
		if *update {
			if err := os.WriteFile(golden, got, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", f, diff)
		}
	}
}

func TestWriteUndirected(t *testing.T) {
	for f, want := range map[netfile.Format]string{
		netfile.GraphML: `edgedefault="undirected"`, netfile.GEXF: `defaultedgetype="undirected"`,
		netfile.JSON: `{"directed":false,"multigraph":false,`, netfile.GML: "directed 0\n  multigraph 0\n",
	} {
		got := written(t, graphOf(false, nil, all()), f)
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("%s: no %s in %s", f, want, got)
		}
	}
}

func TestWriteCharacters(t *testing.T) {
	for _, text := range []string{"\x00", "a\x1b", "\uffff", "\ufffe", "\xff"} {
		for _, f := range []netfile.Format{netfile.GraphML, netfile.GEXF, netfile.GML} {
			g := graphOf(true, []*alliance.Actor{{ID: "a", Name: text}}, all())
			if err := g.Write(io.Discard, f); !errors.Is(err, netfile.ErrCharacter) {
				t.Errorf("%s of %q: %v", f, text, err)
			}
		}
	}
}

// TestWriteErrors checks that errors of edges and of the writer are returned, and end the file.
func TestWriteErrors(t *testing.T) {
	broken := errors.New("broken")
	edges := func(yield func(bond, error) bool) { yield(bond{}, broken) }
	for _, f := range netfile.Formats() {
		if err := graphOf(true, nil, edges).Write(io.Discard, f); !errors.Is(err, broken) {
			t.Errorf("%s: %v", f, err)
		}
		asked := 0
		endless := func(yield func(bond, error) bool) {
			for asked = 0; asked < 1e6 && yield(bond{id: "r", from: "a", to: "a", label: "SUPPORTS"}, nil); asked++ {
				continue
			}
		}
		if err := graphOf(true, nil, endless).Write(full{broken}, f); !errors.Is(err, broken) || asked > 1000 {
			t.Errorf("%s: %v after %d edges", f, err, asked)
		}
	}
}

// full is a writer that can write nothing.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func BenchmarkWrite(b *testing.B) {
	actors := make([]*alliance.Actor, 1000)
	for i := range actors {
		actors[i] = &alliance.Actor{ID: "actor-" + strconv.Itoa(i), Name: "Actor " + strconv.Itoa(i)}
	}
	spells := []netfile.Spell{spell("1900", "1901", "ASSERTED")}
	edges := func(yield func(bond, error) bool) {
		for i := range 250_000 {
			e := bond{"relation-" + strconv.Itoa(i), actors[i%1000].ID, actors[i*7%1000].ID, "SUPPORTS", []string{"a", "b"}, spells}
			if !yield(e, nil) {
				return
			}
		}
	}
	for _, f := range netfile.Formats() {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := graphOf(true, actors, edges).Write(io.Discard, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
