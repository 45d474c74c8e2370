package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"entente/graph/alliance"
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
	// Copy, where it is not nil, makes a store in memory of facts that were read from the database, which then answers for
	// as long as they are the current ones: see the package comment.
	Copy func(*alliance.Facts) alliance.Store
	// Trace, where it is not nil, is called with the text of every statement that is sent, from any goroutine.
	Trace func(cypher string)
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

// A DB is a Neo4j database that has, or will have, a data set. It is safe for concurrent use.
type DB struct {
	config Config
	driver neo4j.DriverWithContext
	// bookmarks have later statements see what earlier ones saw, on whichever server of a cluster.
	bookmarks atomic.Pointer[neo4j.BookmarkManager]
	lanes     *lanes
	store     *Store
}

// New returns a database without connecting to it, so that it may be away. The error is about the configuration.
func New(c Config) (*DB, error) {
	if err := checkAddress(c.URI); err != nil {
		return nil, err
	}
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""), func(o *config.Config) {
		o.ConnectionLivenessCheckTimeout = livenessAfter
		o.SocketConnectTimeout = connectTimeout
		o.ConnectionAcquisitionTimeout = acquireTimeout
		o.MaxTransactionRetryTime = cmp.Or(c.RetryTime, retryTime)
		o.FetchSize = neo4j.FetchAll
		o.NotificationsMinSeverity = "OFF"
		o.TelemetryDisabled = true
		o.UserAgent = "entente"
	})
	if err != nil {
		return nil, fmt.Errorf("neo4j at %q: %s", c.URI, line(err))
	}
	db := &DB{config: c, driver: driver}
	db.forget()
	db.lanes = newLanes(db.read)
	db.lanes.late = db.forget // at once: the next question must not wait for the same bookmarks
	db.store = newStore(db)
	return db, nil
}

// Open returns a database that answers: it is there, and takes the user and the password. Whether it has a data set,
// [Store.Dataset] says. The error wraps [alliance.ErrUnavailable], and [ErrAuth], [ErrNoPassword] or
// [ErrNoDatabase] if that is why.
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

// Check asks the database for nothing, to see that it can be asked.
func (db *DB) Check(ctx context.Context) error {
	_, err := query(ctx, db, neo4j.ExecuteQueryWithReadersRouting(), pingStatement, nil)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrAuth) && db.config.Password == "":
		err = ErrNoPassword
	case strings.Contains(err.Error(), "server responded HTTP"): // which the driver has no error of its own for
		a := readAddress(db.config.URI)
		err = fmt.Errorf("it answers over HTTP, as Neo4j Browser does: write %s://%s", a.scheme, joined(a.host, ""))
	}
	return fmt.Errorf("neo4j at %s: %w", db.config.URI, err)
}

// Store returns the store that answers from the database.
func (db *DB) Store() *Store { return db.store }

// forget forgets the bookmarks. A database that was put back from an older backup never gets to where they point, and
// every statement would wait for it in vain.
func (db *DB) forget() {
	bookmarks := neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})
	db.bookmarks.Store(&bookmarks)
}

// Close ends all connections, once the statements have ended whose callers have gone: the driver must not be closed while
// one is under way. Nothing may be asked any more.
func (db *DB) Close(ctx context.Context) error {
	db.store.close()
	db.lanes.wait(ctx)
	return db.driver.Close(ctx)
}

// A record is a row of the result of a statement.
type record []any

// read runs a statement for reading.
func (db *DB) read(ctx context.Context, cypher string, params map[string]any) ([]record, error) {
	return query(ctx, db, neo4j.ExecuteQueryWithReadersRouting(), cypher, params)
}

// query runs a statement in a transaction of its own, which the driver retries as it sees fit; the server ends it when
// the context's deadline is over.
func query(
	ctx context.Context, db *DB, route neo4j.ExecuteQueryConfigurationOption, cypher string, params map[string]any,
) ([]record, error) {
	if db.config.Trace != nil {
		db.config.Trace(cypher)
	}
	records, err := neo4j.ExecuteQuery(ctx, db.driver, cypher, params, newRecords, route,
		neo4j.ExecuteQueryWithDatabase(db.config.Database),
		neo4j.ExecuteQueryWithBookmarkManager(*db.bookmarks.Load()),
		neo4j.ExecuteQueryWithTransactionConfig(limitTo(ctx)...))
	if err != nil {
		db.forget()
	}
	return records, explain(ctx, err)
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
type records []record

// newRecords returns a collector.
func newRecords() neo4j.ResultTransformer[[]record] { return &records{} }

// Accept implements [neo4j.ResultTransformer].
func (r *records) Accept(row *neo4j.Record) error {
	*r = append(*r, row.Values)
	return nil
}

// Complete implements [neo4j.ResultTransformer].
func (r *records) Complete([]string, neo4j.ResultSummary) ([]record, error) { return *r, nil }

var _ alliance.Store = (*Store)(nil)
