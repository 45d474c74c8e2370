package load

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/storetest"
)

// wholeOf returns what a load of facts into an empty database makes of it.
func wholeOf(t *testing.T, f *alliance.Facts) []string {
	t.Helper()
	db := open(t, nil)
	load(t, db, f, Options{})
	return dump(t, db)
}

// oneLine reports whether an error is one line.
func oneLine(err error) bool { return err != nil && !strings.Contains(err.Error(), "\n") }

// TestLeaseLost takes the lease from a loader at several moments: it stops, and writes nothing from then on.
func TestLeaseLost(t *testing.T) {
	before, after := storetest.PowerLaw(40, 80), storetest.PowerLaw(30, 60)
	want := wholeOf(t, after)
	for _, test := range []struct {
		name, statement string
		options         Options
	}{
		{"before it compares", digestsStatement("Actor"), inBatches()},
		{"before it begins", writeDatasetStatement, inBatches()},
		{"between batches", setStatement("Relation"), inBatches()},
		{"before it deletes", deleteStatement("Relation"), inBatches()},
		{"right before it is done", lockStatement, inOne()},
	} {
		t.Run(test.name, func(t *testing.T) {
			thief := open(t, nil)
			load(t, thief, before, Options{})
			var stolen atomic.Bool
			var group sync.WaitGroup
			db := openAt(t, database(t), func(cypher string) {
				if cypher != test.statement || stolen.Swap(true) {
					return
				}
				ask(t, thief, `MATCH (l:_Lease {id: 'heartbeat'}) SET l.owner = 'thief', l.expires = timestamp() + 60000`)
				group.Go(func() { ask(t, thief, `MATCH (l:_Lease) SET l.owner = 'thief'`) }) // once they are not locked
			})
			if _, err := Load(t.Context(), db, after, test.options); !errors.Is(err, ErrLeaseLost) || !oneLine(err) {
				t.Errorf("error %v, want one line that wraps ErrLeaseLost", err)
			}
			group.Wait()
			if d, err := readDataset(t.Context(), thief); err != nil || d.current() && d.version != before.Dataset().Version {
				t.Errorf("it says that it has %+v, error %v", d, err)
			}
			endLease(t, thief)
			load(t, thief, after, Options{})
			if diff := cmp.Diff(want, dump(t, thief)); diff != "" {
				t.Errorf("after another load:\n%s", diff)
			}
		})
	}
}

// TestLeaseRunsOut has a load wait for one that died, and then go on.
func TestLeaseRunsOut(t *testing.T) {
	db := open(t, nil)
	load(t, db, storetest.PowerLaw(30, 60), Options{})
	ask(t, db, `MATCH (l:_Lease {id: 'heartbeat'}) SET l.owner = 'one that died', l.expires = timestamp() + 1500`)
	var owners []string
	options := inBatches()
	options.Waiting = func(owner string) { owners = append(owners, owner) }
	started := time.Now()
	load(t, db, small(), options)
	if diff := cmp.Diff([]string{"one that died"}, owners); diff != "" {
		t.Errorf("waited for (-want +got):\n%s", diff)
	}
	if took := time.Since(started); took < time.Second {
		t.Errorf("it took over after %v", took)
	}
}

// TestLeaseRenewed loads for longer than a lease lasts, which nobody gets meanwhile. It lasts for so long that a busy machine, too,
// renews it in time.
func TestLeaseRenewed(t *testing.T) {
	db := open(t, nil)
	options := inOne()
	options.lease = 6 * time.Second
	var once sync.Once
	options.Progress = func(p Progress) {
		if p.Phase != Writing || p.Done == 0 {
			return
		}
		once.Do(func() {
			tick := time.Tick(20 * time.Millisecond)
			for began := time.Now(); time.Since(began) < options.lease*3/2; <-tick {
				l := lease{db: db, owner: "another", ttl: options.lease}
				if owner, err := l.try(t.Context(), nil); err != nil || owner == "" {
					t.Errorf("another got the lease, error %v", err)
				}
			}
		})
	}
	load(t, db, small(), options)
}

// TestLeaseHeldUp has a load wait, and say so, for the transaction of a loader that was held up for longer than its lease lasts.
func TestLeaseHeldUp(t *testing.T) {
	db, other := open(t, nil), openAt(t, database(t), nil)
	load(t, db, storetest.PowerLaw(30, 60), Options{})
	waited := make(chan string, 2)
	var group sync.WaitGroup
	var once sync.Once
	tx := inOne()
	holdUp := func() {
		ask(t, db, `MATCH (l:_Lease {id: 'heartbeat'}) SET l.expires = 0`)
		next := inBatches()
		next.Waiting = func(owner string) { waited <- owner }
		group.Go(func() { load(t, other, storetest.PowerLaw(40, 80), next) })
		if owner := <-waited; !strings.HasPrefix(owner, "a transaction of process ") {
			t.Errorf("waited for %s", owner)
		}
	}
	tx.Progress = func(p Progress) {
		if p.Phase == Writing && p.Done > 0 {
			once.Do(holdUp)
		}
	}
	load(t, db, small(), tx)
	group.Wait()
	if diff := cmp.Diff(wholeOf(t, storetest.PowerLaw(40, 80)), dump(t, other)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestInterrupted cancels loads: they say so, and the next load need not wait.
func TestInterrupted(t *testing.T) {
	after := storetest.PowerLaw(40, 200)
	want := wholeOf(t, after)
	for name, test := range map[string]struct {
		options Options
		outcome string
	}{
		"in one transaction": {inOne(), "(readers have what they had)"},
		"in batches":         {inBatches(), "(facts are half loaded: load again)"},
	} {
		t.Run(name, func(t *testing.T) {
			db := open(t, nil)
			load(t, db, storetest.PowerLaw(30, 60), Options{})
			ctx, interrupt := context.WithCancel(t.Context())
			o := test.options
			o.Progress = func(p Progress) {
				if p.Phase == Writing && p.Done > 50 {
					interrupt()
				}
			}
			_, err := Load(ctx, db, after, o)
			if !errors.Is(err, context.Canceled) || !oneLine(err) || !strings.HasSuffix(err.Error(), test.outcome) {
				t.Errorf("error %v, want one line that wraps context.Canceled and ends with %s", err, test.outcome)
			}
			o = test.options
			o.Waiting = func(owner string) { t.Errorf("it waits for %s", owner) }
			load(t, db, after, o)
			if diff := cmp.Diff(want, dump(t, db)); diff != "" {
				t.Errorf("after another load:\n%s", diff)
			}
		})
	}
}

// TestTwoLoaders loads data sets at once: each waits for those before, and the last one stays, whole.
func TestTwoLoaders(t *testing.T) {
	sets := []*alliance.Facts{storetest.PowerLaw(60, 120), storetest.PowerLaw(40, 140), small()}
	whole := map[string][]string{}
	for _, f := range sets {
		whole[f.Dataset().Version] = wholeOf(t, f)
	}
	db := open(t, nil)
	var group sync.WaitGroup
	for i, f := range sets {
		o := []Options{inBatches(), inOne(), inBatches()}[i]
		group.Go(func() { load(t, db, f, o) })
	}
	group.Wait()
	if !checkWhole(t, db, whole) {
		t.Error("the facts are half loaded")
	}
}
