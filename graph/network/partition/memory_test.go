package partition

import (
	"runtime"
	"slices"
	"testing"
)

// TestMemory checks what large networks take, in bytes, in places where it was many times as much.
func TestMemory(t *testing.T) {
	const n, k = 5_000, 100
	ring := ring(n, n/2)
	bloc := make([]int, n)
	for v := range bloc {
		bloc[v] = v % k
	}
	for _, test := range []struct {
		name string
		do   func()
		most uint64
	}{
		{"the table of pulls is made once", func() {
			s := &solver{g: graphOf(n, ring...), k: k}
			s.best.cost = impossible
			for range 10 {
				s.descend(t.Context(), bloc)
			}
		}, 10 << 20},
		{"colours are counted where they are searched for", func() {
			left := colouringEffort
			if colours, _ := colour(graphOf(n, ring...).lists(), slices.Repeat([]bool{true}, n), k, &left); colours == nil {
				t.Error("no colouring")
			}
		}, 3 << 20},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		test.do()
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > test.most {
			t.Errorf("%s: %d bytes, at most %d", test.name, took, test.most)
		}
	}
}

// lists returns the neighbours of each vertex.
func (g *graph) lists() [][]int {
	lists := make([][]int, len(g.adj))
	for v, arcs := range g.adj {
		for _, a := range arcs {
			lists[v] = append(lists[v], int(a.to))
		}
	}
	return lists
}

// TestBlocksOfALongRing checks that a walk along many vertices does not make the stack grow.
func TestBlocksOfALongRing(t *testing.T) {
	g := graphOf(200_000, ring(200_000, 1)...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	blocks := blocksOf(g)
	runtime.ReadMemStats(&after)
	if len(blocks) != 1 || len(blocks[0].graph.edges) != 200_000 {
		t.Errorf("%d blocks", len(blocks))
	}
	if after.StackSys > before.StackSys+1<<20 {
		t.Errorf("the stack grew by %d bytes", after.StackSys-before.StackSys)
	}
}
