package live

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
)

const (
	// pollEvery is the interval at which a database is polled for new facts.
	pollEvery = 2 * time.Second
	// pollTimeout is the time limit of a poll.
	pollTimeout = 3 * time.Second
)

// DatabaseOptions are how the facts of a database are served.
type DatabaseOptions struct {
	// Copy has a copy of the facts in memory answer, and the database only say whether they are current.
	Copy bool
	// Stale has the last copy answer while the database is away.
	Stale bool
	// MaxStaleness is how long the database need not be asked whether a copy is current.
	MaxStaleness time.Duration
}

// store returns the options of a store.
func (o DatabaseOptions) store() neo4j.Options {
	options := neo4j.Options{Stale: o.Stale, MaxStaleness: o.MaxStaleness}
	if o.Copy {
		options.Copy = func(f *alliance.Facts) alliance.Store { return memory.New(f, time.Now()) }
	}
	return options
}

// OpenDatabase serves the facts in a database. If it is away, or has no facts yet, they are served once it has some, with
// [Backend.Follow]; until then their version is empty. The error is one that waiting does not change, such as a wrong password.
func OpenDatabase(ctx context.Context, config bolt.Config, o DatabaseOptions) (*Backend, error) {
	config.FailFast = true
	db, err := bolt.New(config)
	if err != nil {
		return nil, err
	}
	store := neo4j.NewStore(db, o.store())
	b := &Backend{
		Facts: New(Edition{Store: store.Snapshot, Remote: store.Remote}),
		close: func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), pollTimeout)
			defer cancel()
			_ = store.Close(ctx)
			_ = db.Close(ctx)
		},
	}
	follower := &follower{facts: b.Facts, warm: store.Warm, away: db.Away}
	b.follow = func(ctx context.Context) {
		follower.facts = b.Facts
		follower.follow(ctx, poll(ctx, store.Snapshot))
	}
	if err := db.Check(ctx); bolt.Permanent(err) {
		b.Close()
		return nil, err
	}
	l, err := lookAt(ctx, store.Snapshot())
	if err = follower.take(ctx, l, err); err != nil && (ctx.Err() != nil || bolt.Permanent(err) || !errors.Is(err, alliance.ErrUnavailable)) {
		b.Close()
		return nil, fmt.Errorf("neo4j at %s: %w", config.URI, err)
	}
	return b, nil
}

// A look is what a database has at a time.
type look struct {
	dataset alliance.Dataset
	// since and why are the staleness of a copy that answers instead.
	since time.Time
	why   error
}

// lookAt looks at a store for one request.
func lookAt(ctx context.Context, store alliance.Store) (l look, err error) {
	l.dataset, err = store.Dataset(ctx)
	l.since, l.why = alliance.Staleness(store)
	return l, err
}

// poll yields a look at a store, or the error of it, at every interval until the context is done.
func poll(ctx context.Context, store func() alliance.Store) iter.Seq2[look, error] {
	return func(yield func(look, error) bool) {
		ticker := time.NewTicker(pollEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
			limited, cancel := context.WithTimeout(ctx, pollTimeout)
			l, err := lookAt(limited, store())
			cancel()
			if ctx.Err() != nil || !yield(l, err) {
				return
			}
		}
	}
}
