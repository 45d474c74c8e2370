package load

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"time"

	"entente/graph/neo4j/bolt"
)

// writers is how many transactions a load writes in at the same time.
const writers = 2

// A lease says that only its owner may change the data set. It lasts for a time, and is renewed for as long as the owner
// lives. It is several nodes: one that is renewed, and one for each writer, which locks its own until its transaction is over.
type lease struct {
	db    *bolt.DB
	owner string
	ttl   time.Duration
	// edition is the number of the load, larger than all before.
	edition int64
	// uncertain says that a transaction of which readers were told may or may not have been committed yet.
	uncertain bool
}

// acquire returns the lease, once nobody else has it.
func acquire(ctx context.Context, db *bolt.DB, o Options) (*lease, error) {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown host"
	}
	l := &lease{db: db, ttl: o.lease, owner: fmt.Sprintf("process %d on %s (%s)", os.Getpid(), host, rand.Text()[:8])}
	ticker := time.NewTicker(min(l.ttl/4, time.Second))
	defer ticker.Stop()
	for told := ""; ; {
		owner, err := l.try(ctx, o.Waiting)
		if err != nil || owner == "" {
			return l, err
		}
		if told != owner && o.Waiting != nil {
			o.Waiting(owner)
		}
		told = owner
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// patience is how long a load waits for the transaction of a loader whose lease has run out, before it says so.
const patience = 2 * time.Second

// try takes the lease if it is free, and otherwise returns who has it.
func (l *lease) try(ctx context.Context, waiting func(string)) (owner string, err error) {
	rows, err := l.db.Write(ctx, leaseStatement, nil)
	if err != nil {
		return "", err
	}
	owner, _ = rows[0][0].(string)
	if free, _ := rows[0][1].(bool); !free {
		return owner, nil
	}
	if waiting != nil && owner != "" {
		timer := time.AfterFunc(patience, func() { waiting("a transaction of " + owner) })
		defer timer.Stop()
	}
	err = l.db.Transact(ctx, func(run bolt.Runner) error {
		owner, err = l.take(ctx, run)
		return err
	})
	return owner, err
}

// take is [lease.try] in a transaction. It locks the nodes of writers first: while it waits for the transaction of an owner that
// was held up, that can still renew the lease, and then has it.
func (l *lease) take(ctx context.Context, run bolt.Runner) (owner string, err error) {
	for i := range writers {
		if _, err := run(ctx, lockNewStatement, l.writer(i)); err != nil {
			return "", err
		}
	}
	rows, err := run(ctx, acquireStatement, l.params())
	if err != nil {
		return "", err
	}
	if free, _ := rows[0][0].(bool); !free {
		owner, _ = rows[0][1].(string)
		return owner, nil
	}
	l.edition, _ = rows[0][2].(int64)
	_, err = run(ctx, ownStatement, l.params())
	return "", err
}

// grace is how long readers take it that a transaction may be being committed, after its loader last said so.
const grace = 5 * time.Second

// params are those of the statements about the lease.
func (l *lease) params() map[string]any {
	return map[string]any{"owner": l.owner, "ttl": l.ttl.Milliseconds(), "grace": grace.Milliseconds(), "edition": l.edition}
}

// writer returns the parameters of the statements about the node of a writer.
func (l *lease) writer(i int) map[string]any {
	return map[string]any{"owner": l.owner, "id": fmt.Sprintf("writer %d", i+1)}
}

// lock locks the node of a writer until its transaction is over, in which nobody can take over thus.
func (l *lease) lock(ctx context.Context, run bolt.Runner, writer int) error {
	return owned(run(ctx, lockStatement, l.writer(writer)))
}

// announce tells readers that a transaction is about to be committed.
func (l *lease) announce(ctx context.Context) error {
	l.uncertain = true
	return owned(l.db.Write(ctx, announceStatement, l.params()))
}

// concluded tells readers that it was.
func (l *lease) concluded(ctx context.Context) error {
	err := owned(l.db.Write(ctx, concludedStatement, l.params()))
	l.uncertain = err != nil
	return err
}

// retract tells readers, if they were told that a transaction is about to be committed, that it never will be.
func (l *lease) retract(ctx context.Context) error {
	if !l.uncertain {
		return nil
	}
	return l.concluded(ctx)
}

// owned returns an error if a statement that has one row for the owner of the lease has none.
func owned(rows []bolt.Record, err error) error {
	if err == nil && len(rows) == 0 {
		return ErrLeaseLost
	}
	return err
}
