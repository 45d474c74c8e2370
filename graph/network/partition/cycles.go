package partition

// cycles finds short cycles by Dijkstra's algorithm (1959), over the vertices of a graph or of its double cover.
type cycles struct {
	g         *graph
	x, length []float64
	dist      []float64
	via       []int // the edge by which each node was reached
	from      []int
	touched   []int
	heap      []item
	seen      map[string]bool
	found     []row
}

// An item is a node in the heap, with its distance when it was put there.
type item struct {
	dist float64
	node int
}

// reset forgets all distances, in time proportional to what was reached.
func (s *cycles) reset(nodes int) {
	if s.dist == nil {
		s.dist, s.via, s.from = make([]float64, nodes), make([]int, nodes), make([]int, nodes)
		for i := range s.dist {
			s.dist[i] = 2
		}
	}
	for _, v := range s.touched {
		s.dist[v] = 2
	}
	s.touched, s.heap = s.touched[:0], s.heap[:0]
}

// relax notes a way to a node if it is the shortest so far.
func (s *cycles) relax(node int, dist float64, via, from int) {
	if dist >= s.dist[node] {
		return
	}
	s.dist[node], s.via[node], s.from[node] = dist, via, from
	s.touched = append(s.touched, node)
	s.heap = append(s.heap, item{dist, node})
	i := len(s.heap) - 1
	for i > 0 && s.heap[(i-1)/2].dist > dist {
		s.heap[i] = s.heap[(i-1)/2]
		i = (i - 1) / 2
	}
	s.heap[i] = item{dist, node}
}

// pop takes the nearest node from the heap; it may be there again from a longer way.
func (s *cycles) pop() item {
	top, last := s.heap[0], s.heap[len(s.heap)-1]
	s.heap = s.heap[:len(s.heap)-1]
	i := 0
	for {
		child := 2*i + 1
		if child >= len(s.heap) {
			break
		}
		if child+1 < len(s.heap) && s.heap[child+1].dist < s.heap[child].dist {
			child++
		}
		if s.heap[child].dist >= last.dist {
			break
		}
		s.heap[i] = s.heap[child]
		i = child
	}
	if len(s.heap) > 0 {
		s.heap[i] = last
	}
	return top
}
