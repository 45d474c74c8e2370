package partition

// cycles finds shortest cycles by Dijkstra's algorithm (1959), in a graph or in its double cover.
type cycles struct {
	g         *graph
	x, length []float64
	dist      []float64
	via       []int // by node: the last edge of the path to it
	from      []int
	touched   []int
	heap      []item
	seen      map[string]bool
	found     []row
}

// An item is a node in the heap with its distance when it was added.
type item struct {
	dist float64
	node int
}

// reset resets all distances, in time proportional to the number of nodes reached.
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

// relax records a path to node if it is the shortest so far.
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

// pop removes the nearest node from the heap, which may also hold the node at larger distances.
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
