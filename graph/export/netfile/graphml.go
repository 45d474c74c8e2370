package netfile

import (
	"bufio"
	"cmp"
	"strconv"

	"entente/graph/export/table"
)

// graphml writes the network as GraphML 1.0. Keys of the graph, of nodes and of edges are g0, n0, e0 and so on.
func (g *Graph[E]) graphml(out *bufio.Writer) error {
	x := &xmlWriter{out: out}
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	const space = "http://graphml.graphdrawing.org/xmlns"
	x.start("graphml", "xmlns", space, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xsi:schemaLocation", space+" "+space+"/1.0/graphml.xsd")
	facts := g.facts()
	for i, f := range facts {
		x.graphmlKey("g", i, "graph", table.Field{Name: f.name, Type: f.of})
	}
	for i, c := range g.NodeColumns {
		x.graphmlKey("n", i, "node", c.Field)
	}
	edgeColumns := append(g.idColumns(), g.EdgeColumns...)
	for i, c := range edgeColumns {
		x.graphmlKey("e", i, "edge", c.Field)
	}
	direction := "undirected"
	if g.Directed {
		direction = "directed"
	}
	x.start("graph", "id", "network", "edgedefault", direction)
	for i, f := range facts {
		x.graphmlData("g", i, f.of, f.cell)
	}
	for _, a := range g.Nodes {
		x.start("node", "id", a.ID)
		graphmlCells(x, "n", g.NodeColumns, a)
		x.end()
	}
	for edge, err := range g.Edges {
		if err != nil || x.err != nil {
			return cmp.Or(err, x.err)
		}
		ends := g.Ends(edge)
		x.start("edge", "id", ends.ID, "source", ends.Source, "target", ends.Target)
		graphmlCells(x, "e", edgeColumns, edge)
		x.end()
	}
	x.end()
	x.end()
	return x.err
}

// graphmlKey declares an attribute.
func (x *xmlWriter) graphmlKey(prefix string, i int, of string, f table.Field) {
	attributes := []string{"id", prefix + strconv.Itoa(i), "for", of, "attr.name", f.Name, "attr.type", graphmlType(f.Type)}
	if f.Doc == "" {
		x.empty("key", attributes...)
		return
	}
	x.start("key", attributes...)
	x.leaf("desc", f.Doc)
	x.end()
}

// graphmlType returns the name of a type in GraphML.
func graphmlType(t table.Type) string {
	switch t {
	case table.Integer:
		return "int"
	case table.Number:
		return "double"
	case table.Boolean:
		return "boolean"
	default:
		return "string"
	}
}

// graphmlCells writes the cells of a node or an edge.
func graphmlCells[T any](x *xmlWriter, prefix string, columns []table.Column[T], row T) {
	for i, c := range columns {
		x.graphmlData(prefix, i, c.Type, c.Of(row))
	}
}

// graphmlData writes a cell, unless it is empty.
func (x *xmlWriter) graphmlData(prefix string, i int, t table.Type, cell table.Cell) {
	if !cell.Empty(t) {
		x.leaf("data", cell.Plain(t), "key", prefix+strconv.Itoa(i))
	}
}
