package partition

import "slices"

// A joiner keeps which vertices have been joined and by how much their blocs differ modulo k (union-find: Tarjan 1975).
type joiner struct {
	k            int
	root, offset []int
}

func newJoiner(n, k int) *joiner {
	j := &joiner{k, make([]int, n), make([]int, n)}
	for v := range j.root {
		j.root[v] = v
	}
	return j
}

// find returns the vertex that stands for all those joined to v, and how far v's bloc is from its.
func (j *joiner) find(v int) (root, offset int) {
	if j.root[v] == v {
		return v, 0
	}
	r, o := j.find(j.root[v])
	j.root[v], j.offset[v] = r, (j.offset[v]+o)%j.k
	return r, j.offset[v]
}

// join joins the ends of an edge, the second end's bloc apart after the first's, and returns false when they already
// were.
func (j *joiner) join(e edge, apart int) bool {
	ra, oa := j.find(e.a)
	rb, ob := j.find(e.b)
	if ra == rb {
		return false
	}
	j.root[rb], j.offset[rb] = ra, (oa+apart-ob+j.k)%j.k
	return true
}

// spanned returns the blocs that a spanning forest of the graph dictates, taking edges in the order given: each positive
// edge keeps its ends together and, of each negative one, the second end goes to the bloc after that of the first.
func (g *graph) spanned(order []int, k int) []int {
	j := newJoiner(len(g.adj), k)
	for _, i := range order {
		apart := 0
		if !g.edges[i].positive {
			apart = 1
		}
		j.join(g.edges[i], apart)
	}
	bloc := make([]int, len(g.adj))
	for v := range bloc {
		_, bloc[v] = j.find(v)
	}
	return bloc
}

// manyForests is how many rows one call of forests returns at most.
const manyForests = 20

// forests returns rows that partitions into fewer than k blocs violate: a forest of positive edges that leaves c trees
// has k-c edges across blocs at least (Naor and Rabani 2001). The first is that of least x (Kruskal 1956), which is
// violated if any is; the others avoid the edges of those before them.
func forests(g *graph, k int, x []float64) []row {
	var found []row
	length := slices.Clone(x)
	for range manyForests {
		r, sum := g.forest(k, x, length)
		if sum >= float64(r.need)-violate {
			break
		}
		found = append(found, r)
		for _, i := range r.edges {
			length[i] += 0.1
		}
	}
	return found
}

// forest returns the row of the shortest forest, and the sum of x over it. An edge of which x is 1 already makes no row
// stronger.
func (g *graph) forest(k int, x, length []float64) (r row, sum float64) {
	j := newJoiner(len(g.adj), 1)
	r.need = k - len(g.adj)
	for _, i := range byValue(length) {
		if e := g.edges[i]; e.positive && x[i] < 1-whole && j.join(e, 0) {
			r.edges = append(r.edges, i)
			r.need++
			sum += x[i]
		}
	}
	slices.Sort(r.edges)
	return r, sum
}
