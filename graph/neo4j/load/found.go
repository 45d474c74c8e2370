package load

import (
	"context"
	"slices"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// A found is what a database has of a node.
type found struct {
	label layout.Label
	id    string
	// digest is nil if the node is not one of ours.
	digest      any
	labels      []string
	typ         string
	identifiers []string
	// properties are there only if everything is compared.
	properties map[string]any
	edges      []foundEdge
	evidence   []foundEvidence
}

// A foundEdge is an edge that a database has.
type foundEdge struct {
	element, typ, from string
	label              layout.Label
	to                 string
	properties         map[string]any
}

// A foundEvidence is evidence that a database has for a fact, and the edge by which it has.
type foundEvidence struct {
	id     string
	digest any
	edge   string
}

// target returns the id of the node to which an edge of a type leads, empty if none does.
func (f *found) target(typ string) string {
	for _, e := range f.edges {
		if e.typ == typ {
			return e.to
		}
	}
	return ""
}

// A finder finds nodes in a transaction.
type finder struct {
	run  bolt.Runner
	deep bool
}

// nodes returns what the database has of the nodes with a label and ids.
func (f finder) nodes(ctx context.Context, label layout.Label, ids []string) (map[string]*found, error) {
	all := make(map[string]*found, len(ids))
	if len(ids) == 0 {
		return all, nil
	}
	labels := make([]string, 0, len(layout.Labels()))
	for _, l := range layout.Labels() {
		labels = append(labels, string(l))
	}
	rows, err := f.run(ctx, nodesStatement(label), map[string]any{"ids": ids, "labels": labels, "deep": f.deep})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		n := &found{label: label, id: text(r[0]), digest: r[1], labels: texts(r[2]), typ: text(r[3]), identifiers: texts(r[4])}
		n.properties, _ = r[5].(map[string]any)
		n.edges, n.evidence = readEdges(r[6]), readEvidence(r[7])
		all[n.id] = n
	}
	return all, nil
}

// readEdges returns the edges of a row.
func readEdges(value any) []foundEdge {
	list, _ := value.([]any)
	edges := make([]foundEdge, len(list))
	for i, v := range list {
		r := v.([]any)
		edges[i] = foundEdge{element: text(r[0]), typ: text(r[1]), label: layout.Label(text(r[2])), to: text(r[3])}
		edges[i].properties, _ = r[4].(map[string]any)
	}
	return edges
}

// readEvidence returns the evidence of a row.
func readEvidence(value any) []foundEvidence {
	list, _ := value.([]any)
	evidence := make([]foundEvidence, len(list))
	for i, v := range list {
		r := v.([]any)
		evidence[i] = foundEvidence{id: text(r[0]), digest: r[1], edge: text(r[2])}
	}
	return evidence
}

// A place is where the plain edge of a relation is, or was.
type place struct{ typ, id, from, to string }

// plain returns the plain edges of relations at places, by the ids of the relations.
func (f finder) plain(ctx context.Context, places map[place]bool) (map[string][]foundEdge, error) {
	byType := map[string][]any{}
	for p := range places {
		byType[p.typ] = append(byType[p.typ], map[string]any{"id": p.id, "from": p.from, "to": p.to})
	}
	all := map[string][]foundEdge{}
	for typ, rows := range byType {
		answer, err := f.run(ctx, plainStatement(typ), map[string]any{"rows": rows})
		if err != nil {
			return nil, err
		}
		for _, r := range answer {
			e := foundEdge{element: text(r[1]), typ: typ, from: text(r[2]), label: layout.Actor, to: text(r[3])}
			e.properties, _ = r[4].(map[string]any)
			all[text(r[0])] = append(all[text(r[0])], e)
		}
	}
	return all, nil
}

// place returns where the plain edge of a relation that was found is, if there can be one.
func (f *found) place() (p place, ok bool) {
	p = place{f.typ, f.id, f.target("SUBJECT"), f.target("OBJECT")}
	return p, p.from != "" && p.to != "" && isPlain(p.typ)
}

// others returns those of our labels that a node has besides the one by which it was found.
func (f *found) others() []layout.Label {
	return slices.DeleteFunc(layout.Labels(), func(l layout.Label) bool { return l == f.label || !slices.Contains(f.labels, string(l)) })
}
