package partition

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// TestNeighbours compares a list with a map, where lists are short, always in order, and where they are long.
func TestNeighbours(t *testing.T) {
	for _, most := range []int{20, 2000} {
		t.Run(strconv.Itoa(most), func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 5))
			want := map[int]int32{}
			l := newNeighbours(nil)
			for range 10 * most {
				v, weight := r.IntN(most), r.Int32N(5)-2
				l.set(v, weight)
				if want[v] = weight; weight == 0 {
					delete(want, v)
				}
				u := r.IntN(most)
				if l.count != len(want) || l.weight(v) != weight || l.weight(u) != want[u] {
					t.Fatalf("%d neighbours, %d has %d, %d has %d; want %v", l.count, v, l.weight(v), u, l.weight(u), want)
				}
				if r.IntN(20) == 0 {
					checkOrdered(t, &l, want)
				}
			}
			checkOrdered(t, &l, want)
		})
	}
}

// TestNeighboursSettleSeldom changes all neighbours of a hub: few of the changes move the others.
func TestNeighboursSettleSeldom(t *testing.T) {
	const n = 20_000
	for _, c := range []struct {
		name   string
		change func(l *neighbours, v int)
	}{
		{"the first is taken out", func(l *neighbours, v int) { l.set(2*v, 0) }},
		{"one is put in", func(l *neighbours, v int) { l.set(2*v+1, 1) }},
		{"the first is replaced", func(l *neighbours, v int) { l.set(2*v, 0); l.set(2*v+1, 1) }},
	} {
		list := make([]neighbour, n)
		for v := range list {
			list[v] = neighbour{int32(2 * v), 1} //nolint:gosec // few
		}
		l, moves := newNeighbours(list), 0
		for v := range n {
			if c.change(&l, v); l.unsettled() == 0 {
				moves++
			}
		}
		if most := 16 * mostUnsettled; moves > most {
			t.Errorf("%s: %d of %d changes move all, at most %d", c.name, moves, n, most)
		}
	}
}

// checkOrdered checks that all neighbours are listed in order.
func checkOrdered(t *testing.T, l *neighbours, want map[int]int32) {
	t.Helper()
	var list []neighbour
	for _, v := range slices.Sorted(maps.Keys(want)) {
		list = append(list, neighbour{int32(v), want[v]}) //nolint:gosec // few
	}
	if got := l.ordered(); !slices.Equal(got, list) {
		t.Fatalf("%v, want %v", got, list)
	}
}
