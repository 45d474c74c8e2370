package netfile

import (
	"bufio"
	"cmp"
	"encoding/json"
	"strconv"

	"entente/graph/export/table"
)

// json writes the network in the node-link format of networkx, each node and edge in a line of its own. The key of an edge,
// which tells those between the same nodes, is its id.
func (g *Graph[E]) json(out *bufio.Writer) error {
	j := &jsonWriter{out: out}
	j.add(`{"directed":` + strconv.FormatBool(g.Directed) + `,"multigraph":` + strconv.FormatBool(g.Directed) + `,"graph":{`)
	for _, f := range g.facts() {
		j.cell(f.name, f.of, f.cell)
	}
	j.add("},\n\"nodes\":[")
	for i, a := range g.Nodes {
		j.item(i)
		j.text("id", a.ID)
		jsonCells(j, g.NodeColumns, a)
		j.add("}")
	}
	j.add("\n],\n\"edges\":[")
	i := 0
	for edge, err := range g.Edges {
		if err != nil || j.err != nil {
			return cmp.Or(err, j.err)
		}
		j.item(i)
		g.jsonEdge(j, edge)
		i++
	}
	j.add("\n]}\n")
	j.flush()
	return j.err
}

// jsonEdge writes an edge with its spells.
func (g *Graph[E]) jsonEdge(j *jsonWriter, edge E) {
	ends := g.Ends(edge)
	j.text("id", ends.ID)
	j.text("source", ends.Source)
	j.text("target", ends.Target)
	if g.Directed {
		j.text("key", ends.ID)
	}
	jsonCells(j, g.EdgeColumns, edge)
	j.name("periods")
	j.add("[")
	for i, s := range g.Spells(edge) {
		if i > 0 {
			j.add(",")
		}
		j.add("{")
		for k, f := range g.SpellFields {
			j.cell(f.Name, f.Type, s.Cells[k])
		}
		j.add("}")
	}
	j.add("]}")
}

// jsonCells writes the cells of a node or an edge.
func jsonCells[T any](j *jsonWriter, columns []table.Column[T], row T) {
	for _, c := range columns {
		j.cell(c.Name, c.Type, c.Of(row))
	}
}

// A jsonWriter writes one line after the other.
type jsonWriter struct {
	out  *bufio.Writer
	line []byte
	err  error
}

// item begins the object at a place of a list, in a line of its own.
func (j *jsonWriter) item(i int) {
	if i > 0 {
		j.add(",")
	}
	j.flush()
	j.add("\n{")
}

// add adds what is JSON already.
func (j *jsonWriter) add(s string) { j.line = append(j.line, s...) }

// name adds the name of a member, with a comma before it unless it is the first of its object.
func (j *jsonWriter) name(name string) {
	if j.line[len(j.line)-1] != '{' {
		j.add(",")
	}
	encoded, _ := json.Marshal(name) // cannot fail for a string
	j.line = append(append(j.line, encoded...), ':')
}

// text adds a member that is a text.
func (j *jsonWriter) text(name, text string) { j.cell(name, table.String, table.Text(text)) }

// cell adds a member, unless it is empty.
func (j *jsonWriter) cell(name string, t table.Type, cell table.Cell) {
	if !cell.Empty(t) {
		j.name(name)
		j.line = cell.AppendJSON(j.line, t)
	}
}

// flush writes the line.
func (j *jsonWriter) flush() {
	if j.err == nil {
		_, j.err = j.out.Write(j.line)
	}
	j.line = j.line[:0]
}
