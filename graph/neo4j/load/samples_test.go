package load

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
	"entente/graph/storetest"
)

// Statements of which people want the numbers before a load or after it.
var (
	countTies = `MATCH (:Actor)-[r:SUPPORTS]->(:Actor) RETURN count(r)`
	countStay = `MATCH (a:Actor {id: 'actor-0'}) RETURN count(a)`
	countGone = `MATCH (a:Actor {id: 'actor-95'}) RETURN count(a)`
)

// lookStatement is what who wants to be sure asks before and after, as package layout says.
const lookStatement = `MATCH (d:_Dataset {id: 'dataset'}) OPTIONAL MATCH (l:_Lease {id: 'heartbeat'})
RETURN d.version, d.edition, d.loading IS NULL AND NOT coalesce(l.change <> l.done AND l.until > timestamp(), false)`

// A sampler takes samples of a database while facts are loaded.
type sampler struct {
	db *bolt.DB
	// want has the right numbers by statement and version.
	want map[string]map[string]int64
	// taken is how many samples were taken. Those that are sure are of one edition, by a look before and after; those that are
	// mixed show a number of neither version.
	taken, sure, mixed atomic.Int64
}

// number returns the number that a statement counts.
func (s *sampler) number(t *testing.T, cypher string) int64 {
	t.Helper()
	n, _ := ask(t, s.db, cypher)[0][0].(int64)
	return n
}

// sample takes a sample, and checks it.
func (s *sampler) sample(t *testing.T, cypher string) {
	t.Helper()
	before, n, after := ask(t, s.db, lookStatement)[0], s.number(t, cypher), ask(t, s.db, lookStatement)[0]
	version, _ := before[0].(string)
	s.taken.Add(1)
	if before[2] == true && slices.Equal(before, after) {
		s.sure.Add(1)
		if n != s.want[cypher][version] {
			t.Errorf("%s is %d, in a version of which it is %d", cypher, n, s.want[cypher][version])
		}
		return
	}
	if slices.Contains(slices.Collect(maps.Values(s.want[cypher])), n) {
		return
	}
	s.mixed.Add(1)
	if cypher != countTies {
		t.Errorf("there are %d nodes: %s", n, cypher)
	}
}

// TestSamples counts while a change is loaded, of some hundred things and back, again and again in one transaction. Samples
// that are looked at before and after are never of something between. Neo4j lets others read while it applies a
// transaction, so that of the other samples a few may be.
func TestSamples(t *testing.T) {
	db := open(t, nil)
	s := &sampler{db: openAt(t, database(t), nil), want: map[string]map[string]int64{countTies: {}, countStay: {}, countGone: {}}}
	sets := []*alliance.Facts{storetest.PowerLaw(100, 150), storetest.PowerLaw(90, 140)}
	for _, f := range sets {
		load(t, db, f, Options{})
		for cypher, of := range s.want {
			of[f.Dataset().Version] = s.number(t, cypher)
		}
	}
	least, loads := int64(300), 6
	if exhaustive.On() {
		least, loads = 6000, 50
	}
	var done atomic.Bool
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for !done.Load() || s.taken.Load() < least {
				for cypher := range s.want {
					s.sample(t, cypher)
				}
			}
		})
	}
	for i := 0; i < loads || s.taken.Load() < least; i++ {
		load(t, db, sets[i%2], inOne())
	}
	done.Store(true)
	group.Wait()
	taken, sure, mixed := s.taken.Load(), s.sure.Load(), s.mixed.Load()
	t.Logf("%d samples, %d of them sure; %d of the others show a part", taken, sure, mixed)
	if mixed > taken/100 {
		t.Errorf("%d of %d samples are of neither version", mixed, taken)
	}
	if sure < taken/10 || sure == taken {
		t.Errorf("%d of %d samples are sure: that is not while facts are loaded", sure, taken)
	}
}
