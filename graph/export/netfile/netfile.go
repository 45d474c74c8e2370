// Package netfile writes networks as files that other programs open: GraphML, GEXF, JSON and GML.
//
// Nodes are actors. Edges are relations or ties, of which a [Graph] knows only the columns. A column has the same name in all
// formats, and one that is absent or an empty list is left out; a list is one text with bars between its items, but in JSON,
// which has lists. Files are streamed: nodes are held in memory, edges are not.
//
// # Direction
//
// Relations are the edges of a directed graph with parallel edges. A mutual one goes from its subject to its object, with the
// attribute mutual: most programs, such as networkx, refuse a graph of both directed and undirected edges. In GEXF, parallel
// edges of the same label differ in kind, so that Gephi keeps them apart; one counter a pair is held for this. Ties are the
// edges of an undirected graph with at most one edge a pair.
//
// # Time
//
// GEXF has spells: the lives of the actors, and the days of each edge. Columns of an edge that change from spell to spell are
// dynamic there. Days are given in full: a partial date is its first day as a beginning, and its last as an end. An end that is
// open is left out. Spells in which an edge is denied are left out; an edge that has no others has no spell, which Gephi
// takes for always. Gephi's timeline goes from the first to the last day of the spells that have both ends. JSON has all
// spells, nested.
//
// # Names
//
// In GML, keys are the letters and digits of a column's name, and characters beyond ASCII are numeric references, which igraph
// leaves as they are. The id of an actor is the attribute actor there: networkx.read_gml(file, label="actor"). In GraphML and
// GML, edge is the id of an edge.
//
// # References
//
//   - Brandes, Eiglsperger, Herman, Himsolt and Marshall, GraphML progress report, Graph Drawing 2001
//   - GEXF Working Group, GEXF 1.3, https://gexf.net
//   - Himsolt, GML: a portable graph file format, Universität Passau 1997
package netfile

import (
	"bufio"
	"io"
	"iter"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// A Graph is a network to be written, with edges of type E.
type Graph[E any] struct {
	Meta
	// Directed is set if edges have a direction, and there may be several from a node to another.
	Directed bool
	// Nodes are ordered, and are the ends of all edges.
	Nodes       []*alliance.Actor
	NodeColumns []table.Column[*alliance.Actor]
	// Edges iterates over the edges. After an error, which comes with the zero value, it ends.
	Edges       iter.Seq2[E, error]
	EdgeColumns []table.Column[E]
	// Ends returns what an edge connects.
	Ends func(E) Ends
	// SpellFields describe the cells of spells; a name that is also a column of edges and is one of Dynamic changes in time.
	SpellFields []table.Field
	Dynamic     []string
	// Spells returns the days on which an edge holds, in order.
	Spells func(E) []Spell
}

// Meta says what a network is made from.
type Meta struct {
	// Title and License are those of the data set, Version that of the facts.
	Title, Version, License string
	// Query is the question that the network answers, as an address.
	Query   string
	Authors []string
}

// Ends are the id of an edge, a word for what connects its nodes, and the ids of these.
type Ends struct{ ID, Label, Source, Target string }

// idColumns returns the column that repeats the id of an edge, for formats in which programs lose that: igraph 1.0 reads the
// ids of nodes in its place, JGraphT refuses one that is no number.
func (g *Graph[E]) idColumns() []table.Column[E] {
	return []table.Column[E]{{
		Field: table.Field{Name: "edge", Type: table.String, Doc: "The id of the edge."},
		Of:    func(e E) table.Cell { return table.Text(g.Ends(e).ID) },
	}}
}

// A Spell is a run of days on which an edge is the same.
type Spell struct {
	// First and Last may be the first and the last day that there is: open ends.
	First, Last alliance.Day
	// Denied is set if the edge is only denied on these days.
	Denied bool
	// Cells are those of Graph.SpellFields.
	Cells []table.Cell
}

// A Format is how a network is written.
type Format string

// The formats, named as the files end.
const (
	GraphML Format = "graphml"
	GEXF    Format = "gexf"
	JSON    Format = "json"
	GML     Format = "gml"
)

// Formats returns all formats.
func Formats() []Format { return []Format{GraphML, GEXF, JSON, GML} }

// MediaType returns the media type of files of the format.
func (f Format) MediaType() string {
	switch f {
	case GraphML:
		return "application/graphml+xml"
	case GEXF:
		return "application/gexf+xml"
	case JSON:
		return "application/json"
	default:
		return "text/vnd.gml; charset=us-ascii"
	}
}

// Write writes the network. It returns errors of Edges and of the writer unchanged. If a text has a character that no file
// of the format can have, the error wraps [ErrCharacter].
func (g *Graph[E]) Write(w io.Writer, f Format) error {
	out := bufio.NewWriter(w)
	write := map[Format]func(*bufio.Writer) error{
		GraphML: g.graphml, GEXF: g.gexf, JSON: g.json, GML: g.gml,
	}[f]
	if err := write(out); err != nil {
		return err
	}
	return out.Flush()
}

// facts returns what the metadata say, by name, without what is absent.
func (m *Meta) facts() []fact {
	all := []fact{
		{"title", table.String, table.Text(m.Title)},
		{"dataset", table.String, table.Text(m.Version)},
		{"query", table.String, table.Text(m.Query)},
		{"license", table.String, table.Text(m.License)},
		{"authors", table.List, table.Texts(m.Authors)},
	}
	given := all[:0]
	for _, f := range all {
		if !f.cell.Empty(f.of) {
			given = append(given, f)
		}
	}
	return given
}

// A fact is one of the metadata.
type fact struct {
	name string
	of   table.Type
	cell table.Cell
}
