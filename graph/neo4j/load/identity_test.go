package load

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/exhaustive"
	"entente/graph/neo4j/bolt"
)

// annotate adds, to all nodes and edges of ours, what somebody else may add.
const annotate = `MATCH (n) WHERE n._digest IS NOT NULL
SET n.theirs = 1, n:Theirs CREATE (n)-[:REMARK]->(:Note {of: n.id}), (n)<-[:CITES]-(:Note {of: n.id})
WITH count(*) AS done
MATCH (a)-[r]->(b) WHERE a._digest IS NOT NULL AND b._digest IS NOT NULL SET r.theirs = 1`

// identities returns which nodes and edges things of ours are, by what they are, and what of others' they have.
func identities(t testing.TB, db *bolt.DB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, r := range ask(t, db, `MATCH (n) WHERE n._digest IS NOT NULL
		RETURN [l IN labels(n) WHERE l IN ['Actor', 'Source', 'Conflict', 'Relation', 'Event', 'Evidence']][0] + ' ' + n.id AS what,
			elementId(n) AS e, n.theirs AS p, n:Theirs AS l, COUNT { (n)-[:REMARK]->(:Note) } + COUNT { (n)<-[:CITES]-(:Note) } AS notes
		UNION ALL MATCH (a)-[r]->(b) WHERE a._digest IS NOT NULL AND b._digest IS NOT NULL
		RETURN type(r) + ' ' + a.id + ' ' + b.id + ' ' + coalesce(r.id, '') AS what, elementId(r) AS e, r.theirs AS p, null AS l, null AS notes`) {
		name := r[0].(string)
		all[name] = append(all[name], fmt.Sprint(r[1:]...))
	}
	return all
}

// withoutOthers deletes what is not ours.
const withoutOthers = `MATCH (n) REMOVE n.theirs, n:Theirs WITH count(*) AS done
MATCH ()-[r]->() REMOVE r.theirs WITH count(*) AS done
MATCH (n:Note) DETACH DELETE n`

// TestIdentity edits facts in every way and back: nodes and edges that are there before and after stay the same, with all that
// others added, and for the rest the database is what a load into an empty one makes it.
func TestIdentity(t *testing.T) {
	db := open(t, nil)
	for i, test := range oneEdits() {
		for j, o := range []Options{inOne(), inBatches()} {
			if (i+j)%2 != 0 && !exhaustive.On() {
				continue // each edit in one way is enough
			}
			t.Run(test.name+[]string{" at once", " in batches"}[j], func(t *testing.T) {
				ask(t, db, `MATCH (n) DETACH DELETE n`)
				load(t, db, edited(small(), test.do), inOne())
				want := dump(t, db)
				ask(t, db, `MATCH (n) DETACH DELETE n`)
				load(t, db, small(), inOne())
				ask(t, db, annotate)
				before := identities(t, db)
				if r := load(t, db, edited(small(), test.do), o); r.Unchanged {
					t.Error("nothing changed")
				}
				checkSame(t, before, identities(t, db))
				ask(t, db, annotate)
				before = identities(t, db)
				load(t, db, small(), o)
				checkSame(t, before, identities(t, db))
				load(t, db, edited(small(), test.do), o)
				ask(t, db, withoutOthers)
				if diff := cmp.Diff(want, dump(t, db)); diff != "" {
					t.Errorf("-into an empty database +over others:\n%s", diff)
				}
			})
		}
	}
}

// checkSame checks that what is there before and after a load stayed what it was.
func checkSame(t *testing.T, before, after map[string][]string) {
	t.Helper()
	for name, was := range before {
		is := after[name]
		same := 0
		for _, one := range was {
			if slices.Contains(is, one) {
				same++
			}
		}
		if same < min(len(was), len(is)) {
			t.Errorf("%s was %s and is %s", name, was, is)
		}
	}
}
