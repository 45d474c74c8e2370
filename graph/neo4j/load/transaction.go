package load

import (
	"cmp"
	"context"
	"errors"

	"entente/graph/neo4j/bolt"
)

// boundOfOne is how many nodes are written and deleted in one transaction at most.
const boundOfOne = 20_000

// applyAtOnce does what a plan says in one transaction.
func (l *loader) applyAtOnce(ctx context.Context, p *plan) error {
	return l.commit(ctx, func(run bolt.Runner) error {
		w := l.newWriter(p, run)
		if err := w.writeAll(ctx); err != nil {
			return err
		}
		return w.deleteAll(ctx)
	})
}

// applyInBatches does what a plan says in many transactions, during which, and after a load that was cut short, readers are
// told that facts are being loaded.
func (l *loader) applyInBatches(ctx context.Context, p *plan) error {
	w := l.newWriter(p, nil)
	begin := map[string]any{"loading": l.lease.edition, "_counts": nil}
	l.outcome = "facts are half loaded: load again"
	if err := w.transact(ctx, 0, func(run bolt.Runner) error {
		_, err := run(ctx, writeDatasetStatement, map[string]any{"p": begin})
		return err
	}); err != nil {
		return err
	}
	if err := w.writeAll(ctx); err != nil {
		return err
	}
	if err := w.deleteAll(ctx); err != nil {
		return err
	}
	return l.commit(ctx, func(bolt.Runner) error { return nil })
}

// commit has work run statements in a transaction, at whose end the data set is the facts. Readers are told right before it is
// committed, and right after.
func (l *loader) commit(ctx context.Context, work func(bolt.Runner) error) error {
	err := l.db.Transact(ctx, func(run bolt.Runner) error {
		if err := l.lease.lock(ctx, run, 0); err != nil {
			return err
		}
		if err := work(run); err != nil {
			return err
		}
		if err := l.finish(ctx, run); err != nil {
			return err
		}
		l.outcome = "readers have what they had, or all of the new facts: load again"
		return l.lease.announce(ctx)
	})
	if errors.Is(err, bolt.ErrMemory) { // it is rolled back, and nobody need wait for it
		err = cmp.Or(l.lease.retract(ctx), err)
	}
	if err != nil {
		return err
	}
	after, stop := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer stop()
	if err := l.lease.concluded(after); err != nil {
		l.warn("tell readers that the facts are loaded (they find out in "+grace.String()+")", err)
	}
	return nil
}
