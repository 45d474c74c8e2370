package memory

import (
	"iter"
	"slices"
	"strings"

	"entente/graph/alliance"
)

// ties has, for each actor, direction and type of relation, the relations in the order of their ids. A mutual relation
// is in both directions of both its ends.
type ties struct {
	types  []alliance.RelationType
	actors map[string]uint32
	out    adjacency
	in     adjacency
}

// adjacency has the relations of actor a and type t at items[starts[k]:starts[k+1]], where k = a·types + t.
type adjacency struct {
	starts []uint32
	items  []*alliance.Relation
}

// newTies indexes the relations of the facts.
func newTies(f *alliance.Facts) ties {
	t := ties{types: alliance.RelationTypes(), actors: make(map[string]uint32, len(f.Actors))}
	for i, a := range f.Actors {
		t.actors[a.ID] = uint32(i)
	}
	keys := make([][2]uint32, len(f.Relations))
	for i, r := range f.Relations {
		typ := uint32(slices.Index(t.types, r.Type))
		keys[i] = [2]uint32{t.key(t.actors[r.Subject.ID], typ), t.key(t.actors[r.Object.ID], typ)}
	}
	size := len(f.Actors)*len(t.types) + 1
	t.out = newAdjacency(f.Relations, keys, size, 0)
	t.in = newAdjacency(f.Relations, keys, size, 1)
	return t
}

// key is where the relations of an actor and type begin.
func (t *ties) key(actor, typ uint32) uint32 { return actor*uint32(len(t.types)) + typ }

// newAdjacency indexes the relations by one end of each, mutual ones by both.
func newAdjacency(relations []*alliance.Relation, keys [][2]uint32, size, end int) adjacency {
	a := adjacency{starts: make([]uint32, size)}
	ends := func(i int) []uint32 {
		if relations[i].Type.Mutual() {
			return keys[i][:]
		}
		return keys[i][end : end+1]
	}
	for i := range relations {
		for _, k := range ends(i) {
			a.starts[k]++
		}
	}
	total := uint32(0)
	for k, n := range a.starts {
		a.starts[k] = total
		total += n
	}
	a.items = make([]*alliance.Relation, total)
	next := slices.Clone(a.starts)
	for i, r := range relations {
		for _, k := range ends(i) {
			a.items[next[k]] = r
			next[k]++
		}
	}
	return a
}

// list returns the relations of a key.
func (a *adjacency) list(k uint32) []*alliance.Relation { return a.items[a.starts[k]:a.starts[k+1]] }

// of appends to lists those of the relations that an actor stands in, in a direction and of the given types.
func (t *ties) of(lists [][]*alliance.Relation, actor string, d alliance.Direction, types oneOf[alliance.RelationType]) [][]*alliance.Relation {
	a, ok := t.actors[actor]
	if !ok {
		return lists
	}
	for i, typ := range t.types {
		if !types.has(typ) {
			continue
		}
		k := t.key(a, uint32(i))
		if out := t.out.list(k); d != alliance.In && len(out) > 0 {
			lists = append(lists, out)
		}
		if in := t.in.list(k); d != alliance.Out && len(in) > 0 && (d == alliance.In || !typ.Mutual()) {
			lists = append(lists, in)
		}
	}
	return lists
}

// mergeable is how many lists are merged by looking at the head of each.
const mergeable = 16

// merged goes through lists in the order of ids from a position on, through what is in several of them once.
func merged(lists [][]*alliance.Relation, keep func(*alliance.Relation) (*alliance.Relation, bool)) func(alliance.Position) iter.Seq[*alliance.Relation] {
	switch {
	case len(lists) == 1:
		return in(lists[0])
	case len(lists) > mergeable:
		var all []*alliance.Relation
		for _, list := range lists {
			for _, r := range list {
				if _, ok := keep(r); ok {
					all = append(all, r)
				}
			}
		}
		slices.SortFunc(all, func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) })
		return in(slices.Compact(all))
	}
	return func(p alliance.Position) iter.Seq[*alliance.Relation] {
		return func(yield func(*alliance.Relation) bool) {
			heads := make([][]*alliance.Relation, len(lists))
			for i, list := range lists {
				heads[i] = after(list, p)
			}
			for {
				next := least(heads)
				if next == nil || !yield(next) {
					return
				}
				for i, h := range heads {
					if len(h) > 0 && h[0] == next {
						heads[i] = h[1:]
					}
				}
			}
		}
	}
}

// least returns the head that sorts first, nil where all lists are empty.
func least(heads [][]*alliance.Relation) *alliance.Relation {
	var first *alliance.Relation
	for _, h := range heads {
		if len(h) > 0 && (first == nil || h[0].ID < first.ID) {
			first = h[0]
		}
	}
	return first
}
