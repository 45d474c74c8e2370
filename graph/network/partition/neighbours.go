package partition

import (
	"cmp"
	"slices"
)

// A neighbour is the other end of an edge, whose weight is signed.
type neighbour struct{ vertex, weight int32 }

// compare orders neighbours by their vertices.
func (n neighbour) compare(m neighbour) int { return cmp.Compare(n.vertex, m.vertex) }

// Neighbours are those of one vertex. Lists take a quarter of the memory of maps, and the neighbours of most vertices are few.
// Those of a hub are many, and a reduction may change each: so that a change does not move half of them, one that is taken out
// stays with weight 0, and a new one goes into a second list, until so many have changed that one ordered list is made of all.
type neighbours struct {
	list  []neighbour // first those in the order of the vertices, then the new ones, in that order as well
	first int         // how many come before the new ones
	count int         // how many have a weight
}

// newNeighbours returns neighbours, none of which is there twice. They keep the list, and order it.
func newNeighbours(list []neighbour) neighbours {
	slices.SortFunc(list, neighbour.compare)
	return neighbours{list, len(list), len(list)}
}

// find returns where in the list a vertex is, perhaps with weight 0, or where it belongs as a new one.
func (l *neighbours) find(v int) (at int, ok bool) {
	sought := neighbour{vertex: int32(v)} //nolint:gosec // there are fewer vertices
	if at, ok = slices.BinarySearchFunc(l.list[:l.first], sought, neighbour.compare); ok {
		return at, true
	}
	at, ok = slices.BinarySearchFunc(l.list[l.first:], sought, neighbour.compare)
	return l.first + at, ok
}

// weight returns the weight of a vertex, 0 if it is no neighbour.
func (l *neighbours) weight(v int) int32 {
	if at, ok := l.find(v); ok {
		return l.list[at].weight
	}
	return 0
}

// set gives a vertex another weight, which 0 takes out.
func (l *neighbours) set(v int, weight int32) {
	at, ok := l.find(v)
	if !ok && weight == 0 {
		return
	}
	if !ok {
		l.list = slices.Insert(l.list, at, neighbour{vertex: int32(v)}) //nolint:gosec // there are fewer vertices
	}
	switch old := l.list[at].weight; {
	case old == 0 && weight != 0:
		l.count++
	case old != 0 && weight == 0:
		l.count--
	}
	l.list[at].weight = weight
	if l.unsettled() > len(l.list)/mostUnsettled {
		l.settle()
	}
}

// mostUnsettled is the part of a list that is out of order or taken out at most: 1/mostUnsettled. Shorter lists are always in order.
const mostUnsettled = 64

// unsettled returns how many are out of order or taken out.
func (l *neighbours) unsettled() int { return len(l.list) - l.first + len(l.list) - l.count }

// ordered returns the neighbours in the order of the vertices. The list is valid until the next change.
func (l *neighbours) ordered() []neighbour {
	if l.unsettled() > 0 {
		l.settle()
	}
	return l.list
}

// settle makes one list of both, without those that were taken out.
func (l *neighbours) settle() {
	isOut := func(n neighbour) bool { return n.weight == 0 }
	late := slices.DeleteFunc(slices.Clone(l.list[l.first:]), isOut)
	early := slices.DeleteFunc(l.list[:l.first], isOut)
	l.list, l.first = l.list[:l.count], l.count
	for at := l.count - 1; len(late) > 0; at-- { // from the end, where there is room
		from := &late
		if len(early) > 0 && early[len(early)-1].compare(late[len(late)-1]) > 0 {
			from = &early
		}
		last := len(*from) - 1
		l.list[at], *from = (*from)[last], (*from)[:last]
	}
}
