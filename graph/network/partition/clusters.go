package partition

import "slices"

// clusters are the components that the kept edges connect if they are positive, those whose fractions are below a
// threshold. Kept negative edges set clusters apart.
type clusters struct {
	g    *graph
	kept []bool  // by edge: whether its fraction is below the threshold
	of   []int   // by vertex: its cluster
	adj  [][]int // by cluster: those set apart from it
}

func clustersOf(g *graph, x []float64, under float64) *clusters {
	c := &clusters{g: g, kept: make([]bool, len(x)), of: slices.Repeat([]int{-1}, len(g.adj))}
	for i := range x {
		c.kept[i] = x[i] < under
	}
	count := 0
	for v := range g.adj {
		if c.of[v] >= 0 {
			continue
		}
		stack := []int{v}
		c.of[v] = count
		for len(stack) > 0 {
			u := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, a := range g.adj[u] {
				if c.kept[a.edge] && g.edges[a.edge].positive && c.of[a.to] < 0 {
					c.of[a.to] = count
					stack = append(stack, int(a.to))
				}
			}
		}
		count++
	}
	c.adj = make([][]int, count)
	for i, e := range g.edges {
		a, b := c.of[e.a], c.of[e.b]
		if c.kept[i] && !e.positive && a != b {
			c.adj[a], c.adj[b] = append(c.adj[a], b), append(c.adj[b], a)
		}
	}
	for i, near := range c.adj {
		slices.Sort(near)
		c.adj[i] = slices.Compact(near)
	}
	return c
}

// conflictSet returns kept edges that k blocs cannot all satisfy: negative edges among clusters that are not k-colourable,
// and positive edges that hold those clusters together. It returns nil if k blocs satisfy all kept edges or the effort
// left does not suffice to decide that.
func (c *clusters) conflictSet(k int, left *int) (edges []int) {
	all := slices.Repeat([]bool{true}, len(c.adj))
	colours, sure := colour(c.adj, all, k, left)
	if colours != nil || !sure {
		return nil
	}
	active := critical(c.adj, all, k, left)
	ends := make([][]int, len(c.adj)) // by cluster: vertices to be held together
	done := map[[2]int]bool{}
	for i, e := range c.g.edges {
		a, b := c.of[e.a], c.of[e.b]
		pair := [2]int{min(a, b), max(a, b)}
		if e.positive || !c.kept[i] || a == b || !active[a] || !active[b] || done[pair] {
			continue
		}
		done[pair] = true
		edges = append(edges, i)
		ends[a], ends[b] = append(ends[a], int(e.a)), append(ends[b], int(e.b))
	}
	for _, vertices := range ends {
		if len(vertices) > 1 {
			edges = append(edges, c.tree(vertices)...)
		}
	}
	return edges
}

// conflictSets returns rows of up to 50 conflict sets among the edges with fraction 0, no two of which share an edge.
func conflictSets(g *graph, k int, x []float64) (found []row) {
	left, x := colouringEffort, slices.Clone(x)
	for range 50 {
		edges := clustersOf(g, x, integral).conflictSet(k, &left)
		if edges == nil {
			return found
		}
		found = append(found, row{edges, 1})
		for _, i := range edges {
			x[i] = 1
		}
	}
	return found
}

// tree returns positive kept edges that connect vertices of one cluster, by the shortest paths from the first.
func (c *clusters) tree(vertices []int) []int {
	via := map[int]arc{vertices[0]: {-1, -1}} // by vertex: the arc towards the first
	queue := []int{vertices[0]}
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		for _, a := range c.g.adj[u] {
			if _, seen := via[int(a.to)]; !seen && c.kept[a.edge] && c.g.edges[a.edge].positive {
				via[int(a.to)] = arc{int32(u), a.edge}
				queue = append(queue, int(a.to))
			}
		}
	}
	var edges []int
	for _, v := range vertices {
		for via[v].edge >= 0 {
			edges = append(edges, int(via[v].edge))
			v = int(via[v].to)
		}
	}
	slices.Sort(edges)
	return slices.Compact(edges)
}

// blocs returns blocs of whole clusters: a colouring of the clusters if it finds one, otherwise it assigns each cluster,
// largest first, to the bloc that pulls it most. If exactly is set, it divides blocs until there are as many as wanted or
// one for each cluster.
func (c *clusters) blocs(want int, exactly bool) []int {
	k, left := min(want, len(c.adj)), colouringEffort
	colours, _ := colour(c.adj, slices.Repeat([]bool{true}, len(c.adj)), k, &left)
	if colours == nil {
		colours = c.greedy(k)
	}
	bloc := make([]int, len(c.of))
	for v, i := range c.of {
		bloc[v] = colours[i]
	}
	if exactly {
		c.divide(bloc, want)
	}
	return bloc
}

func (c *clusters) greedy(k int) []int {
	size := make([]float64, len(c.adj))
	members := make([][]int, len(c.adj))
	for v, i := range c.of {
		size[i]--
		members[i] = append(members[i], v)
	}
	colours := slices.Repeat([]int{-1}, len(c.adj))
	pull := make([]int, k)
	for _, i := range byValue(size) {
		clear(pull)
		for _, v := range members[i] {
			for _, a := range c.g.adj[v] {
				if to := colours[c.of[a.to]]; to >= 0 {
					pull[to] += c.g.edges[a.edge].signed()
				}
			}
		}
		colours[i] = slices.Index(pull, slices.Max(pull))
	}
	return colours
}
