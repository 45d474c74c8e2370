package bolt_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
)

// TestPool checks that the driver still logs what is counted: that there are more statements than connections, and that a server is
// not there.
func TestPool(t *testing.T) {
	server := shared(t)
	wire := neo4jtest.NewWire(t, server)
	pool := &bolt.Pool{}
	db := open(t, bolt.Config{URI: wire.URI, User: server.User, Password: server.Password, Pool: pool})
	const most = 100 // connections of a pool
	var held, all sync.WaitGroup
	release := make(chan struct{})
	held.Add(most)
	for range most {
		all.Go(func() {
			err := db.Transact(t.Context(), func(run bolt.Runner) error {
				_, err := run(t.Context(), quick, nil)
				held.Done()
				<-release
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	held.Wait()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := db.Read(ctx, quick, nil); err == nil {
		t.Errorf("there is a connection beside %d", most)
	}
	close(release)
	all.Wait()
	if pool.Connects() < most || pool.Waits() == 0 || pool.Timeouts() == 0 {
		t.Errorf("%d connections, %d waits, %d in vain", pool.Connects(), pool.Waits(), pool.Timeouts())
	}
	failures := pool.Failures()
	wire.Cut()
	if _, err := ask(t, db, quick); err == nil || pool.Failures() == failures {
		t.Errorf("a database that is not there answers (%v), or no connection to it failed", err)
	}
}
