package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// alter runs a statement that alters what is in the database.
func alter(t *testing.T, db served, cypher string) {
	t.Helper()
	if _, err := db.run(t.Context(), cypher, nil); err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
}

// TestState checks what is answered for each state that the database may be in, by statements and by a copy of the facts:
// with the facts or with an error, within the time of the request.
func TestState(t *testing.T) {
	const commits = `MERGE (l:_Lease {id: 'heartbeat'}) SET l.until = timestamp() + 60000, l.change = 7`
	for _, test := range []struct {
		name, state  string
		want, copied error
	}{
		{"being loaded", `MATCH (d:_Dataset) SET d.loading = d.edition + 1`, neo4j.ErrLoading, nil},
		{"being loaded for the first time", `MATCH (d:_Dataset) SET d = {id: 'dataset', loading: 5}`, neo4j.ErrLoading, neo4j.ErrLoading},
		{"being committed", commits + `, l.done = 6`, context.DeadlineExceeded, nil},
		{"being committed for the first time", commits, context.DeadlineExceeded, nil},
		{"committed", commits + `, l.done = 7`, nil, nil},
		{"never committed", `MERGE (l:_Lease {id: 'heartbeat'}) SET l.until = timestamp() - 1, l.change = 7, l.done = 6`, nil, nil},
		{"leased", `MERGE (l:_Lease {id: 'heartbeat'}) SET l.until = timestamp() + 60000`, nil, nil},
		{"empty", `MATCH (d:_Dataset) DELETE d`, neo4j.ErrNoDataset, neo4j.ErrNoDataset},
		{"without a version", `MATCH (d:_Dataset) REMOVE d.version`, neo4j.ErrNoDataset, neo4j.ErrNoDataset},
		{"of another format", `MATCH (d:_Dataset) SET d.format = 2`, neo4j.ErrFormat, neo4j.ErrFormat},
	} {
		t.Run(test.name, func(t *testing.T) {
			db, _ := openCopied(t, database(t))
			clear(t, db)
			loadAll(t, db, storetest.PowerLaw(30, 60))
			awaitCopy(t, db)
			alter(t, db, test.state)
			for _, of := range []struct {
				name  string
				store *neo4j.Store
				want  error
			}{{"statements", open(t).store, test.want}, {"the copy", db.store, test.copied}} {
				limit := long
				if errors.Is(of.want, context.DeadlineExceeded) {
					limit = time.Second
				}
				ctx, cancel := context.WithTimeout(t.Context(), limit)
				defer cancel()
				pages, err := of.store.Relations(ctx, []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 500}}})
				if !errors.Is(err, of.want) || err == nil && len(pages[0].Nodes) != 60 {
					t.Errorf("%s: error %v, want %v", of.name, err, of.want)
				}
			}
		})
	}
}

// TestCommitted checks that who asks while a load is being committed is answered once it is, and meanwhile asks again and again.
func TestCommitted(t *testing.T) {
	sent := make(chan struct{}, 1000)
	db := openTraced(t, func(string) { sent <- struct{}{} })
	clear(t, db)
	loadAll(t, db, storetest.PowerLaw(30, 60))
	alter(t, db, `MERGE (l:_Lease {id: 'heartbeat'}) SET l.until = timestamp() + 60000, l.change = 7, l.done = 6`)
	for len(sent) > 0 {
		<-sent
	}
	asked := make(chan error)
	go func() {
		_, err := db.store.Actors(t.Context(), []alliance.ActorQuery{{}})
		asked <- err
	}()
	for range 3 {
		select {
		case <-sent:
		case err := <-asked:
			t.Fatalf("an answer while a load is being committed, error %v", err)
		}
	}
	alter(t, db, `MATCH (l:_Lease {id: 'heartbeat'}) SET l.done = 7`)
	if err := <-asked; err != nil {
		t.Error(err)
	}
}

// TestSnapshotChanges checks that a snapshot does not mix versions.
func TestSnapshotChanges(t *testing.T) {
	db := open(t)
	clear(t, db)
	loadAll(t, db, storetest.PowerLaw(30, 60))
	snapshot := db.store.Snapshot()
	if _, err := snapshot.Dataset(t.Context()); err != nil {
		t.Fatal(err)
	}
	loadAll(t, db, storetest.PowerLaw(31, 60))
	if _, err := snapshot.Actors(t.Context(), []alliance.ActorQuery{{}}); !errors.Is(err, alliance.ErrChanged) {
		t.Errorf("error %v from other facts than the first, want ErrChanged", err)
	}
	if d, err := db.store.Dataset(t.Context()); err != nil || d.Actors != 31 {
		t.Errorf("the new facts are not seen: %+v, error %v", d, err)
	}
}

// TestReadersSeeWholeVersions reads while other facts are loaded again and again: each answer is of one version.
func TestReadersSeeWholeVersions(t *testing.T) {
	exhaustive.Only(t)
	db := open(t)
	clear(t, db)
	sets := []*alliance.Facts{storetest.PowerLaw(30, 60), storetest.PowerLaw(40, 80)}
	loadAll(t, db, sets[0])
	ctx, stop := context.WithCancel(t.Context())
	problems := make(chan string, 4)
	for range cap(problems) {
		go func() {
			problem := ""
			for ctx.Err() == nil && problem == "" {
				problem = readWhole(context.WithoutCancel(ctx), db.store)
			}
			problems <- problem
		}()
	}
	for i := range 12 {
		loadAll(t, db, sets[(i+1)%2])
	}
	stop()
	for range cap(problems) {
		if problem := <-problems; problem != "" {
			t.Error(problem)
		}
	}
}

// readWhole says how an answer is not of one version, empty if it is.
func readWhole(ctx context.Context, store *neo4j.Store) string {
	pages, err := store.Relations(ctx, []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 500, Count: true}}})
	if errors.Is(err, neo4j.ErrLoading) || errors.Is(err, alliance.ErrChanged) {
		return ""
	}
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

// TestAnswersLeaveOthersOut ties other people's nodes to ours: no answer has them.
func TestAnswersLeaveOthersOut(t *testing.T) {
	db := open(t)
	clear(t, db)
	facts := variant()
	loadAll(t, db, facts)
	for _, other := range []string{
		`MATCH (r:Relation {id: 'relation-1'}) CREATE (:Evidence {id: 'note'})-[:ABOUT]->(r), (r)-[:SUBJECT]->(:Actor {id: 'theirs'}),
			(r)-[:AGAINST]->(:Actor {id: 'opponent'}), (r)-[:IN]->(:Conflict {id: 'theirs'}), (r)-[:ABOUT]->(:Topic {id: 'arms'})`,
		`MATCH (a:Actor {id: 'actor-1'}) CREATE (:Relation {id: 'x', type: 'SUPPORTS'})-[:SUBJECT]->(a), (:Relation {id: 'y'})-[:OBJECT]->(a),
			(:Event {id: 'z'})-[:PARTICIPANT]->(a), (:Actor {id: 'boss', type: 'STATE'})-[:LEADS]->(a), (:Evidence {id: 'f'})-[:SPOKEN_BY]->(a)`,
		`MATCH (s:Source {id: 'source-0'}) CREATE (s)-[:VIA]->(:Source {id: 'theirs', _day: 20200101}), (:Evidence {id: 'e'})-[:FROM]->(s)`,
		`MATCH (e:Event {id: 'event-1'}) CREATE (e)-[:REFERS_TO]->(:Event {id: 'theirs'}), (:Event {id: 'later', _day: 0})-[:REFERS_TO {_order: 0}]->(e)`,
		`MATCH (n) SET n.score = 0.5`,
	} {
		alter(t, db, other)
	}
	both := twoHandlers{overMemory(facts), overNeo4j(db)}
	for _, a := range sample(facts.Actors) {
		variables := map[string]any{"a": a.ID, "b": facts.Actors[0].ID, "first": 5, "where": nil, "directed": false, "together": false,
			"around": []string{a.ID}, "depth": 2, "limit": 20, "count": 2, "exactly": false, "text": a.Name}
		for _, query := range append(derived, `query($a: ID!) { actor(id: $a) { relations { nodes { id evidence { id } } } statements { nodes { id } } } }`) {
			both.compare(t, query, variables)
		}
	}
	both.compare(t, `{ actors { totalCount nodes { id } } sources { nodes { id via { id } evidence { nodes { id } } } } conflicts { nodes { id } }
		relations { totalCount nodes { id against { id } conflict { id } } } events { nodes { id references { event { id } } } } }`, nil)
	both.compare(t, `{ actor(id: "theirs") { id } source(id: "theirs") { id } }`, nil)
}

// TestAltered checks that what lacks an edge that it must have, or has two, is an error when it is read, by its id and in a
// list.
func TestAltered(t *testing.T) {
	db := open(t)
	byID := func(id string) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := db.store.Nodes(ctx, []string{id}, alliance.Date{})
			return err
		}
	}
	relations := func(ctx context.Context) error {
		_, err := db.store.Relations(ctx, []alliance.RelationQuery{{PageRequest: alliance.PageRequest{First: 500}}})
		return err
	}
	for _, test := range []struct {
		name, alteration string
		ask              func(context.Context) error
	}{
		{"no subject", `MATCH (:Relation {id: 'relation-1'})-[e:SUBJECT]->() DELETE e`, relations},
		{"two objects", `MATCH (r:Relation {id: 'relation-1'}), (a:Actor {id: 'actor-20'}) CREATE (r)-[:OBJECT]->(a)`, relations},
		{"no subject, by id", `MATCH (:Relation {id: 'relation-1'})-[e:SUBJECT]->() DELETE e`, byID("relation-1")},
		{"no evidence", `MATCH (:Relation {id: 'relation-1'})<-[e:ABOUT]-() DELETE e`, byID("relation-1")},
		{"no source", `MATCH (e:Evidence)-[f:FROM]->() MATCH (e)-[:ABOUT]->(:Relation {id: 'relation-1'}) DELETE f`, byID("relation-1")},
		{"two conflicts", `MATCH (r:Event {id: 'event-1'}) MATCH (c:Conflict {id: 'conflict-7'}) CREATE (r)-[:IN]->(c)`, byID("event-1")},
		{"no participant", `MATCH (e:Event {id: 'event-1'})-[p:PARTICIPANT]->() SET p._order = 1`, byID("event-1")},
		{"no word for what it is", `MATCH (e:Event {id: 'event-2'})-[i:REFERS_TO]->() REMOVE i.kind`, byID("event-2")},
		{"two of what it goes back to", `MATCH (s:Source {id: 'source-0'}), (t:Source {id: 'source-1'}) CREATE (s)-[:VIA]->(t), (s)-[:VIA]->(t)`, byID("source-0")},
		{"a date that is none", `MATCH (r:Event {id: 'event-1'}) SET r.fromPrecision = 'DECADE'`, byID("event-1")},
	} {
		t.Run(test.name, func(t *testing.T) {
			clear(t, db)
			loadAll(t, db, variant())
			if err := test.ask(t.Context()); err != nil {
				t.Fatal(err)
			}
			alter(t, db, test.alteration)
			alter(t, db, `MATCH (d:_Dataset) SET d.edition = d.edition + 1`)
			if err := test.ask(t.Context()); !errors.Is(err, neo4j.ErrAltered) || !oneLine(err) {
				t.Errorf("error %v, want one that wraps ErrAltered", err)
			}
		})
	}
}
