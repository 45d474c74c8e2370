package partition

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// glances bounds a long dolls search, in vertices looked at: a few seconds.
const glances = 100_000_000

// A dolls finds the best partition of a small dense graph into k blocs, none empty, by Russian doll search (Verfaillie,
// Lemaître and Schiex 1996): it solves the graph of the last vertex alone, of the last two, and so on to all, and bounds
// what the vertices not yet placed cost among themselves by what the graph of them alone costs.
type dolls struct {
	k     int
	order []int   // the vertex at each place, those of most ties first
	tie   [][]int // the signed weights between places
	// least is, by place and j, the least cost of the vertices from that place on in j blocs or more.
	least [][]int
	best  [][][]int // the blocs, by place, of such a partition

	need  int     // how many blocs the doll being solved must have
	end   int     // the cost to be undercut
	found []int   // a partition of that cost, or nil
	bloc  []int   // of the places so far
	pull  [][]int // of each place to each bloc so far
	base  []int   // of each place: the weight of positive ties to the places so far
	left  int     // glances

	opening []int // what opening a bloc costs the vertices that it costs least, while a bound is computed
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

// impossible is more than any cost, and can be added to others.
const impossible = math.MaxInt / 4

func table(rows, columns int) [][]int {
	t := make([][]int, rows)
	for i := range t {
		t[i] = make([]int, columns)
	}
	return t
}

// solve returns a partition of the least cost if that is below the one given, else nil; sure is false when the search
// was given up.
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

// guess sets a first partition from place p on: that of the doll within, with p where it costs least, or of the one with
// a bloc less, with p alone.
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

// cost is that of the places from p on.
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

// distinct counts blocs.
func distinct(bloc []int) int {
	bloc = slices.Clone(bloc)
	slices.Sort(bloc)
	return len(slices.Compact(bloc))
}

// place puts the vertices from place p on into blocs, of which some are used, where that can undercut d.end; it returns
// false when the search is given up. The vertices from place first on are those of the doll.
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

// favourite is the bloc where the vertex at place p costs least: a used one, or the next.
func (d *dolls) favourite(p, used int) int {
	best := 0
	for c := range min(used+1, d.k) {
		if d.pull[p][c] > d.pull[p][best] {
			best = c
		}
	}
	return best
}

// put goes on with the vertex at place p in bloc c.
func (d *dolls) put(ctx context.Context, first, p, used, cost, c int) bool {
	d.bloc[p] = c
	d.tell(p, c, 1)
	defer d.tell(p, c, -1)
	return d.place(ctx, first, p+1, max(used, c+1), cost+d.base[p]-d.pull[p][c])
}

// tell lets the later places know that the one at p is in bloc c, or no longer.
func (d *dolls) tell(p, c, sign int) {
	for q := p + 1; q < len(d.order); q++ {
		t := sign * d.tie[p][q]
		d.pull[q][c] += t
		if d.tie[p][q] > 0 {
			d.base[q] += t
		}
	}
}

// rest is a lower bound on what the places from p on add: among themselves that of their doll, and with those before
// the least of each, more where blocs are still to be opened.
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

// smallest adds x to the sorted smallest, of which it keeps so many.
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
