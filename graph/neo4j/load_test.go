package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// lots makes a load of many small batches.
func lots() neo4j.LoadOptions { return neo4j.LoadOptions{}.With(50, 20*time.Second) }

// load loads facts.
func load(t testing.TB, db *neo4j.DB, f *alliance.Facts, o neo4j.LoadOptions) *neo4j.Report {
	t.Helper()
	report, err := db.Load(context.Background(), f, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// census counts what is in the database: nodes by labels, edges by type.
func census(t testing.TB, db *neo4j.DB) map[string]int64 {
	t.Helper()
	rows, err := db.Run(context.Background(), `
		MATCH (n) RETURN reduce(s = '', l IN labels(n) | s + ':' + l) AS what, count(*)
		UNION ALL MATCH ()-[r]->() RETURN type(r) AS what, count(*)`, nil)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int64{}
	for _, r := range rows {
		counts[r[0].(string)] = r[1].(int64)
	}
	return counts
}

// dump returns all that is in the database, but for the numbers of generations, the lease and the time of the load.
func dump(t testing.TB, db *neo4j.DB) []string {
	t.Helper()
	rows, err := db.Run(context.Background(), `
		MATCH (n) RETURN labels(n) AS what, properties(n) AS p, '' AS from, '' AS to
		UNION ALL MATCH (a)-[r]->(b) RETURN [type(r)] AS what, properties(r) AS p, a.id AS from, b.id AS to`, nil)
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(rows))
	for i, r := range rows {
		p := r[1].(map[string]any)
		for _, name := range []string{"gen", "generation", "loadedAt", "asked", "owner", "expires"} {
			delete(p, name)
		}
		lines[i] = fmt.Sprint(r[0], p, r[2], r[3])
	}
	slices.Sort(lines)
	return lines
}

// sameDates compares dates by what is in them.
var sameDates = cmp.Comparer(func(a, b alliance.Date) bool { return a == b })

// readDataset reads all facts back, and describes them.
func readDataset(t testing.TB, db *neo4j.DB) alliance.Dataset {
	t.Helper()
	facts, err := db.Facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return alliance.NewFacts(*facts).Dataset()
}

// checkLoaded checks that the database has exactly the facts: as they read back, and node by node and edge by edge what
// a load into an empty database makes of them.
func checkLoaded(t testing.TB, db *neo4j.DB, f *alliance.Facts) {
	t.Helper()
	checkFacts(t, db, f)
	before := dump(t, db)
	clear(t, db)
	load(t, db, f, neo4j.LoadOptions{})
	if diff := cmp.Diff(dump(t, db), before); diff != "" {
		t.Errorf("nodes and edges differ from those of a load into an empty database (-want +got):\n%s", diff)
	}
}

// clear empties the database.
func clear(t testing.TB, db *neo4j.DB) {
	t.Helper()
	if _, err := db.Run(context.Background(), "MATCH (n) DETACH DELETE n", nil); err != nil {
		t.Fatal(err)
	}
}

func TestLoadTwice(t *testing.T) {
	db := open(t)
	clear(t, db)
	facts := storetest.PowerLaw(30, 60)
	d := facts.Dataset()
	want := &neo4j.Report{
		Version: d.Version, Actors: neo4j.Change{Added: 30}, Sources: neo4j.Change{Added: 3}, Conflicts: neo4j.Change{Added: 100},
		Relations: neo4j.Change{Added: 60}, Evidence: neo4j.Change{Added: d.Counts.Evidence},
	}
	want.ActorTypes, want.RelationTypes = addedTypes(facts)
	if diff := cmp.Diff(want, load(t, db, facts, neo4j.LoadOptions{DryRun: true})); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	if n := len(census(t, db)); n != 0 {
		t.Error("a dry run wrote something")
	}
	if diff := cmp.Diff(want, load(t, db, facts, lots())); diff != "" {
		t.Errorf("first load (-want +got):\n%s", diff)
	}
	before, err := db.Store().Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&neo4j.Report{Version: d.Version, Unchanged: true}, load(t, db, facts, lots())); diff != "" {
		t.Errorf("second load (-want +got):\n%s", diff)
	}
	after, err := db.Store().Dataset(t.Context())
	if diff := cmp.Diff(before, after, sameDates); diff != "" || err != nil {
		t.Errorf("a load of the same facts changed the data set, error %v (-before +after):\n%s", err, diff)
	}
}

// addedTypes returns what a load of facts into an empty database adds of each type.
func addedTypes(f *alliance.Facts) (actors, relations map[string]neo4j.Change) {
	actors, relations = map[string]neo4j.Change{}, map[string]neo4j.Change{}
	for _, a := range f.Actors {
		actors[string(a.Type)] = neo4j.Change{Added: actors[string(a.Type)].Added + 1}
	}
	for _, r := range f.Relations {
		relations[string(r.Type)] = neo4j.Change{Added: relations[string(r.Type)].Added + 1}
	}
	return actors, relations
}

// variant returns the facts of a test with some things added, changed and removed.
func variant() *alliance.Facts {
	f := *storetest.PowerLaw(30, 60)
	f.Actors[3].Name, f.Actors[3].Type = "Renamed", alliance.ArmedGroup
	f.Sources[0].Published = alliance.MustDate("1989")
	f.Relations = f.Relations[:50]
	f.Relations[7].Evidence = f.Relations[7].Evidence[:1]
	f.Relations[8].Role = "chief"
	f.Relations[9].Type = alliance.Leads
	for _, e := range f.Relations[9].Evidence {
		e.Kinds = 0
	}
	f.Collections = []alliance.Collection{{Title: "Variant", Authors: []string{"A"}}}
	f.Events = []*alliance.Event{event(&f, "event-1"), event(&f, "event-2", alliance.EventLink{Kind: "FOLLOWS", Event: "event-1"})}
	return alliance.NewFacts(f)
}

// event returns an event that refers to others.
func event(f *alliance.Facts, id string, invoked ...alliance.EventLink) *alliance.Event {
	e := &alliance.Event{
		ID: id, Type: "CONSULT", Title: "Event " + id, Span: alliance.Span{From: alliance.MustDate("2020-05")},
		Participants: []alliance.Participant{{Actor: f.Actors[1], Role: "INITIATOR"}}, References: invoked, Conflict: f.Conflicts[0],
	}
	e.Evidence = []*alliance.Evidence{{ID: id + ".e", Fact: id, Stance: alliance.Asserts, Source: f.Sources[1], Speaker: f.Actors[2]}}
	return e
}

func TestLoadChanges(t *testing.T) {
	db := open(t)
	for name, options := range map[string]neo4j.LoadOptions{"in one batch": {}, "in many": lots()} {
		t.Run(name, func(t *testing.T) {
			clear(t, db)
			load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
			dry := options
			dry.DryRun = true
			planned := load(t, db, variant(), dry)
			done := load(t, db, variant(), options)
			if diff := cmp.Diff(planned, done); diff != "" {
				t.Errorf("the dry run said otherwise (-dry +done):\n%s", diff)
			}
			if done.Events != (neo4j.Change{Added: 2}) || done.Relations.Removed != 10 || done.Actors.Changed != 1 {
				t.Errorf("report %+v", done)
			}
			checkLoaded(t, db, variant())
		})
	}
}

// TestLoadBackAndForth changes an event that another refers to, and the kind of what has an id.
func TestLoadBackAndForth(t *testing.T) {
	db := open(t)
	clear(t, db)
	changed := variant()
	changed.Events[0].Title = "Other"
	swapped := variant()
	swapped.Events = nil
	actor := *swapped.Actors[0]
	actor.ID = "event-1"
	swapped.Actors = append(swapped.Actors, &actor)
	for _, f := range []*alliance.Facts{variant(), changed, alliance.NewFacts(*swapped), variant(), alliance.NewFacts(alliance.Facts{}), changed} {
		load(t, db, f, neo4j.LoadOptions{})
	}
	checkLoaded(t, db, changed)
}

// backing returns facts in which one source says that a supports b, against c if that is set.
func backing(source string, against bool) *alliance.Facts {
	actors := []*alliance.Actor{
		{ID: "a", Name: "A", Type: alliance.State}, {ID: "b", Name: "B", Type: alliance.State}, {ID: "c", Name: "C", Type: alliance.State},
	}
	said := &alliance.Source{ID: source, Title: source, Published: alliance.MustDate("2000")}
	r := &alliance.Relation{ID: "a.supports.b", Type: alliance.Supports, Subject: actors[0], Object: actors[1]}
	if against {
		r.Against = actors[2]
	}
	r.Evidence = []*alliance.Evidence{{ID: r.ID + "." + source, Fact: r.ID, Stance: alliance.Asserts, Source: said}}
	return alliance.NewFacts(alliance.Facts{Actors: actors, Sources: []*alliance.Source{said}, Relations: []*alliance.Relation{r}})
}

// TestLoadKeepStatements checks that a relation that is kept keeps its statements beside those of the facts, and that a
// relation is not replaced by another.
func TestLoadKeepStatements(t *testing.T) {
	db := open(t)
	clear(t, db)
	load(t, db, backing("s1", false), neo4j.LoadOptions{})
	load(t, db, backing("s2", false), neo4j.LoadOptions{Keep: true})
	got, err := db.Facts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var says []string
	for e := range got.Evidence {
		says = append(says, e.ID)
	}
	if want := []string{"a.supports.b.s1", "a.supports.b.s2"}; !slices.Equal(says, want) {
		t.Errorf("the relation has the statements %q, want %q", says, want)
	}
	_, err = db.Load(t.Context(), backing("s3", true), neo4j.LoadOptions{Keep: true})
	if err == nil || !strings.Contains(err.Error(), "the facts have another a.supports.b than the one that is kept") {
		t.Errorf("loading support against another: error is %v", err)
	}
}

func TestLoadKeep(t *testing.T) {
	db := open(t)
	clear(t, db)
	load(t, db, variant(), neo4j.LoadOptions{})
	more := alliance.Facts{
		Actors:      []*alliance.Actor{{ID: "new", Name: "New", Type: alliance.State}, {ID: "actor-3", Name: "Again", Type: alliance.State}},
		Collections: []alliance.Collection{{Title: "More"}},
	}
	report := load(t, db, alliance.NewFacts(more), neo4j.LoadOptions{Keep: true})
	want := &neo4j.Report{Version: report.Version, Actors: neo4j.Change{Added: 1, Changed: 1},
		ActorTypes: map[string]neo4j.Change{"STATE": {Added: 1, Changed: 1}}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	union := variant()
	union.Collections = append(more.Collections, union.Collections...)
	for i, a := range union.Actors {
		if a.ID == "actor-3" {
			*union.Actors[i] = *more.Actors[slices.IndexFunc(more.Actors, func(a *alliance.Actor) bool { return a.ID == "actor-3" })]
		}
	}
	union.Actors = append(union.Actors, more.Actors[slices.IndexFunc(more.Actors, func(a *alliance.Actor) bool { return a.ID == "new" })])
	checkLoaded(t, db, alliance.NewFacts(*union))
}

func TestLoadLeavesOthersAlone(t *testing.T) {
	db := open(t)
	clear(t, db)
	if _, err := db.Run(t.Context(), `CREATE (a:Actor {id: 'actor-1', name: 'theirs'})-[:SUPPORTS]->(:Relation {id: 'x'}), (:Dataset), (:Entente)`, nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range []*alliance.Facts{storetest.PowerLaw(30, 60), variant(), storetest.PowerLaw(10, 10), alliance.NewFacts(alliance.Facts{})} {
		load(t, db, f, lots())
	}
	want := map[string]int64{":Actor": 1, ":Relation": 1, ":Dataset": 1, ":Entente": 1, "SUPPORTS": 1, ":Entente:Dataset": 1, ":Entente:Loader": 1, ":Entente:Current": 1}
	if diff := cmp.Diff(want, census(t, db)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestAnswersLeaveOthersOut ties other people's nodes to ours: no answer has them.
func TestAnswersLeaveOthersOut(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	clear(t, db)
	facts := variant()
	load(t, db, facts, neo4j.LoadOptions{})
	if _, err := db.Run(t.Context(), `MATCH (r:Entente:Relation) MATCH (a:Entente:Actor) MATCH (e:Entente:Event) MATCH (s:Entente:Source)
		CREATE (:Evidence {id: 'note'})-[:ABOUT]->(r), (:Relation {id: 'x'})-[:SUBJECT]->(a), (:Relation {id: 'y'})-[:OBJECT]->(a),
			(:Event {id: 'z'})-[:PARTICIPANT]->(a), (:Evidence {id: 'e'})-[:FROM]->(s), (:Evidence {id: 'f'})-[:SPOKEN_BY]->(a),
			(s)-[:VIA]->(:Source {id: 'theirs'}), (r)-[:AGAINST]->(:Actor {id: 'theirs'}), (r)-[:COALITION]->(:Actor {id: 'theirs'}), (:Actor {id: 'boss'})-[:LEADS]->(a)`, nil); err != nil {
		t.Fatal(err)
	}
	both := twoHandlers{overMemory(facts), overNeo4j(db)}
	for _, a := range facts.Actors {
		variables := map[string]any{"a": a.ID, "b": facts.Actors[0].ID, "first": 5, "where": nil, "directed": false, "together": false,
			"around": []string{a.ID}, "depth": 2, "limit": 20, "count": 2, "exactly": false, "text": a.Name}
		for _, query := range append(derived, `query($a: ID!) { actor(id: $a) { relations { nodes { id evidence { id } } } statements { nodes { id } } } }`) {
			both.compare(t, query, variables)
		}
	}
	both.compare(t, `{ sources { nodes { id via { id } evidence { nodes { id } } } } relations { totalCount nodes { id against { id } } } }`, nil)
}

// TestLoadMends loads facts again after the database was altered: it is what the facts say again, and the load says that it
// was not.
func TestLoadMends(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	for _, alteration := range []string{
		`MATCH (n:Entente:Relation) WITH n LIMIT 2 DETACH DELETE n`,
		`MATCH (n:Entente:Actor) WITH n LIMIT 1 SET n.name = 'Another'`,
		`MATCH (n:Entente:Evidence) WITH n LIMIT 1 SET n.stance = 'DENIES', n.quote = 'No.'`,
		`MATCH (:Entente:Relation)-[r:SUBJECT]->() WITH r LIMIT 1 DELETE r`,
		`MATCH (:Entente:Actor)-[r:SUPPORTS]->() WITH r LIMIT 1 DELETE r`,
		`MATCH (d:Entente:Dataset) SET d.format = 0`,
	} {
		clear(t, db)
		load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
		if _, err := db.Run(t.Context(), alteration, nil); err != nil {
			t.Fatal(err)
		}
		if r := load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{DryRun: true}); r.Unchanged || !r.Altered {
			t.Errorf("%s: the dry run says %+v", alteration, r)
		}
		if r := load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{}); r.Unchanged || !r.Altered {
			t.Errorf("%s: the load says %+v", alteration, r)
		}
		if r := load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{}); !r.Unchanged {
			t.Errorf("%s: the load after that says %+v", alteration, r)
		}
		checkLoaded(t, db, storetest.PowerLaw(30, 60))
	}
}

// TestFormat reads facts that a loader of another version wrote.
func TestFormat(t *testing.T) {
	db := open(t)
	clear(t, db)
	load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
	if _, err := db.Run(t.Context(), `MATCH (d:Entente:Dataset) SET d.format = 0`, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := openAt(t, database(t), nil).Store().Dataset(t.Context()); !errors.Is(err, neo4j.ErrFormat) || !errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("error %v, want ErrFormat", err)
	}
}

// TestOthersConstraint loads into a database whose owner has made ids of actors unique.
func TestOthersConstraint(t *testing.T) {
	db := open(t)
	clear(t, db)
	if _, err := db.Run(t.Context(), `CREATE CONSTRAINT theirs FOR (a:Actor) REQUIRE a.id IS UNIQUE`, nil); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, err := db.Run(context.Background(), `DROP CONSTRAINT theirs`, nil); err != nil {
			t.Error(err)
		}
	}()
	_, err := db.Load(t.Context(), storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
	if !oneLine(err) || !strings.Contains(err.Error(), "constraint theirs of others on Actor.id") {
		t.Errorf("error %v, want one line that names the constraint", err)
	}
}

// TestTwoLoaders loads two data sets at once: the second waits for the first, and the last one stays, whole.
func TestTwoLoaders(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	clear(t, db)
	sets := []*alliance.Facts{storetest.PowerLaw(300, 600), storetest.PowerLaw(200, 700), storetest.PowerLaw(100, 100)}
	var group sync.WaitGroup
	for _, f := range sets {
		group.Go(func() { load(t, db, f, lots()) })
	}
	group.Wait()
	d, err := db.Store().Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(sets, func(f *alliance.Facts) bool { return f.Dataset().Version == d.Version })
	if i < 0 {
		t.Fatalf("the data set is none of those loaded: %+v", d)
	}
	checkLoaded(t, db, sets[i])
}

// TestReadersSeeWholeVersions reads while other facts are loaded again and again: each answer is of one version, and a
// snapshot that is overtaken says so.
func TestReadersSeeWholeVersions(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	clear(t, db)
	sets := []*alliance.Facts{storetest.PowerLaw(30, 60), storetest.PowerLaw(40, 80)}
	load(t, db, sets[0], lots())
	ctx, stop := context.WithCancel(t.Context())
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for ctx.Err() == nil {
				if problem := readWhole(context.WithoutCancel(ctx), db.Store()); problem != "" {
					t.Error(problem)
					return
				}
			}
		})
	}
	for i := range 12 {
		load(t, db, sets[i%2], []neo4j.LoadOptions{lots(), {}}[i/2%2])
	}
	stop()
	group.Wait()
}

// readWhole says how an answer is not of one version, empty where it is.
func readWhole(ctx context.Context, store *neo4j.Store) string {
	pages, err := store.Relations(ctx, []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 500, Count: true}}})
	if err != nil {
		return err.Error()
	}
	if n := len(pages[0].Nodes); n != pages[0].Total || n != 60 && n != 80 {
		return fmt.Sprintf("%d relations of %d", n, pages[0].Total)
	}
	for _, r := range pages[0].Nodes {
		if r.Subject == nil || r.Subject.Name == "" || r.Object == nil || len(r.Evidence) == 0 || r.Evidence[0].Source.Title == "" {
			return fmt.Sprintf("half a relation: %+v", r)
		}
	}
	return ""
}

// TestSnapshotChanges checks that a snapshot does not mix versions.
func TestSnapshotChanges(t *testing.T) {
	db := open(t)
	clear(t, db)
	load(t, db, storetest.PowerLaw(30, 60), neo4j.LoadOptions{})
	snapshot := db.Store().Snapshot()
	if _, err := snapshot.Dataset(t.Context()); err != nil {
		t.Fatal(err)
	}
	load(t, db, storetest.PowerLaw(31, 60), neo4j.LoadOptions{})
	if _, err := snapshot.Actors(t.Context(), []alliance.ActorQuery{{}}); err == nil {
		t.Error("an answer from other facts than the first")
	}
	if d, err := db.Store().Dataset(t.Context()); err != nil || d.Actors != 31 {
		t.Errorf("the new facts are not seen: %+v, error %v", d, err)
	}
}
