package partition

import (
	"context"

	"entente/graph/pace"
)

// merge considers each vertex once and merges it with a twin if it has one. It reports whether it merged any, and
// ends once the context is done.
//
// Twins have the same edges to all other vertices, or one's edges are a multiple of the other's. Some optimal partition
// puts them into one bloc or, if k is 2 and the multiple is negative, into opposite ones: what one twin would lose by
// joining the other, the other would gain by joining it, so one of the two moves costs nothing. An edge between them must
// agree with that. Friends with the same ties to all others are the critical cliques of cluster editing (Guo 2009).
func (r *reduction) merge(ctx context.Context) bool {
	merged := false
	t := r.twins()
	var steps pace.Steps
	for v := range r.neighbours {
		degree := r.neighbours[v].count
		if steps.TakeAll(ctx, 1+degree) != nil {
			break
		}
		if degree < 3 {
			continue
		}
		if u, apart := t.find(v); u >= 0 {
			r.mergeInto(v, u, apart)
			merged = true
		}
	}
	return merged
}

// mergeInto removes v and adds its edges to u, with their signs flipped if v is apart from u, in the opposite bloc.
func (r *reduction) mergeInto(v, u int, apart bool) {
	for _, n := range r.remove(v) {
		x := int(n.vertex)
		switch {
		case x == u:
		case apart:
			r.addEdge(u, x, -n.weight)
		default:
			r.addEdge(u, x, n.weight)
		}
		r.enqueue(x)
	}
	r.enqueue(u)
}

// twins finds twins by hashes of their neighbourhoods.
type twins struct {
	r    *reduction
	sums []uint64         // by vertex: of the hashes of its neighbours when the search began
	seen map[uint64][]int // vertices passed to find, by their sums
}

func (r *reduction) twins() *twins {
	t := &twins{r: r, sums: make([]uint64, len(r.neighbours)), seen: map[uint64][]int{}}
	for v := range r.neighbours {
		for _, n := range r.neighbours[v].ordered() {
			t.sums[v] += hash(int(n.vertex))
		}
	}
	return t
}

// find returns the first twin of v among its neighbours or else among the vertices passed to find before, or -1, and
// whether v is apart from it. Only vertices with equal sums are compared.
func (t *twins) find(v int) (u int, apart bool) {
	for _, n := range t.r.neighbours[v].ordered() {
		x := int(n.vertex)
		if t.sums[x]-hash(v) == t.sums[v]-hash(x) {
			if a, ok := t.r.alike(v, x); ok {
				return x, a
			}
		}
	}
	for _, x := range t.seen[t.sums[v]] {
		if a, ok := t.r.alike(v, x); ok {
			return x, a
		}
	}
	t.seen[t.sums[v]] = append(t.seen[t.sums[v]], v)
	return -1, false
}

// alike reports whether u and v are twins and, if so, whether they are apart.
func (r *reduction) alike(u, v int) (apart, ok bool) {
	if r.neighbours[u].count != r.neighbours[v].count {
		return false, false
	}
	one, other := r.neighbours[u].ordered(), r.neighbours[v].ordered()
	p, q, at := 0, 0, 0 // the ratio of u's edges to v's
	for _, n := range one {
		if int(n.vertex) == v {
			continue
		}
		if int(other[at].vertex) == u {
			at++
		}
		a, b := int(n.weight), int(other[at].weight)
		switch {
		case other[at].vertex != n.vertex:
			return false, false
		case q == 0:
			p, q = a, b
		case a*q != b*p:
			return false, false
		}
		if apart = (p > 0) != (q > 0); apart && r.k > 2 {
			return false, false
		}
		at++
	}
	between := r.neighbours[u].weight(v)
	return apart, q != 0 && (between == 0 || (between > 0) != apart)
}
