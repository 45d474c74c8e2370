package partition

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"
)

const (
	integral     = 1e-5   // how far from 0 or 1 a fraction counts as integral
	perEdge      = 1e-5   // added to the length of each edge, so that ties are broken in favour of short cycles
	minViolation = 1e-4   // by how much a row must be violated
	maxRows      = 20_000 // found in one round, after which it ends
)

// violated returns rows that x violates: sets of edges of which any partition into k blocs frustrates at least one. If x is
// integral and there are none, x is that of a partition, unless the context ended or a colouring was given up.
//
// For two blocs the rows are negative cycles, those with an odd number of negative edges (Harary 1953). For more they are
// cycles with a single negative edge (Davis 1967) or, if there are none, conflict sets. The search for cycles is exact:
// it finds shortest paths from each vertex.
func violated(ctx context.Context, g *graph, k int, x []float64) []row {
	s := &cycles{g: g, x: x, length: make([]float64, len(x)), seen: map[string]bool{}}
	for i := range x {
		s.length[i] = max(x[i], 0) + perEdge
	}
	for v := range g.adj {
		if len(s.found) > maxRows || v%16 == 0 && ctx.Err() != nil {
			return s.found
		}
		if k == 2 {
			s.double(v)
		} else {
			s.single(v)
		}
	}
	if len(s.found) > 0 || k == 2 {
		return s.found
	}
	return conflictSets(g, k, x)
}

// double finds a shortest negative closed walk through v in the double cover of the graph, in which nodes 2v and 2v+1 are v
// reached by a positive and by a negative walk (Barahona and Mahjoub 1986).
func (s *cycles) double(v int) {
	s.reset(2 * len(s.g.adj))
	s.relax(2*v, 0, -1, -1)
	for len(s.heap) > 0 {
		it := s.pop()
		if it.dist > s.dist[it.node] {
			continue
		}
		if it.dist >= 1-minViolation {
			return
		}
		if it.node == 2*v+1 {
			s.keep(s.negativeCycle(it.node))
			return
		}
		for _, a := range s.g.adj[it.node/2] {
			to := 2*int(a.to) + it.node%2
			if !s.g.edges[a.edge].positive {
				to ^= 1
			}
			s.relax(to, it.dist+s.length[a.edge], int(a.edge), it.node)
		}
	}
}

// single finds the shortest cycle of positive edges with each negative edge from v to a later vertex.
func (s *cycles) single(v int) {
	s.reset(len(s.g.adj))
	s.relax(v, 0, -1, -1)
	for len(s.heap) > 0 {
		it := s.pop()
		if it.dist > s.dist[it.node] {
			continue
		}
		if it.dist >= 1 {
			break
		}
		for _, a := range s.g.adj[it.node] {
			if s.g.edges[a.edge].positive {
				s.relax(int(a.to), it.dist+s.length[a.edge], int(a.edge), it.node)
			}
		}
	}
	for _, a := range s.g.adj[v] {
		if !s.g.edges[a.edge].positive && int(a.to) > v && s.dist[a.to]+s.length[a.edge] < 1-minViolation {
			s.keep(append(s.path(int(a.to)), int(a.edge)))
		}
	}
}

// path returns the edges of the path to node.
func (s *cycles) path(node int) []int {
	var edges []int
	for ; s.via[node] >= 0; node = s.from[node] {
		edges = append(edges, s.via[node])
	}
	return edges
}

// negativeCycle returns the edges of a simple negative cycle on the path from node to its twin in the double cover: those
// between the first two visits of one vertex.
func (s *cycles) negativeCycle(node int) []int {
	var edges []int
	at := map[int]int{} // by vertex: the number of edges before its visit
	for {
		if first, again := at[node/2]; again {
			return edges[first:]
		}
		at[node/2] = len(edges)
		edges = append(edges, s.via[node])
		node = s.from[node]
	}
}

// keep adds the row of a cycle unless it is known or not violated.
func (s *cycles) keep(edges []int) {
	slices.Sort(edges)
	key := make([]byte, 0, 4*len(edges))
	sum := 0.0
	for _, e := range edges {
		key = binary.LittleEndian.AppendUint32(key, uint32(e))
		sum += s.x[e]
	}
	if !s.seen[string(key)] && sum < 1-integral {
		s.seen[string(key)] = true
		s.found = append(s.found, row{edges, 1})
	}
}

// byValue returns the indices of x in ascending order of its values.
func byValue(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(x[i], x[j]) })
	return order
}
