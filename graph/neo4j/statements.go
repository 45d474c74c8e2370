package neo4j

// This file has the statements that write, cypher.go those that read.

// Statements about the data set and the generations of its nodes.
const (
	currentStatement = `MATCH (c:Entente {gen: 0, id: 'current'})
OPTIONAL MATCH (d:Entente {gen: c.generation, id: '/dataset'})
RETURN d.version, c.generation`

	digestsStatement = `MATCH (n:Entente) WHERE n.gen = $gen AND n.id > '/dataset'
RETURN CASE WHEN n:Actor THEN 'Actor' WHEN n:Source THEN 'Source' WHEN n:Conflict THEN 'Conflict'
	WHEN n:Relation THEN 'Relation' WHEN n:Event THEN 'Event' ELSE 'Evidence' END, n.type, n.id, n.digest`

	leftoversStatement = `MATCH (n:Entente) WHERE n.gen > 0 AND n.gen < $current AND n.id > '' RETURN n.gen LIMIT 1
UNION ALL
MATCH (n:Entente) WHERE n.gen > $current AND n.id > '' RETURN n.gen LIMIT 1`

	dropStatement = `MATCH (n:Entente) WHERE n.gen = $gen AND n.id > ''
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*)`

	datasetStatement = `CREATE (d:Entente:Dataset)
SET d = $dataset`

	// flipStatement makes a generation the current one. It changes one property, so that it is done or not.
	flipStatement = `MERGE (c:Entente {gen: 0, id: 'current'})
SET c:Current, c.generation = $gen`
)

// Statements about the lease of loaders.
const (
	// acquireStatement takes the lease where it is free. Writing to the node locks it, so that of two loaders the second
	// sees what the first wrote.
	acquireStatement = `MERGE (l:Entente {gen: 0, id: 'loader'})
SET l:Loader, l.asked = timestamp()
WITH l, l.owner IS NULL OR l.owner = $owner OR l.expires < timestamp() AS free
FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET l.owner = $owner, l.expires = timestamp() + $ttl)
RETURN free, l.owner`

	// renewStatement says that the owner is alive; without a row, it owns the lease no more. It writes to the node before
	// it looks whose the lease is: with the node locked, nobody can take the lease between the look and the renewal.
	renewStatement = `MATCH (l:Entente {gen: 0, id: 'loader'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
SET l.expires = timestamp() + $ttl
RETURN l.owner`

	releaseStatement = `MATCH (l:Entente {gen: 0, id: 'loader'})
SET l.asked = timestamp()
WITH l WHERE l.owner = $owner
REMOVE l.owner, l.expires`

	// generationStatement makes the number of a new generation: larger than all before, and never one that was there
	// before the database was emptied or put back from a backup, so that what servers keep of a generation stays right.
	generationStatement = `MATCH (l:Entente {gen: 0, id: 'loader'})
OPTIONAL MATCH (c:Entente {gen: 0, id: 'current'})
WITH l, reduce(last = timestamp(), gen IN [l.generation, c.generation] | CASE WHEN gen >= last THEN gen + 1 ELSE last END) AS next
SET l.generation = next
RETURN next`
)

// Statements that write things. They take rows, each with the properties p of a node.
const (
	// actorsStatement adds actors. Beside Actor they have a label that says their type.
	actorsStatement = `UNWIND $rows AS row
CREATE (n:Entente:Actor:$(row.label))
SET n = row.p`

	conflictsStatement = `UNWIND $rows AS row
CREATE (n:Entente:Conflict)
SET n = row.p`

	sourcesStatement = `UNWIND $rows AS row
CREATE (n:Entente:Source)
SET n = row.p`

	viaStatement = `UNWIND $rows AS row
MATCH (n:Entente {gen: $gen, id: row.p.id})
MATCH (s:Entente {gen: $gen, id: row.p.via})
CREATE (n)-[:VIA]->(s)`

	relationsStatement = `UNWIND $rows AS row
MATCH (s:Entente {gen: $gen, id: row.p.subject})
MATCH (o:Entente {gen: $gen, id: row.p.object})
CREATE (n:Entente:Relation)
SET n = row.p
CREATE (n)-[:SUBJECT]->(s), (n)-[:OBJECT]->(o)
CREATE (s)-[e:$(row.p.type)]->(o)
SET e = row.edge
WITH n, row
` + inConflict + `
CALL (n, row) {
	WITH n, row WHERE row.p.against IS NOT NULL
	MATCH (a:Entente {gen: $gen, id: row.p.against})
	CREATE (n)-[:AGAINST]->(a)
}
` + withEvidence

	headsStatement = `UNWIND $rows AS row
MATCH (a:Entente {gen: $gen, id: row.from})
MATCH (b:Entente {gen: $gen, id: row.to})
CREATE (a)-[h:HEADS]->(b)
SET h = row.edge`

	eventsStatement = `UNWIND $rows AS row
CREATE (n:Entente:Event)
SET n = row.p
WITH n, row
` + inConflict + `
CALL (n, row) {
	UNWIND row.participants AS participant
	MATCH (a:Entente {gen: $gen, id: participant.actor})
	CREATE (n)-[:PARTICIPANT {role: participant.role}]->(a)
}
` + withEvidence

	invokesStatement = `UNWIND $rows AS row
UNWIND range(0, size(row.p.invoked) - 1) AS i
MATCH (n:Entente {gen: $gen, id: row.p.id})
MATCH (e:Entente {gen: $gen, id: row.p.invoked[i]})
CREATE (n)-[:INVOKES {kind: row.p.invokedHow[i]}]->(e)`

	inConflict = `CALL (n, row) {
	WITH n, row WHERE row.p.conflict IS NOT NULL
	MATCH (c:Entente {gen: $gen, id: row.p.conflict})
	CREATE (n)-[:IN]->(c)
}`

	withEvidence = `UNWIND row.evidence AS p
MATCH (s:Entente {gen: $gen, id: p.source})
CREATE (e:Entente:Evidence)
SET e = p
CREATE (e)-[:ABOUT]->(n), (e)-[:FROM]->(s)
WITH e, p WHERE p.speaker IS NOT NULL
MATCH (a:Entente {gen: $gen, id: p.speaker})
CREATE (e)-[:SPOKEN_BY]->(a)`
)
