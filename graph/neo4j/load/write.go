package load

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
)

// A writer writes and deletes what a plan says: all in one transaction, or each batch in one of its own.
type writer struct {
	*loader
	plan *plan
	// run runs statements in the one transaction; it is nil if there are many.
	run              bolt.Runner
	written, deleted *meter
}

// newWriter returns a writer in one transaction, or in many if run is nil.
func (l *loader) newWriter(p *plan, run bolt.Runner) *writer {
	return &writer{loader: l, plan: p, run: run, written: l.meter(Writing, p.writes()), deleted: l.meter(Deleting, p.deletes())}
}

// transact has work run statements in a transaction in which the node of a writer is locked.
func (w *writer) transact(ctx context.Context, writer int, work func(bolt.Runner) error) error {
	if w.run != nil {
		return work(w.run)
	}
	return w.db.Transact(ctx, func(run bolt.Runner) error {
		if err := w.lease.lock(ctx, run, writer); err != nil {
			return err
		}
		return work(run)
	})
}

// writeAll writes everything.
func (w *writer) writeAll(ctx context.Context) error {
	for _, label := range order {
		late, err := w.writeLabel(ctx, label)
		if err != nil {
			return err
		}
		for len(late) > 0 {
			n := min(len(late), w.options.batch)
			if err := w.writeBatch(ctx, 0, batch{nodes: late[:n]}); err != nil {
				return err
			}
			late = late[n:]
		}
	}
	return nil
}

// writeLabel writes the nodes with a label, and returns those that have to be written again once all of them are there.
func (w *writer) writeLabel(ctx context.Context, label layout.Label) (late []layout.Node, err error) {
	group, held := errgroup.WithContext(ctx)
	batches := make(chan batch)
	fresh := w.plan.fresh(label)
	for i := range writers {
		if i > 0 && (!fresh || w.run != nil) {
			break // what changes may be locked by the other writer, in another order
		}
		group.Go(func() error {
			for b := range batches {
				if err := w.writeBatch(held, i, b); err != nil {
					return err
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		defer close(batches)
		late = w.cut(held, label, fresh, batches)
		return nil
	})
	err = group.Wait()
	return late, err
}

// writeBatch writes nodes, in halves if they are too many for the memory of the database.
func (w *writer) writeBatch(ctx context.Context, writer int, b batch) error {
	err := w.transact(ctx, writer, func(run bolt.Runner) error {
		e, err := w.edit(ctx, run, b)
		if err != nil {
			return err
		}
		return e.make(ctx, run)
	})
	if half := len(b.nodes) / 2; errors.Is(err, bolt.ErrMemory) && half > 0 {
		if err := w.writeBatch(ctx, writer, batch{b.nodes[:half], b.fresh}); err != nil {
			return err
		}
		return w.writeBatch(ctx, writer, batch{b.nodes[half:], b.fresh})
	}
	if err == nil {
		w.written.add(b.size())
	}
	return err
}

// edit returns the edits that make nodes what they should be.
func (w *writer) edit(ctx context.Context, run bolt.Runner, b batch) (*edits, error) {
	e := &edits{}
	if b.fresh {
		for i := range b.nodes {
			n := &b.nodes[i]
			e.create(n)
			for j := range n.Evidence {
				e.create(&n.Evidence[j])
			}
		}
		return e, nil
	}
	label := b.nodes[0].Label
	if isFact(label) {
		if _, err := run(ctx, adoptStatement(label), map[string]any{"ids": idsOf(b.nodes), "broken": broken}); err != nil {
			return nil, err
		}
	}
	g, err := w.plan.gather(ctx, finder{run, w.deep}, label, b.nodes)
	if err != nil {
		return nil, err
	}
	for i := range b.nodes {
		g.put(e, &b.nodes[i], w.deep)
	}
	return e, nil
}
