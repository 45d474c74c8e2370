package load

import (
	"context"
	"maps"
	"slices"

	"entente/graph/neo4j/layout"
)

// batchSize is about how many nodes are written in one batch.
const batchSize = 10_000

// A batch is nodes with one label that are written together.
type batch struct {
	nodes []layout.Node
	// fresh says that the database has none of them.
	fresh bool
}

// size returns how many nodes, with evidence, a batch has.
func (b *batch) size() int {
	size := len(b.nodes)
	for i := range b.nodes {
		size += len(b.nodes[i].Evidence)
	}
	return size
}

// cut sends what is to be written of a label in batches, and returns the nodes that have to be written again.
func (w *writer) cut(ctx context.Context, label layout.Label, fresh bool, batches chan<- batch) (late []layout.Node) {
	c := w.plan.of[label]
	added := w.plan.addedIDs(label)
	b, size := batch{fresh: fresh}, 0
	send := func() bool {
		select {
		case batches <- b:
		case <-ctx.Done():
			return false
		}
		b, size = batch{fresh: fresh}, 0
		return true
	}
	for _, i := range slices.Concat(c.added, c.changed) {
		n := node(w.plan.facts, label, i)
		if early, ok := withoutLinks(n, added); ok {
			late = append(late, n)
			n = early
		}
		b.nodes = append(b.nodes, n)
		if size += 1 + len(n.Evidence); size >= w.options.batch && !send() {
			return nil
		}
	}
	if len(b.nodes) > 0 && !send() {
		return nil
	}
	return late
}

// withoutLinks returns a node without the edges to nodes with its own label that may not be there yet, and without the digest
// that would say that it is whole, and whether it has any.
func withoutLinks(n layout.Node, added map[string]bool) (early layout.Node, ok bool) {
	ahead := func(e layout.Edge) bool { return e.Label == n.Label && added[e.To] }
	if !slices.ContainsFunc(n.Edges, ahead) {
		return n, false
	}
	early = n
	early.Edges = slices.DeleteFunc(slices.Clone(n.Edges), ahead)
	early.Properties = maps.Clone(n.Properties)
	early.Properties[layout.Digest] = int64(broken)
	return early, true
}

// addedIDs returns the ids of what is added of a label of which nodes point at each other.
func (p *plan) addedIDs(label layout.Label) map[string]bool {
	if label != layout.Source && label != layout.Event {
		return nil
	}
	ids := map[string]bool{}
	for _, i := range p.of[label].added {
		id, _, _ := about(p.facts, label, i)
		ids[id] = true
	}
	return ids
}
