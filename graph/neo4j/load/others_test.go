package load

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/layout"
	"entente/graph/storetest"
)

// TestOthersStay loads into a database that has other people's nodes with our labels and edges of our types: they stay, and the
// one that has the id of a thing becomes that thing, with all that it has.
func TestOthersStay(t *testing.T) {
	db := open(t, nil)
	ask(t, db, `CREATE (a:Actor:Theirs {id: 'actor-1', name: 'theirs', score: 0.5})-[:SUPPORTS {since: 2000}]->(:Relation {id: 'x'}),
		(a)-[:SUPPORTS]->(:Actor {name: 'no id'}), (:Actor {id: 7}), (:Entente), (:Evidence {id: 'theirs'})-[:ABOUT]->(a), (:_Dataset {id: 'another'})`)
	for _, f := range []*alliance.Facts{storetest.PowerLaw(30, 60), small(), storetest.PowerLaw(10, 10), small()} {
		for _, o := range []Options{inOne(), inBatches()} {
			load(t, db, f, o)
		}
	}
	ask(t, db, `MATCH (a:Actor) WHERE a._digest IS NOT NULL AND a.id <> 'actor-1' DETACH DELETE a`)
	for cypher, want := range map[string]int64{
		`MATCH (:Actor:Theirs {id: 'actor-1', score: 0.5})-[:SUPPORTS {since: 2000}]->(:Relation {id: 'x'}) RETURN count(*)`: 1,
		`MATCH (a:Actor {id: 'actor-1'}) WHERE a.name <> 'theirs' AND a._digest IS NOT NULL RETURN count(*)`:                 1,
		`MATCH (:Actor {id: 'actor-1'})-[:SUPPORTS]->(:Actor {name: 'no id'}) RETURN count(*)`:                               1,
		`MATCH (:Evidence {id: 'theirs'})-[:ABOUT]->(:Actor {id: 'actor-1'}) RETURN count(*)`:                                1,
		`MATCH (n) WHERE n:Entente OR n.id = 7 OR n.id = 'another' RETURN count(*)`:                                          3,
		`MATCH (n) WHERE n._digest IS NULL AND NOT n:_Lease AND NOT n:_Dataset RETURN count(*)`:                              5,
	} {
		if got := ask(t, db, cypher)[0][0]; got != want {
			t.Errorf("%s: %v, want %d", cypher, got, want)
		}
	}
}

// TestOthersSchema loads into databases in which constraints and indexes of others are in the way.
func TestOthersSchema(t *testing.T) {
	for _, test := range []struct{ name, create, drop, want string }{
		{"an index on ids", `CREATE INDEX theirs FOR (a:Actor) ON (a.id)`, `DROP INDEX theirs`, "(:Actor {id})"},
		{"ids that are not unique", `CREATE (:Event {id: 'x'}), (:Event {id: 'x'})`, `MATCH (n:Event) DELETE n`, "`Event`"},
		{"names that have to be unique", `CREATE CONSTRAINT theirs FOR (s:Source) REQUIRE s.language IS UNIQUE`, `DROP CONSTRAINT theirs`, "language"},
	} {
		t.Run(test.name, func(t *testing.T) {
			db := open(t, nil)
			for _, s := range append(layout.Constraints(), layout.Bookkeeping()...) {
				ask(t, db, "DROP CONSTRAINT "+strings.Fields(s)[2]+" IF EXISTS")
			}
			ask(t, db, test.create)
			f := storetest.PowerLaw(30, 60)
			_, err := Load(t.Context(), db, f, Options{})
			if !errors.Is(err, bolt.ErrSchema) || !oneLine(err) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one line that wraps ErrSchema and names %s", err, test.want)
			}
			t.Log(err)
			ask(t, db, test.drop)
			load(t, db, f, Options{})
		})
	}
}

// TestOldLayout replaces what was loaded in the layout before.
func TestOldLayout(t *testing.T) {
	db := open(t, nil)
	load(t, db, small(), Options{})
	want := dump(t, db)
	db = open(t, nil)
	for _, s := range layout.Constraints() {
		ask(t, db, "DROP CONSTRAINT "+strings.Fields(s)[2]+" IF EXISTS")
	}
	ask(t, db, `DROP INDEX entente_names IF EXISTS`)
	for _, s := range []string{
		`CREATE CONSTRAINT entente_id FOR (n:Entente) REQUIRE (n.gen, n.id) IS UNIQUE`,
		`CREATE INDEX entente_actors FOR (n:Actor) ON (n.gen, n.name)`,
		`CREATE FULLTEXT INDEX entente_words FOR (n:Entente) ON EACH [n.words]`,
		`UNWIND range(1, 3) AS gen CREATE (:Entente:Current {gen: 0 - gen, id: 'current'})
			CREATE (a:Entente:Actor {gen: gen, id: 'actor-1'})-[:SUPPORTS {id: 'x'}]->(:Entente:Actor {gen: gen, id: 'actor-2'})`,
		`CREATE (:Entente {id: 'theirs'})`,
	} {
		ask(t, db, s)
	}
	load(t, db, small(), Options{})
	if diff := cmp.Diff(want, slices.DeleteFunc(dump(t, db), func(line string) bool { return strings.Contains(line, "theirs") })); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if n := len(ask(t, db, `SHOW INDEXES YIELD name WHERE name IN ['entente_id', 'entente_actors', 'entente_words'] RETURN name`)); n != 0 {
		t.Errorf("%d of its indexes are left", n)
	}
	if n := len(ask(t, db, `MATCH (n:Entente {id: 'theirs'}) RETURN n`)); n != 1 {
		t.Error("what is not its own was deleted")
	}
}

// TestNothingToDo counts the statements by which a load finds out that it has nothing to do.
func TestNothingToDo(t *testing.T) {
	load(t, open(t, nil), small(), Options{})
	var statements []string
	db := openAt(t, database(t), func(cypher string) { statements = append(statements, cypher) })
	statements = nil
	load(t, db, small(), Options{})
	if diff := cmp.Diff([]string{readDatasetStatement, countsStatement()}, statements); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestEditions checks that each load has a larger number than all before, whatever became of the database, and that one that
// changes nothing has none.
func TestEditions(t *testing.T) {
	db := open(t, nil)
	last := int64(0)
	for _, prepare := range []string{`RETURN 1`, `MATCH (n) DETACH DELETE n`, `MATCH (l:_Lease) DELETE l`, `MATCH (d:_Dataset) DELETE d`,
		`MATCH (d:_Dataset) SET d.edition = 'x', d.loading = 9223372036854775807`, `MATCH (d:_Dataset) SET d.edition = d.edition + 1000000`} {
		ask(t, db, prepare)
		for _, f := range []*alliance.Facts{storetest.PowerLaw(3, 3), storetest.PowerLaw(4, 4)} {
			load(t, db, f, Options{})
			d, err := readDataset(context.Background(), db)
			if err != nil || d.edition <= last || !d.current() {
				t.Errorf("%s: edition %d after %d, error %v", prepare, d.edition, last, err)
			}
			last = d.edition
		}
		load(t, db, storetest.PowerLaw(4, 4), Options{Verify: true})
		if d, _ := readDataset(context.Background(), db); d.edition != last {
			t.Errorf("a load that changed nothing made edition %d of %d", d.edition, last)
		}
	}
}

// TestSchemaOnce checks that all constraints and indexes are made, and once.
func TestSchemaOnce(t *testing.T) {
	db := open(t, nil)
	names := func() (names []string) {
		for _, r := range ask(t, db, `SHOW INDEXES YIELD name, id, state WHERE name CONTAINS 'entente_' RETURN name, id, state ORDER BY id`) {
			names = append(names, r[0].(string)+" "+r[2].(string))
		}
		return names
	}
	load(t, db, storetest.PowerLaw(10, 10), Options{})
	first := names()
	load(t, db, alliance.NewFacts(alliance.Facts{}), Options{})
	if diff := cmp.Diff(first, names()); diff != "" {
		t.Errorf("-first load +second:\n%s", diff)
	}
	want := len(layout.Constraints()) + len(layout.Bookkeeping()) + len(layout.Indexes())
	if online := slices.DeleteFunc(first, func(name string) bool { return !strings.HasSuffix(name, " ONLINE") }); len(online) != want {
		t.Errorf("%d indexes, want %d: %q", len(online), want, online)
	}
}
