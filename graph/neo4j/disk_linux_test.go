package neo4j_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// TestDiskFull loads into a database whose disk becomes full: the load says so, and once there is room again, readers have
// what they had, and the load succeeds.
//
// The transaction log has its room from the start, as on every Neo4j that is not told otherwise, so that it is the data
// that cannot be written. Neo4j 5.26 does not survive a log that ends within an entry: it takes what follows for a
// length, and ends its recovery with an OutOfMemoryError.
func TestDiskFull(t *testing.T) {
	exhaustive.Only(t)
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=160m"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	server := neo4jtest.StartAlone(t, dir, "db.tx_log.rotation.size=24m", "db.tx_log.rotation.retention_policy=keep_none")
	db, err := neo4j.New(neo4j.Config{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close(context.Background()) })
	before, after := storetest.PowerLaw(30, 60), storetest.PowerLaw(2000, 8000)
	load(t, db, before, neo4j.LoadOptions{})
	ballast := filepath.Join(dir, "ballast")
	if err := fill(ballast); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal("the disk is not full: ", err)
	}
	if _, err := db.Load(t.Context(), after, neo4j.LoadOptions{}); !oneLine(err) {
		t.Errorf("error %v, want one line", err)
	} else {
		t.Log(err)
	}
	if err := errors.Join(os.Remove(ballast), server.Stop(), server.Restart()); err != nil {
		t.Fatal(err)
	}
	checkFacts(t, db, before)
	endLease(t, db)
	load(t, db, after, neo4j.LoadOptions{})
	checkFacts(t, db, after)
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
