package partition

import (
	"context"
	"math/rand/v2"
	"slices"

	"entente/graph/pace"
)

// A walker moves single vertices between blocs. It maintains each vertex's pull to each bloc, the weight of its positive
// edges into the bloc less that of its negative ones, so that evaluating a move takes constant time.
type walker struct {
	g       *graph
	k       int
	full    bool // whether every bloc must stay non-empty
	bloc    []int
	pull    []int32 // of vertex v to bloc c, at v*k+c; int32, as there may be millions
	size    []int   // of each bloc
	cost    int
	queue   []int // vertices whose pull changed
	queued  []bool
	journal []step // moves that undo takes back
}

// A step is the move of a vertex out of a bloc.
type step struct{ vertex, from int }

func newWalker(g *graph, k int, bloc []int, full bool) *walker {
	w := &walker{g: g, full: full}
	w.reset(k, bloc)
	return w
}

// reset puts the vertices into their blocs of at most k in bloc, and forgets what was before, but for its memory: with many
// blocs, that is tens of megabytes.
func (w *walker) reset(k int, bloc []int) {
	w.k, w.cost = k, w.g.cost(bloc)
	w.bloc, w.pull, w.size = append(w.bloc[:0], bloc...), zeros(w.pull, len(bloc)*k), zeros(w.size, k)
	w.queue, w.queued, w.journal = w.queue[:0], zeros(w.queued, len(bloc)), w.journal[:0]
	for _, e := range w.g.edges {
		s := int32(e.signed()) //nolint:gosec // there are fewer ties
		w.pull[int(e.a)*k+bloc[e.b]] += s
		w.pull[int(e.b)*k+bloc[e.a]] += s
	}
	for v, c := range bloc {
		w.size[c]++
		w.push(v)
	}
}

// zeros returns a list of so many zeros, in the place of another if there is room.
func zeros[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// settle descends from bloc.
func (w *walker) settle(bloc []int) {
	w.reset(w.k, bloc)
	w.descend()
	w.journal = w.journal[:0]
}

func (w *walker) push(v int) {
	if !w.queued[v] {
		w.queued[v] = true
		w.queue = append(w.queue, v)
	}
}

// move puts v into bloc c, records the step and queues the vertices it affects.
func (w *walker) move(v, c int) {
	w.journal = append(w.journal, step{v, w.bloc[v]})
	w.shift(v, c)
	for _, a := range w.g.adj[v] {
		w.push(int(a.to))
	}
	w.push(v)
}

// shift puts v into bloc c without recording it.
func (w *walker) shift(v, c int) {
	from := w.bloc[v]
	w.cost += int(w.pull[v*w.k+from] - w.pull[v*w.k+c])
	w.bloc[v] = c
	w.size[from]--
	w.size[c]++
	for _, a := range w.g.adj[v] {
		s := int32(w.g.edges[a.edge].signed()) //nolint:gosec // there are fewer ties
		w.pull[int(a.to)*w.k+from] -= s
		w.pull[int(a.to)*w.k+c] += s
	}
}

// descend is descendUntil without an end: for few vertices.
func (w *walker) descend() { w.descendUntil(context.Background()) }

// descendUntil moves vertices to the blocs that pull them most until no single move lowers the cost, or the context is done.
func (w *walker) descendUntil(ctx context.Context) {
	var steps pace.Steps
	for len(w.queue) > 0 && steps.Take(ctx) == nil {
		v := w.queue[len(w.queue)-1]
		w.queue = w.queue[:len(w.queue)-1]
		w.queued[v] = false
		if best := w.strongest(v); best != w.bloc[v] {
			w.move(v, best)
		}
	}
}

// free reports whether v may leave its bloc.
func (w *walker) free(v int) bool { return !w.full || w.size[w.bloc[v]] > 1 }

// strongest returns the bloc that pulls v most: a neighbour's, or an empty one.
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
		best = slices.Index(w.size, 0) // none may be empty, but as k exceeds the degree one has no neighbour of v
		if best < 0 {
			best = slices.Index(pull, 0)
		}
	}
	return best
}

// undo takes back all moves in the journal. The queue must have been empty when the journal began.
func (w *walker) undo() {
	for i := len(w.journal) - 1; i >= 0; i-- {
		w.move(w.journal[i].vertex, w.journal[i].from)
	}
	for _, v := range w.queue {
		w.queued[v] = false
	}
	w.queue, w.journal = w.queue[:0], w.journal[:0]
}

// perturb moves a random vertex and some of those near it to another bloc, the same number of places on for each.
func (w *walker) perturb(random *rand.Rand) {
	v, shift := random.IntN(len(w.bloc)), 1+random.IntN(w.k-1)
	for range 1 + random.IntN(8) {
		if w.free(v) {
			w.move(v, (w.bloc[v]+shift)%w.k)
		}
		near := w.g.adj[v]
		v = int(near[random.IntN(len(near))].to)
	}
}
