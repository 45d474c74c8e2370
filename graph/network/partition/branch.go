package partition

import (
	"context"
	"math"
	"slices"
)

const (
	slack         = 1e-4      // by how much a bound must exceed an integer to be rounded up
	maxProofEdges = 50_000    // the largest number of edges for which a proof is tried
	maxEntries    = 4_000_000 // in all rows, above which the proof is given up
	maxDolls      = 64        // the largest number of vertices for which Russian doll search is tried
	firstNodes    = 20        // nodes of branch and cut before the long Russian doll search
	maxStalls     = 5         // rounds of rows without progress before branching
	minProgress   = 0.01      // by how much a round must raise the bound
	maxTable      = 1 << 24   // the largest number of vertices times blocs for which a table is kept

	initialWork      = 50_000        // local search per vertex for the first partition, in units of some nanoseconds
	firstImprovement = 50_000_000    // work on the proof before local search continues
	improvementShare = 8             // the work on the proof for each unit of local search
	finalWork        = 1_000_000_000 // local search if there is neither a proof nor a deadline
)

// A solver finds an optimal partition of a graph without isolated vertices by branch and cut: it solves the relaxation of
// the covering problem, adds rows that the fractions violate and, if there are none, branches on whether an edge is
// frustrated (Aref, Mason and Wilson 2020 compare such models for two blocs).
type solver struct {
	g         *graph
	k         int
	exactly   bool  // whether there must be k blocs, none empty
	start     []int // initial blocs, or nil
	lp        *cover
	best      solution
	fixed     []int // edges, in the order in which they were fixed
	visits    int   // how many more nodes may be visited
	cliques   *cliques
	local     localSearch // or nil
	spare     *walker     // for descents, or nil
	raised    bool        // whether raiseBound has been called
	spent     int         // work on the proof so far
	improveAt int         // the work at which local search continues
}

// prove tries to prove the best partition optimal, or finds better ones. Call begin first.
func (s *solver) prove(ctx context.Context) {
	if s.proven() {
		return
	}
	if s.best.stopped = ctx.Err() != nil || len(s.g.edges) > maxProofEdges; s.best.stopped {
		return
	}
	weights := make([]int, len(s.g.edges))
	for i, e := range s.g.edges {
		weights[i] = int(e.weight)
	}
	s.lp, s.cliques, s.improveAt = newCover(weights), newCliques(s.g, s.k), firstImprovement
	if !s.exactly || len(s.g.adj) > maxDolls {
		s.branch(ctx, math.MaxInt)
	} else if !s.searchDolls(ctx, dollsEffort/20) && !s.branch(ctx, firstNodes) && !s.searchDolls(ctx, dollsEffort) {
		s.branch(ctx, math.MaxInt)
	}
	if !s.best.stopped {
		s.best.bound = s.best.cost
	}
	s.lp, s.cliques = nil, nil
}

// proven reports whether the best partition is known to be optimal.
func (s *solver) proven() bool { return s.best.cost <= s.best.bound }

// polish improves the partition until the context ends or, if it has no deadline, by a fixed amount of work.
func (s *solver) polish(ctx context.Context) {
	work := math.MaxInt
	if _, ends := ctx.Deadline(); !ends {
		work = finalWork
	}
	s.improve(ctx, work)
}

// improve continues the local search, from the best partition if that is better than its own.
func (s *solver) improve(ctx context.Context, work int) {
	if s.local == nil || s.proven() {
		return
	}
	if _, cost := s.local.found(); cost > s.best.cost {
		s.startLocal(s.best.bloc) //nolint:contextcheck // little is left to descend
	}
	s.local.search(ctx, work, s.best.bound)
	bloc, _ := s.local.found()
	s.offer(bloc)
}

// branch searches by branch and cut, visiting at most the given number of nodes. It reports whether the search is over: the
// best partition is proven, or the search was stopped.
func (s *solver) branch(ctx context.Context, nodes int) bool {
	s.visits = nodes
	s.visit(ctx, 0)
	return s.visits > 0 || s.best.stopped
}

// searchDolls searches by Russian dolls with the given effort, and reports whether the search is over.
func (s *solver) searchDolls(ctx context.Context, glances int) bool {
	bloc, sure := newDolls(s.g, s.k).solve(ctx, s.best.cost, glances)
	if bloc != nil {
		s.offer(bloc)
	}
	s.best.stopped = ctx.Err() != nil
	return sure || s.best.stopped
}

// begin finds a first partition: one without frustration if there is one (Harary 1953; Davis 1967), otherwise by local
// search. It descends from the initial blocs, or a single one, and from a spanning tree, and continues from the better.
func (s *solver) begin(ctx context.Context) {
	n, none := len(s.g.adj), make([]float64, len(s.g.edges))
	s.best.cost = math.MaxInt
	tree := s.g.spanned(byValue(none), min(s.k, 16)) // more blocs than 16 only cost memory and time
	s.filled(tree)
	if s.k > 2 {
		s.filled(clustersOf(s.g, none, integral).blocs(s.k, s.exactly))
	}
	if s.best.cost == 0 || ctx.Err() != nil {
		return
	}
	if s.start == nil {
		s.start = make([]int, n)
	}
	s.descend(ctx, tree)
	s.descend(ctx, s.start)
	if filled := s.filled(s.best.bloc); ctx.Err() == nil {
		s.startLocal(filled) //nolint:contextcheck // little is left to descend
		s.improve(ctx, initialWork*n)
	}
}

// startLocal starts the local search from a partition, unless it would take too much memory. It takes the walker of the descents.
func (s *solver) startLocal(bloc []int) {
	if w := s.walker(bloc); w != nil {
		s.local, s.spare = newLocalSearch(w), nil
	}
}

// filled returns bloc, turned into exactly k blocs if there must be k, and offers it.
func (s *solver) filled(bloc []int) []int {
	if s.exactly {
		bloc = slices.Clone(bloc)
		s.g.fill(bloc, s.k)
	}
	s.offer(bloc)
	return bloc
}

// walker returns a walker that starts from filled blocs, or nil if it would take too much memory. It is the same for all
// descents.
func (s *solver) walker(bloc []int) *walker {
	k := s.k
	if !s.exactly {
		k = max(min(k, 16), slices.Max(bloc)+1)
	}
	if k*len(bloc) > maxTable {
		return nil
	}
	if s.spare == nil {
		s.spare = &walker{g: s.g, full: s.exactly}
	}
	s.spare.reset(k, bloc)
	return s.spare
}

// offer records a partition if it is better than the best.
func (s *solver) offer(bloc []int) {
	if cost := s.g.cost(bloc); cost < s.best.cost {
		s.best.bloc, s.best.cost = slices.Clone(bloc), cost
	}
}

// roundUp returns the least integral cost that a bound allows.
func roundUp(bound float64) int { return int(math.Ceil(bound - slack)) }

// cutoff returns the bound above which no better partition can exist, since costs are integers.
func (s *solver) cutoff() float64 { return float64(s.best.cost) - 1 + slack }

// visit finds a better partition among those that the fixed edges allow, or proves that there is none, unless the visits
// run out.
func (s *solver) visit(ctx context.Context, depth int) {
	if s.visits--; s.visits <= 0 {
		return
	}
	defer s.release(len(s.fixed))
	j, open := s.relax(ctx, depth == 0)
	if depth == 0 {
		s.raiseBound(ctx)
	}
	if !open || s.proven() {
		return
	}
	first := math.Round(s.lp.x[j])
	for _, x := range []float64{first, 1 - first} {
		mark := len(s.fixed)
		s.fix(j, x)
		s.visit(ctx, depth+1)
		s.release(mark)
		if s.best.stopped || s.visits <= 0 || s.proven() {
			return
		}
	}
}

// relax solves the relaxation at a node, adding rows as long as they help. It returns the edge to branch on, and whether
// to branch at all.
func (s *solver) relax(ctx context.Context, root bool) (int, bool) {
	stalled, last := 0, math.Inf(-1)
	for {
		result := s.lp.solve(ctx, s.cutoff())
		bound := s.lp.bound()
		if root {
			s.best.bound = max(s.best.bound, min(s.best.cost, roundUp(bound)))
		}
		if result != optimal {
			s.best.stopped = s.best.stopped || result == stuck
			return 0, false
		}
		s.round(ctx)
		if s.improveInTurn(ctx); ctx.Err() != nil {
			s.best.stopped = true // what an interrupted search found depends on time
			return 0, false
		}
		if bound >= s.cutoff() || s.proven() {
			return 0, false
		}
		s.fixByCost(bound)
		rows := s.violated(ctx)
		if ctx.Err() != nil || s.lp.entries > maxEntries {
			s.best.stopped = true // so would the search after an incomplete round of rows
			return 0, false
		}
		if stalled++; bound >= last+minProgress {
			stalled, last = 0, bound
		}
		if j := s.fractional(); j >= 0 && (len(rows) == 0 || stalled > maxStalls) {
			return j, true
		}
		if len(rows) == 0 { // the fractions are integral, but the colouring was given up
			s.best.stopped = true
			return 0, false
		}
		for _, r := range rows {
			s.lp.add(r)
		}
	}
}

// improveInTurn continues the local search from time to time, so that it gets its share of the work.
func (s *solver) improveInTurn(ctx context.Context) {
	if s.spent += s.lp.worked() + len(s.g.adj)*len(s.g.edges); s.spent >= s.improveAt {
		s.raiseBound(ctx)
		s.improve(ctx, s.spent/improvementShare)
		s.improveAt = 2 * s.spent
	}
}

// raiseBound raises the bound to that of the semidefinite relaxation, once.
func (s *solver) raiseBound(ctx context.Context) {
	if !s.raised && !s.proven() && ctx.Err() == nil {
		s.raised = true
		s.best.bound = max(s.best.bound, min(s.best.cost, roundUp(vectorBound(ctx, s.g, s.k))))
	}
}

// violated returns rows that the fractions violate. If there are none and the fractions are integral, they are those of a
// partition.
func (s *solver) violated(ctx context.Context) []row {
	rows := violated(ctx, s.g, s.k, s.lp.x)
	if s.cliques != nil {
		rows = append(rows, s.cliques.violated(s.lp.x)...)
	}
	if s.exactly {
		rows = append(rows, forests(s.g, s.k, s.lp.x)...)
	}
	return rows
}

func (s *solver) fix(j int, x float64) {
	s.lp.fix(j, x, x)
	s.fixed = append(s.fixed, j)
}

// release frees all fixed edges but the first ones.
func (s *solver) release(first int) {
	for _, j := range s.fixed[first:] {
		s.lp.fix(j, 0, 1)
	}
	s.fixed = s.fixed[:first]
}

// fixByCost fixes the edges whose reduced costs alone would raise the bound to the cutoff.
func (s *solver) fixByCost(bound float64) {
	for j := range s.lp.x {
		if s.lp.lo[j] == s.lp.hi[j] || s.lp.basicAt[j] >= 0 {
			continue
		}
		d := s.lp.reduced(j)
		switch {
		case math.Abs(d)+bound <= s.cutoff():
		case d > 0:
			s.fix(j, 0)
		default:
			s.fix(j, 1)
		}
	}
}

// fractional returns the free edge whose fraction is closest to one half, or -1 if all are integral.
func (s *solver) fractional() int {
	best, least := -1, 0.5-integral
	for j, x := range s.lp.x {
		if d := math.Abs(x - 0.5); s.lp.lo[j] < s.lp.hi[j] && d < least {
			best, least = j, d
		}
	}
	return best
}

// round rounds the fractions to partitions and descends from them.
func (s *solver) round(ctx context.Context) {
	if s.k == 2 {
		s.descend(ctx, s.g.spanned(byValue(s.lp.x), 2))
	}
	if s.k == 2 && !s.exactly {
		return
	}
	for _, under := range []float64{integral, 0.3, 0.5} {
		s.descend(ctx, clustersOf(s.g, s.lp.x, under).blocs(s.k, s.exactly))
	}
}

func (s *solver) descend(ctx context.Context, bloc []int) {
	if w := s.walker(s.filled(bloc)); w != nil {
		w.descendUntil(ctx)
		s.offer(w.bloc)
	}
}
