package network

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A signedGraph is a signed, undirected graph with at most one pair for any two actors, which holds all signed
// relations between them, whatever their direction.
type signedGraph struct {
	// actors are ordered by id; pairs and links refer to them by index.
	actors []*alliance.Actor
	// pairs are ordered by their ends.
	pairs []pair
	// links holds the pairs of each actor, ordered by the other end.
	links [][]link
}

// A pair is two actors, a before b, and the friendly and hostile relations between them, each ordered by the number of
// independent sources, highest first, then by id.
type pair struct {
	a, b              int
	friendly, hostile []*alliance.Relation
}

// A link is a pair as seen from one of its ends.
type link struct {
	to int
	*pair
}

// counts returns the numbers of friendly and hostile relations of the pair.
func (p *pair) counts() (friendly, hostile int) { return len(p.friendly), len(p.hostile) }

// strength returns the number of independent sources of the best attested of the relations, which is the first.
func strength(relations []*alliance.Relation) int { return relations[0].IndependentSources }

// newSignedGraph returns the graph of the friendly and hostile relations among those given, which must be distinct. It
// takes O(m log m) time for m relations. The graph has no loops, and does not depend on the order of the relations.
func newSignedGraph(relations []*alliance.Relation) *signedGraph {
	g := &signedGraph{}
	edges := g.index(signedAmong(relations))
	slices.SortFunc(edges, compareEdges)
	sorted := make([]*alliance.Relation, len(edges))
	for i, e := range edges {
		sorted[i] = e.Relation
	}
	for from := 0; from < len(edges); {
		p := pair{a: edges[from].subject, b: edges[from].object}
		turn := from
		for turn < len(edges) && p.joins(edges[turn]) && edges[turn].Sign() == alliance.Positive {
			turn++
		}
		to := turn
		for to < len(edges) && p.joins(edges[to]) {
			to++
		}
		p.friendly, p.hostile = sorted[from:turn:turn], sorted[turn:to:to]
		g.pairs = append(g.pairs, p)
		from = to
	}
	g.link()
	return g
}

// compareEdges orders edges by their ends, friendly ones first, then by [compareAttested]. It is hot, so it compares
// lazily.
func compareEdges(d, e edge) int {
	switch {
	case d.subject != e.subject:
		return d.subject - e.subject
	case d.object != e.object:
		return d.object - e.object
	case d.Sign() != e.Sign():
		return strings.Compare(string(e.Sign()), string(d.Sign())) // POSITIVE is after NEGATIVE
	default:
		return compareAttested(d.Relation, e.Relation)
	}
}

// compareAttested orders relations by the number of independent sources, highest first, then by id.
func compareAttested(r, s *alliance.Relation) int {
	return cmp.Or(cmp.Compare(s.IndependentSources, r.IndependentSources), strings.Compare(r.ID, s.ID))
}

// joins reports whether an edge, whose subject is the lower end, lies between the two actors.
func (p *pair) joins(e edge) bool { return e.subject == p.a && e.object == p.b }

// signedAmong returns the friendly and hostile ones among the relations, except those of an actor with itself.
func signedAmong(relations []*alliance.Relation) []*alliance.Relation {
	signed := make([]*alliance.Relation, 0, len(relations))
	for _, r := range relations {
		if r.Sign() != alliance.Neutral && r.Subject.ID != r.Object.ID {
			signed = append(signed, r)
		}
	}
	return signed
}

// index sets the actors and returns the relations as edges, with the lower end as the subject.
func (g *signedGraph) index(relations []*alliance.Relation) []edge {
	indices := make(map[*alliance.Actor]int, len(relations))
	for _, r := range relations {
		for _, a := range [2]*alliance.Actor{r.Subject, r.Object} {
			if _, ok := indices[a]; !ok {
				indices[a] = 0
				g.actors = append(g.actors, a)
			}
		}
	}
	slices.SortFunc(g.actors, func(a, b *alliance.Actor) int { return strings.Compare(a.ID, b.ID) })
	for i, a := range g.actors {
		indices[a] = i
	}
	edges := make([]edge, len(relations))
	for i, r := range relations {
		s, o := indices[r.Subject], indices[r.Object]
		edges[i] = edge{r, min(s, o), max(s, o)}
	}
	return edges
}

// link sets the links from the pairs. The pairs are ordered by both ends, so the links are in order, too.
func (g *signedGraph) link() {
	g.links = make([][]link, len(g.actors))
	for i := range g.pairs {
		p := &g.pairs[i]
		g.links[p.a] = append(g.links[p.a], link{p.b, p})
		g.links[p.b] = append(g.links[p.b], link{p.a, p})
	}
}

// find returns the index of the actor with the id, and whether it is in the graph.
func (g *signedGraph) find(id string) (int, bool) {
	return slices.BinarySearchFunc(g.actors, id, func(a *alliance.Actor, id string) int {
		return strings.Compare(a.ID, id)
	})
}
