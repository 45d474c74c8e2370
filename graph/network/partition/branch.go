package partition

import (
	"context"
	"math"
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

	quick   = 50_000        // work for each vertex on the first partition, in units of some nanoseconds
	early   = 50_000_000    // work on the proof after which a better partition is looked for again
	share   = 8             // a fraction of that work for it
	lasting = 1_000_000_000 // work for it when there is neither a proof nor a deadline
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
	cliques *cliques
	seeker  seeker // or nil
	lifted  bool   // the bound
	spent   int    // work on the proof so far
	next    int    // that after which to look for a better partition again
}

// prove takes the proof as far as it goes after begin.
func (b *brancher) prove(ctx context.Context) {
	if b.proven() {
		return
	}
	if b.best.stopped = ctx.Err() != nil || len(b.g.edges) > provable; b.best.stopped {
		return
	}
	weights := make([]int, len(b.g.edges))
	for i, e := range b.g.edges {
		weights[i] = e.weight
	}
	b.lp, b.cliques, b.next = newCover(weights), newCliques(b.g, b.k), early
	if !b.exactly || len(b.g.adj) > dense {
		b.branch(ctx, math.MaxInt)
	} else if !b.search(ctx, glances/20) && !b.branch(ctx, glimpse) && !b.search(ctx, glances) {
		b.branch(ctx, math.MaxInt)
	}
	if !b.best.stopped {
		b.best.bound = b.best.cost
	}
	b.lp, b.cliques = nil, nil
}

// proven tells whether nothing is left to do.
func (b *brancher) proven() bool { return b.best.cost <= b.best.bound }

// polish goes on looking for a better partition until the context ends, or for so long where it has no deadline.
func (b *brancher) polish(ctx context.Context) {
	work := math.MaxInt
	if _, ends := ctx.Deadline(); !ends {
		work = lasting
	}
	b.seek(ctx, work)
}

// seek looks for a better partition.
func (b *brancher) seek(ctx context.Context, work int) {
	if b.seeker == nil || b.proven() {
		return
	}
	if _, cost := b.seeker.found(); cost > b.best.cost {
		if w := b.walker(b.best.bloc); w != nil {
			b.seeker = newSeeker(w)
		}
	}
	b.seeker.seek(ctx, work, b.best.bound)
	bloc, _ := b.seeker.found()
	b.offer(bloc)
}

// branch searches by branch and cut in at most so many nodes, and tells whether nothing is left to do: the best is
// proven, or the search stopped for good.
func (b *brancher) branch(ctx context.Context, nodes int) bool {
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
// search from the better of what the start, or one bloc, and a spanning tree descend to.
func (b *brancher) begin(ctx context.Context) {
	n, none := len(b.g.adj), make([]float64, len(b.g.edges))
	b.best.cost = math.MaxInt
	tree := b.g.spanned(byValue(none), min(b.k, 16)) // more blocs than 16 only cost memory and time
	b.filled(tree)
	if b.k > 2 {
		b.filled(clustersOf(b.g, none, whole).blocs(b.k, b.exactly))
	}
	if b.best.cost == 0 {
		return
	}
	if b.start == nil {
		b.start = make([]int, n)
	}
	b.descend(tree)
	b.descend(b.start)
	if w := b.walker(b.filled(b.best.bloc)); w != nil {
		b.seeker = newSeeker(w)
		b.seek(ctx, quick*n)
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

// raised is the least whole cost that a bound allows.
func raised(bound float64) int { return int(math.Ceil(bound - slack)) }

// cutoff is the bound from which nothing better than the best can follow: costs are whole numbers.
func (b *brancher) cutoff() float64 { return float64(b.best.cost) - 1 + slack }

// visit proves that no partition with the edges fixed beats the best found, or finds it, unless the visits run out.
func (b *brancher) visit(ctx context.Context, depth int) {
	if b.visits--; b.visits <= 0 {
		return
	}
	defer b.release(len(b.fixed))
	j, open := b.relax(ctx, depth == 0)
	if depth == 0 {
		b.lift(ctx)
	}
	if !open || b.proven() {
		return
	}
	first := math.Round(b.lp.x[j])
	for _, x := range []float64{first, 1 - first} {
		mark := len(b.fixed)
		b.fix(j, x)
		b.visit(ctx, depth+1)
		b.release(mark)
		if b.best.stopped || b.visits <= 0 || b.proven() {
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
			b.best.bound = max(b.best.bound, min(b.best.cost, raised(bound)))
		}
		if result != optimal {
			b.best.stopped = b.best.stopped || result == stuck
			return 0, false
		}
		b.round()
		if b.balance(ctx); ctx.Err() != nil {
			b.best.stopped = true // what a search that was cut off found is a matter of time
			return 0, false
		}
		if bound >= b.cutoff() || b.proven() {
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

// balance looks for a better partition, from time to time, so that it has its share of the work.
func (b *brancher) balance(ctx context.Context) {
	if b.spent += b.lp.worked() + len(b.g.adj)*len(b.g.edges); b.spent >= b.next {
		b.lift(ctx)
		b.seek(ctx, b.spent/share)
		b.next = 2 * b.spent
	}
}

// lift raises the bound to that of the vectors, which is computed once, where the relaxation takes its time.
func (b *brancher) lift(ctx context.Context) {
	if !b.lifted && !b.proven() && ctx.Err() == nil {
		b.lifted = true
		b.best.bound = max(b.best.bound, min(b.best.cost, raised(vectorBound(ctx, b.g, b.k))))
	}
}

// violated returns rows that the fractions violate, none only where they are whole and those of a partition.
func (b *brancher) violated(ctx context.Context) []row {
	rows := violated(ctx, b.g, b.k, b.lp.x)
	if b.cliques != nil {
		rows = append(rows, b.cliques.violated(b.lp.x)...)
	}
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
