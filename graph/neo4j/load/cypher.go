package load

import (
	"fmt"
	"strings"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// Statements about what is loaded.
const (
	readDatasetStatement = `MATCH (d:_Dataset {id: 'dataset'})
RETURN d.version, d.format, d.edition, d.loading, d._counts`

	writeDatasetStatement = `MERGE (d:_Dataset {id: 'dataset'}) SET d += $p`

	finishStatement = `MERGE (d:_Dataset {id: 'dataset'}) SET d += $p, d.loadedAt = datetime()`
)

// Statements about the lease. Those that ask who has it write to its node first: with the node locked, nobody can take the
// lease between the look and what depends on it. A lease without an end, or that ends in more than an hour, is none: no
// loader wrote it.
const (
	leaseStatement = `OPTIONAL MATCH (l:_Lease {id: 'heartbeat'})
RETURN l.owner, l.owner IS NULL OR NOT coalesce(timestamp() <= l.expires <= timestamp() + 3600000, false)`

	lockNewStatement = `MERGE (l:_Lease {id: $id}) SET l.asked = timestamp()`

	// acquireStatement takes the lease if it is free, and numbers the load: larger than all before, and never one that was
	// there before the database was emptied or put back from a backup. A number that no loader can have made does not count.
	acquireStatement = `MERGE (l:_Lease {id: 'heartbeat'})
SET l.asked = timestamp()
WITH l, l.owner IS NULL OR l.owner = $owner OR NOT coalesce(timestamp() <= l.expires <= timestamp() + 3600000, false) AS free
OPTIONAL MATCH (d:_Dataset {id: 'dataset'})
WITH l, free, reduce(last = timestamp(), e IN [l.edition, d.edition, d.loading] |
	CASE WHEN e IS :: INTEGER NOT NULL AND e >= last AND e < 2 * timestamp() THEN e + 1 ELSE last END) AS edition
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END |
	SET l.owner = $owner, l.expires = timestamp() + $ttl, l.edition = edition, l.change = 0, l.done = 0)
RETURN free, l.owner, edition`

	ownStatement = `MATCH (l:_Lease) WHERE l.id STARTS WITH 'writer ' SET l.owner = $owner`

	lockStatement = `MATCH (l:_Lease {id: $id})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
RETURN l.owner`

	renewStatement = `MATCH (l:_Lease {id: 'heartbeat'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
SET l.expires = timestamp() + $ttl, l.until = CASE WHEN l.change <> l.done THEN timestamp() + $grace END
RETURN l.owner`

	announceStatement = `MATCH (l:_Lease {id: 'heartbeat'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
SET l.expires = timestamp() + $ttl, l.change = $edition, l.until = timestamp() + $grace
RETURN l.owner`

	concludedStatement = `MATCH (l:_Lease {id: 'heartbeat'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
SET l.done = $edition
REMOVE l.until
RETURN l.owner`

	releaseStatement = `MATCH (l:_Lease {id: 'heartbeat'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
REMOVE l.owner, l.expires`
)

// Statements about the layout before, in which each node had the label Entente and the number of a generation.
const (
	anyOldStatement    = `MATCH (n:Entente) WHERE n.gen IS NOT NULL RETURN 1 LIMIT 1`
	deleteOldStatement = `MATCH (n:Entente) WHERE n.gen IS NOT NULL WITH n LIMIT $limit DETACH DELETE n RETURN count(*)`
	dropOldConstraint  = `DROP CONSTRAINT entente_id IF EXISTS`
)

// dropOldIndexes returns the statements that drop the indexes of the layout before.
func dropOldIndexes() []string {
	var all []string
	for _, name := range []string{"actors", "relations", "conflicts", "events", "sources", "words"} {
		all = append(all, "DROP INDEX entente_"+name+" IF EXISTS")
	}
	return all
}

// awaitStatement waits until all indexes are there.
const awaitStatement = `CALL db.awaitIndexes(300)`

// countsStatement returns the statement that returns how many nodes with each of our labels and edges of each of our types
// there are.
func countsStatement() string {
	var counts []string
	seen := map[string]bool{}
	edge := func(typ string) {
		if !seen[typ] {
			seen[typ] = true
			counts = append(counts, "COUNT { ()-[:"+typ+"]->() }")
		}
	}
	for _, label := range layout.Labels() {
		counts = append(counts, "COUNT { (:"+string(label)+") }")
		for _, typ := range layout.EdgeTypes(label) {
			edge(typ)
		}
	}
	for _, typ := range alliance.RelationTypes() {
		edge(string(typ))
	}
	return "RETURN [" + strings.Join(counts, ", ") + "]"
}

// digestsStatement returns the statement that returns the digests of the next nodes in the order of their ids, null for those
// of others, in one row.
func digestsStatement(label layout.Label) string {
	return `MATCH (n:` + string(label) + `) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN collect(n.id), collect(coalesce(n._digest, $others))`
}

// anyEvidenceStatement returns a row if there is evidence, anybody's.
const anyEvidenceStatement = `MATCH (:Evidence) RETURN 1 LIMIT 1`

// typesStatement returns the statement that counts nodes by their type.
func typesStatement(label layout.Label) string {
	return `UNWIND $ids AS id MATCH (n:` + string(label) + ` {id: id}) RETURN n.type, count(*)`
}

// adoptStatement returns the statement that makes nodes ours, not whole yet, so that the edges from ours to them are ours.
func adoptStatement(label layout.Label) string {
	return `UNWIND $ids AS id MATCH (n:` + string(label) + ` {id: id}) WHERE n._digest IS NULL SET n._digest = $broken`
}

// evidenceStatement returns the statement that returns the evidence of facts, with its digests.
func evidenceStatement(label layout.Label) string {
	return `UNWIND $ids AS id
MATCH (n:` + string(label) + ` {id: id})<-[:ABOUT]-(e:Evidence) WHERE e._digest IS NOT NULL
WITH DISTINCT id, e
RETURN id, collect(e.id), collect(e._digest)`
}

// nodesStatement returns the statement that returns what the database has of nodes: their own, their edges to other nodes of
// ours, and the evidence about them.
func nodesStatement(label layout.Label) string {
	edges, evidence := "[]", "[]"
	if types := layout.EdgeTypes(label); len(types) > 0 {
		edges = `COLLECT { MATCH (n)-[e:` + strings.Join(types, "|") + `]->(t) WHERE t._digest IS NOT NULL
	RETURN [elementId(e), type(e), [l IN labels(t) WHERE l IN $labels][0], t.id, properties(e)] }`
	}
	if label == layout.Relation || label == layout.Event {
		evidence = `COLLECT { MATCH (n)<-[a:ABOUT]-(e:Evidence) WHERE e._digest IS NOT NULL RETURN [e.id, e._digest, elementId(a)] }`
	}
	return `UNWIND $ids AS id
MATCH (n:` + string(label) + ` {id: id})
RETURN n.id, n._digest, labels(n), n.type, n._identifiers, CASE WHEN $deep THEN properties(n) END,
` + edges + ` AS edges,
` + evidence + ` AS evidence`
}

// plainStatement returns the statement that returns the plain edges of relations from one actor to another.
func plainStatement(typ string) string {
	return `UNWIND $rows AS row
MATCH (s:Actor {id: row.from}) MATCH (o:Actor {id: row.to})
MATCH (s)-[e:` + typ + `]->(o) WHERE e.id = row.id
RETURN row.id, elementId(e), row.from, row.to, properties(e)`
}

// createStatement returns the statement that makes nodes without edges.
func createStatement(label layout.Label) string {
	return `UNWIND $rows AS row CREATE (n:` + string(label) + `) SET n = row.p`
}

// Statements that make nodes with the edges that all of their kind have.
const (
	createActorStatement = `UNWIND $rows AS row CREATE (n:Actor:$(row.type)) SET n = row.p`

	createRelationStatement = `UNWIND $rows AS row
MATCH (s:Actor {id: row.subject}) MATCH (o:Actor {id: row.object})
CREATE (n:Relation) SET n = row.p
CREATE (n)-[:SUBJECT]->(s) CREATE (n)-[:OBJECT]->(o)`

	createTieStatement = createRelationStatement + `
CREATE (s)-[e:$(row.type)]->(o) SET e = row.plain`
)

// createEvidenceStatement returns the statement that makes evidence for facts with a label, with or without a speaker.
func createEvidenceStatement(fact layout.Label, spoken bool) string {
	speaker, edge := "", ""
	if spoken {
		speaker, edge = "MATCH (a:Actor {id: row.speaker})", "CREATE (n)-[:SPOKEN_BY]->(a)"
	}
	return `UNWIND $rows AS row
MATCH (f:` + string(fact) + ` {id: row.fact}) MATCH (s:Source {id: row.source}) ` + speaker + `
CREATE (n:Evidence) SET n = row.p
CREATE (n)-[:ABOUT]->(f) CREATE (n)-[:FROM]->(s) ` + edge
}

// setStatement returns the statement that sets, and removes, properties of nodes.
func setStatement(label layout.Label) string {
	return `UNWIND $rows AS row MATCH (n:` + string(label) + ` {id: row.id}) SET n += row.p`
}

// Statements that add to and take from an actor the label of a type.
const (
	addLabelStatement    = `UNWIND $rows AS row MATCH (n:Actor {id: row.id}) SET n:$(row.label)`
	removeLabelStatement = `UNWIND $rows AS row MATCH (n:Actor {id: row.id}) REMOVE n:$(row.label)`
)

// takeLabelStatement returns the statement that takes a label from nodes.
func takeLabelStatement(label layout.Label) string {
	return `UNWIND $rows AS row MATCH (n:` + string(label) + ` {id: row.id}) REMOVE n:` + string(label)
}

// linkStatement returns the statement that makes edges.
func linkStatement(from layout.Label, typ string, to layout.Label) string {
	return fmt.Sprintf(`UNWIND $rows AS row MATCH (a:%s {id: row.from}) MATCH (b:%s {id: row.to})
CREATE (a)-[e:%s]->(b) SET e = row.p`, from, to, typ)
}

// Statements about edges that are known by their element ids.
const (
	setEdgeStatement    = `UNWIND $rows AS row MATCH ()-[e]->() WHERE elementId(e) = row.edge SET e += row.p`
	deleteEdgeStatement = `UNWIND $rows AS row MATCH ()-[e]->() WHERE elementId(e) = row.edge DELETE e`
)

// deleteStatement returns the statement that deletes nodes of ours.
func deleteStatement(label layout.Label) string {
	return `UNWIND $rows AS row MATCH (n:` + string(label) + ` {id: row.id}) WHERE n._digest IS NOT NULL DETACH DELETE n`
}

// orphansStatement finds evidence for nothing, which a load that was cut short, or somebody, took from its fact.
const orphansStatement = `MATCH (e:Evidence) WHERE e._digest IS NOT NULL AND NOT EXISTS { (e)-[:ABOUT]->() }
	AND NOT (e:Actor OR e:Conflict OR e:Source OR e:Relation OR e:Event)`

// lostStatement finds nodes of ours that somebody took all labels of ours from.
const lostStatement = `MATCH (e) WHERE e._digest IS NOT NULL
	AND NOT (e:Actor OR e:Conflict OR e:Source OR e:Relation OR e:Event OR e:Evidence)`

// straysStatement returns the statement that finds edges that look like plain edges of ours, and are not those of a relation.
func straysStatement(typ string) string {
	return `MATCH (a)-[e:` + typ + `]->(b) WHERE e.starts IS NOT NULL AND e.status IS NOT NULL AND NOT EXISTS {
	MATCH (n:Relation {id: e.id}) WHERE n._digest IS NOT NULL AND n.type = '` + typ + `' AND n.status <> 'DENIED'
		AND (n)-[:SUBJECT]->(a) AND (n)-[:OBJECT]->(b) }`
}

// strayStatements returns the statements that find nodes and edges of ours that belong to nothing.
func strayStatements() []string {
	all := []string{orphansStatement, lostStatement}
	for _, typ := range alliance.RelationTypes() {
		all = append(all, straysStatement(string(typ)))
	}
	return all
}

// deleteFound ends a statement that finds nodes or edges: it deletes some of them.
const deleteFound = ` WITH e LIMIT $limit DETACH DELETE e RETURN count(*)`
