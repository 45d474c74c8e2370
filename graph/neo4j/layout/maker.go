package layout

import (
	"crypto/sha256"
	"encoding/binary"
)

// A maker lays out things. All that it says of one it appends to what the digest is made of, in an order of its own. The node
// itself it makes only where it is wanted: that takes five times as long.
type maker struct {
	// whole says that nodes are wanted.
	whole bool
	b     []byte
	// node is the node that is being made, and p are the properties, of it or of an edge; nil if it is not wanted.
	node *Node
	p    Properties
	// digest is that of the last node.
	digest int64
}

// begin begins a node, and returns where it begins in b.
func (m *maker) begin(label Label, typ, id string) (start int) {
	start = len(m.b)
	m.b = appendTexts(m.b, string(label), typ)
	if m.whole {
		m.node = &Node{Label: label, Type: typ, ID: id, Properties: Properties{}}
		m.p = m.node.Properties
	}
	m.text("id", id)
	return start
}

// seal adds the digest to the node that begins at start, which is whole, and returns it.
func (m *maker) seal(start int) int64 {
	s := sha256.Sum256(m.b[start:])
	m.digest = int64(binary.BigEndian.Uint64(s[:8]))
	if m.node != nil {
		m.p[Digest] = m.digest
	}
	return m.digest
}

// mark begins a part of a node, of a kind, that is none of its properties, which have names.
func (m *maker) mark(kind byte) { m.b = append(m.b, 0, kind) }

// link adds an edge to another thing, unless there is none. properties, where it is not nil, adds its properties.
func (m *maker) link(typ string, to Label, id string, properties func()) {
	if id == "" {
		return
	}
	m.mark('e')
	m.b = appendTexts(m.b, typ, string(to), id)
	node := m.p
	m.p = nil
	if properties != nil && m.node != nil {
		m.p = Properties{}
	}
	if properties != nil {
		properties()
	}
	if m.node != nil {
		m.node.Edges = append(m.node.Edges, Edge{Type: typ, Label: to, To: id, Properties: m.p})
	}
	m.p = node
}
