package partition

import (
	"context"
	"math/rand/v2"
	"slices"
)

// A tabu search repeatedly makes the best move of a vertex, even if it raises the cost, and then forbids that vertex to move
// for some time, so that the search leaves local optima (Glover 1989). After many moves without improvement it starts a
// new round from a perturbed good partition (iterated tabu search: Palubeckis 2006).
type tabu struct {
	*walker
	random    *rand.Rand
	to        []int // by vertex: the bloc that pulls it most, other than its own
	gain      []int // by vertex: by how much its move there lowers the cost
	tabuUntil []int // by vertex: the move up to which it is tabu
	clock     int   // the number of moves made
	least     int   // the cost of the best partition of this round
	round     []int // that partition
	since     int   // the move of the round's last improvement
	divisor   int   // of the number of vertices; the tenure falls with it
	record    int   // the cost of the best partition
	best      []int // that partition
}

func newTabu(w *walker) *tabu {
	n := len(w.bloc)
	t := &tabu{walker: w, random: rand.New(rand.NewPCG(3, 4)), to: make([]int, n), gain: make([]int, n), divisor: 10,
		tabuUntil: make([]int, n), least: w.cost, round: slices.Clone(w.bloc), record: w.cost, best: slices.Clone(w.bloc)}
	for v := range n {
		t.evaluate(v)
	}
	return t
}

// evaluate finds the best move of v.
func (t *tabu) evaluate(v int) {
	own, pull := t.bloc[v], t.pull[v*t.k:(v+1)*t.k]
	to := 0
	if own == 0 {
		to = 1
	}
	for c, p := range pull {
		if p > pull[to] && c != own {
			to = c
		}
	}
	t.to[v], t.gain[v] = to, int(pull[to]-pull[own])
}

func (t *tabu) found() ([]int, int) { return t.best, t.record }

func (t *tabu) search(ctx context.Context, work, goal int) {
	for i := 0; work > 0; i++ {
		if t.record <= goal || i%64 == 0 && ctx.Err() != nil {
			return
		}
		if t.clock-t.since > maxIdle(len(t.bloc)) {
			t.restart()
		}
		work -= t.step()
	}
}

// maxIdle is the number of moves without improvement after which a round on n vertices ends.
func maxIdle(n int) int { return 50 * n }

// step makes the best move that is allowed and returns the work that it took.
func (t *tabu) step() int {
	t.clock++
	v := t.pick()
	if v < 0 {
		return len(t.bloc)
	}
	t.put(v, t.to[v])
	t.tabuUntil[v] = t.clock + t.tenure()
	if t.cost < t.least {
		t.note()
	}
	return len(t.bloc) + (4+2*t.k)*len(t.g.adj[v])
}

// note records the partition as the best of the round, and of all rounds if it is.
func (t *tabu) note() {
	t.least, t.since = t.cost, t.clock
	copy(t.round, t.bloc)
	if t.cost < t.record {
		t.record = t.cost
		copy(t.best, t.bloc)
	}
}

// tenure draws for how many moves a vertex is tabu.
func (t *tabu) tenure() int {
	n := len(t.bloc)
	return 3 + n/t.divisor + t.random.IntN(10+n/20)
}

// pick returns the vertex with the best allowed move, or -1. A move is allowed if the vertex is not tabu or the move leads
// to a better partition than the best of the round. Scanning from a random vertex breaks ties at random.
func (t *tabu) pick() int {
	n := len(t.gain)
	first := t.random.IntN(n)
	v, most := t.pickFrom(first, n, -1, -impossible)
	v, _ = t.pickFrom(0, first, v, most)
	return v
}

func (t *tabu) pickFrom(from, end, best, most int) (int, int) {
	until := t.tabuUntil[from:end]
	for i, gain := range t.gain[from:end] {
		if gain > most && (until[i] < t.clock || t.cost-gain < t.least) && (!t.full || t.free(from+i)) {
			best, most = from+i, gain
		}
	}
	return best, most
}

// put moves v to bloc c and re-evaluates the vertices whose pull changed.
func (t *tabu) put(v, c int) {
	t.shift(v, c)
	t.evaluate(v)
	for _, a := range t.g.adj[v] {
		t.evaluate(int(a.to))
	}
}

// restart begins a round from the best partition of all rounds or of the last one, with some vertices moved at random.
func (t *tabu) restart() {
	from := t.best
	if t.random.IntN(2) == 0 {
		from = t.round
	}
	t.place(from)
	n := len(t.bloc)
	for range 2 + t.random.IntN(2+n/10) {
		if v := t.random.IntN(n); t.free(v) {
			t.put(v, (t.bloc[v]+1+t.random.IntN(t.k-1))%t.k)
		}
	}
	t.begin()
}

// adopt begins a round from a partition that is better than the best.
func (t *tabu) adopt(bloc []int) {
	t.place(bloc)
	t.begin()
	t.note()
}

// place moves all vertices to their blocs in bloc.
func (t *tabu) place(bloc []int) {
	for v, c := range bloc {
		if t.bloc[v] != c {
			t.put(v, c)
		}
	}
}

// begin starts a round from the current partition.
func (t *tabu) begin() {
	clear(t.tabuUntil)
	t.least, t.since = t.cost, t.clock
	copy(t.round, t.bloc)
	t.divisor = 10 + 20*t.random.IntN(3) // no single tenure suits all networks
}
