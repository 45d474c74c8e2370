package neo4j_test

import (
	"context"
	"sync"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/storetest"
)

// A tracer notes statements.
type tracer struct {
	mu   sync.Mutex
	sent map[string]int
}

// trace notes a statement.
func (r *tracer) trace(cypher string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sent == nil {
		r.sent = map[string]int{}
	}
	r.sent[cypher]++
}

// statements returns what was noted since it was called last.
func (r *tracer) statements() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	defer func() { r.sent = nil }()
	return r.sent
}

// TestWarm checks that a database plans at start all that the suite puts to it afterwards, each statement once, and that it
// does so without facts too.
func TestWarm(t *testing.T) {
	exhaustive.Only(t)
	loader := open(t)
	clear(t, loader)
	var tracer tracer
	db := openTraced(t, tracer.trace)
	tracer.statements()
	if err := db.store.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	planned := tracer.statements()
	storetest.Run(t, func(t testing.TB, facts *alliance.Facts) alliance.Store {
		if err := loadFacts(context.Background(), loader.db, facts); err != nil {
			t.Fatal(err)
		}
		return db.store
	})
	checkPlanned(t, planned, tracer.statements())
}

// TestWarmCopied checks that a database whose facts are copied need not plan all before it is ready: a request is one
// statement then.
func TestWarmCopied(t *testing.T) {
	db, sent := openCopied(t, database(t))
	loadAll(t, db, variant())
	if _, err := db.store.Dataset(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.store.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	awaitCopy(t, db)
	sent.Store(0)
	if err := db.store.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := sent.Load(); n != 1 {
		t.Errorf("%d statements were planned beside a copy, want 1", n)
	}
}

// checkPlanned checks that all that was sent had been planned.
func checkPlanned(t *testing.T, planned, sent map[string]int) {
	t.Helper()
	if len(sent) < 10 {
		t.Errorf("only %d statements were sent", len(sent))
	}
	for cypher, times := range planned {
		if times > 2 { // the smallest is planned before the others
			t.Errorf("planned %d times:\n%s", times, cypher)
		}
	}
	for cypher := range sent {
		if planned[cypher] == 0 {
			t.Errorf("was not planned at start:\n%s", cypher)
		}
	}
}
