package partition

import "context"

// A team searches by tabu and by kicks in turn; each goes on from what the other found where that is better. Tabu search
// is the better one where ties are many, kicks where they are few.
type team struct {
	tabu   *tabu
	kicker *kicker
	turn   int  // in units of work
	kicks  bool // whose turn it is
}

func newTeam(w *walker) *team {
	k := newKicker(w)
	return &team{tabu: newTabu(k.fresh(k.best)), kicker: k, turn: 100_000 * len(w.bloc)}
}

func (t *team) found() ([]int, int) {
	if t.tabu.record <= t.kicker.record {
		return t.tabu.found()
	}
	return t.kicker.found()
}

func (t *team) seek(ctx context.Context, work, goal int) {
	for work > 0 && ctx.Err() == nil {
		if _, cost := t.found(); cost <= goal {
			return
		}
		now := min(work, t.turn)
		if t.kicks {
			t.kicker.seek(ctx, now, goal)
		} else {
			t.tabu.seek(ctx, now, goal)
		}
		t.share()
		t.kicks = !t.kicks
		work -= now
	}
}

// share gives each what the other found, if it is better.
func (t *team) share() {
	switch {
	case t.kicker.record < t.tabu.record:
		t.tabu.adopt(t.kicker.best)
	case t.kicker.record > t.tabu.record:
		t.kicker.begin(t.kicker.walker, t.tabu.best)
	}
}
