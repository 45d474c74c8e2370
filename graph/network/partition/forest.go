package partition

import "slices"

// A joiner is a union-find structure (Tarjan 1975) that also keeps by how much the blocs of joined vertices differ,
// modulo k.
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

// find returns the representative of the vertices joined to v, and the offset of v's bloc from that of root.
func (j *joiner) find(v int) (root, offset int) {
	if j.root[v] == v {
		return v, 0
	}
	r, o := j.find(j.root[v])
	j.root[v], j.offset[v] = r, (j.offset[v]+o)%j.k
	return r, j.offset[v]
}

// join joins the ends of an edge such that the second end's bloc comes apart blocs after the first's. It returns false if
// they were joined already.
func (j *joiner) join(e edge, apart int) bool {
	ra, oa := j.find(int(e.a))
	rb, ob := j.find(int(e.b))
	if ra == rb {
		return false
	}
	j.root[rb], j.offset[rb] = ra, (oa+apart-ob+j.k)%j.k
	return true
}

// spanned returns blocs that satisfy a spanning forest, built from edges in the given order: a positive edge puts its ends
// into one bloc, a negative edge puts its second end into the bloc after that of the first.
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

// maxForests is the largest number of rows that forests returns.
const maxForests = 20

// forests returns violated rows of forests: any partition into k blocs frustrates at least k-c edges of a forest of positive
// edges with c trees (Naor and Rabani 2001). The first forest has the least sum of x (Kruskal 1956), so its row is
// violated if any is; the others avoid the edges of those before them.
func forests(g *graph, k int, x []float64) []row {
	var found []row
	length := slices.Clone(x)
	for range maxForests {
		r, sum := g.forest(k, x, length)
		if sum >= float64(r.need)-minViolation {
			break
		}
		found = append(found, r)
		for _, i := range r.edges {
			length[i] += 0.1
		}
	}
	return found
}

// forest returns the row of the shortest forest and the sum of x over it. It leaves out edges whose x is 1, which make no
// row stronger.
func (g *graph) forest(k int, x, length []float64) (r row, sum float64) {
	j := newJoiner(len(g.adj), 1)
	r.need = k - len(g.adj)
	for _, i := range byValue(length) {
		if e := g.edges[i]; e.positive && x[i] < 1-integral && j.join(e, 0) {
			r.edges = append(r.edges, i)
			r.need++
			sum += x[i]
		}
	}
	slices.Sort(r.edges)
	return r, sum
}
