package netfile

import (
	"bufio"
	"cmp"
	"strconv"
	"strings"

	"entente/graph/export/table"
)

// gml writes the network as GML. The id of a node is its place in the file, as many programs want a number; that of the actor
// is its attribute actor, and networkx has key for that of an edge. Keys have letters and digits alone, and texts are ASCII: other characters are numeric
// references, as in HTML.
func (g *Graph[E]) gml(out *bufio.Writer) error {
	m := &gmlWriter{out: out}
	m.add("Creator \"entente\"\ngraph [\n  directed " + bit(g.Directed) + "\n  multigraph " + bit(g.Directed) + "\n")
	for _, f := range g.facts() {
		m.cell("  ", f.name, f.of, f.cell)
	}
	edgeColumns := append(g.idColumns(), g.EdgeColumns...)
	nodeKeys, edgeKeys := gmlKeys(g.NodeColumns, "id", "label", "actor"), gmlKeys(edgeColumns, "id", "label", "source", "target", "key")
	places, shared := make(map[string]string, len(g.Nodes)), g.sharedNames()
	for i, a := range g.Nodes {
		places[a.ID] = strconv.Itoa(i)
		m.add("  node [\n    id " + places[a.ID] + "\n")
		label := a.Name
		if shared[label] {
			label += " (" + a.ID + ")" // networkx refuses a label that two nodes have
		}
		m.text("    ", "label", label)
		m.text("    ", "actor", a.ID)
		gmlCells(m, nodeKeys, g.NodeColumns, a)
		m.add("  ]\n")
	}
	for edge, err := range g.Edges {
		if err != nil || m.err != nil {
			return cmp.Or(err, m.err)
		}
		ends := g.Ends(edge)
		m.add("  edge [\n    source " + places[ends.Source] + "\n    target " + places[ends.Target] + "\n")
		if g.Directed {
			m.text("    ", "key", ends.ID)
		}
		m.text("    ", "label", ends.Label)
		gmlCells(m, edgeKeys, edgeColumns, edge)
		m.add("  ]\n")
	}
	m.add("]\n")
	return m.err
}

// sharedNames returns the names that several nodes have.
func (g *Graph[E]) sharedNames() map[string]bool {
	seen, shared := map[string]bool{}, map[string]bool{}
	for _, a := range g.Nodes {
		if seen[a.Name] {
			shared[a.Name] = true
		}
		seen[a.Name] = true
	}
	return shared
}

// bit returns 1 if b, otherwise 0.
func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// gmlKeys returns the keys of columns: their letters and digits, made unique by a number.
func gmlKeys[T any](columns []table.Column[T], taken ...string) []string {
	used := map[string]bool{}
	for _, key := range taken {
		used[key] = true
	}
	keys := make([]string, len(columns))
	for i, c := range columns {
		key := strings.Map(asciiWord, c.Name)
		if key == "" || key[0] <= '9' {
			key = "x" + key
		}
		keys[i] = key
		for n := 2; used[keys[i]]; n++ {
			keys[i] = key + strconv.Itoa(n)
		}
		used[keys[i]] = true
	}
	return keys
}

// asciiWord returns a letter or digit of ASCII, and nothing for other characters.
func asciiWord(r rune) rune {
	if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
		return r
	}
	return -1
}

// gmlCells writes the cells of a node or an edge.
func gmlCells[T any](m *gmlWriter, keys []string, columns []table.Column[T], row T) {
	for i, c := range columns {
		m.cell("    ", keys[i], c.Type, c.Of(row))
	}
}

// A gmlWriter writes pairs of keys and values, each in a line of its own.
type gmlWriter struct {
	out *bufio.Writer
	err error
}

// add adds what is GML already.
func (m *gmlWriter) add(s string) {
	if m.err == nil {
		_, m.err = m.out.WriteString(s)
	}
}

// cell writes a cell, unless it is empty.
func (m *gmlWriter) cell(indent, key string, t table.Type, cell table.Cell) {
	switch {
	case cell.Empty(t):
	case t == table.Integer || t == table.Boolean:
		m.add(indent + key + " " + cell.Whole() + "\n")
	default:
		m.text(indent, key, cell.Plain(t))
	}
}

// text writes a text.
func (m *gmlWriter) text(indent, key, text string) {
	if m.err == nil {
		m.err = checkText(text)
	}
	m.add(indent + key + ` "` + gmlEscaped(text) + "\"\n")
}

// gmlEscaped returns a text with references for what is not printable ASCII, and for quotes, ampersands and backslashes.
func gmlEscaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' || r > '~' || r == '\\':
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
