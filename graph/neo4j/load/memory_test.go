package load

import (
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// TestLittleMemory loads, changes and deletes facts in a database that has not enough memory for one transaction, nor for batches
// of the size that they begin with. Readers are never told that they have to wait for a transaction that was rolled back.
func TestLittleMemory(t *testing.T) {
	server := neo4jtest.Start(t, "db.memory.transaction.max=2m")
	var begun, transactions atomic.Int64
	db := openAt(t, server, func(cypher string) {
		switch cypher {
		case writeDatasetStatement:
			begun.Add(1)
		case lockStatement:
			transactions.Add(1)
		}
	})
	reader := openAt(t, server, nil)
	o := Options{bound: 1 << 30, batch: 100_000}
	o.Progress = func(p Progress) {
		if p.Phase != Writing && p.Phase != Deleting || begun.Load() == 0 {
			return
		}
		const pending = `MATCH (l:_Lease {id: 'heartbeat'}), (d:_Dataset) WHERE d.loading IS NOT NULL AND l.change <> l.done RETURN 1`
		if len(ask(t, reader, pending)) > 0 {
			t.Error("it deals in batches, and readers wait for one transaction")
		}
	}
	facts, changed := storetest.PowerLaw(60, 250), storetest.PowerLaw(61, 250)
	for _, f := range []*alliance.Facts{facts, changed, alliance.NewFacts(alliance.Facts{}), facts} {
		begun.Store(0)
		transactions.Store(0)
		load(t, db, f, o)
		t.Logf("%d transactions", transactions.Load())
		if begun.Load() == 0 || transactions.Load() < 9 { // in one or, in batches, one for each label, before and after
			t.Errorf("it took %d transactions: there was memory enough", transactions.Load())
		}
	}
	if diff := cmp.Diff(wholeOf(t, facts), dump(t, db)); diff != "" {
		t.Errorf("-with enough memory +with little:\n%s", diff)
	}
}
