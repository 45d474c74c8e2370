package neo4j_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// theft is what a loader does that takes over from one that was held up: it takes the lease and begins a generation.
const theft = `MATCH (l:Entente {gen: 0, id: 'loader'})
SET l.owner = 'thief', l.expires = timestamp() + 60000
CREATE (:Entente:Actor {gen: 9000000000000000, id: 'theirs'})`

// TestLeaseLost takes the lease from a loader at several moments: it stops, and leaves what is the other's alone.
func TestLeaseLost(t *testing.T) {
	before, after := storetest.PowerLaw(30, 60), storetest.PowerLaw(40, 80)
	for _, test := range []struct {
		name, statement string
		nth             int64
		flipped         bool
	}{
		{"before it deletes what others left", "RETURN n.gen LIMIT 1", 1, false},
		{"while it writes", "CREATE (n:Entente:Relation)", 1, false},
		{"before the last batch", "CREATE (d:Entente:Dataset)", 1, false},
		{"when it has made its facts current", "RETURN n.gen LIMIT 1", 2, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			thief := open(t)
			clear(t, thief)
			load(t, thief, before, lots())
			var seen atomic.Int64
			db := openTraced(t, func(cypher string) {
				if !strings.Contains(cypher, test.statement) {
					return
				}
				if seen.Add(1) == test.nth {
					if _, err := thief.Run(context.Background(), theft, nil); err != nil {
						t.Error(err)
					}
				}
			})
			if _, err := db.Load(t.Context(), after, lots()); !errors.Is(err, neo4j.ErrLeaseLost) || !oneLine(err) {
				t.Errorf("error %v, want one line that wraps ErrLeaseLost", err)
			}
			if flippedTo(t, thief, before, after) != test.flipped {
				t.Errorf("it made its facts current: %v, want %v", !test.flipped, test.flipped)
			}
			rows, err := thief.Run(t.Context(), "MATCH (n:Entente {id: 'theirs'}) RETURN count(n)", nil)
			if err != nil || rows[0][0] != int64(1) {
				t.Errorf("%v nodes of the other loader are left, error %v, want 1", rows, err)
			}
			endLease(t, thief)
			load(t, db, after, lots())
			checkLoaded(t, db, after)
		})
	}
}

// TestLeaseRunsOut has a load wait for one that died, and then go on.
func TestLeaseRunsOut(t *testing.T) {
	db := open(t)
	clear(t, db)
	facts := storetest.PowerLaw(30, 60)
	load(t, db, facts, lots())
	const dead = "MATCH (l:Entente {gen: 0, id: 'loader'}) SET l.owner = 'one that died', l.expires = timestamp() + 1500"
	if _, err := db.Run(t.Context(), dead, nil); err != nil {
		t.Fatal(err)
	}
	var owners []string
	options := lots()
	options.Waiting = func(owner string) { owners = append(owners, owner) }
	started := time.Now()
	load(t, db, variant(), options)
	if len(owners) != 1 || owners[0] != "one that died" {
		t.Errorf("waited for %q, want once for the one that died", owners)
	}
	if took := time.Since(started); took < time.Second {
		t.Errorf("it took over after %v", took)
	}
	checkLoaded(t, db, variant())
}

// TestLoadInterrupted cancels loads: they say so, readers keep what they had, and the next load need not wait.
func TestLoadInterrupted(t *testing.T) {
	db := open(t)
	clear(t, db)
	before, after := storetest.PowerLaw(30, 60), storetest.PowerLaw(40, 200)
	load(t, db, before, lots())
	ctx, interrupt := context.WithCancel(t.Context())
	options := lots()
	options.Progress = func(int, int) { interrupt() }
	_, err := db.Load(ctx, after, options)
	if !errors.Is(err, context.Canceled) || !oneLine(err) || !strings.Contains(err.Error(), "readers have what they had") {
		t.Errorf("error %v, want one line that wraps context.Canceled and says what readers see", err)
	}
	checkFacts(t, db, before)
	options = lots()
	options.Waiting = func(owner string) { t.Errorf("it waits for %s", owner) }
	load(t, db, after, options)
	checkLoaded(t, db, after)
}

// TestSchemaOnce checks that the constraint and the indexes are made once.
func TestSchemaOnce(t *testing.T) {
	db := open(t)
	clear(t, db)
	names := func() (names string) {
		rows, err := db.Run(t.Context(), "SHOW INDEXES YIELD name, id WHERE name STARTS WITH 'entente' RETURN name, id ORDER BY id", nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			names += r[0].(string) + " "
		}
		return names
	}
	load(t, db, storetest.PowerLaw(10, 10), neo4j.LoadOptions{})
	first := names()
	load(t, db, alliance.NewFacts(alliance.Facts{}), neo4j.LoadOptions{})
	if again := names(); again != first || strings.Count(first, " ") != 7 {
		t.Errorf("indexes %q, after another load %q, want the same 7", first, again)
	}
}
