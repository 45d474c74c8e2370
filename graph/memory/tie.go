package memory

import (
	"context"
	"iter"
	"math"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// ties indexes the relations of each actor, and those against it, by direction and type, ordered by id. A mutual relation
// is in both directions at both of its ends. Actors and relations are identified by rank: their index in the lists of the facts,
// which are ordered by id.
type ties struct {
	types     []alliance.RelationType
	relations []*alliance.Relation
	actors    map[string]uint32
	out       adjacency
	in        adjacency
	against   adjacency
}

// adjacency stores the relations of actor a and type t in items[starts[k]:starts[k+1]], where k = a·types + t, and
// the actors at their other ends, their subjects if it is of those against the actor, at the same indexes of others:
// compressed sparse rows.
type adjacency struct {
	starts, items, others []uint32
	// sorted holds, by k, the indexes of the relations of a long list ordered by others.
	sorted map[uint32][]uint32
}

// newTies indexes the relations of the facts.
func newTies(f *alliance.Facts) ties {
	t := ties{types: alliance.RelationTypes(), relations: f.Relations, actors: make(map[string]uint32, len(f.Actors))}
	for i, a := range f.Actors {
		t.actors[a.ID] = uint32(i)
	}
	ends := make([]tie, len(f.Relations))
	for i, r := range f.Relations {
		typ := uint32(slices.Index(t.types, r.Type))
		s, o := t.actors[r.Subject.ID], t.actors[r.Object.ID]
		ends[i] = tie{key: [3]uint32{t.key(s, typ), t.key(o, typ), nobody}, other: [3]uint32{o, s, s}, mutual: r.Type.Mutual()}
		if r.Against != nil {
			ends[i].key[2] = t.key(t.actors[r.Against.ID], typ)
		}
	}
	size := len(f.Actors)*len(t.types) + 1
	t.out, t.in, t.against = newAdjacency(ends, size, 0), newAdjacency(ends, size, 1), newAdjacency(ends, size, 2)
	return t
}

// key returns the index in starts of an actor and type.
func (t *ties) key(actor, typ uint32) uint32 { return actor*uint32(len(t.types)) + typ }

// A tie is a relation to index: the keys of its subject, its object and the actor that it is against, and the actor at the
// other end of each.
type tie struct {
	key, other [3]uint32
	mutual     bool
}

// nobody is the key of a tie that is against no actor.
const nobody = math.MaxUint32

// newAdjacency indexes ties by the given end, mutual ones by both of the first two.
func newAdjacency(ties []tie, size, end int) adjacency {
	a := adjacency{starts: make([]uint32, size)}
	each := func(visit func(rank, end int)) {
		for rank := range ties {
			if ties[rank].key[end] != nobody {
				visit(rank, end)
			}
			if ties[rank].mutual && end < 2 {
				visit(rank, 1-end)
			}
		}
	}
	each(func(rank, end int) { a.starts[ties[rank].key[end]]++ })
	total := uint32(0)
	for k, n := range a.starts {
		a.starts[k] = total
		total += n
	}
	a.items, a.others = make([]uint32, total), make([]uint32, total)
	next := slices.Clone(a.starts)
	each(func(rank, end int) {
		k := ties[rank].key[end]
		a.items[next[k]], a.others[next[k]] = uint32(rank), ties[rank].other[end]
		next[k]++
	})
	a.sort()
	return a
}

// list returns the relations of a key.
func (a *adjacency) list(k uint32) []uint32 { return a.items[a.starts[k]:a.starts[k+1]] }

// of appends to lists the relations of an actor, given by rank, in a direction and of the given types, one list per type; nil
// means all types.
func (t *ties) of(lists [][]uint32, actor uint32, d alliance.Direction, types []alliance.RelationType) [][]uint32 {
	for i, typ := range t.types {
		if types != nil && !slices.Contains(types, typ) {
			continue
		}
		k := t.key(actor, uint32(i))
		if d == alliance.Opponent {
			if against := t.against.list(k); len(against) > 0 {
				lists = append(lists, against)
			}
			continue
		}
		if out := t.out.list(k); d != alliance.In && len(out) > 0 {
			lists = append(lists, out)
		}
		if in := t.in.list(k); d != alliance.Out && len(in) > 0 && (d == alliance.In || !typ.Mutual()) {
			lists = append(lists, in)
		}
	}
	return lists
}

// each iterates over the relations of an actor, given by rank, that a step goes over, and the actors at their other ends.
func (t *ties) each(actor uint32, s step) iter.Seq2[*alliance.Relation, uint32] {
	a := &t.out
	if s.from == alliance.In {
		a = &t.in
	}
	k := t.key(actor, uint32(slices.Index(t.types, s.over)))
	return func(yield func(*alliance.Relation, uint32) bool) {
		for i := a.starts[k]; i < a.starts[k+1]; i++ {
			if !yield(t.relations[a.items[i]], a.others[i]) {
				return
			}
		}
	}
}

// mergeable is the largest number of lists merged by comparing their heads.
const mergeable = 16

// A union is the union of lists of relations, ordered by id, as candidates.
type union struct {
	*ties
	lists [][]uint32
}

// union returns the union of lists. More than mergeable lists are sorted instead of merged, without the relations for
// which keeps is false. Once the context is done, the union may lack some.
func (t *ties) union(ctx context.Context, lists [][]uint32, keeps func(*alliance.Relation) bool) *union {
	if len(lists) > mergeable {
		var all []uint32
		var steps pace.Steps
		for _, list := range lists {
			for _, rank := range list {
				if steps.Take(ctx) != nil {
					return &union{t, nil}
				}
				if keeps(t.relations[rank]) {
					all = append(all, rank)
				}
			}
		}
		slices.Sort(all)
		lists = [][]uint32{slices.Compact(all)}
	}
	return &union{t, lists}
}

func (u *union) ahead(_ context.Context, p alliance.Position) iter.Seq[*alliance.Relation] {
	lists := cut(u.lists, uint32(len(u.relations)-len(after(u.relations, p))), false)
	return func(yield func(*alliance.Relation) bool) {
		if len(lists) == 1 {
			for _, rank := range lists[0] {
				if !yield(u.relations[rank]) {
					return
				}
			}
			return
		}
		u.merge(lists, yield)
	}
}

func (u *union) back(_ context.Context, p alliance.Position) iter.Seq[*alliance.Relation] {
	lists := cut(u.lists, uint32(len(before(u.relations, p))), true)
	return func(yield func(*alliance.Relation) bool) { u.mergeBack(lists, yield) }
}

func (u *union) most() (n int) {
	for _, list := range u.lists {
		n += len(list)
	}
	return n
}

// cut returns the parts of lists from a rank on, or those below it.
func cut(lists [][]uint32, rank uint32, below bool) [][]uint32 {
	parts := make([][]uint32, len(lists))
	for i, list := range lists {
		at, _ := slices.BinarySearch(list, rank)
		if parts[i] = list[at:]; below {
			parts[i] = list[:at]
		}
	}
	return parts
}

// merge yields the union of lists by comparing their heads. It consumes them.
func (t *ties) merge(lists [][]uint32, yield func(*alliance.Relation) bool) {
	end := uint32(len(t.relations))
	for {
		next := end
		for _, list := range lists {
			if len(list) > 0 && list[0] < next {
				next = list[0]
			}
		}
		if next == end || !yield(t.relations[next]) {
			return
		}
		for i, list := range lists {
			if len(list) > 0 && list[0] == next {
				lists[i] = list[1:]
			}
		}
	}
}

// mergeBack is like merge from the ends of the lists.
func (t *ties) mergeBack(lists [][]uint32, yield func(*alliance.Relation) bool) {
	for {
		end := uint32(0) // one more than the rank of the next
		for _, list := range lists {
			if len(list) > 0 {
				end = max(end, list[len(list)-1]+1)
			}
		}
		if end == 0 || !yield(t.relations[end-1]) {
			return
		}
		for i, list := range lists {
			if last := len(list) - 1; last >= 0 && list[last] == end-1 {
				lists[i] = list[:last]
			}
		}
	}
}
