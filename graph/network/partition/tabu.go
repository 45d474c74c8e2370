package partition

import (
	"context"
	"math/rand/v2"
	"slices"
)

// A tabu search moves, one after another, the vertex whose move lowers the cost most or raises it least, then holds it
// where it is for some moves, so that it climbs out of where it descended to (Glover 1989). After many moves without a
// better partition it starts anew from a shaken good one (iterated tabu search: Palubeckis 2006).
type tabu struct {
	*walker
	random *rand.Rand
	to     []int // of each vertex, the bloc that pulls it most among those it is not in
	gain   []int // what its move there saves
	until  []int // the move up to which it is held
	clock  int   // moves made
	least  int   // cost of the best partition of this round
	round  []int // that partition
	since  int   // the move of the last improvement
	term   int   // a vertex is held longer the less it is
	record int   // cost of the best partition
	best   []int // that partition
}

func newTabu(w *walker) *tabu {
	n := len(w.bloc)
	t := &tabu{walker: w, random: rand.New(rand.NewPCG(3, 4)), to: make([]int, n), gain: make([]int, n), term: 10,
		until: make([]int, n), least: w.cost, round: slices.Clone(w.bloc), record: w.cost, best: slices.Clone(w.bloc)}
	for v := range n {
		t.judge(v)
	}
	return t
}

// judge finds where v would best go.
func (t *tabu) judge(v int) {
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
	t.to[v], t.gain[v] = to, pull[to]-pull[own]
}

func (t *tabu) found() ([]int, int) { return t.best, t.record }

func (t *tabu) seek(ctx context.Context, work, goal int) {
	for i := 0; work > 0; i++ {
		if t.record <= goal || i%64 == 0 && ctx.Err() != nil {
			return
		}
		if t.clock-t.since > patient(len(t.bloc)) {
			t.restart()
		}
		work -= t.step()
	}
}

// patient is after how many moves without improvement a round of n vertices ends.
func patient(n int) int { return 50 * n }

// step makes the best move that is allowed, and returns the work.
func (t *tabu) step() int {
	t.clock++
	v := t.pick()
	if v < 0 {
		return len(t.bloc)
	}
	t.put(v, t.to[v])
	t.until[v] = t.clock + t.hold()
	if t.cost < t.least {
		t.note()
	}
	return len(t.bloc) + (4+2*t.k)*len(t.g.adj[v])
}

// note keeps the partition as the best of the round, and perhaps of all.
func (t *tabu) note() {
	t.least, t.since = t.cost, t.clock
	copy(t.round, t.bloc)
	if t.cost < t.record {
		t.record = t.cost
		copy(t.best, t.bloc)
	}
}

// hold is for how many moves a vertex stays.
func (t *tabu) hold() int {
	n := len(t.bloc)
	return 3 + n/t.term + t.random.IntN(10+n/20)
}

// pick returns the vertex with the best move that is not held, or whose move leads to the best partition of the round;
// -1 where there is none.
func (t *tabu) pick() int {
	n := len(t.gain)
	first := t.random.IntN(n)
	v, most := t.pickFrom(first, n, -1, -impossible)
	v, _ = t.pickFrom(0, first, v, most)
	return v
}

func (t *tabu) pickFrom(from, end, best, most int) (int, int) {
	until := t.until[from:end]
	for i, gain := range t.gain[from:end] {
		if gain > most && (until[i] < t.clock || t.cost-gain < t.least) && (!t.full || t.free(from+i)) {
			best, most = from+i, gain
		}
	}
	return best, most
}

// put moves v to bloc c and judges anew those whose pull changed.
func (t *tabu) put(v, c int) {
	t.shift(v, c)
	t.judge(v)
	for _, a := range t.g.adj[v] {
		t.judge(a.to)
	}
}

// restart begins a round from the best partition or that of the last round, some of its vertices moved at random.
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

// adopt begins a round from a better partition than the best.
func (t *tabu) adopt(bloc []int) {
	t.place(bloc)
	t.begin()
	t.note()
}

// place puts all vertices into blocs.
func (t *tabu) place(bloc []int) {
	for v, c := range bloc {
		if t.bloc[v] != c {
			t.put(v, c)
		}
	}
}

// begin takes the partition as the first of a round.
func (t *tabu) begin() {
	clear(t.until)
	t.least, t.since = t.cost, t.clock
	copy(t.round, t.bloc)
	t.term = 10 + 20*t.random.IntN(3) // no one term suits all networks
}
