package bolt

import (
	"cmp"
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

const (
	// silence is how long a statement may take until the server is asked whether it still is there, and until it is asked again.
	silence = 500 * time.Millisecond
	// firstPause and lastPause are how long to wait until something is tried again, longer each time.
	firstPause = 250 * time.Millisecond
	lastPause  = 2 * time.Second
	// refusedPause is how long to wait where somebody has to change something first: servers lock out users who have tried
	// wrong passwords too often.
	refusedPause = 10 * time.Second
)

// newPauses returns how long to wait, one time after the other.
func newPauses() *backoff.ExponentialBackOff {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval, pauses.MaxInterval = firstPause, lastPause
	return pauses
}

// wait waits, or returns the context's error.
func wait(ctx context.Context, pause time.Duration) error {
	select {
	case <-time.After(pause):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// persist has work done that reads or writes in one transaction, again for as long as the driver says that this may help. It
// does not help where the memory of the database does not suffice, though the database may say so only of the commit.
func (db *DB) persist(ctx context.Context, work func(context.Context, neo4j.DriverWithContext) error) error {
	pauses, end := newPauses(), time.Now().Add(cmp.Or(db.config.RetryTime, retryTime))
	for {
		err := work(ctx, db.reach.link.driver)
		if err == nil || !tired(err) || outOfMemory(cause(err)) || time.Now().After(end) {
			return explain(ctx, err)
		}
		if err := wait(ctx, pauses.NextBackOff()); err != nil {
			return err
		}
	}
}

// try has work done that reads or writes in one transaction. It is done again, if it may be, where a connection was lost
// to a server that still is there, such as one that was started anew, and where the server says that it is of use. If the
// server cannot be reached, the database is away from then on.
func (db *DB) try(ctx context.Context, work func(context.Context, neo4j.DriverWithContext) error) error {
	t := trial{db: db, pauses: newPauses(), end: time.Now().Add(cmp.Or(db.config.RetryTime, retryTime))}
	for {
		l, away := db.reach.enter()
		if away != nil {
			return away
		}
		stop := db.watch(ctx, l)
		err := l.run(ctx, work)
		stop()
		if again, err := t.judge(ctx, l, err); !again {
			return err
		}
	}
}

// A trial is work that may be done again.
type trial struct {
	db     *DB
	pauses *backoff.ExponentialBackOff
	end    time.Time
	lost   bool // a connection, once
}

// judge returns the error of work as it is to be returned, or that it is to be done again, for which it has waited.
func (t *trial) judge(ctx context.Context, l *link, err error) (again bool, said error) {
	switch said = explain(ctx, err); {
	case err == nil || ctx.Err() != nil:
		return false, said
	case l.why() != nil:
		return false, l.why()
	case Permanent(said):
		return false, t.db.leave(l, said)
	case lost(err):
		why := t.db.knock(ctx, l)
		again, t.lost = why == nil && !t.lost && tired(err), true
		return again, cmp.Or(why, said)
	}
	pause := t.pauses.NextBackOff()
	switch late := time.Now().Add(pause).After(t.end); {
	case late && unserved(err):
		return false, t.db.leave(l, said)
	case late || !tired(err):
		return false, said
	}
	err = wait(ctx, pause)
	return err == nil, err
}

// knock asks a server whether it is there. If it is not, the database is away, and the error is why.
func (db *DB) knock(ctx context.Context, l *link) error {
	l.knocking.Lock()
	defer l.knocking.Unlock()
	return db.knockLocked(ctx, l)
}

// knockLocked is knock for who has the lock.
func (db *DB) knockLocked(ctx context.Context, l *link) error {
	if why := l.why(); why != nil { // somebody knocked before
		return why
	}
	why := db.diagnose(ctx)
	if over := expired(ctx); why == nil || over != nil {
		return over
	}
	return db.leave(l, why)
}

// expired returns the error of a context that is done, or whose deadline has passed: connections see that a moment before
// the context does.
func expired(ctx context.Context) error {
	if at, ok := ctx.Deadline(); ok && !time.Now().Before(at) {
		return context.DeadlineExceeded
	}
	return ctx.Err()
}

// watch asks the server, while a statement is under way that takes long, whether it still is there: who waits for an answer
// from a host that is gone is not told of it.
func (db *DB) watch(ctx context.Context, l *link) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	timer := time.AfterFunc(silence, func() {
		for first := true; first || wait(ctx, silence) == nil; first = false {
			if l.knocking.TryLock() { // one knock is enough for all statements
				_ = db.knockLocked(ctx, l)
				l.knocking.Unlock()
			}
		}
	})
	return func() { timer.Stop(); cancel() }
}
