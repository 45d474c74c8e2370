package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// faulty is the server that faults are made on the way to.
var faulty = neo4jtest.Shared()

// TestFaults makes faults on the way to a server of its own, which takes time rather than work.
func TestFaults(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	t.Run("slow", testSlow)
	t.Run("silent", testSilent)
	t.Run("cut in answer", testCutInAnswer)
}

// testSilent has the database take questions and answer nothing: it is said to be away, not to be slow. Then it answers.
func testSilent(t *testing.T) {
	wire, db := newWire(t, nil)
	clear(t, db)
	facts := storetest.PowerLaw(30, 60)
	loadAll(t, db, facts)
	wire.Poison("timeout", "downstream", "timeout", 0)
	ctx, cancel := context.WithTimeout(t.Context(), graph.Deadline)
	defer cancel()
	if _, err := db.store.Actors(ctx, []alliance.ActorQuery{{}}); !errors.Is(err, alliance.ErrUnavailable) || !oneLine(err) {
		t.Errorf("error %v, want one line that wraps ErrUnavailable", err)
	}
	wire.Heal()
	checkFacts(t, db, facts)
}

// newWire returns a wire, and the database behind it.
func newWire(t testing.TB, trace func(string)) (*neo4jtest.Wire, served) {
	t.Helper()
	server := faulty(t)
	wire := neo4jtest.NewWire(t, server)
	return wire, serve(t, bolt.Config{
		URI: wire.URI, User: server.User, Password: server.Password, Trace: trace, RetryTime: soon,
	}, neo4j.Options{})
}

// How long statements are tried again in tests of a database that is away, and how long an answer may take on any machine.
const (
	soon = 300 * time.Millisecond
	long = time.Minute
)

// checkAway checks that a question fails before the time of a request is over, as it should while the database is away.
func checkAway(t *testing.T, db served) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), graph.Deadline)
	defer cancel()
	if _, err := db.store.Actors(ctx, []alliance.ActorQuery{{}}); !errors.Is(err, alliance.ErrUnavailable) || !oneLine(err) {
		t.Errorf("error %v, want one that wraps ErrUnavailable", err)
	}
}

// oneLine reports whether an error is one line.
func oneLine(err error) bool { return err != nil && !strings.Contains(err.Error(), "\n") }

// testCutInAnswer cuts the connection after some bytes of an answer: it fails, and is never a part of the answer.
func testCutInAnswer(t *testing.T) {
	wire, db := newWire(t, nil)
	clear(t, db)
	loadAll(t, db, storetest.PowerLaw(30, 200))
	for _, bytes := range []int{0, 100, 1000, 20_000} {
		t.Run(fmt.Sprintf("after %d bytes", bytes), func(t *testing.T) {
			wire.Poison("limit_data", "downstream", "bytes", bytes)
			_, err := db.store.Relations(t.Context(), []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 500}}})
			if !errors.Is(err, alliance.ErrUnavailable) {
				t.Errorf("error %v, want one that wraps ErrUnavailable", err)
			}
			wire.Heal()
			checkFacts(t, db, storetest.PowerLaw(30, 200))
		})
	}
}

// clear empties the database.
func clear(t testing.TB, db served) {
	t.Helper()
	if _, err := db.run(context.Background(), "MATCH (n) DETACH DELETE n", nil); err != nil {
		t.Fatal(err)
	}
}

// sameDates compares dates by what is in them.
var sameDates = cmp.Comparer(func(a, b alliance.Date) bool { return a == b })

// checkFacts checks that the database answers, with exactly the facts.
func checkFacts(t testing.TB, db served, f *alliance.Facts) {
	t.Helper()
	facts, err := db.store.Facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.Dataset(), alliance.NewFacts(*facts).Dataset(), sameDates); diff != "" {
		t.Errorf("the database has another data set (-want +got):\n%s", diff)
	}
}

// testSlow has every packet take 2 s: an answer is right, or says that it cannot be had.
func testSlow(t *testing.T) {
	wire, db := newWire(t, nil)
	clear(t, db)
	facts := storetest.PowerLaw(30, 60)
	loadAll(t, db, facts)
	wire.Poison("latency", "downstream", "latency", 2000)
	for _, limit := range []time.Duration{time.Second, long} {
		ctx, stop := context.WithTimeout(t.Context(), limit)
		defer stop()
		switch d, err := db.store.Dataset(ctx); {
		case err == nil && d.Version == facts.Dataset().Version:
		case errors.Is(err, alliance.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		default:
			t.Errorf("%+v, error %v", d, err)
		}
	}
	wire.Heal()
	checkFacts(t, db, facts)
}

// TestLostRequest checks that a statement ends on the server when its caller goes.
func TestLostRequest(t *testing.T) {
	db := open(t)
	const endless = "UNWIND range(1, 100000000000) AS lost WITH lost WHERE lost < 0 RETURN count(*)"
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error)
	go func() {
		_, err := db.run(ctx, endless, nil)
		left <- err
	}()
	running := func() bool {
		rows, err := db.run(t.Context(), "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery = $q RETURN 1",
			map[string]any{"q": endless})
		if err != nil {
			t.Fatal(err)
		}
		return len(rows) > 0
	}
	waitFor(t, "the statement runs", running)
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	waitFor(t, "the statement has ended", func() bool { return !running() })
}

// waitFor waits until something is so.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for !so() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("waited for a minute until %s", what)
		}
	}
}

// TestWrongPassword checks the errors of what a user gets wrong.
func TestWrongPassword(t *testing.T) {
	server := database(t)
	for _, test := range []struct {
		config bolt.Config
		want   error
	}{
		{bolt.Config{URI: server.URI, User: server.User, Password: "wrong"}, bolt.ErrAuth},
		{bolt.Config{URI: server.URI, User: server.User, Password: server.Password, Database: "none"}, bolt.ErrNoDatabase},
		{bolt.Config{URI: "bolt://127.0.0.1:1", User: server.User, Password: server.Password}, alliance.ErrUnavailable},
	} {
		test.config.RetryTime = soon
		if _, err := bolt.Open(t.Context(), test.config); !errors.Is(err, test.want) || !oneLine(err) {
			t.Errorf("error %v, want one line that wraps %q", err, test.want)
		}
	}
}

// TestNoConnectionLeft checks that all connections end with [neo4j.Store.Close], those of callers who left too.
func TestNoConnectionLeft(t *testing.T) {
	observer := open(t)
	count := func() int {
		rows, err := observer.run(t.Context(), "CALL dbms.listConnections() YIELD connectionId RETURN connectionId", nil)
		if err != nil {
			t.Fatal(err)
		}
		return len(rows)
	}
	before := count()
	db := open(t)
	for i := range 20 {
		ctx, leave := context.WithTimeout(t.Context(), time.Duration(i)*time.Millisecond)
		_, _ = db.store.Relations(ctx, []alliance.RelationQuery{{}}) // an answer or an error: both must leave nothing
		leave()
	}
	if err := db.close(t.Context()); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the connections have ended", func() bool { return count() <= before })
}

// TestDatabaseStops stops the database, and starts it again; and then so that it is read-only.
func TestDatabaseStops(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	server := neo4jtest.Start(t)
	db := openAt(t, server, nil)
	facts := storetest.PowerLaw(30, 60)
	loadAll(t, db, facts)
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	checkAway(t, db)
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	checkFacts(t, db, facts)
	if err := errors.Join(server.Stop(), server.Restart("server.databases.default_to_read_only=true")); err != nil {
		t.Fatal(err)
	}
	checkFacts(t, db, facts)
}

// TestRestored puts a database back from an older backup while a store has seen it since: the store answers what is there.
func TestRestored(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	dir, backup := t.TempDir(), t.TempDir()
	server := neo4jtest.StartIn(t, dir)
	db := openAt(t, server, nil)
	before := storetest.PowerLaw(30, 60)
	loadAll(t, db, before)
	if err := errors.Join(server.Stop(), os.CopyFS(filepath.Join(backup, "data"), os.DirFS(filepath.Join(dir, "data"))), server.Restart()); err != nil {
		t.Fatal(err)
	}
	for n := range 3 {
		loadAll(t, db, storetest.PowerLaw(31+n, 60))
	}
	if err := errors.Join(server.Stop(), os.RemoveAll(filepath.Join(dir, "data")),
		os.CopyFS(filepath.Join(dir, "data"), os.DirFS(filepath.Join(backup, "data"))), server.Restart()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), graph.Deadline)
	_, _ = db.store.Dataset(ctx) // may wait in vain for what the backup has not
	cancel()
	ctx, cancel = context.WithTimeout(t.Context(), long)
	defer cancel()
	if d, err := db.store.Dataset(ctx); err != nil || d.Version != before.Dataset().Version {
		t.Errorf("%d actors, error %v, want the %d of the backup", d.Actors, err, 30)
	}
}
