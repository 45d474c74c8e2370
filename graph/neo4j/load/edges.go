package load

import (
	"slices"

	"entente/graph/neo4j/layout"
)

// link makes an edge.
func (e *edits) link(label layout.Label, from string, edge *layout.Edge) {
	p := map[string]any(edge.Properties)
	if p == nil {
		p = map[string]any{}
	}
	e.add(linkStep, linkStatement(label, edge.Type, edge.Label), map[string]any{"from": from, "to": edge.To, "p": p})
}

// putPlain makes the plain edges of a relation what they should be.
func (e *edits) putPlain(n *layout.Node, have []foundEdge) {
	var want []layout.Edge
	if n.Plain != nil {
		want = append(want, *n.Plain)
	}
	e.relink(want, have, layout.CompletePlain, func(edge *layout.Edge) { e.link(layout.Actor, edge.From, edge) })
}

// relink makes edges what they should be. Those that lead to where one should stay, and get its properties.
func (e *edits) relink(want []layout.Edge, have []foundEdge, complete func(layout.Properties) map[string]any, link func(*layout.Edge)) {
	left := slices.Clone(have)
	var missing []*layout.Edge
	take := func(w *layout.Edge, exactly bool) bool {
		p := complete(w.Properties)
		for i, h := range left {
			if h.typ == w.Type && h.from == w.From && h.label == w.Label && h.to == w.To && (!exactly || !differ(p, h.properties)) {
				if !exactly {
					e.add(linkStep, setEdgeStatement, map[string]any{"edge": h.element, "p": p})
				}
				left = slices.Delete(left, i, i+1)
				return true
			}
		}
		return false
	}
	for i := range want {
		if !take(&want[i], true) {
			missing = append(missing, &want[i])
		}
	}
	for _, w := range missing {
		if !take(w, false) {
			link(w)
		}
	}
	for _, h := range left {
		e.unlink(h.element)
	}
}

// unlink deletes an edge.
func (e *edits) unlink(element string) {
	e.add(unlinkStep, deleteEdgeStatement, map[string]any{"edge": element})
}
