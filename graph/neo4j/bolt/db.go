// Package bolt reaches Neo4j databases: it connects, runs statements in transactions, and says what went wrong in words that
// name what to do. What the statements say is the matter of others.
package bolt

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// A Config says how to reach a database.
type Config struct {
	// URI has one of the driver's schemes: neo4j or bolt, with +s for TLS and +ssc for TLS without a certificate that
	// can be checked.
	URI            string
	User, Password string
	// Database is empty for the user's home database.
	Database string
	// RetryTime is how long statements are tried again while the database is away; a second if it is 0, so that even two of
	// them, one after the other, are well below the deadline of a request.
	RetryTime time.Duration
	// FailFast has statements fail at once while the database cannot be reached, and tries it again in the background. Those
	// under way when that is noticed end, too. It is for who answers others; who has all the time lets the driver try again.
	FailFast bool
	// Trace, where it is not nil, is called with the text of every statement that is sent, from any goroutine.
	Trace func(cypher string)
	// Observe, where it is not nil, is called like Trace, and returns the context to send the statement with and what is to be
	// called with how it ended.
	Observe func(ctx context.Context, cypher string) (context.Context, func(error))
	// Pool, where it is not nil, counts what the driver does with its connections.
	Pool *Pool
}

// Time limits of the driver. Together they are well below the deadline of a request, so that a database that is away is
// said to be, instead of the request to have taken too long.
const (
	connectTimeout = 2 * time.Second
	acquireTimeout = 4 * time.Second
	// retryTime is when the last try begins to wait: it may come as late as three times that, since each wait is twice as
	// long as the one before.
	retryTime = time.Second
	// livenessAfter is how long a connection may have been idle to be used without a question whether it still lives.
	livenessAfter = 15 * time.Second
)

// A DB is a Neo4j database. It is safe for concurrent use.
type DB struct {
	config Config
	reach  reach
	// bookmarks have later statements see what earlier ones saw, on whichever server of a cluster.
	bookmarks atomic.Pointer[neo4j.BookmarkManager]
}

// New returns a database without connecting to it, so that it may be away. The error is about the configuration.
func New(c Config) (*DB, error) {
	if err := checkAddress(c.URI); err != nil {
		return nil, err
	}
	driver, err := c.driver()
	if err != nil {
		return nil, fmt.Errorf("neo4j at %q: %s", c.URI, line(err))
	}
	db := &DB{config: c}
	db.reach.init(driver)
	db.Forget()
	return db, nil
}

// driver returns a driver that has no connections yet.
func (c Config) driver() (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""), func(o *config.Config) {
		o.ConnectionLivenessCheckTimeout = livenessAfter
		o.SocketConnectTimeout = connectTimeout
		o.ConnectionAcquisitionTimeout = acquireTimeout
		o.MaxTransactionRetryTime = 0 // see [DB.try] and [DB.persist]
		o.FetchSize = neo4j.FetchAll
		o.NotificationsMinSeverity = "OFF"
		o.TelemetryDisabled = true
		if c.Pool != nil {
			o.Log = c.Pool
		}
		o.UserAgent = "entente"
	})
}

// Open returns a database that answers: it is there, and takes the user and the password. The error wraps
// [alliance.ErrUnavailable], and [ErrAuth], [ErrNoPassword] or [ErrNoDatabase] if that is why.
func Open(ctx context.Context, c Config) (*DB, error) {
	db, err := New(c)
	if err != nil {
		return nil, err
	}
	if err := db.Check(ctx); err != nil {
		_ = db.Close(ctx)
		return nil, err
	}
	return db, nil
}

// URI returns the address of the database.
func (db *DB) URI() string { return db.config.URI }

// Check asks the database for nothing, to see that it can be asked. If nobody answers there, it says so at once.
func (db *DB) Check(ctx context.Context) error {
	l := db.reach.current()
	err := db.diagnose(ctx)
	if err == nil {
		err = db.askNothing(ctx, l.driver)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrAuth) && db.config.Password == "":
		err = ErrNoPassword
	case db.config.FailFast && ctx.Err() == nil && !Permanent(err):
		err = db.leave(l, err)
	}
	return fmt.Errorf("neo4j at %s: %w", db.config.URI, err)
}

// askNothing has a driver ask the database for nothing.
func (db *DB) askNothing(ctx context.Context, driver neo4j.DriverWithContext) error {
	ask := func(ctx context.Context, driver neo4j.DriverWithContext) error {
		_, err := db.read(ctx, driver, `RETURN 1`, nil)
		return err
	}
	if db.config.FailFast {
		return explain(ctx, ask(ctx, driver))
	}
	return db.persist(ctx, ask)
}

// Forget forgets which transactions later statements have to see. A database that was put back from an older backup never
// gets to where they were, and every statement would wait for it in vain.
func (db *DB) Forget() {
	bookmarks := neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})
	db.bookmarks.Store(&bookmarks)
}

// Close ends all connections. No statement may be under way, nor be run any more.
func (db *DB) Close(ctx context.Context) error {
	db.reach.close()
	db.reach.background.Wait()
	return db.reach.link.driver.Close(ctx)
}

// A Record is a row of the result of a statement.
type Record []any

// A Runner runs a statement with parameters and returns the rows of its result.
type Runner func(ctx context.Context, cypher string, params map[string]any) ([]Record, error)

// Read runs a statement for reading, in a transaction of its own.
func (db *DB) Read(ctx context.Context, cypher string, params map[string]any) ([]Record, error) {
	return db.query(ctx, db.read, cypher, params)
}

// Write runs a statement that may write, in a transaction of its own. It is also how to read what was written last, on a
// server that has it already.
func (db *DB) Write(ctx context.Context, cypher string, params map[string]any) ([]Record, error) {
	return db.query(ctx, db.write, cypher, params)
}

// An execution has a driver run a statement in a transaction of its own.
type execution func(ctx context.Context, driver neo4j.DriverWithContext, cypher string, params map[string]any) ([]Record, error)

// query runs a statement in a transaction of its own; the server ends it when the context's deadline is over.
func (db *DB) query(ctx context.Context, run execution, cypher string, params map[string]any) (records []Record, err error) {
	err = db.do(ctx, func(ctx context.Context, driver neo4j.DriverWithContext) (err error) {
		records, err = run(ctx, driver, cypher, params)
		return err
	})
	return records, err
}

// do has work done by the driver, again where that may help.
func (db *DB) do(ctx context.Context, work func(context.Context, neo4j.DriverWithContext) error) error {
	if db.config.FailFast {
		return db.try(ctx, work)
	}
	return db.persist(ctx, work)
}

// read is the [execution] that reads. The server begins and commits the transaction by itself, which is one round trip where
// it would be two.
func (db *DB) read(ctx context.Context, driver neo4j.DriverWithContext, cypher string, params map[string]any) (_ []Record, err error) {
	ctx, ended := db.trace(ctx, cypher)
	defer func() { ended(err) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, DatabaseName: db.config.Database, BookmarkManager: *db.bookmarks.Load(),
	})
	result, err := session.Run(ctx, cypher, params, limitTo(ctx)...)
	rows, err := rowsOf(ctx, result, err)
	if err = cmp.Or(err, session.Close(ctx)); err != nil {
		db.Forget()
		return nil, once(err)
	}
	return rows, nil
}

// write is the [execution] that may write.
func (db *DB) write(ctx context.Context, driver neo4j.DriverWithContext, cypher string, params map[string]any) (records []Record, err error) {
	ctx, ended := db.trace(ctx, cypher)
	defer func() { ended(err) }()
	records, err = neo4j.ExecuteQuery(ctx, driver, cypher, params, newRecords, neo4j.ExecuteQueryWithWritersRouting(),
		neo4j.ExecuteQueryWithDatabase(db.config.Database),
		neo4j.ExecuteQueryWithBookmarkManager(*db.bookmarks.Load()),
		neo4j.ExecuteQueryWithTransactionConfig(limitTo(ctx)...))
	if err != nil {
		db.Forget()
	}
	return records, err
}

// Transact has work run statements in one transaction, again from the start where it is tried again. An error of the
// work's own ends the transaction, and is returned as it is.
func (db *DB) Transact(ctx context.Context, work func(Runner) error) error {
	var own error
	err := db.do(ctx, func(ctx context.Context, driver neo4j.DriverWithContext) (err error) {
		own, err = db.transact(ctx, driver, work)
		return err
	})
	return cmp.Or(own, err)
}

// transact has work run statements in one transaction of a driver. It returns the error of the work's own apart from others.
func (db *DB) transact(ctx context.Context, driver neo4j.DriverWithContext, work func(Runner) error) (own, err error) {
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: db.config.Database, BookmarkManager: *db.bookmarks.Load()})
	_, err = session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		var failed error // of a statement, which may be tried again
		own = work(func(ctx context.Context, cypher string, params map[string]any) ([]Record, error) {
			var rows []Record
			rows, failed = db.run(ctx, tx, cypher, params)
			return rows, failed
		})
		if outOfMemory(failed) {
			own = explain(ctx, failed)
		} else if failed != nil {
			own = nil
			return nil, failed
		}
		return nil, own
	}, limitTo(ctx)...)
	closed := session.Close(ctx)
	if own != nil {
		return own, nil
	}
	return nil, cmp.Or(err, closed)
}

// run runs a statement in a transaction.
func (db *DB) run(ctx context.Context, tx neo4j.ManagedTransaction, cypher string, params map[string]any) (_ []Record, err error) {
	ctx, ended := db.trace(ctx, cypher)
	defer func() { ended(err) }()
	result, err := tx.Run(ctx, cypher, params)
	return rowsOf(ctx, result, err)
}

// rowsOf returns the rows of the result of a statement, unless there was an error.
func rowsOf(ctx context.Context, result neo4j.ResultWithContext, err error) ([]Record, error) {
	if err != nil {
		return nil, err
	}
	var rows []Record
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// trace tells of a statement that is sent. It returns the context to send it with, and what is to be called once it has ended.
func (db *DB) trace(ctx context.Context, cypher string) (_ context.Context, ended func(error)) {
	if db.config.Trace != nil {
		db.config.Trace(cypher)
	}
	if db.config.Observe == nil {
		return ctx, func(error) {}
	}
	return db.config.Observe(ctx, cypher)
}

// limitTo returns the limit that a context's deadline sets to a transaction on the server, where it has one.
func limitTo(ctx context.Context) []func(*neo4j.TransactionConfig) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return nil
	}
	// 0 would mean no limit at all.
	return []func(*neo4j.TransactionConfig){neo4j.WithTxTimeout(max(time.Until(deadline), time.Millisecond))}
}

// records collects the rows of a result; it implements [neo4j.ResultTransformer].
type records []Record

// newRecords returns a collector.
func newRecords() neo4j.ResultTransformer[[]Record] { return &records{} }

// Accept implements [neo4j.ResultTransformer].
func (r *records) Accept(row *neo4j.Record) error {
	*r = append(*r, row.Values)
	return nil
}

// Complete implements [neo4j.ResultTransformer].
func (r *records) Complete([]string, neo4j.ResultSummary) ([]Record, error) { return *r, nil }
