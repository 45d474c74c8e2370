package partition

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// dollsEffort bounds the long Russian doll search, in vertices visited: a few seconds.
const dollsEffort = 100_000_000

// dolls finds an optimal partition of a small dense graph into k blocs, none empty, by Russian doll search (Verfaillie,
// Lemaître and Schiex 1996): it solves the subgraph of the last vertex, of the last two, and so on. The cost of each such
// doll bounds what its vertices cost among themselves while those before them are placed.
type dolls struct {
	k     int
	order []int   // by place: its vertex, in descending order of degree
	tie   [][]int // by pair of places: the signed weight
	// least is, by place and j, the least cost of the vertices from that place on in at least j blocs.
	least [][]int
	best  [][][]int // blocs, by place, of that cost

	need  int     // the number of blocs that the current doll must have
	end   int     // the cost to undercut
	found []int   // blocs of that cost, or nil
	bloc  []int   // by place already filled
	pull  [][]int // by place and bloc: the pull of the places already filled
	base  []int   // by place: the weight of positive ties to the places already filled
	left  int     // of the effort

	opening []int // scratch space of rest
}

func newDolls(g *graph, k int) *dolls {
	n := len(g.adj)
	d := &dolls{k: k, order: make([]int, n), tie: table(n, n), least: table(n+1, k+1), best: make([][][]int, n+1),
		bloc: make([]int, n), pull: table(n, k), base: make([]int, n)}
	place := make([]int, n)
	for v := range d.order {
		d.order[v] = v
	}
	slices.SortStableFunc(d.order, func(u, v int) int { return cmp.Compare(len(g.adj[v]), len(g.adj[u])) })
	for p, v := range d.order {
		place[v] = p
	}
	for _, e := range g.edges {
		a, b := place[e.a], place[e.b]
		d.tie[a][b], d.tie[b][a] = e.signed(), e.signed()
	}
	for p := range d.best {
		d.best[p] = make([][]int, k+1)
		for j := range d.least[p] {
			if j > n-p {
				d.least[p][j] = impossible
			}
		}
	}
	return d
}

// impossible exceeds any cost and can be added to others without overflow.
const impossible = math.MaxInt / 4

func table(rows, columns int) [][]int {
	t := make([][]int, rows)
	for i := range t {
		t[i] = make([]int, columns)
	}
	return t
}

// solve returns an optimal partition if it costs less than below, otherwise nil. If the search was given up, sure is false.
func (d *dolls) solve(ctx context.Context, below, glances int) (bloc []int, sure bool) {
	d.left = glances
	for p := len(d.order) - 1; p > 0; p-- {
		for j := 1; j <= min(d.k, len(d.order)-p); j++ {
			d.guess(p, j)
			if !d.place(ctx, p, p, 0, 0) {
				return nil, false
			}
			d.least[p][j], d.best[p][j] = d.end, d.found
		}
		d.least[p][0] = d.least[p][1]
	}
	d.need, d.end, d.found = d.k, below, nil
	sure = d.place(ctx, 0, 0, 0, 0)
	if d.found == nil {
		return nil, sure
	}
	bloc = make([]int, len(d.order))
	for p, v := range d.order {
		bloc[v] = d.found[p]
	}
	return bloc, sure
}

// guess finds a first partition of the doll from place p on by adding p to the next smaller doll, in the bloc where it costs
// least or in a bloc of its own.
func (d *dolls) guess(p, j int) {
	d.need, d.end, d.found = j, impossible, nil
	for _, within := range [][]int{d.best[p+1][j], d.best[p+1][j-1], make([]int, len(d.order))} {
		if within == nil {
			continue
		}
		within = slices.Clone(within)
		for c := range d.k {
			within[p] = c
			if cost := d.cost(p, within); cost < d.end && distinct(within[p:]) >= j {
				d.end, d.found = cost, slices.Clone(within)
			}
		}
	}
}

// cost returns the cost of the places from p on.
func (d *dolls) cost(p int, bloc []int) int {
	sum := 0
	for a := p; a < len(bloc); a++ {
		for b := p; b < a; b++ {
			if t := d.tie[a][b]; (bloc[a] == bloc[b]) != (t > 0) {
				sum += max(t, -t)
			}
		}
	}
	return sum
}

// distinct returns the number of distinct blocs.
func distinct(bloc []int) int {
	bloc = slices.Clone(bloc)
	slices.Sort(bloc)
	return len(slices.Compact(bloc))
}

// place searches for blocs of the places from p on that undercut d.end, given those of the doll's places from first to p.
// It returns false if the search is given up.
func (d *dolls) place(ctx context.Context, first, p, used, cost int) bool {
	if p == len(d.order) {
		if used >= d.need && cost < d.end {
			d.end, d.found = cost, slices.Clone(d.bloc)
		}
		return true
	}
	if p > first && cost+d.rest(p, used) >= d.end {
		return true
	}
	before := d.left
	if d.left -= len(d.order) - p; d.left <= 0 || before>>16 != d.left>>16 && ctx.Err() != nil {
		return false
	}
	favourite := d.favourite(p, used)
	if !d.put(ctx, first, p, used, cost, favourite) {
		return false
	}
	for c := range min(used+1, d.k) {
		if c != favourite && !d.put(ctx, first, p, used, cost, c) {
			return false
		}
	}
	return true
}

// favourite returns the bloc in which place p costs least: a used one or the next.
func (d *dolls) favourite(p, used int) int {
	best := 0
	for c := range min(used+1, d.k) {
		if d.pull[p][c] > d.pull[p][best] {
			best = c
		}
	}
	return best
}

// put continues the search with place p in bloc c.
func (d *dolls) put(ctx context.Context, first, p, used, cost, c int) bool {
	d.bloc[p] = c
	d.update(p, c, 1)
	defer d.update(p, c, -1)
	return d.place(ctx, first, p+1, max(used, c+1), cost+d.base[p]-d.pull[p][c])
}

// update adds place p to bloc c in the sums of the later places, or removes it if sign is -1.
func (d *dolls) update(p, c, sign int) {
	for q := p + 1; q < len(d.order); q++ {
		t := sign * d.tie[p][q]
		d.pull[q][c] += t
		if d.tie[p][q] > 0 {
			d.base[q] += t
		}
	}
}

// rest returns a lower bound on what the places from p on add to the cost: the cost of their doll, and for each its least
// cost with the places before p, with a surcharge for blocs that remain to be opened.
func (d *dolls) rest(p, used int) int {
	open := max(d.need-used, 0)
	sum := d.least[p][open]
	opening := d.opening[:0]
	for q := p; q < len(d.order); q++ {
		most := slices.Max(d.pull[q][:used])
		if used < d.k {
			most = max(0, most)
		}
		sum += d.base[q] - most
		opening = smallest(opening, most, open)
	}
	d.opening = opening
	for _, extra := range opening {
		sum += extra
	}
	return sum
}

// smallest inserts x into the sorted smallest values, of which it keeps at most limit.
func smallest(kept []int, x, limit int) []int {
	if len(kept) == limit && (limit == 0 || kept[limit-1] <= x) {
		return kept
	}
	if len(kept) == limit {
		kept = kept[:limit-1]
	}
	i, _ := slices.BinarySearch(kept, x)
	return slices.Insert(kept, i, x)
}
