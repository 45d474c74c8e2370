package memory

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// between returns the relations of the given types from one of the subjects to one of the objects, mutual ones in
// either direction. A nil list restricts nothing; subjects and objects must not both be nil.
func (t *ties) between(ctx context.Context, subjects, objects []string, types []alliance.RelationType) []uint32 {
	side, actors, others := t.side(subjects, objects)
	return t.joining(ctx, side, actors, others, types)
}

// side returns where the relations from one of the subjects to one of the objects are looked for: in the lists of which actors, by
// which end, with which others.
func (t *ties) side(subjects, objects []string) (side *adjacency, actors, others []string) {
	if subjects == nil || objects != nil && len(objects) < len(subjects) {
		return &t.in, objects, subjects
	}
	return &t.out, subjects, objects
}

// listed returns how many relations are listed for actors.
func (a *adjacency) listed(t *ties, actors []string) (n int) {
	for _, id := range actors {
		if actor, ok := t.actors[id]; ok {
			n += int(a.starts[t.key(actor+1, 0)] - a.starts[t.key(actor, 0)])
		}
	}
	return n
}

// backing returns the relations of the given types from one of the subjects and against one of some actors. Nil subjects
// restrict nothing, nor do any those that are mutual.
func (t *ties) backing(ctx context.Context, subjects, against []string, types []alliance.RelationType) []uint32 {
	return t.joining(ctx, &t.against, against, subjects, types)
}

// joining returns the relations of some types, ordered by id, that are listed for one of some actors with one of the others;
// nil others restrict nothing. Once the context is done, there may be none.
func (t *ties) joining(ctx context.Context, side *adjacency, actors, others []string, types []alliance.RelationType) []uint32 {
	var to crowd
	if others != nil {
		to = t.crowd(others)
	}
	var found []uint32
	var steps pace.Steps
	before := 0
	for _, id := range actors {
		if steps.TakeAll(ctx, 1+len(found)-before) != nil {
			return nil
		}
		before = len(found)
		a, ok := t.actors[id]
		if !ok {
			continue
		}
		for i, typ := range t.types {
			if types != nil && !slices.Contains(types, typ) {
				continue
			}
			among := to
			if side == &t.against && typ.Mutual() {
				among = crowd{} // either end may be the subject
			}
			found = side.with(found, t.key(a, uint32(i)), among)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// A crowd is a set of actors: their ranks, and a bit for each. The nil crowd is that of all actors.
type crowd struct {
	ranks []uint32
	bits  []uint64
}

// crowd returns the set of the actors with the ids.
func (t *ties) crowd(ids []string) crowd {
	c := crowd{make([]uint32, 0, len(ids)), make([]uint64, len(t.actors)/64+1)}
	for _, id := range ids {
		if a, ok := t.actors[id]; ok && !c.has(a) {
			c.ranks = append(c.ranks, a)
			c.bits[a/64] |= 1 << (a % 64)
		}
	}
	return c
}

// has reports whether an actor is in the set.
func (c *crowd) has(a uint32) bool { return c.bits == nil || c.bits[a/64]>>(a%64)&1 == 1 }

// long is the length from which a list is sorted by the other ends, too, so that a few of them are found without looking at
// the others.
const long = 256

// sort sets sorted.
func (a *adjacency) sort() {
	a.sorted = map[uint32][]uint32{}
	for k := range len(a.starts) - 1 {
		start, end := a.starts[k], a.starts[k+1]
		if end-start < long {
			continue
		}
		sorted := ranks(int(end - start))
		for i := range sorted {
			sorted[i] += start
		}
		slices.SortFunc(sorted, func(i, j uint32) int { return cmp.Compare(a.others[i], a.others[j]) })
		a.sorted[uint32(k)] = sorted
	}
}

// with appends the relations of a key whose other end is in a set. It takes time in the length of the list or, if that is
// long, in the size of the set.
func (a *adjacency) with(found []uint32, k uint32, to crowd) []uint32 {
	if sorted := a.sorted[k]; to.bits != nil && 16*len(to.ranks) < len(sorted) {
		for _, rank := range to.ranks {
			at, _ := slices.BinarySearchFunc(sorted, rank, func(i, rank uint32) int { return cmp.Compare(a.others[i], rank) })
			for ; at < len(sorted) && a.others[sorted[at]] == rank; at++ {
				found = append(found, a.items[sorted[at]])
			}
		}
		return found
	}
	for at := a.starts[k]; at < a.starts[k+1]; at++ {
		if to.has(a.others[at]) {
			found = append(found, a.items[at])
		}
	}
	return found
}
