package load

import (
	"flag"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
)

// known are alterations of which digests and numbers of nodes know nothing, or which have other kinds of values than others.
func known() []string {
	return []string{
		`MATCH (n:Relation) SET n.type = 'TRADES_WITH'`,
		`MATCH (:Actor)-[e]->(:Actor) SET e.theirs = 1, e.status = 'CONFIRMED'`,
		`MATCH (n:Event {id: 'event-1'}) SET n.position = point({latitude: 1, longitude: 2})`,
		`MATCH (n:Event {id: 'event-1'})-[e:PARTICIPANT]->() SET e._order = 7 - e._order`,
		`MATCH (n:Actor)-[e:SUPPORTS]->(m) CREATE (m)-[f:SUPPORTS]->(n) SET f = e`,
		`MATCH (n:Actor)-[e]->(m:Actor) WHERE e.id IS NOT NULL SET e.starts = [date('2020-01-01')]`,
		`MATCH (n:Evidence) SET n.verified = true, n.passage = 'x', n.passageBefore = 'y', n.passageAfter = 'z'`,
		`MATCH (n:Actor) SET n:Person:State`,
		`MATCH (n:Actor)-[:SUPPORTS]->() REMOVE n:Actor`,
		`MATCH (n) WHERE n._digest IS NOT NULL REMOVE n._digest`,
		`MATCH (n:Relation) REMOVE n._digest`,
		`MATCH (n:Event) REMOVE n._digest`,
		`MATCH (e:Evidence)-[a:ABOUT]->(n) CREATE (e)-[:ABOUT]->(n)`,
		`MATCH (e:Evidence)-[a:ABOUT]->(:Relation) DELETE a`,
		`MATCH (e:Evidence)-[a:ABOUT]->(:Relation), (o:Event {id: 'event-1'}) DELETE a CREATE (e)-[:ABOUT]->(o)`,
		`MATCH (n:Actor) SET n.country = 'XXX', n.name = n.id`,
		`MATCH (n) WHERE NOT n:_Lease AND NOT n:_Dataset DETACH DELETE n`,
		`MATCH ()-[e]->() DELETE e`,
		`MATCH (d:_Dataset) SET d.version = 'x'`,
		`MATCH (d:_Dataset) SET d.format = 'x', d.edition = 'y', d._counts = 'z'`,
		`MATCH (d:_Dataset) DELETE d`,
		`MATCH (l:_Lease) SET l.owner = 'nobody', l.expires = 9223372036854775807, l.edition = 1.0e300`,
		`MATCH (l:_Lease) DELETE l`,
		`CREATE (:Actor {id: 'new', _digest: 5})-[:SUPPORTS {id: 'x', starts: [], status: 'CONFIRMED'}]->(:Actor {id: 'new-2', _digest: 'x'})`,
	}
}

// everyAlteration returns alterations of one thing each: of a node of each label, and an edge of each type, of each
// property in each way; without it, or twice; with another label, or without its own.
func everyAlteration(t *testing.T, db *bolt.DB) []string {
	t.Helper()
	var all []string
	add := func(rows []bolt.Record, match, thing string) {
		for _, r := range rows {
			of := fmt.Sprintf(match, r[0])
			for _, name := range r[1].([]any) {
				p := fmt.Sprintf("%s.`%s`", thing, name)
				all = append(all, of+" REMOVE "+p)
				for _, value := range []string{"'x'", "-1", "['x']"} {
					all = append(all, of+" SET "+p+" = "+value)
				}
			}
		}
	}
	nodes := ask(t, db, `MATCH (n) WHERE n._digest IS NOT NULL UNWIND labels(n) AS l WITH l, n
		WHERE l IN ['Actor', 'Source', 'Conflict', 'Relation', 'Event', 'Evidence']
		UNWIND keys(n) AS k RETURN l, collect(DISTINCT k) ORDER BY l`)
	const node = "MATCH (n:%s) WITH n ORDER BY n.id LIMIT 1"
	add(nodes, node, "n")
	for _, r := range nodes {
		of := fmt.Sprintf(node, r[0])
		all = append(all, of+" DETACH DELETE n", fmt.Sprintf("%s REMOVE n:%s", of, r[0]), of+" SET n:Event", of+" SET n:Relation:Evidence")
	}
	edges := ask(t, db, `MATCH (a)-[r]->(b) WHERE a._digest IS NOT NULL AND b._digest IS NOT NULL UNWIND keys(r) + [''] AS k
		WITH type(r) AS l, collect(DISTINCT k) AS names RETURN l, [n IN names WHERE n <> ''] ORDER BY l`)
	const edge = "MATCH (a)-[r:%s]->(b) WITH a, r, b ORDER BY a.id, b.id LIMIT 1"
	add(edges, edge, "r")
	for _, r := range edges {
		of := fmt.Sprintf(edge, r[0])
		all = append(all, of+" DELETE r", fmt.Sprintf("%s CREATE (a)-[c:%s]->(b) SET c = r", of, r[0]))
	}
	return all
}

var allAlterations = flag.Bool("alterations", false, "try every alteration, which takes some minutes")

// nobodys deletes what an alteration made a node of nobody, which no load touches.
const nobodys = `MATCH (n) WHERE n._digest IS NULL AND NOT n:_Lease AND NOT n:_Dataset OR n._digest IS NOT NULL AND NOT n.id IS :: STRING NOT NULL
	DETACH DELETE n`

// TestVerify alters a database in a way and loads its facts again: a load that verifies mends whatever it was, and says so. All
// alterations are tried if -alterations is given, else every so many.
func TestVerify(t *testing.T) {
	db := open(t, nil)
	load(t, db, small(), Options{})
	whole := dump(t, db)
	every := everyAlteration(t, db)
	alterations, step := known(), len(every)/10
	if exhaustive.On() {
		step = len(every) / 100
	}
	if *allAlterations {
		step = 1
	}
	t.Logf("%d alterations, and %d that are known", len(every), len(alterations))
	for i := step / 2; i < len(every); i += step {
		alterations = append(alterations, every[i])
	}
	for i, alteration := range alterations {
		ask(t, db, alteration)
		o := []Options{inOne(), inBatches()}[i%2]
		o.Verify = true
		load(t, db, small(), o)
		ask(t, db, `MATCH ()-[e]->() REMOVE e.theirs`)
		ask(t, db, nobodys)
		if diff := cmp.Diff(whole, dump(t, db)); diff != "" {
			t.Errorf("%s\nis not mended (-want +got):\n%s", alteration, diff)
			db = open(t, nil)
			load(t, db, small(), Options{})
		}
	}
}

// TestAltered alters how many nodes or edges there are, which a load notices and mends without being asked to verify.
func TestAltered(t *testing.T) {
	db := open(t, nil)
	load(t, db, small(), Options{})
	whole := dump(t, db)
	for _, alteration := range []string{
		`MATCH (n:Relation) WITH n LIMIT 2 DETACH DELETE n`, `MATCH (n:Evidence) WITH n LIMIT 1 DETACH DELETE n`,
		`MATCH (:Relation)-[r:SUBJECT]->() WITH r LIMIT 1 DELETE r`, `MATCH (:Actor)-[r:SUPPORTS]->() WITH r LIMIT 1 DELETE r`,
	} {
		ask(t, db, alteration)
		if r := load(t, db, small(), Options{DryRun: true}); r.Unchanged || !r.Altered {
			t.Errorf("%s: the dry run says %+v", alteration, r)
		}
		if r := load(t, db, small(), Options{}); r.Unchanged || !r.Altered {
			t.Errorf("%s: the load says %+v", alteration, r)
		}
		if r := load(t, db, small(), Options{}); !r.Unchanged {
			t.Errorf("%s: the load after that says %+v", alteration, r)
		}
		if diff := cmp.Diff(whole, dump(t, db)); diff != "" {
			t.Errorf("%s\nis not mended (-want +got):\n%s", alteration, diff)
		}
	}
}
