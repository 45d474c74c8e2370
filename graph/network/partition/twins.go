package partition

import (
	"maps"
	"slices"
)

// merge looks at each vertex once, merges it with one whose bloc it shares in some best partition, or of two blocs is
// in the other one of, and tells whether it found any. There are two kinds:
//
//   - A vertex follows a neighbour whose edge outweighs all its others together, as satisfying that edge is worth any
//     move (Lange, Andres and Swoboda 2019). Beyond two blocs the edge must be positive.
//   - Twins have the same edges to all others, or one's are a multiple of the other's. What one would lose by going
//     where the other is, the other would gain by coming, so that one of these moves costs nothing. An edge between
//     them must not stand against that: be positive, or of two blocs negative where the multiple is. Friends with the
//     same ties to all others are the critical cliques of cluster editing (Guo 2009).
func (r *reduction) merge() bool {
	merged := false
	t := r.twins()
	for v, near := range r.near {
		if len(near) < 3 {
			continue
		}
		u, apart := r.leader(v)
		if u < 0 {
			u, apart = t.of(v)
		}
		if u >= 0 {
			r.follow(v, u, apart)
			merged = true
		}
	}
	return merged
}

// follow takes v out and gives its edges to u, whose bloc it shares or, if apart, is in the other one of.
func (r *reduction) follow(v, u int, apart bool) {
	near, ends := r.remove(v)
	for _, x := range ends {
		switch {
		case x == u:
		case apart:
			r.tie(u, x, -near[x])
		default:
			r.tie(u, x, near[x])
		}
		r.look(x)
	}
	r.look(u)
}

// leader returns the neighbour that v follows, or -1.
func (r *reduction) leader(v int) (u int, apart bool) {
	sum, most := 0, 0
	u = -1
	for _, x := range slices.Sorted(maps.Keys(r.near[v])) {
		w := r.near[v][x]
		sum += max(w, -w)
		if max(w, -w) > most {
			u, most = x, max(w, -w)
		}
	}
	if u < 0 || 2*most < sum || r.k > 2 && r.near[v][u] < 0 {
		return -1, false
	}
	return u, r.near[v][u] < 0
}

// twins finds vertices with the same edges.
type twins struct {
	r    *reduction
	sums []uint64         // of hashes of the neighbours of each vertex, when the search began
	seen map[uint64][]int // vertices looked at, by their sum
}

func (r *reduction) twins() *twins {
	t := &twins{r: r, sums: make([]uint64, len(r.near)), seen: map[uint64][]int{}}
	for v, near := range r.near {
		for u := range near {
			t.sums[v] += hash(u)
		}
	}
	return t
}

// of returns the first twin of v among its neighbours, or among vertices that were asked for before, or -1. The sums of
// hashes leave few to compare.
func (t *twins) of(v int) (u int, apart bool) {
	u = -1
	for x := range t.r.near[v] {
		if (u < 0 || x < u) && t.sums[x]-hash(v) == t.sums[v]-hash(x) {
			if a, ok := t.r.alike(v, x); ok {
				u, apart = x, a
			}
		}
	}
	if u >= 0 {
		return u, apart
	}
	for _, x := range t.seen[t.sums[v]] {
		if a, ok := t.r.alike(v, x); ok {
			return x, a
		}
	}
	t.seen[t.sums[v]] = append(t.seen[t.sums[v]], v)
	return -1, false
}

// alike tells whether u and v are twins, and whether they are apart then.
func (r *reduction) alike(u, v int) (apart, ok bool) {
	one, other := r.near[u], r.near[v]
	if len(one) != len(other) {
		return false, false
	}
	p, q := 0, 0 // u's edges are to v's as p to q
	for x, a := range one {
		b, shared := other[x]
		switch {
		case x == v:
			continue
		case !shared:
			return false, false
		case q == 0:
			p, q = a, b
		case a*q != b*p:
			return false, false
		}
		if apart = (p > 0) != (q > 0); apart && r.k > 2 {
			return false, false
		}
	}
	between, tied := one[v]
	return apart, q != 0 && (!tied || (between > 0) != apart)
}
