package network

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// A signedGraph is a signed network in which each two actors are tied at most once, by all that is between them; the direction
// of relations does not matter.
type signedGraph struct {
	// actors are ordered by id and known by their indices.
	actors []*alliance.Actor
	// pairs are ordered by their ends.
	pairs []pair
	// links has the pairs of each actor, ordered by the other end.
	links [][]link
}

// A pair is two actors, a before b, with the friendly and the hostile relations between them: those with the most
// independent sources first, then by id.
type pair struct {
	a, b              int
	friendly, hostile []*alliance.Relation
}

// A link is a pair as seen from one of its ends.
type link struct {
	to int
	*pair
}

// counts returns how many friendly and hostile relations the pair has.
func (p *pair) counts() (friendly, hostile int) { return len(p.friendly), len(p.hostile) }

// strength is how many independent sources the best attested of some relations has.
func strength(relations []*alliance.Relation) int { return relations[0].IndependentSources }

// newWeb makes a web of those of the relations that are friendly or hostile, each given once, in time of order m log m. An
// actor has no tie with itself. The web does not depend on the order of the relations.
func newWeb(relations []*alliance.Relation) *signedGraph {
	w := &signedGraph{}
	ties := w.place(signedAmong(relations))
	slices.SortFunc(ties, comparePlaced)
	sorted := make([]*alliance.Relation, len(ties))
	for i, t := range ties {
		sorted[i] = t.Relation
	}
	for from := 0; from < len(ties); {
		p := pair{a: ties[from].subject, b: ties[from].object}
		turn := from
		for turn < len(ties) && p.joins(ties[turn]) && ties[turn].Sign() == alliance.Positive {
			turn++
		}
		to := turn
		for to < len(ties) && p.joins(ties[to]) {
			to++
		}
		p.friendly, p.hostile = sorted[from:turn:turn], sorted[turn:to:to]
		w.pairs = append(w.pairs, p)
		from = to
	}
	w.link()
	return w
}

// comparePlaced orders relations by their ends, friendly ones first, then by how many independent sources they have, then
// by id. It is called often enough to look no further than it must.
func comparePlaced(s, t placed) int {
	switch {
	case s.subject != t.subject:
		return s.subject - t.subject
	case s.object != t.object:
		return s.object - t.object
	case s.Sign() != t.Sign():
		return strings.Compare(string(t.Sign()), string(s.Sign())) // POSITIVE is after NEGATIVE
	default:
		return compareAttested(s.Relation, t.Relation)
	}
}

// compareAttested puts those relations first that have the most independent sources, then orders them by id.
func compareAttested(r, s *alliance.Relation) int {
	return cmp.Or(cmp.Compare(s.IndependentSources, r.IndependentSources), strings.Compare(r.ID, s.ID))
}

// joins reports whether a relation, whose lower end is its subject here, is between the two actors.
func (p *pair) joins(t placed) bool { return t.subject == p.a && t.object == p.b }

// signedAmong returns those of the relations that are friendly or hostile to another actor.
func signedAmong(relations []*alliance.Relation) []*alliance.Relation {
	signed := make([]*alliance.Relation, 0, len(relations))
	for _, r := range relations {
		if r.Sign() != alliance.Neutral && r.Subject.ID != r.Object.ID {
			signed = append(signed, r)
		}
	}
	return signed
}

// place sets the actors, and returns the relations with their ends, the lower one as the subject.
func (w *signedGraph) place(relations []*alliance.Relation) []placed {
	index := make(map[*alliance.Actor]int, len(relations))
	for _, r := range relations {
		for _, a := range [2]*alliance.Actor{r.Subject, r.Object} {
			if _, ok := index[a]; !ok {
				index[a] = 0
				w.actors = append(w.actors, a)
			}
		}
	}
	slices.SortFunc(w.actors, func(a, b *alliance.Actor) int { return strings.Compare(a.ID, b.ID) })
	for i, a := range w.actors {
		index[a] = i
	}
	ties := make([]placed, len(relations))
	for i, r := range relations {
		s, o := index[r.Subject], index[r.Object]
		ties[i] = placed{r, min(s, o), max(s, o)}
	}
	return ties
}

// link sets the links from the pairs. As these are ordered by both ends, so are the links.
func (w *signedGraph) link() {
	w.links = make([][]link, len(w.actors))
	for i := range w.pairs {
		p := &w.pairs[i]
		w.links[p.a] = append(w.links[p.a], link{p.b, p})
		w.links[p.b] = append(w.links[p.b], link{p.a, p})
	}
}

// find returns the index of the actor with the id, if it is in the web.
func (w *signedGraph) find(id string) (int, bool) {
	return slices.BinarySearchFunc(w.actors, id, func(a *alliance.Actor, id string) int { return strings.Compare(a.ID, id) })
}
