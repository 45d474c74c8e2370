package neo4j_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/neo4j"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// A stalenessTest is a store behind a wire, with what was copied from it, and a clock that stands still.
type stalenessTest struct {
	served
	direct served
	wire   *neo4jtest.Wire
	sent   atomic.Int64
	clock  time.Time
	facts  *alliance.Facts
}

// newStalenessTest returns a store of a server, with facts that are copied.
func newStalenessTest(t *testing.T, server *neo4jtest.Server, o neo4j.Options) *stalenessTest {
	t.Helper()
	s := &stalenessTest{
		wire: neo4jtest.NewWire(t, server), clock: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), facts: storetest.PowerLaw(30, 60),
		direct: serve(t, bolt.Config{URI: server.URI, User: server.User, Password: server.Password}, neo4j.Options{}),
	}
	o.Copy = func(f *alliance.Facts) alliance.Store { return memory.New(f, time.Unix(0, 0)) }
	s.served = serve(t, bolt.Config{
		URI: s.wire.URI, User: server.User, Password: server.Password, FailFast: true, Trace: func(string) { s.sent.Add(1) },
	}, o)
	s.store.SetClock(func() time.Time { return s.clock })
	loadAll(t, s.direct, s.facts)
	awaitCopy(t, s.served)
	return s
}

// ask asks a request for the data set, and returns its version, since when it is stale, and why.
func (s *stalenessTest) ask(t *testing.T) (version string, since time.Time, why, err error) {
	t.Helper()
	request := s.store.Snapshot()
	d, err := request.Dataset(t.Context())
	since, why = alliance.Staleness(request)
	return d.Version, since, why, err
}

// TestMaxStaleness counts the statements of requests while time passes.
func TestMaxStaleness(t *testing.T) {
	server := neo4jtest.Start(t)
	for _, test := range []struct {
		bound  time.Duration
		passes []time.Duration
		sent   int64
	}{
		{0, []time.Duration{0, 0, 0}, 3},
		{100 * time.Millisecond, []time.Duration{0, 0, 99 * time.Millisecond}, 0},
		{100 * time.Millisecond, []time.Duration{100 * time.Millisecond, 0, 50 * time.Millisecond, 49 * time.Millisecond, time.Millisecond}, 2},
	} {
		s := newStalenessTest(t, server, neo4j.Options{MaxStaleness: test.bound})
		s.sent.Store(0)
		for _, passes := range test.passes {
			s.clock = s.clock.Add(passes)
			if version, _, why, err := s.ask(t); err != nil || why != nil || version != s.facts.Dataset().Version {
				t.Errorf("%s: version %q, stale: %v, error %v", test.bound, version, why, err)
			}
		}
		if n := s.sent.Load(); n != test.sent {
			t.Errorf("%s: requests after %s are %d statements, want %d", test.bound, test.passes, n, test.sent)
		}
	}
}

// TestStale asks a store while its database is away, is being loaded, and is empty.
func TestStale(t *testing.T) {
	server := neo4jtest.Start(t)
	for _, stale := range []bool{false, true} {
		s := newStalenessTest(t, server, neo4j.Options{Stale: stale})
		seen := s.clock
		check := func(when string, answers bool, reason error) {
			t.Helper()
			s.clock = s.clock.Add(time.Minute)
			version, since, why, err := s.ask(t)
			switch {
			case !answers && !errors.Is(err, reason):
				t.Errorf("stale %t, %s: error %v, want %v", stale, when, err, reason)
			case answers && (err != nil || version != s.facts.Dataset().Version || !errors.Is(why, reason)):
				t.Errorf("stale %t, %s: version %q, error %v, stale: %v, want %v", stale, when, version, err, why, reason)
			case answers && why != nil && !since.Equal(seen):
				t.Errorf("stale %t, %s: since %s, want %s", stale, when, since, seen)
			case why == nil && err == nil:
				seen = s.clock
			}
		}
		run := func(cypher string) {
			t.Helper()
			if _, err := s.direct.db.Write(t.Context(), cypher, nil); err != nil {
				t.Fatal(err)
			}
		}
		check("at first", true, nil)
		s.wire.Cut()
		check("the database is away", stale, alliance.ErrUnavailable)
		check("it is still", stale, alliance.ErrUnavailable)
		s.wire.Join()
		waitFor(t, "the database is back", func() bool { return s.db.Away() == nil })
		check("it is back", true, nil)
		run(`MATCH (d:_Dataset) SET d.loading = d.edition + 1`)
		check("a load is under way", true, alliance.ErrLoading)
		s.facts = storetest.PowerLaw(40, 70)
		loadAll(t, s.direct, s.facts)
		run(`MATCH (d:_Dataset) REMOVE d.loading`)
		awaitCopy(t, s.served)
		check("other facts were loaded", true, nil)
		run(`MATCH (d:_Dataset) DELETE d`)
		check("the data set is gone", false, alliance.ErrNoFacts)
		run(`CREATE (:_Dataset {id: 'dataset', loading: 9})`)
		check("another is loaded for the first time", stale, alliance.ErrLoading)
	}
}

// TestStaleOlder has the database go away before the newest facts were copied: the copy of those before answers.
func TestStaleOlder(t *testing.T) {
	s := newStalenessTest(t, neo4jtest.Start(t), neo4j.Options{Stale: true})
	before := s.facts.Dataset().Version
	if err := loadFacts(t.Context(), s.direct.db, storetest.PowerLaw(1000, 3000)); err != nil {
		t.Fatal(err)
	}
	if version, _, why, err := s.ask(t); err != nil || why != nil || version == before {
		t.Errorf("version %q, stale: %v, error %v, want the new facts", version, why, err)
	}
	s.wire.Cut()
	request := s.store.Snapshot()
	found, err := request.Actors(t.Context(), []alliance.ActorQuery{{PageRequest: alliance.PageRequest{First: 1}}})
	if _, why := alliance.Staleness(request); err != nil || why == nil || len(found) != 1 {
		t.Errorf("%d answers, error %v, stale: %v, want a stale one", len(found), err, why)
	}
	if d, err := request.Dataset(t.Context()); err != nil || d.Version != before {
		t.Errorf("version %s, error %v, want %s", d.Version, err, before)
	}
}

// TestStaleAnswers checks that GraphQL answers say that they are stale, those of derived results too, and others do not.
func TestStaleAnswers(t *testing.T) {
	s := newStalenessTest(t, neo4jtest.Start(t), neo4j.Options{Stale: true})
	handler := overNeo4j(s.served)
	for _, stale := range []bool{false, true} {
		if stale {
			s.wire.Cut()
		}
		for _, query := range []string{
			`{ dataset { version } }`, `{ actors(first: 1) { nodes { id } } }`, `{ blocs(count: 2) { optimal } }`,
			`{ alignment(between: "actor-1", and: "actor-2") { score } }`, `{ search(text: "actor") { matched } }`,
		} {
			answer := string(ask(t, handler, query, nil))
			if strings.Contains(answer, `"errors"`) || strings.Contains(answer, `"stale":true`) != stale || strings.Contains(answer, `"stale":false`) {
				t.Errorf("stale %t: %s answers %s", stale, query, answer)
			}
		}
	}
}
