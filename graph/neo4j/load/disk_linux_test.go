package load_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/load"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// TestDiskFull loads into a database whose disk becomes full: the load says so, and once there is room again, readers have
// what they had, all of what is new, or are told that it is half loaded; and the load succeeds.
//
// The transaction log has its room from the start, as on every Neo4j that is not told otherwise, so that it is the data
// that cannot be written. Neo4j 5.26 does not survive a log that ends within an entry: it takes what follows for a
// length, and ends its recovery with an OutOfMemoryError.
func TestDiskFull(t *testing.T) {
	exhaustive.Only(t)
	for name, test := range map[string]struct {
		after *alliance.Facts
		half  bool
	}{
		"in one transaction": {storetest.PowerLaw(1000, 5000), false},
		"in batches":         {storetest.PowerLaw(2000, 8000), true},
	} {
		t.Run(name, func(t *testing.T) { testDiskFull(t, test.after, test.half) })
	}
}

// testDiskFull has a disk become full before facts are loaded, which may be half loaded then.
func testDiskFull(t *testing.T, after *alliance.Facts, half bool) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=160m"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	server := neo4jtest.StartAlone(t, dir, "db.tx_log.rotation.size=24m", "db.tx_log.rotation.retention_policy=keep_none")
	k := newKeeperAt(t, server)
	before := storetest.PowerLaw(30, 60)
	k.replace(t, before)
	ballast := filepath.Join(dir, "ballast")
	if err := fill(ballast); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal("the disk is not full: ", err)
	}
	_, err := load.Load(t.Context(), k.db, after, load.Options{})
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "disk") {
		t.Errorf("error %v, want one line that says what to look at", err)
	}
	t.Log(err)
	if err := errors.Join(os.Remove(ballast), server.Stop(), server.Restart()); err != nil {
		t.Fatal(err)
	}
	f, err := k.store.Facts(t.Context())
	if loading := errors.Is(err, neo4j.ErrLoading); err != nil && (!half || !loading) {
		t.Fatal(err)
	} else if !loading {
		version := alliance.NewFacts(*f).Dataset().Version
		t.Logf("readers have the new facts: %t", version == after.Dataset().Version)
		if version != after.Dataset().Version && version != before.Dataset().Version {
			t.Error("readers have neither the facts before nor those after")
		}
	}
	k.replace(t, after)
	if version := k.facts(t).Dataset().Version; version != after.Dataset().Version {
		t.Errorf("readers have version %s, want %s", version, after.Dataset().Version)
	}
	if r, err := load.Load(t.Context(), k.db, after, load.Options{Verify: true}); err != nil || !r.Unchanged {
		t.Errorf("to verify, it says %+v, error %v", r, err)
	}
}

// fill writes a file until the disk is full.
func fill(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	for block := make([]byte, 64<<10); err == nil; {
		_, err = f.Write(block)
	}
	return errors.Join(err, f.Close())
}
