package load

import (
	"context"
	"maps"
	"slices"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// The steps in which edits are made: nodes are there before edges lead to them.
const (
	unlinkStep = iota
	createStep
	factStep // evidence, which is made with the edges that lead to its fact
	setStep
	linkStep
	deleteStep
	steps
)

// Edits are rows for statements, by step and statement.
type edits [steps]map[string][]any

// add adds a row.
func (e *edits) add(step int, statement string, row map[string]any) {
	if e[step] == nil {
		e[step] = map[string][]any{}
	}
	e[step][statement] = append(e[step][statement], row)
}

// empty reports whether nothing is to be done.
func (e *edits) empty() bool {
	for _, step := range e {
		if len(step) > 0 {
			return false
		}
	}
	return true
}

// make makes the edits.
func (e *edits) make(ctx context.Context, run bolt.Runner) error {
	for _, step := range e {
		for _, statement := range slices.Sorted(maps.Keys(step)) {
			if _, err := run(ctx, statement, map[string]any{"rows": step[statement]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// create makes a node that the database has not, and its edges.
func (e *edits) create(n *layout.Node) {
	row := map[string]any{"p": map[string]any(n.Properties)}
	made := func(string) bool { return false }
	switch n.Label {
	case layout.Actor:
		row["type"] = n.Type
		e.add(createStep, createActorStatement, row)
	case layout.Relation:
		made = func(typ string) bool { return typ == "SUBJECT" || typ == "OBJECT" }
		row["subject"], row["object"] = targetOf(n, "SUBJECT"), targetOf(n, "OBJECT")
		if n.Plain == nil {
			e.add(createStep, createRelationStatement, row)
			break
		}
		row["type"], row["plain"] = n.Plain.Type, map[string]any(n.Plain.Properties)
		e.add(createStep, createTieStatement, row)
	case layout.Evidence:
		made = func(string) bool { return true }
		row["fact"], row["source"], row["speaker"] = targetOf(n, "ABOUT"), targetOf(n, "FROM"), targetOf(n, "SPOKEN_BY")
		e.add(factStep, createEvidenceStatement(n.Edges[0].Label, row["speaker"] != ""), row)
	default:
		e.add(createStep, createStatement(n.Label), row)
	}
	for _, edge := range n.Edges {
		if !made(edge.Type) {
			e.link(n.Label, n.ID, &edge)
		}
	}
}

// targetOf returns the id of the node to which an edge of a type leads, empty if none does.
func targetOf(n *layout.Node, typ string) string {
	for _, e := range n.Edges {
		if e.Type == typ {
			return e.To
		}
	}
	return ""
}

// put makes a node of the database what it should be.
func (e *edits) put(n *layout.Node, have *found) {
	want := layout.Complete(n.Label, n.Properties, have.identifiers)
	if have.properties == nil && have.digest != n.Digest() || have.properties != nil && differ(want, have.properties) {
		e.add(setStep, setStatement(n.Label), map[string]any{"id": n.ID, "p": want})
	}
	e.relabel(n, have)
	e.relink(n.Edges, have.edges, layout.CompleteEdge, func(edge *layout.Edge) { e.link(n.Label, n.ID, edge) })
}

// relabel takes from a node those of our labels that are not its own, and gives an actor the one that says its type.
func (e *edits) relabel(n *layout.Node, have *found) {
	for _, label := range have.others() {
		e.add(setStep, takeLabelStatement(label), map[string]any{"id": n.ID})
	}
	if n.Label != layout.Actor {
		return
	}
	for _, label := range have.labels {
		if label != n.Type && isTyped(label) {
			e.add(setStep, removeLabelStatement, map[string]any{"id": n.ID, "label": label})
		}
	}
	if !slices.Contains(have.labels, n.Type) {
		e.add(setStep, addLabelStatement, map[string]any{"id": n.ID, "label": n.Type})
	}
}

// remove deletes a node of ours.
func (e *edits) remove(label layout.Label, id string) {
	e.add(deleteStep, deleteStatement(label), map[string]any{"id": id})
}
