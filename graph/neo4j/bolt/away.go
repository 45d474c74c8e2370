package bolt

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
)

// A link is a driver and the statements that are under way by it. When the database is found away, all of them end together,
// and the link with its connections is not used again.
type link struct {
	driver     neo4j.DriverWithContext
	broken     context.Context // done, with the cause, once the database was found away
	cut        context.CancelCauseFunc
	statements sync.WaitGroup
	knocking   sync.Mutex
}

// run has work done by the driver, until the link is broken.
func (l *link) run(ctx context.Context, work func(context.Context, neo4j.DriverWithContext) error) error {
	defer l.statements.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.broken, cancel)() //nolint:contextcheck // it ends with either
	return work(ctx, l.driver)
}

// why returns why the link is broken, nil if it is not.
func (l *link) why() error { return context.Cause(l.broken) }

// A reach is whether a database can be reached, and the link to it.
type reach struct {
	mu   sync.Mutex
	link *link
	away error // why it cannot be reached, nil while it can
	// open is done once the database is closed, which waits for what is in the background.
	open       context.Context
	close      context.CancelFunc
	background sync.WaitGroup
	ended      context.Context // long ago
}

// init has a driver make the first link.
func (r *reach) init(driver neo4j.DriverWithContext) {
	r.open, r.close = context.WithCancel(context.Background())
	var end context.CancelFunc
	r.ended, end = context.WithCancel(context.Background())
	end()
	r.begin(driver)
}

// begin has a driver make the link from now on.
func (r *reach) begin(driver neo4j.DriverWithContext) {
	r.link = &link{driver: driver}
	r.link.broken, r.link.cut = context.WithCancelCause(context.Background())
	// A driver completes itself when it first connects, which two statements must not have it do at a time. Here nothing is sent.
	_ = driver.VerifyConnectivity(r.ended)
}

// enter returns the link for one statement, or why the database is away.
func (r *reach) enter() (*link, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.away != nil {
		return nil, r.away
	}
	r.link.statements.Add(1)
	return r.link, nil
}

// current returns the link, which may break at any time.
func (r *reach) current() *link {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.link
}

// note replaces why the database is away, nil if it is back, and reports whether it stays so until somebody changes
// something, which is news.
func (r *reach) note(why error) (news bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	news = Permanent(why) && !Permanent(r.away)
	r.away = why
	return news
}

// Away returns why the database is away, nil if it is not, as far as is known. It is never away unless [Config.FailFast] is set.
func (db *DB) Away() error {
	db.reach.mu.Lock()
	defer db.reach.mu.Unlock()
	return db.reach.away
}

// leave has the database be away, and returns why. All statements that are under way end, and it is tried again in the background.
func (db *DB) leave(l *link, why error) error {
	r := &db.reach
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.away != nil: // another statement was faster
		return r.away
	case r.link != l: // and it is back already
		return l.why()
	case r.open.Err() != nil:
		return why
	}
	driver, err := db.config.driver()
	if err != nil { // impossible: the configuration was right once
		return errors.Join(why, err)
	}
	slog.Warn("the database cannot be reached", "uri", db.config.URI, "error", why)
	l.cut(why)
	r.away = why
	r.begin(driver)
	r.background.Go(func() {
		l.statements.Wait()
		_ = l.driver.Close(r.open)
	})
	r.background.Go(db.probe)
	return why
}

// probe tries a database that is away until it answers, or is closed.
func (db *DB) probe() {
	pauses := newPauses()
	for pause := pauses.NextBackOff(); wait(db.reach.open, pause) == nil; {
		why := db.askAgain()
		if why == nil {
			break
		}
		if db.reach.note(why) {
			slog.Error("the database cannot be reached until its configuration is changed", "uri", db.config.URI, "error", why)
		}
		if pause = pauses.NextBackOff(); Permanent(why) {
			pause = refusedPause
		}
	}
	if db.reach.open.Err() == nil {
		_ = db.reach.note(nil)
		slog.Info("the database can be reached again", "uri", db.config.URI)
	}
}

// askAgain asks a database that is away for nothing.
func (db *DB) askAgain() error {
	if why := db.diagnose(db.reach.open); why != nil {
		return why
	}
	ctx, cancel := context.WithTimeout(db.reach.open, acquireTimeout)
	defer cancel()
	_, err := db.read(ctx, db.reach.current().driver, `RETURN 1`, nil)
	if err = explain(ctx, err); errors.Is(err, context.DeadlineExceeded) {
		return noAnswer(acquireTimeout)
	}
	return err
}

// noAnswer returns the error of a server that is silent.
func noAnswer(within time.Duration) error {
	return fmt.Errorf("%w: no answer within %s", alliance.ErrUnavailable, within)
}
