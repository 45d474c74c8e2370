package neo4j_test

import (
	"bufio"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
)

// kills returns how many loaders are killed.
func kills() int {
	if exhaustive.On() {
		return 50
	}
	return 5
}

// TestKilledLoader kills loaders at moments all over a load: readers then have the old or the new facts, whole, and in
// the end one more run makes the database what one run in an empty one makes it.
func TestKilledLoader(t *testing.T) {
	db := open(t)
	clear(t, db)
	sets := killedSets()
	load(t, db, sets[0], neo4j.LoadOptions{})
	_, whole := loadInChild(t, sets[1], time.Minute)
	killed, flipped, halves := 0, 0, 0
	for current, next, tries := sets[1], sets[0], 0; killed < kills(); tries++ {
		if tries == 4*kills() {
			t.Fatalf("of %d loaders only %d were killed before they were done", tries, killed)
		}
		dead, took := loadInChild(t, next, time.Duration(rand.Int64N(int64(whole))))
		if !dead {
			current, next, whole = next, current, took
			continue
		}
		killed++
		endLease(t, db)
		if flippedTo(t, db, current, next) {
			current, next = next, current
			flipped++
		}
		if generations(t, db) > 1 {
			halves++
		}
	}
	t.Logf("a load takes %v; of %d killed, %d had made their facts current, %d left nodes to delete", whole, killed, flipped, halves)
	if exhaustive.On() && halves == 0 { // five may all be killed elsewhere
		t.Error("no loader was killed while it wrote")
	}
	load(t, db, sets[0], lots())
	checkLoaded(t, db, sets[0])
}

// loadInChild loads facts in a process that is killed some time after it began, and reports whether it was, and how long
// it took from there.
func loadInChild(t *testing.T, f *alliance.Facts, after time.Duration) (killed bool, took time.Duration) {
	t.Helper()
	server := database(t)
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), loadURI+"="+server.URI, loadUser+"="+server.User, loadPassword+"="+server.Password,
		loadVersion+"="+f.Dataset().Version)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if !bufio.NewScanner(out).Scan() {
		t.Fatal("the loader did not begin: ", child.Wait())
	}
	began := time.Now()
	timer := time.AfterFunc(after, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	err = child.Wait()
	if err != nil && child.ProcessState.Exited() {
		t.Fatal("the loader failed: ", err)
	}
	return err != nil, time.Since(began)
}

// flippedTo checks that the database has, whole, the facts before or after a change, and reports which.
func flippedTo(t *testing.T, db *neo4j.DB, before, after *alliance.Facts) bool {
	t.Helper()
	switch d := readDataset(t, db); d.Version {
	case before.Dataset().Version:
		return false
	case after.Dataset().Version:
		return true
	default:
		t.Fatalf("the facts are neither the old nor the new ones, but %+v", d)
		return false
	}
}

// endLease ends the lease of a loader that is dead; it would run out by itself.
func endLease(t *testing.T, db *neo4j.DB) {
	t.Helper()
	if _, err := db.Run(t.Context(), "MATCH (l:Entente {gen: 0, id: 'loader'}) SET l.expires = 0", nil); err != nil {
		t.Fatal(err)
	}
}

// generations counts the generations of which there are nodes.
func generations(t *testing.T, db *neo4j.DB) int64 {
	t.Helper()
	rows, err := db.Run(t.Context(), "MATCH (n:Entente) WHERE n.gen > 0 RETURN count(DISTINCT n.gen)", nil)
	if err != nil {
		t.Fatal(err)
	}
	return rows[0][0].(int64)
}
