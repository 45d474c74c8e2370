package partition

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

const (
	slack    = 1e-4      // what a bound must exceed a whole number by to count as the next
	provable = 50_000    // edges up to which a proof is tried
	entries  = 4_000_000 // of all rows, after which the search is given up
	dense    = 64        // vertices up to which a Russian doll search is tried for exactly k blocs
	glimpse  = 20        // nodes of branch and cut before a longer one
	patience = 5         // rounds of rows that hardly lift the bound before branching
	progress = 0.01      // what lifts it
	walkable = 1 << 24   // vertices times blocs for which a walker's table is kept
)

// A brancher finds the best partition of a graph without lone vertices by branch and cut: it solves the relaxation of
// the covering problem, adds rows that the fractions violate, and where none is left sets one edge frustrated and then
// not (Aref, Mason and Wilson 2020 compare such models for two blocs).
type brancher struct {
	g       *graph
	k       int
	exactly bool  // k blocs, none empty
	start   []int // blocs to begin with, or nil
	lp      *cover
	best    solution
	fixed   []int // edges, in the order of being fixed
	visits  int   // nodes that may still be visited
}

// solve partitions the graph, k ≥ 2.
func (b *brancher) solve(ctx context.Context) solution {
	b.begin(ctx)
	if b.best.cost == b.best.bound {
		return b.best
	}
	if b.best.stopped = ctx.Err() != nil || len(b.g.edges) > provable; b.best.stopped {
		return b.best
	}
	weights := make([]int, len(b.g.edges))
	for i, e := range b.g.edges {
		weights[i] = e.weight
	}
	b.lp = newCover(weights)
	if !b.exactly || len(b.g.adj) > dense {
		b.prove(ctx, math.MaxInt)
	} else if !b.search(ctx, glances/20) && !b.prove(ctx, glimpse) && !b.search(ctx, glances) {
		b.prove(ctx, math.MaxInt)
	}
	if !b.best.stopped {
		b.best.bound = b.best.cost
	}
	return b.best
}

// prove searches by branch and cut in at most so many nodes, and tells whether nothing is left to do: the best is
// proven, or the search stopped for good.
func (b *brancher) prove(ctx context.Context, nodes int) bool {
	b.visits = nodes
	b.visit(ctx, 0)
	return b.visits > 0 || b.best.stopped
}

// search searches by Russian dolls in at most so many glances, and tells whether nothing is left to do.
func (b *brancher) search(ctx context.Context, glances int) bool {
	bloc, sure := newDolls(b.g, b.k).solve(ctx, b.best.cost, glances)
	if bloc != nil {
		b.offer(bloc)
	}
	b.best.stopped = ctx.Err() != nil
	return sure || b.best.stopped
}

// begin finds a first partition: one that frustrates nothing if there is one (Harary 1953; Davis 1967), else by local
// search from the start or one bloc, from a spanning tree and from random blocs.
func (b *brancher) begin(ctx context.Context) {
	n, none := len(b.g.adj), make([]float64, len(b.g.edges))
	b.best.cost = math.MaxInt
	tree := b.filled(b.g.spanned(byValue(none), min(b.k, 16))) // more blocs than 16 only cost memory and time
	if b.k > 2 {
		b.filled(clustersOf(b.g, none, whole).blocs(b.k, b.exactly))
	}
	if b.best.cost == 0 {
		return
	}
	random := rand.New(rand.NewPCG(5, 6))
	scattered := make([]int, n)
	for v := range scattered {
		scattered[v] = random.IntN(min(b.k, 4)) // of many, none would attract
	}
	if b.start == nil {
		b.start = make([]int, n)
	}
	for _, start := range [][]int{b.start, tree, scattered} {
		if w := b.walker(b.filled(start)); w != nil {
			w.improve(ctx, 1000+20*n)
			b.offer(w.bloc)
		}
	}
}

// filled returns the blocs, k of them if there must be, and offers them.
func (b *brancher) filled(bloc []int) []int {
	if b.exactly {
		bloc = slices.Clone(bloc)
		b.g.fill(bloc, b.k)
	}
	b.offer(bloc)
	return bloc
}

// walker returns a walker from filled blocs, or nil where it would take too much memory.
func (b *brancher) walker(bloc []int) *walker {
	k := b.k
	if !b.exactly {
		k = max(min(k, 16), slices.Max(bloc)+1)
	}
	if k*len(bloc) > walkable {
		return nil
	}
	return newWalker(b.g, k, bloc, b.exactly)
}

// offer keeps the partition if it is better than the best.
func (b *brancher) offer(bloc []int) {
	if cost := b.g.cost(bloc); cost < b.best.cost {
		b.best.bloc, b.best.cost = slices.Clone(bloc), cost
	}
}

// cutoff is the bound from which nothing better than the best can follow: costs are whole numbers.
func (b *brancher) cutoff() float64 { return float64(b.best.cost) - 1 + slack }

// visit proves that no partition with the edges fixed beats the best found, or finds it, unless the visits run out.
func (b *brancher) visit(ctx context.Context, depth int) {
	if b.visits--; b.visits <= 0 {
		return
	}
	defer b.release(len(b.fixed))
	j, open := b.relax(ctx, depth == 0)
	if !open {
		return
	}
	first := math.Round(b.lp.x[j])
	for _, x := range []float64{first, 1 - first} {
		mark := len(b.fixed)
		b.fix(j, x)
		b.visit(ctx, depth+1)
		b.release(mark)
		if b.best.stopped || b.visits <= 0 {
			return
		}
	}
}

// relax solves the relaxation at a node, adding rows as long as they help. It returns the edge to branch on, and false
// when there is nothing left to do.
func (b *brancher) relax(ctx context.Context, root bool) (int, bool) {
	stalled, last := 0, math.Inf(-1)
	for {
		result := b.lp.solve(ctx, b.cutoff())
		bound := b.lp.bound()
		if root {
			b.best.bound = min(b.best.cost, int(math.Ceil(bound-slack)))
		}
		if result != optimal {
			b.best.stopped = b.best.stopped || result == stuck
			return 0, false
		}
		if b.round(); bound >= b.cutoff() {
			return 0, false
		}
		b.fixByCost(bound)
		rows := b.violated(ctx)
		if ctx.Err() != nil || b.lp.entries > entries {
			b.best.stopped = true // what an ended context left out would make the way on a matter of time
			return 0, false
		}
		if stalled++; bound >= last+progress {
			stalled, last = 0, bound
		}
		if j := b.fractional(); j >= 0 && (len(rows) == 0 || stalled > patience) {
			return j, true
		}
		if len(rows) == 0 { // no partition came of whole fractions: the colouring was given up
			b.best.stopped = true
			return 0, false
		}
		for _, r := range rows {
			b.lp.add(r)
		}
	}
}

// violated returns rows that the fractions violate, none only where they are whole and those of a partition.
func (b *brancher) violated(ctx context.Context) []row {
	rows := violated(ctx, b.g, b.k, b.lp.x)
	if b.exactly {
		rows = append(rows, forests(b.g, b.k, b.lp.x)...)
	}
	return rows
}

func (b *brancher) fix(j int, x float64) {
	b.lp.fix(j, x, x)
	b.fixed = append(b.fixed, j)
}

// release frees all edges but the first that were fixed.
func (b *brancher) release(first int) {
	for _, j := range b.fixed[first:] {
		b.lp.fix(j, 0, 1)
	}
	b.fixed = b.fixed[:first]
}

// fixByCost fixes the edges whose reduced cost alone would lift the bound to the cutoff.
func (b *brancher) fixByCost(bound float64) {
	for j := range b.lp.x {
		if b.lp.lo[j] == b.lp.hi[j] || b.lp.place[j] >= 0 {
			continue
		}
		d := b.lp.reduced(j)
		switch {
		case math.Abs(d)+bound <= b.cutoff():
		case d > 0:
			b.fix(j, 0)
		default:
			b.fix(j, 1)
		}
	}
}

// fractional picks the free edge whose fraction is nearest to one half, or -1 where all are whole.
func (b *brancher) fractional() int {
	best, least := -1, 0.5-whole
	for j, x := range b.lp.x {
		if d := math.Abs(x - 0.5); b.lp.lo[j] < b.lp.hi[j] && d < least {
			best, least = j, d
		}
	}
	return best
}

// round turns the fractions into partitions and descends from them.
func (b *brancher) round() {
	if b.k == 2 {
		b.descend(b.g.spanned(byValue(b.lp.x), 2))
	}
	if b.k == 2 && !b.exactly {
		return
	}
	for _, under := range []float64{whole, 0.3, 0.5} {
		b.descend(clustersOf(b.g, b.lp.x, under).blocs(b.k, b.exactly))
	}
}

func (b *brancher) descend(bloc []int) {
	if w := b.walker(b.filled(bloc)); w != nil {
		w.descend()
		b.offer(w.bloc)
	}
}
