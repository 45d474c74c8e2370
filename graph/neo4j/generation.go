package neo4j

import (
	"slices"
	"unsafe"

	"entente/graph/alliance"
)

// A neighbourhood is the list of the relations that a reading finds, by id, or its beginning: then there are more.
type neighbourhood struct {
	reading
	relations []*alliance.Relation
	more      bool
}

// reaches reports whether a list is whole, or at least so long.
func (n *neighbourhood) reaches(length int) bool { return !n.more || len(n.relations) >= length }

// size returns roughly how many bytes a list takes, without the relations.
func (n *neighbourhood) size() int {
	return overhead + cap(n.relations)*int(unsafe.Sizeof(n.relations[0]))
}

// overhead is roughly how many bytes an entry of a map takes, with what belongs to it.
const overhead = 160

// sizeOf returns roughly how many bytes a relation takes with its evidence, but without actors, sources and conflicts.
func sizeOf(r *alliance.Relation) int {
	size := overhead + int(unsafe.Sizeof(*r)) + len(r.ID) + len(r.Role)
	for _, e := range r.Evidence {
		size += int(unsafe.Sizeof(*e)) + int(unsafe.Sizeof(e)) + len(e.ID) + len(e.Quote) + len(e.Locator)
	}
	return size
}

// A generation is what is kept of who has relations with whom since some time. There is one of each relation in it, in
// whatever lists.
type generation struct {
	of        map[string][]neighbourhood
	relations map[string]*alliance.Relation
	// size is roughly how many bytes it takes.
	size int
}

// newGeneration returns an empty generation.
func newGeneration() generation {
	return generation{of: map[string][]neighbourhood{}, relations: map[string]*alliance.Relation{}}
}

// find returns the list of a place, or a whole one that has all that is in it.
func (g *generation) find(at place) (neighbourhood, bool) {
	for _, n := range g.of[at.actor] {
		if n.reading == at.reading || !n.more && n.covers(at.reading) {
			return n, true
		}
	}
	return neighbourhood{}, false
}

// add adds a list of relations that are in the generation, in place of those that it has all of.
func (g *generation) add(actor string, list neighbourhood) {
	g.of[actor] = append(slices.DeleteFunc(g.of[actor], func(n neighbourhood) bool {
		instead := n.reading == list.reading || !list.more && list.covers(n.reading)
		if instead {
			g.size -= n.size()
		}
		return instead
	}), list)
	g.size += list.size()
}

// share returns the relation with the id of r that is in the generation; if none is, that in an older one, or r, is then.
func (g *generation) share(r *alliance.Relation, older *generation) *alliance.Relation {
	if shared, ok := g.relations[r.ID]; ok {
		return shared
	}
	if shared, ok := older.relations[r.ID]; ok {
		r = shared
	}
	g.relations[r.ID] = r
	g.size += sizeOf(r)
	return r
}
