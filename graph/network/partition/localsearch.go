package partition

import (
	"context"
	"math/rand/v2"
	"slices"
)

// A walker moves single vertices between blocs and keeps, for each vertex and bloc, the weight of its positive less
// its negative edges into that bloc, so that a move is judged in constant time.
type walker struct {
	g       *graph
	k       int
	full    bool // no bloc may be left empty, and none is
	bloc    []int
	pull    []int // of vertex v to bloc c at v*k+c
	size    []int // of each bloc
	cost    int
	queue   []int // vertices whose pull changed
	queued  []bool
	journal []step // moves since the last mark
}

// A step is the move of a vertex out of a bloc.
type step struct{ vertex, from int }

func newWalker(g *graph, k int, bloc []int, full bool) *walker {
	w := &walker{g: g, k: k, full: full, bloc: slices.Clone(bloc), pull: make([]int, len(bloc)*k),
		queued: make([]bool, len(bloc)), size: make([]int, k)}
	w.cost = g.cost(bloc)
	for _, e := range g.edges {
		w.pull[e.a*k+bloc[e.b]] += e.signed()
		w.pull[e.b*k+bloc[e.a]] += e.signed()
	}
	for v, c := range bloc {
		w.size[c]++
		w.push(v)
	}
	return w
}

// fresh returns a walker like w from other blocs, where no single move lowers the cost.
func (w *walker) fresh(bloc []int) *walker {
	w = newWalker(w.g, w.k, bloc, w.full)
	w.descend()
	w.journal = w.journal[:0]
	return w
}

func (w *walker) push(v int) {
	if !w.queued[v] {
		w.queued[v] = true
		w.queue = append(w.queue, v)
	}
}

// move puts v into bloc c, and notes whom that concerns.
func (w *walker) move(v, c int) {
	w.journal = append(w.journal, step{v, w.bloc[v]})
	w.shift(v, c)
	for _, a := range w.g.adj[v] {
		w.push(a.to)
	}
	w.push(v)
}

// shift puts v into bloc c.
func (w *walker) shift(v, c int) {
	from := w.bloc[v]
	w.cost += w.pull[v*w.k+from] - w.pull[v*w.k+c]
	w.bloc[v] = c
	w.size[from]--
	w.size[c]++
	for _, a := range w.g.adj[v] {
		s := w.g.edges[a.edge].signed()
		w.pull[a.to*w.k+from] -= s
		w.pull[a.to*w.k+c] += s
	}
}

// descend moves vertices to the bloc that pulls them most until no single move lowers the cost.
func (w *walker) descend() {
	for len(w.queue) > 0 {
		v := w.queue[len(w.queue)-1]
		w.queue = w.queue[:len(w.queue)-1]
		w.queued[v] = false
		if best := w.strongest(v); best != w.bloc[v] {
			w.move(v, best)
		}
	}
}

// free tells whether v may leave its bloc.
func (w *walker) free(v int) bool { return !w.full || w.size[w.bloc[v]] > 1 }

// strongest returns the bloc that pulls v most: that of one of its neighbours, or an empty one.
func (w *walker) strongest(v int) int {
	best, pull := w.bloc[v], w.pull[v*w.k:(v+1)*w.k]
	if !w.free(v) {
		return best
	}
	if w.k <= len(w.g.adj[v]) {
		for c := range pull {
			if pull[c] > pull[best] {
				best = c
			}
		}
		return best
	}
	for _, a := range w.g.adj[v] {
		if c := w.bloc[a.to]; pull[c] > pull[best] {
			best = c
		}
	}
	if pull[best] < 0 {
		best = slices.Index(w.size, 0) // k > degree: not every bloc may be empty, but one free of enemies exists
		if best < 0 {
			best = slices.Index(pull, 0)
		}
	}
	return best
}

// undo takes back every move since the last mark; the queue must be empty before them.
func (w *walker) undo() {
	for i := len(w.journal) - 1; i >= 0; i-- {
		w.move(w.journal[i].vertex, w.journal[i].from)
	}
	for _, v := range w.queue {
		w.queued[v] = false
	}
	w.queue, w.journal = w.queue[:0], w.journal[:0]
}

// A seeker looks for better partitions from where it is.
type seeker interface {
	// seek spends so much work, some nanoseconds a unit, unless the context ends or the cost of the best partition so
	// far is no more than the goal. It takes the same way each time; only how far it comes depends on the context.
	seek(ctx context.Context, work, goal int)
	// found is the best partition so far, of several that are the best the first, and its cost.
	found() ([]int, int)
}

// newSeeker returns the seeker that suits the graph: to judge all vertices at each move takes too long for large ones.
func newSeeker(w *walker) seeker {
	if len(w.bloc) > surveyed {
		return newKicker(w)
	}
	return newTeam(w)
}

// surveyed is how many vertices a tabu search judges at each move.
const surveyed = 3000

// A kicker kicks a random neighbourhood into another bloc, descends, and keeps what is not worse, times over: iterated
// local search (Lourenço, Martin and Stützle 2003). Its random numbers are the same on every run.
type kicker struct {
	*walker
	random *rand.Rand
	record int   // cost of the best partition
	best   []int // the first of that cost
}

func newKicker(w *walker) *kicker {
	k := &kicker{random: rand.New(rand.NewPCG(1, 2)), record: impossible, best: slices.Clone(w.bloc)}
	k.begin(w, w.bloc)
	return k
}

// begin goes on from blocs.
func (k *kicker) begin(w *walker, bloc []int) {
	k.walker = w.fresh(bloc)
	k.note()
}

// note keeps the partition if it is the best.
func (k *kicker) note() {
	if k.cost < k.record {
		k.record = k.cost
		copy(k.best, k.bloc)
	}
}

func (k *kicker) found() ([]int, int) { return k.best, k.record }

func (k *kicker) seek(ctx context.Context, work, goal int) {
	for i := 0; work > 0; i++ {
		if k.record <= goal || i%64 == 0 && ctx.Err() != nil {
			return
		}
		before := k.cost
		k.kick(k.random)
		k.descend()
		for _, s := range k.journal {
			work -= 20 * (1 + len(k.g.adj[s.vertex]))
		}
		if k.cost > before {
			k.undo()
		}
		k.journal = k.journal[:0]
		k.note()
		work -= 100
	}
}

// kick moves a random vertex and some of those around it to a random other bloc.
func (w *walker) kick(random *rand.Rand) {
	v, shift := random.IntN(len(w.bloc)), 1+random.IntN(w.k-1)
	for range 1 + random.IntN(8) {
		if w.free(v) {
			w.move(v, (w.bloc[v]+shift)%w.k)
		}
		near := w.g.adj[v]
		v = near[random.IntN(len(near))].to
	}
}
