package netfile

import (
	"bufio"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"entente/graph/alliance"
	"entente/graph/export/table"
)

// gexf writes the network as GEXF 1.3.
func (g *Graph[E]) gexf(out *bufio.Writer) error {
	x := &xmlWriter{out: out}
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	const space = "http://gexf.net/1.3"
	x.start("gexf", "xmlns", space, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", space+" "+space+"/gexf.xsd", "version", "1.3")
	g.gexfMeta(x)
	direction := "undirected"
	if g.Directed {
		direction = "directed"
	}
	x.start("graph", "mode", "dynamic", "defaultedgetype", direction, "idtype", "string",
		"timeformat", "date", "timerepresentation", "interval")
	g.gexfAttributes(x)
	x.start("nodes")
	for _, a := range g.Nodes {
		g.gexfNode(x, a)
	}
	x.end()
	x.start("edges")
	kinds := kinds{}
	for edge, err := range g.Edges {
		if err != nil || x.err != nil {
			return cmp.Or(err, x.err)
		}
		g.gexfEdge(x, edge, kinds)
	}
	x.end()
	x.end()
	x.end()
	return x.err
}

// gexfMeta writes the metadata, for which GEXF has but a description.
func (g *Graph[E]) gexfMeta(x *xmlWriter) {
	var lines []string
	for _, f := range g.facts() {
		lines = append(lines, f.name+": "+f.cell.Plain(f.of))
	}
	x.start("meta")
	x.leaf("creator", "entente")
	x.leaf("description", strings.Join(lines, "\n"))
	x.end()
}

// gexfAttributes declares the columns: those of nodes, those of edges, and those of edges that change in time.
func (g *Graph[E]) gexfAttributes(x *xmlWriter) {
	static, dynamic := []table.Field{}, []table.Field{}
	for _, c := range g.EdgeColumns {
		if g.dynamic(c.Name) {
			dynamic = append(dynamic, c.Field)
		} else {
			static = append(static, c.Field)
		}
	}
	x.gexfFields("node", "static", table.Fields(g.NodeColumns))
	x.gexfFields("edge", "static", static)
	x.gexfFields("edge", "dynamic", dynamic)
}

// dynamic reports whether a column of edges changes in time.
func (g *Graph[E]) dynamic(name string) bool { return slices.Contains(g.Dynamic, name) }

// gexfFields declares columns, if there are any.
func (x *xmlWriter) gexfFields(class, mode string, fields []table.Field) {
	if len(fields) == 0 {
		return
	}
	x.start("attributes", "class", class, "mode", mode)
	for _, f := range fields {
		x.empty("attribute", "id", f.Name, "title", f.Name, "type", gexfType(f.Type))
	}
	x.end()
}

// gexfType returns the name of a type in GEXF.
func gexfType(t table.Type) string {
	switch t {
	case table.Integer:
		return "integer"
	case table.Number:
		return "double"
	case table.Boolean:
		return "boolean"
	default:
		return "string"
	}
}

// gexfNode writes an actor, with its life if that has an end.
func (g *Graph[E]) gexfNode(x *xmlWriter, a *alliance.Actor) {
	x.start("node", "id", a.ID, "label", a.Name)
	x.start("attvalues")
	for _, c := range g.NodeColumns {
		x.gexfValue(c.Field, c.Of(a), "", "")
	}
	x.end()
	if a.Span != (alliance.Span{}) {
		x.gexfSpells([]Spell{{First: a.From.First(), Last: a.To.Last()}})
	}
	x.end()
}

// kinds count the edges with the same label between the same nodes. Gephi makes one edge, whose numbers are sums, of those that
// have the same kind, too.
type kinds map[Ends]int

// of returns the kind of an edge: its label, with a number after it from the second edge on.
func (k kinds) of(e Ends) string {
	e.ID = ""
	k[e]++
	if n := k[e]; n > 1 {
		return e.Label + " " + strconv.Itoa(n)
	}
	return e.Label
}

// gexfEdge writes an edge.
func (g *Graph[E]) gexfEdge(x *xmlWriter, edge E, k kinds) {
	ends := g.Ends(edge)
	spells := slices.DeleteFunc(g.Spells(edge), func(s Spell) bool { return s.Denied })
	x.start("edge", "id", ends.ID, "source", ends.Source, "target", ends.Target, "label", ends.Label, "kind", k.of(ends))
	x.start("attvalues")
	for _, c := range g.EdgeColumns {
		if len(spells) == 0 || !g.dynamic(c.Name) {
			x.gexfValue(c.Field, c.Of(edge), "", "")
			continue
		}
		at := slices.IndexFunc(g.SpellFields, func(f table.Field) bool { return f.Name == c.Name })
		for _, s := range spells {
			x.gexfValue(c.Field, s.Cells[at], dayOf(s.First), dayOf(s.Last))
		}
	}
	x.end()
	x.gexfSpells(spells)
	x.end()
}

// gexfValue writes a cell, unless it is empty, with the days on which it is so.
func (x *xmlWriter) gexfValue(f table.Field, cell table.Cell, start, end string) {
	if !cell.Empty(f.Type) {
		x.empty("attvalue", "for", f.Name, "value", cell.Plain(f.Type), "start", start, "end", end)
	}
}

// gexfSpells writes spells, if there are any.
func (x *xmlWriter) gexfSpells(spells []Spell) {
	if len(spells) == 0 {
		return
	}
	x.start("spells")
	for _, s := range spells {
		x.empty("spell", "start", dayOf(s.First), "end", dayOf(s.Last))
	}
	x.end()
}

// dayOf returns a day as a text, empty for an open end.
func dayOf(d alliance.Day) string { return d.Date().String() }
