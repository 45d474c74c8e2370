package bolt_test

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
)

const (
	quick   = "RETURN 'quick'"
	endless = "UNWIND range(1, 100000000000) AS lost WITH lost WHERE lost < 0 RETURN count(*)"
	// deadline is that of a request.
	deadline = 10 * time.Second
)

// open returns a database that fails fast, until the test ends.
func open(t *testing.T, c bolt.Config) *bolt.DB {
	t.Helper()
	c.FailFast = true
	db, err := bolt.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return db
}

// ask runs a statement as long as a request may take, and returns how long it took.
func ask(t *testing.T, db *bolt.DB, cypher string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	began := time.Now()
	_, err := db.Read(ctx, cypher, nil)
	return time.Since(began), err
}

// TestAway breaks the way to a server while statements are under way, which end together; those after them are not even sent,
// until the way is whole again.
func TestAway(t *testing.T) {
	server := shared(t)
	for _, test := range []struct {
		name          string
		breaks, heals func(*neo4jtest.Wire)
	}{
		{"refused", (*neo4jtest.Wire).Cut, (*neo4jtest.Wire).Join},
		{"silent", func(w *neo4jtest.Wire) { w.Poison("timeout", "downstream", "timeout", 0) }, (*neo4jtest.Wire).Heal},
		{"deaf", func(w *neo4jtest.Wire) { w.Poison("timeout", "upstream", "timeout", 0) }, (*neo4jtest.Wire).Heal},
		{"reset", func(w *neo4jtest.Wire) { w.Poison("reset_peer", "upstream", "timeout", 0) }, (*neo4jtest.Wire).Heal},
	} {
		for _, scheme := range []string{"bolt", "neo4j"} {
			t.Run(test.name+" "+scheme, func(t *testing.T) {
				t.Parallel()
				wire := neo4jtest.NewWire(t, server)
				var sent atomic.Int64
				db := open(t, bolt.Config{URI: throughWire(scheme, wire), User: server.User, Password: server.Password, Trace: func(cypher string) {
					if cypher == quick {
						sent.Add(1)
					}
				}})
				waiting := 4
				if scheme == "neo4j" { // the driver's router has races of its own (in InvalidateServer) where statements fail together
					waiting = 0
				}
				ends := make(chan error, waiting)
				for range waiting {
					go func() {
						_, err := ask(t, db, endless)
						ends <- err
					}()
				}
				if _, err := ask(t, db, quick); err != nil {
					t.Fatal(err)
				}
				test.breaks(wire)
				first, err := ask(t, db, quick)
				if !errors.Is(err, alliance.ErrUnavailable) {
					t.Errorf("the first after it: error %v, want one that wraps ErrUnavailable", err)
				}
				for range waiting {
					if err := <-ends; !errors.Is(err, alliance.ErrUnavailable) || strings.Contains(err.Error(), "\n") {
						t.Errorf("one under way: error %v, want one line that wraps ErrUnavailable", err)
					}
				}
				checkFast(t, db, &sent, first)
				test.heals(wire)
				backAgain(t, db)
			})
		}
	}
}

// throughWire returns the address of a wire with a scheme.
func throughWire(scheme string, wire *neo4jtest.Wire) string {
	return scheme + strings.TrimPrefix(wire.URI, "bolt")
}

// checkFast checks that statements fail with the cause, without being sent.
func checkFast(t *testing.T, db *bolt.DB, sent *atomic.Int64, first time.Duration) {
	t.Helper()
	before := sent.Load()
	var took []time.Duration
	for range 20 {
		d, err := ask(t, db, quick)
		if !errors.Is(err, alliance.ErrUnavailable) || db.Away() == nil {
			t.Errorf("error %v, away: %v", err, db.Away())
		}
		took = append(took, d)
	}
	slices.Sort(took)
	t.Logf("the first took %s; of 20 after it: median %s, most %s: %v", first, took[len(took)/2], took[len(took)-1], db.Away())
	if n := sent.Load() - before; n != 0 {
		t.Errorf("%d of 20 were sent", n)
	}
}

// backAgain waits until a database answers again.
func backAgain(t *testing.T, db *bolt.DB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	began := time.Now()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		if _, err := db.Read(ctx, quick, nil); err == nil {
			t.Logf("back after %s", time.Since(began))
			return
		} else if ctx.Err() != nil {
			t.Fatal(err)
		}
		<-ticker.C
	}
}

// TestConnectionLost ends the connections to a server that still is there: statements do not fail.
func TestConnectionLost(t *testing.T) {
	server := shared(t)
	wire := neo4jtest.NewWire(t, server)
	db := open(t, bolt.Config{URI: wire.URI, User: server.User, Password: server.Password})
	for range 3 {
		wire.Cut()
		wire.Join()
		if _, err := ask(t, db, quick); err != nil {
			t.Error(err)
		}
	}
}

// TestNotAway has statements fail for reasons of their own.
func TestNotAway(t *testing.T) {
	server := shared(t)
	db := open(t, bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if _, err := db.Read(t.Context(), "RETURN nothing", nil); err == nil || errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("a wrong statement: error %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := db.Read(ctx, endless, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a long statement: error %v, want that of the deadline", err)
	}
	if db.Away() != nil {
		t.Errorf("it is away: %v", db.Away())
	}
	own := errors.New("own")
	if err := db.Transact(t.Context(), func(bolt.Runner) error { return own }); !errors.Is(err, own) {
		t.Errorf("error %v, want that of the work", err)
	}
}

// A lateContext is not done yet, though its deadline has passed, as contexts are for a moment.
type lateContext struct{ context.Context }

func (lateContext) Deadline() (time.Time, bool) { return time.Unix(1, 0), true }

// TestLate asks when the time for it is over: that says nothing about the database.
func TestLate(t *testing.T) {
	server := shared(t)
	db := open(t, bolt.Config{URI: server.URI, User: server.User, Password: server.Password})
	if _, err := db.Read(lateContext{t.Context()}, quick, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want that of the deadline", err)
	}
	if db.Away() != nil {
		t.Errorf("it is away: %v", db.Away())
	}
}

// TestBlackHole asks a host that takes connections and says nothing: it is tried now and then, not for each statement.
func TestBlackHole(t *testing.T) {
	var dials atomic.Int64
	db := open(t, bolt.Config{URI: "bolt://" + listen(t, func(net.Conn) { dials.Add(1) })})
	first, err := ask(t, db, quick)
	if !errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("error %v, want one that wraps ErrUnavailable", err)
	}
	t.Logf("the first took %s: %v", first, err)
	before := dials.Load()
	for range 1000 {
		if _, err := ask(t, db, quick); !errors.Is(err, alliance.ErrUnavailable) {
			t.Fatalf("error %v, want one that wraps ErrUnavailable", err)
		}
	}
	if n := dials.Load() - before; n > 100 {
		t.Errorf("1000 statements dialled %d times", n)
	}
}

// listen listens until the test ends, and returns where. Connections stay open until then.
func listen(t *testing.T, take func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			take(conn)
		}
	}()
	return listener.Addr().String()
}
