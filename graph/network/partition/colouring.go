package partition

import "slices"

// colouringEffort bounds the search for colourings, in vertices visited.
const colouringEffort = 30_000_000

// A colouring decides whether a graph is k-colourable by backtracking over vertices in DSATUR order (Brélaz 1979): next
// comes the vertex whose neighbours have the most colours.
type colouring struct {
	k      int
	adj    [][]int
	colour []int     // -1 for none
	near   [][]int32 // by vertex and colour: how many neighbours have it; nil unless the vertex is active
	active []bool
	left   *int // of the effort
}

// colour returns a colouring of the active vertices, or nil if there is none or the search was given up; then sure is
// false. Vertices with fewer than k active neighbours can always be coloured, so they are set aside and coloured last.
func colour(adj [][]int, active []bool, k int, left *int) (colours []int, sure bool) {
	if k*len(adj) > maxTable || *left <= 0 {
		return nil, false
	}
	c := &colouring{k: k, adj: adj, colour: slices.Repeat([]int{-1}, len(adj)), near: make([][]int32, len(adj)),
		active: slices.Clone(active), left: left}
	aside := c.peel()
	for v, is := range c.active {
		if is { // few are, most often, and k may be a hundred
			c.near[v] = make([]int32, k)
		}
	}
	if !c.search() {
		return nil, *left > 0
	}
	seen := make([]bool, k)
	for _, v := range slices.Backward(aside) {
		c.colour[v] = c.free(v, seen)
	}
	return c.colour, true
}

// free returns the first colour that no neighbour of a vertex has. seen is scratch space.
func (c *colouring) free(v int, seen []bool) int {
	clear(seen)
	for _, u := range c.adj[v] {
		if c.colour[u] >= 0 {
			seen[c.colour[u]] = true
		}
	}
	return slices.Index(seen, false)
}

// peel repeatedly deactivates vertices with fewer than k active neighbours, and returns them in that order.
func (c *colouring) peel() []int {
	var aside []int
	degree := make([]int, len(c.adj))
	for v, near := range c.adj {
		for _, u := range near {
			if c.active[u] {
				degree[v]++
			}
		}
	}
	var queue []int
	drop := func(v int) {
		if c.active[v] && degree[v] < c.k {
			c.active[v] = false
			queue = append(queue, v)
		}
	}
	for v := range c.adj {
		drop(v)
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		aside = append(aside, v)
		for _, u := range c.adj[v] {
			degree[u]--
			drop(u)
		}
	}
	return aside
}

// set gives v a colour, or none if to is -1.
func (c *colouring) set(v, to int) {
	for _, u := range c.adj[v] {
		if !c.active[u] {
			continue
		}
		if c.colour[v] >= 0 {
			c.near[u][c.colour[v]]--
		}
		if to >= 0 {
			c.near[u][to]++
		}
	}
	c.colour[v] = to
}

// search colours the remaining vertices. If it fails, it leaves them uncoloured.
func (c *colouring) search() bool {
	v, used := c.next()
	if v < 0 {
		return true
	}
	for to := range min(c.k, used+1) {
		if *c.left -= len(c.adj); *c.left <= 0 {
			return false
		}
		if c.near[v][to] > 0 {
			continue
		}
		c.set(v, to)
		if c.search() {
			return true
		}
		c.set(v, -1)
	}
	return false
}

// next returns the uncoloured vertex whose neighbours have the most colours, or -1, and the number of colours in use.
func (c *colouring) next() (v, used int) {
	v = -1
	most := -1
	for u := range c.adj {
		used = max(used, c.colour[u]+1)
		if !c.active[u] || c.colour[u] >= 0 {
			continue
		}
		sees := 0
		for _, n := range c.near[u] {
			if n > 0 {
				sees++
			}
		}
		if score := sees*len(c.adj) + len(c.adj[u]); score > most {
			v, most = u, score
		}
	}
	return v, used
}

// critical returns a minimal subset of the active vertices that is not k-colourable, provided that they are not. It may
// not be minimal if the effort runs out.
func critical(adj [][]int, active []bool, k int, left *int) []bool {
	active = slices.Clone(active)
	for v := range adj {
		if !active[v] {
			continue
		}
		active[v] = false
		if c, sure := colour(adj, active, k, left); c != nil || !sure {
			active[v] = true
		}
	}
	return active
}
