package load

import (
	"context"

	"entente/graph/neo4j/layout"
)

// Gathered is what a database has of things that are to be compared with those that it should have.
type gathered struct {
	nodes, evidence map[string]*found
	plain           map[string][]foundEdge
	// elsewhere reports whether evidence belongs to another fact now.
	elsewhere func(id string) bool
}

// gather finds what the database has of nodes with one label, and of the evidence for them that may have to be changed.
func (p *plan) gather(ctx context.Context, f finder, label layout.Label, nodes []layout.Node) (*gathered, error) {
	g := &gathered{elsewhere: p.has}
	var err error
	if g.nodes, err = f.nodes(ctx, label, idsOf(nodes)); err != nil || !isFact(label) {
		return g, err
	}
	var asked []string
	places := map[place]bool{}
	for i := range nodes {
		asked = append(asked, g.ask(&nodes[i], f.deep)...)
		g.addPlaces(places, &nodes[i], f.deep)
	}
	if g.evidence, err = f.nodes(ctx, layout.Evidence, asked); err != nil {
		return nil, err
	}
	g.plain, err = f.plain(ctx, places)
	return g, err
}

// idsOf returns the ids of nodes.
func idsOf(nodes []layout.Node) []string {
	ids := make([]string, len(nodes))
	for i := range nodes {
		ids[i] = nodes[i].ID
	}
	return ids
}

// ask returns the ids of the evidence for a fact that the database has not, or not with its digest; of all if everything is
// compared.
func (g *gathered) ask(n *layout.Node, deep bool) []string {
	had := map[string]any{}
	if have := g.nodes[n.ID]; have != nil {
		for _, e := range have.evidence {
			had[e.id] = e.digest
		}
	}
	var ids []string
	for i := range n.Evidence {
		if e := &n.Evidence[i]; deep || had[e.ID] != e.Digest() {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// addPlaces adds where the plain edge of a relation is and should be. Without its relation it is there only if somebody deleted
// that.
func (g *gathered) addPlaces(places map[place]bool, n *layout.Node, deep bool) {
	have := g.nodes[n.ID]
	if n.Label != layout.Relation {
		return
	}
	if have != nil {
		if p, ok := have.place(); ok {
			places[p] = true
		}
	}
	if n.Plain != nil && (have != nil || deep) {
		places[place{n.Plain.Type, n.ID, n.Plain.From, n.Plain.To}] = true
	}
}

// put makes a thing what it should be, with its plain edge and the evidence for it.
func (g *gathered) put(e *edits, n *layout.Node, deep bool) {
	have, plain := g.nodes[n.ID], g.plain[n.ID]
	switch {
	case have != nil:
		e.put(n, have)
		e.putPlain(n, plain)
	case len(plain) > 0:
		bare := *n
		bare.Plain = nil
		e.create(&bare)
		e.putPlain(n, plain)
	default:
		e.create(n)
	}
	if have == nil {
		have = &found{}
	}
	for i := range n.Evidence {
		g.putEvidence(e, &n.Evidence[i], have, deep)
	}
	g.drop(e, have, n)
}

// putEvidence makes evidence what it should be, for the fact for which it should be.
func (g *gathered) putEvidence(e *edits, n *layout.Node, fact *found, deep bool) {
	if !deep {
		for _, had := range fact.evidence {
			if had.id == n.ID && had.digest == n.Digest() {
				return
			}
		}
	}
	if have := g.evidence[n.ID]; have != nil {
		e.put(n, have)
		return
	}
	e.create(n)
}

// drop deletes the evidence for a fact that it should not have, or takes from it what belongs to another now. A fact that is
// nil has none.
func (g *gathered) drop(e *edits, have *found, n *layout.Node) {
	wanted := map[string]bool{}
	if n != nil {
		for i := range n.Evidence {
			wanted[n.Evidence[i].ID] = true
		}
	}
	for _, had := range have.evidence {
		switch {
		case wanted[had.id]:
		case g.elsewhere(had.id):
			e.unlink(had.edge)
		default:
			e.remove(layout.Evidence, had.id)
		}
	}
}
