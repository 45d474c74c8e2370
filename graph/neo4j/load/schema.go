package load

import (
	"context"
	"fmt"

	"entente/graph/neo4j/layout"
)

// The constraints that are made before the lease is taken, and those that are made under it.
var bookkeeping, constraints = layout.Bookkeeping, layout.Constraints

// makeSchema runs statements that make constraints.
func (l *loader) makeSchema(ctx context.Context, statements func() []string) error {
	for _, s := range statements() {
		if _, err := l.db.Write(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// finishSchema makes the indexes that nobody needs before the facts are there. Without one of them answers are slower, or not
// found by name.
func (l *loader) finishSchema(ctx context.Context) error {
	for _, s := range append(layout.Indexes(), awaitStatement) {
		_, err := l.db.Write(ctx, s, nil)
		if err != nil && ctx.Err() != nil {
			return err
		}
		if err != nil {
			l.warn("make an index", err)
		}
	}
	return nil
}

// dropOld deletes what was loaded in the layout before, and its constraint and indexes.
func (l *loader) dropOld(ctx context.Context) error {
	rows, err := l.db.Write(ctx, anyOldStatement, nil)
	if err != nil || len(rows) == 0 {
		return err
	}
	for _, s := range append(dropOldIndexes(), dropOldConstraint) {
		if _, err := l.db.Write(ctx, s, nil); err != nil {
			return fmt.Errorf("drop the indexes of the layout before: %w", err)
		}
	}
	w := &writer{loader: l}
	l.outcome = "the facts of the layout before are half deleted: load again"
	return w.deleteBy(ctx, deleteOldStatement)
}
