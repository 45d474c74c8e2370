package partition

import (
	"slices"
	"testing"
)

// near returns adjacency lists.
func near(n int, edges ...[2]int) [][]int {
	adj := make([][]int, n)
	for _, e := range edges {
		adj[e[0]], adj[e[1]] = append(adj[e[0]], e[1]), append(adj[e[1]], e[0])
	}
	return adj
}

// circle returns a ring of n vertices.
func circle(n int) [][]int {
	var edges [][2]int
	for v := range n {
		edges = append(edges, [2]int{v, (v + 1) % n})
	}
	return near(n, edges...)
}

// wheel returns a ring of n vertices around a hub.
func wheel(n int) [][]int {
	adj := append(circle(n), nil)
	for v := range n {
		adj[v], adj[n] = append(adj[v], n), append(adj[n], v)
	}
	return adj
}

func TestColour(t *testing.T) {
	for _, c := range []struct {
		name string
		adj  [][]int
		k    int
		can  bool
	}{
		{"nothing", nil, 2, true},
		{"lone vertices", near(3), 1, true},
		{"an edge in one", near(2, [2]int{0, 1}), 1, false},
		{"an even ring", circle(6), 2, true},
		{"an odd ring", circle(7), 2, false},
		{"an odd ring in three", circle(7), 3, true},
		{"an even wheel", wheel(6), 3, true},
		{"an odd wheel", wheel(5), 3, false},
		{"an odd wheel in four", wheel(5), 4, true},
	} {
		left := colouringEffort
		colours, sure := colour(c.adj, slices.Repeat([]bool{true}, len(c.adj)), c.k, &left)
		if !sure && colours == nil || (colours != nil) != c.can {
			t.Errorf("%s: %v, sure %v", c.name, colours, sure)
		}
		for v, near := range c.adj {
			for _, u := range near {
				if colours != nil && colours[u] == colours[v] {
					t.Errorf("%s: %d and %d are both %d", c.name, u, v, colours[v])
				}
			}
		}
	}
}

func TestColourGivesUp(t *testing.T) {
	left := 3
	if colours, sure := colour(wheel(5), slices.Repeat([]bool{true}, 6), 3, &left); colours != nil || sure {
		t.Errorf("%v, sure %v", colours, sure)
	}
}

func TestCritical(t *testing.T) {
	adj := append(wheel(5), []int{0}) // a pendant vertex at the rim
	adj[0] = append(adj[0], 6)
	left := colouringEffort
	got := critical(adj, slices.Repeat([]bool{true}, 7), 3, &left)
	if !slices.Equal(got, []bool{true, true, true, true, true, true, false}) {
		t.Errorf("%v", got)
	}
}
