package load

import (
	"context"
	"errors"
	"slices"
	"time"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// A pace is how many things are deleted in one transaction: as many as the database takes a second or two for, and has the memory
// for.
type pace struct{ size, most int }

// newPace returns the pace to begin with.
func newPace() pace { return pace{1_000, 50_000} }

// target is how long a transaction that deletes should take.
const target = time.Second

// took sets the pace after a transaction that took some time, at most to twice of what it was.
func (p *pace) took(d time.Duration) {
	fit := float64(p.size) * target.Seconds() / max(d.Seconds(), target.Seconds()/2)
	p.size = min(max(int(fit), 1), p.most)
}

// slower sets the pace after a transaction of so many things that the memory did not suffice for, and reports whether that is
// possible.
func (p *pace) slower(n int) bool {
	p.most = n / 2
	p.size = p.most
	return p.most > 0
}

// deleteAll deletes everything that the facts do not have, and that is not there any more for whatever points at it.
func (w *writer) deleteAll(ctx context.Context) error {
	p := newPace()
	for _, label := range slices.Backward(order) {
		for left := w.plan.of[label].removed; len(left) > 0; {
			n := min(p.size, len(left))
			began := time.Now()
			err := w.transact(ctx, 0, func(run bolt.Runner) error { return w.delete(ctx, run, label, left[:n]) })
			if errors.Is(err, bolt.ErrMemory) && p.slower(n) {
				continue
			}
			if err != nil {
				return err
			}
			w.deleted.add(n)
			left = left[n:]
			p.took(time.Since(began))
		}
	}
	if w.deep || w.before.loading != 0 {
		return w.deleteStrays(ctx)
	}
	return nil
}

// delete deletes nodes with a label, with the evidence for them and their plain edges.
func (w *writer) delete(ctx context.Context, run bolt.Runner, label layout.Label, ids []string) error {
	f, e := finder{run: run}, &edits{}
	nodes, err := f.nodes(ctx, label, ids)
	if err != nil {
		return err
	}
	places := map[place]bool{}
	g := &gathered{elsewhere: w.plan.has}
	for _, id := range ids {
		have := nodes[id]
		if have == nil {
			continue
		}
		if len(have.others()) > 0 { // to which somebody gave the label
			e.add(setStep, takeLabelStatement(label), map[string]any{"id": id})
			continue
		}
		if at, ok := have.place(); ok && label == layout.Relation {
			places[at] = true
		}
		g.drop(e, have, nil)
		e.remove(label, id)
	}
	plain, err := f.plain(ctx, places)
	if err != nil {
		return err
	}
	for _, edges := range plain {
		for _, edge := range edges {
			e.unlink(edge.element)
		}
	}
	return e.make(ctx, run)
}

// deleteStrays deletes nodes and edges of ours that belong to nothing.
func (w *writer) deleteStrays(ctx context.Context) error {
	for _, s := range strayStatements() {
		if err := w.deleteBy(ctx, s+deleteFound); err != nil {
			return err
		}
	}
	return nil
}

// deleteBy runs a statement that deletes a limited number of things, and returns how many, until there are none.
func (w *writer) deleteBy(ctx context.Context, statement string) error {
	for p := newPace(); ; {
		var deleted int64
		began := time.Now()
		err := w.transact(ctx, 0, func(run bolt.Runner) error {
			rows, err := run(ctx, statement, map[string]any{"limit": p.size})
			if err == nil {
				deleted, _ = rows[0][0].(int64)
			}
			return err
		})
		switch {
		case errors.Is(err, bolt.ErrMemory) && p.slower(p.size):
		case err != nil || deleted == 0:
			return err
		default:
			p.took(time.Since(began))
		}
	}
}
