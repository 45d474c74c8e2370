package live

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/neo4j"
)

const (
	// pollEvery is the interval at which a database is polled for new facts.
	pollEvery = 2 * time.Second
	// pollTimeout is the time limit of a poll.
	pollTimeout = 3 * time.Second
)

// OpenDatabase opens a database that holds facts, and warms up its query plans. With inMemory, it answers from a copy
// of the facts in memory, and only asks the database whether they are current.
func OpenDatabase(ctx context.Context, config neo4j.Config, inMemory bool) (*Backend, error) {
	if inMemory {
		config.Copy = func(f *alliance.Facts) alliance.Store { return memory.New(f, time.Now()) }
	}
	db, err := neo4j.Open(ctx, config)
	if err != nil {
		return nil, err
	}
	closeDB := func() { _ = db.Close(context.WithoutCancel(ctx)) }
	store := db.Store()
	d, err := store.Dataset(ctx)
	if err == nil {
		err = db.Warm(ctx)
	}
	if err != nil {
		closeDB()
		return nil, fmt.Errorf("neo4j at %s: %w", config.URI, err)
	}
	b := &Backend{
		Facts: New(Edition{Version: d.Version, Store: store.Snapshot, Remote: store.Remote}),
		close: closeDB,
	}
	b.follow = func(ctx context.Context) { b.followDatabase(ctx, poll(ctx, store)) }
	return b, nil
}

// poll yields the data set of a store, or the error of reading it, at every interval until the context is done.
func poll(ctx context.Context, store alliance.Store) iter.Seq2[alliance.Dataset, error] {
	return func(yield func(alliance.Dataset, error) bool) {
		ticker := time.NewTicker(pollEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
			limited, cancel := context.WithTimeout(ctx, pollTimeout)
			d, err := store.Dataset(limited)
			cancel()
			if ctx.Err() != nil || !yield(d, err) {
				return
			}
		}
	}
}

// followDatabase notifies subscribers when a database has new facts. Requests see these without it.
func (f *Facts) followDatabase(ctx context.Context, datasets iter.Seq2[alliance.Dataset, error]) {
	away := false
	for d, err := range datasets {
		switch {
		case err != nil && !away:
			slog.ErrorContext(ctx, "the facts cannot be reached", "error", err)
		case err == nil && away:
			slog.InfoContext(ctx, "the facts can be reached again", "dataset", d.Version)
		}
		away = err != nil
		if e, _ := f.now(); !away && d.Version != e.Version {
			e.Version = d.Version
			f.Replace(e)
			slog.InfoContext(ctx, "serving new facts", "dataset", d.Version)
		}
	}
}
