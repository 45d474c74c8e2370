package neo4j

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"golang.org/x/sync/errgroup"

	"entente/graph/alliance"
)

const (
	// warmers is how many statements are planned at a time: planning is work for the processors alone, of which the
	// database should keep some for whoever else asks it.
	warmers = 2
	// slowWarming is how long planning may take without a word in the log.
	slowWarming = 3 * time.Second
)

// Warm has the database plan every statement that questions are put in, so that nobody waits for that: one that was just
// started takes half a second for some, and ten seconds for all of them. One that has the plans already answers at
// once. Where the facts are being copied and the copy is made first, Warm is done with that, for questions to a copy need one
// statement. A statement that the database takes exception to is logged, for only the questions that need it fail.
//
// Each statement is run for no queries, which reads nothing: its plan is then kept under the key that the same statement
// has with queries. That of an EXPLAIN is not.
func (s *Store) Warm(ctx context.Context) error {
	began := time.Now()
	if err := s.plan(ctx, shape{kind: editions}); err != nil || !s.Remote() {
		return err
	}
	within, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		select {
		case <-s.copied():
			stop()
		case <-within.Done():
		}
	}()
	err := s.planAll(within)
	if ctx.Err() == nil && within.Err() != nil { // there is a copy
		err = nil
	}
	if took := time.Since(began); took > slowWarming && err == nil {
		slog.InfoContext(ctx, "the database was cold: it had to plan its answers first", "took", took.Round(time.Millisecond))
	}
	return err
}

// planAll has all statements planned.
func (s *Store) planAll(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(warmers)
	for _, as := range shapes() {
		group.Go(func() error { return s.plan(ctx, as) })
	}
	return group.Wait()
}

// plan has the statement of a shape planned.
func (s *Store) plan(ctx context.Context, as shape) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := s.db.Read(ctx, as.cypher(), parameters(as, []any{}))
	if err == nil || ctx.Err() != nil || errors.Is(err, alliance.ErrUnavailable) {
		return err
	}
	slog.ErrorContext(ctx, "a statement cannot be planned: the questions that need it will fail", "error", err)
	return nil
}

// parameters are those of the statement of a shape that answers queries. The server plans a statement anew for lists of
// another order of magnitude, but not for what is inside of a map.
func parameters(s shape, queries []any) map[string]any {
	return map[string]any{"ask": map[string]any{"queries": queries}, "limit": s.limit}
}
