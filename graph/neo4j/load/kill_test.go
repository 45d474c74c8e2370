package load

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
	"entente/graph/storetest"
)

// Environment variables that make the test binary a loader.
const (
	loadURI      = "ENTENTE_TEST_LOAD_URI"
	loadPassword = "ENTENTE_TEST_LOAD_PASSWORD"
	loadUser     = "ENTENTE_TEST_LOAD_USER"
	loadVersion  = "ENTENTE_TEST_LOAD_VERSION"
	loadWay      = "ENTENTE_TEST_LOAD_WAY"
)

// ways are those in which loaders load.
var ways = map[string]func() Options{"in one transaction": inOne, "in batches": inBatches}

// killedSets are the facts that loaders are killed over.
func killedSets() []*alliance.Facts {
	return []*alliance.Facts{storetest.PowerLaw(100, 250), small(), storetest.PowerLaw(150, 200)}
}

// childLoad loads facts as the environment says, and says when it begins.
func childLoad() error {
	ctx := context.Background()
	db, err := bolt.Open(ctx, bolt.Config{URI: os.Getenv(loadURI), User: os.Getenv(loadUser), Password: os.Getenv(loadPassword)})
	if err != nil {
		return err
	}
	sets := killedSets()
	i := slices.IndexFunc(sets, func(f *alliance.Facts) bool { return f.Dataset().Version == os.Getenv(loadVersion) })
	fmt.Println("begun")
	_, err = Load(ctx, db, sets[i], ways[os.Getenv(loadWay)]())
	return err
}

// kills returns how many loaders are killed in each way.
func kills() int {
	if exhaustive.On() {
		return 50
	}
	return 3
}

// TestKilled kills loaders at moments all over a load, every third of them one into an empty database. After one of one
// transaction the database has the facts before or after, whole, or none if that was before; after one of many it may say that facts are
// being loaded, and one more load makes it what one into an empty database makes it.
func TestKilled(t *testing.T) {
	whole, sets := map[string][]string{}, killedSets()
	for _, f := range sets {
		whole[f.Dataset().Version] = wholeOf(t, f)
	}
	for way := range ways {
		t.Run(way, func(t *testing.T) {
			db := open(t, nil)
			_, took := loadInChild(t, sets[0], way, time.Minute)
			k := &killing{db: db, way: way, sets: sets, whole: whole, took: took}
			for i := 0; k.killed < kills(); i++ {
				if k.killed%3 == 2 {
					ask(t, db, `MATCH (n) DETACH DELETE n`)
				}
				k.kill(t, i)
			}
			t.Logf("a load takes %v; %d loads were killed, %d of them first ones; %d left half of the facts, %d of them first ones",
				took, k.killed, k.firsts, k.half, k.halfFirsts)
			if exhaustive.On() && way == "in batches" && (k.halfFirsts == 0 || k.half == k.halfFirsts) {
				t.Error("none left half of the facts: they were killed too soon or too late")
			}
		})
	}
}

// A killing kills loaders of one way, and counts them: those into an empty database, and those that left half of the facts.
type killing struct {
	db                               *bolt.DB
	way                              string
	sets                             []*alliance.Facts
	whole                            map[string][]string
	took                             time.Duration
	killed, firsts, half, halfFirsts int
}

// kill kills a loader of the facts at a place at a random moment, unless it is done before, and checks what it left.
func (k *killing) kill(t *testing.T, i int) {
	t.Helper()
	next, first := k.sets[i%len(k.sets)], isEmpty(t, k.db)
	if d, err := readDataset(t.Context(), k.db); err != nil || d.version == next.Dataset().Version {
		return // nothing to do
	}
	if dead, _ := loadInChild(t, next, k.way, time.Duration(rand.Int64N(int64(k.took)))); !dead {
		return
	}
	k.killed++
	if first {
		k.firsts++
	}
	endLease(t, k.db)
	if checkWhole(t, k.db, k.whole) || first && isEmpty(t, k.db) {
		return
	}
	k.half++
	if first {
		k.halfFirsts++
	}
	if k.way == "in one transaction" {
		t.Error("it was cut short and left half of the facts")
	}
	if rand.N(2) == 0 { // others take it up
		next = k.sets[(i+1)%len(k.sets)]
	}
	load(t, k.db, next, inBatches())
	if diff := cmp.Diff(k.whole[next.Dataset().Version], dump(t, k.db)); diff != "" {
		t.Errorf("taken up (-whole +taken up):\n%s", diff)
	}
}

// isEmpty reports whether the database has no facts, nor a data set.
func isEmpty(t *testing.T, db *bolt.DB) bool {
	t.Helper()
	return len(ask(t, db, `MATCH (n) WHERE n._digest IS NOT NULL OR n:_Dataset RETURN 1 LIMIT 1`)) == 0
}

// checkWhole reports whether the database says that it has facts, and checks that it has all of them.
func checkWhole(t *testing.T, db *bolt.DB, whole map[string][]string) bool {
	t.Helper()
	d, err := readDataset(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if !d.current() {
		return false
	}
	if diff := cmp.Diff(whole[d.version], dump(t, db)); diff != "" {
		t.Errorf("-the facts that it says it has +what it has:\n%s", diff)
	}
	return true
}

// loadInChild loads facts in a process that is killed some time after it began, and reports whether it was, and how long
// it took from there.
func loadInChild(t *testing.T, f *alliance.Facts, way string, after time.Duration) (killed bool, took time.Duration) {
	t.Helper()
	server := database(t)
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), loadURI+"="+server.URI, loadUser+"="+server.User, loadPassword+"="+server.Password,
		loadVersion+"="+f.Dataset().Version, loadWay+"="+way)
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
