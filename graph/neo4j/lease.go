package neo4j

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"time"
)

// A lease says that only its owner may change the data set. It lasts for a time, and is renewed for as long as the owner
// lives.
type lease struct {
	db    *DB
	owner string
	ttl   time.Duration
}

// acquire returns the lease, once nobody else has it; waiting is called when somebody has.
func (db *DB) acquire(ctx context.Context, ttl time.Duration, waiting func(owner string)) (*lease, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	l := &lease{db: db, ttl: ttl, owner: fmt.Sprintf("process %d on %s (%s)", os.Getpid(), host, rand.Text()[:8])}
	ticker := time.NewTicker(min(ttl/4, time.Second))
	defer ticker.Stop()
	for told := false; ; told = true {
		rows, err := db.write(ctx, acquireStatement, l.params())
		if err != nil {
			return nil, err
		}
		if free, _ := rows[0][0].(bool); free {
			return l, nil
		}
		if owner, _ := rows[0][1].(string); !told && waiting != nil {
			waiting(owner)
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// params are those of the statements about the lease.
func (l *lease) params() map[string]any {
	return map[string]any{"owner": l.owner, "ttl": l.ttl.Milliseconds()}
}

// releaseTime is how long a load that has ended tries to give its lease back.
const releaseTime = 3 * time.Second

// hold renews the lease until the context, which it returns, is done. The context ends, with [ErrLeaseLost] or an error that
// wraps [alliance.ErrUnavailable], when the lease could not be renewed in time. The function releases the lease.
func (l *lease) hold(ctx context.Context) (context.Context, func()) {
	held, cancel := context.WithCancelCause(ctx)
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		l.renew(held, cancel)
	}()
	return held, func() {
		cancel(nil)
		<-stopped
		last, stop := context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
		defer stop()
		_, _ = l.db.write(last, releaseStatement, l.params()) // it would run out by itself
	}
}

// renew renews the lease again and again.
func (l *lease) renew(ctx context.Context, cancel context.CancelCauseFunc) {
	ticker := time.NewTicker(l.ttl / 4)
	defer ticker.Stop()
	for renewed := time.Now(); ; {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		switch err := l.renewOnce(ctx); {
		case err == nil:
			renewed = time.Now()
		case ctx.Err() != nil:
			return
		case errors.Is(err, ErrLeaseLost):
			cancel(ErrLeaseLost)
			return
		case time.Since(renewed) > l.ttl:
			cancel(errSilent)
			return
		}
	}
}

// renewOnce renews the lease, in less time than it lasts.
func (l *lease) renewOnce(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, l.ttl)
	defer cancel()
	return l.check(ctx, l.db.write)
}

// check renews the lease. In a transaction, it also makes sure that nobody takes it before the transaction is over.
func (l *lease) check(ctx context.Context, run runner) error {
	rows, err := run(ctx, renewStatement, l.params())
	if err == nil && len(rows) == 0 {
		return ErrLeaseLost
	}
	return err
}

// write runs a statement in a transaction in which the lease is the owner's, from before the statement until it is
// committed. A loader that was held up for longer than its lease lasts thus does no harm to the one that took over.
func (l *lease) write(ctx context.Context, cypher string, params map[string]any) (rows []record, err error) {
	err = l.db.transact(ctx, func(run runner) error {
		if err := l.check(ctx, run); err != nil {
			return err
		}
		rows, err = run(ctx, cypher, params)
		return err
	})
	return rows, err
}
