package neo4j

// This file has every statement of the package. They take parameters; what is put together here are constants only.

// pingStatement asks for nothing.
const pingStatement = `RETURN 1`

// schemaStatements make the constraint and the indexes, where they are not there yet. That ids are unique in a
// generation is also how everything is looked up; the other indexes have the lists in their order.
func schemaStatements() []string {
	return []string{
		`CREATE CONSTRAINT entente_id IF NOT EXISTS FOR (n:Entente) REQUIRE (n.gen, n.id) IS UNIQUE`,
		`CREATE INDEX entente_actors IF NOT EXISTS FOR (n:Actor) ON (n.gen, n.id)`,
		`CREATE INDEX entente_relations IF NOT EXISTS FOR (n:Relation) ON (n.gen, n.id)`,
		`CREATE INDEX entente_conflicts IF NOT EXISTS FOR (n:Conflict) ON (n.gen, n.id)`,
		`CREATE INDEX entente_events IF NOT EXISTS FOR (n:Event) ON (n.gen, n.day, n.id)`,
		`CREATE INDEX entente_sources IF NOT EXISTS FOR (n:Source) ON (n.gen, n.day, n.id)`,
		`CREATE FULLTEXT INDEX entente_words IF NOT EXISTS FOR (n:Actor|Event|Conflict|Source) ON EACH [n.words, n.keys]
			OPTIONS {indexConfig: {` + "`fulltext.analyzer`" + `: 'whitespace'}}`,
	}
}

// awaitStatement waits until the indexes can be used.
const awaitStatement = `CALL db.awaitIndexes(300)`

// cypher returns the statement of a shape. It answers the queries of $ask in one record each: the number of the query, the
// generation that it was answered from and the one that was current afterwards, the list that was asked for, and its whole
// length where that is counted. There are no records where there is no data set.
func (s shape) cypher() string {
	switch s.kind {
	case generations:
		return begin + `RETURN q.i, gen, gen AS afterwards, [] AS page, 0 AS total`
	case datasets:
		return begin + `OPTIONAL MATCH (d:Entente {gen: gen, id: '/dataset'})
WITH q, gen, [` + datasetRow + `] AS page, 0 AS total` + end
	case allTexts:
		return begin + `WITH q, gen, COLLECT {` + textRows + `} AS page, 0 AS total` + end
	case things:
		return begin + `WITH q, gen, COLLECT {
	UNWIND q.ids AS id
	MATCH (n:Entente {gen: gen, id: id})
	RETURN CASE ` + cases + ` END
} AS page, 0 AS total` + end
	}
	l := s.list()
	page := l.match(l.after) + "\nWHERE n.gen = gen AND " + l.filter + " AND " + l.after + "\n" +
		"WITH n ORDER BY " + l.order + " LIMIT $limit\n" +
		"RETURN collect(" + l.row + ") AS page\n"
	if !s.count {
		return begin + "CALL (gen, q) {\n" + page + "}\nWITH q, gen, page, 0 AS total" + end
	}
	count := l.match("n.id > ''") + "\nWHERE n.gen = gen AND " + l.filter + "\nRETURN count(n) AS total\n"
	return begin + "CALL (gen, q) {\n" + page + "}\nCALL (gen, q) {\n" + count + "}\nWITH q, gen, page, total" + end
}

// begin finds the current generation and goes through the queries.
const begin = `MATCH (c:Entente {gen: 0, id: 'current'}) USING INDEX c:Entente(gen, id)
WHERE c.generation IS NOT NULL
WITH c.generation AS gen
UNWIND $ask.queries AS q
`

// end looks again which generation is current, after all the answers were made. Transactions see what others commit
// meanwhile; but nodes of a generation change only when another one is current already, so that what was read is whole
// where it still is the same.
const end = `
WITH gen, collect([q.i, page, total]) AS answers
MATCH (c:Entente {gen: 0, id: 'current'}) USING INDEX c:Entente(gen, id)
UNWIND answers AS answer
RETURN answer[0], gen, c.generation, answer[1], answer[2]`

// datasetRow is what there is to say of a data set.
const datasetRow = `d.version, d.format, d.loadedAt, d.actors, d.relations, d.events, d.conflicts, d.sources, d.evidence, d.from, d.to,
	d.collections, d.coverage, d.texts`

// anyDay is true of all things that are listed by day, none of which is before [alliance.FirstDay]; with it the index of that
// order is used.
const anyDay = `n.day >= -100000000`

// textRows are the texts of all that can be searched for.
const textRows = `
	MATCH (n:Actor) WHERE n.gen = gen AND n.id > ''
	RETURN ['Actor', n.id, n.name, n.description, n.aliases] AS row
	UNION ALL WITH gen
	MATCH (n:Event) WHERE n.gen = gen AND ` + anyDay + `
	RETURN ['Event', n.id, n.title, n.description, n.mode, n.place] AS row
	UNION ALL WITH gen
	MATCH (n:Conflict) WHERE n.gen = gen AND n.id > ''
	RETURN ['Conflict', n.id, n.name, n.description] AS row
	UNION ALL WITH gen
	MATCH (n:Source) WHERE n.gen = gen AND ` + anyDay + `
	RETURN ['Source', n.id, n.title, n.publisher] AS row`

// The rows that things are returned as, without and with what they are.
const (
	actorColumns = `n.id, n.name, n.type, n.aliases, n.description, n.country, n.from, n.to, n.obligations,
		n.schemes, n.values, n.identifiersFrom, n.identifiersTo`
	actorRow        = `[` + actorColumns + `]`
	conflictColumns = `n.id, n.name, n.description, n.from, n.to, n.parties`
	conflictRow     = `[` + conflictColumns + `]`
	sourceColumns   = `s.id, s.title, s.publisher, s.published, s.coversFrom, s.coversTo, s.url, s.language, s.via`
	// sourceRow has the source and all that it goes back to.
	sourceRow           = `[n.id, [(n)-[:VIA*0..]->(s:Source) WHERE s.gen = n.gen | [` + sourceColumns + `]]]`
	nodeEvidenceColumns = `n.fact, n.id, n.stance, n.source, n.speaker, n.quote, n.locator, n.from, n.to, n.kinds`
	evidenceRow         = `[` + nodeEvidenceColumns + `]`
	evidenceColumns     = `e.id, e.stance, e.source, e.speaker, e.quote, e.locator, e.from, e.to, e.kinds`
	factEvidence        = `[(n)<-[:ABOUT]-(e:Evidence) WHERE e.gen = n.gen | [` + evidenceColumns + `]]`
	relationColumns     = `n.id, n.type, n.subject, n.object, n.role, n.against, n.conflict, n.coalition`
	relationRow         = `[` + relationColumns + `, ` + factEvidence + `]`
	eventColumns        = `n.id, n.type, n.mode, n.title, n.description, n.from, n.to, n.place, n.country, n.latitude, n.longitude,
		n.participants, n.roles, n.invoked, n.invokedHow, n.invokedBy, n.invokedByHow, n.conflict, n.status, n.firstReported, n.lastReported, n.independent`
	eventRow = `[` + eventColumns + `, ` + factEvidence + `]`

	cases = `WHEN n:Actor THEN ['Actor', ` + actorRow + `]
		WHEN n:Relation THEN ['Relation', ` + relationRow + `]
		WHEN n:Event THEN ['Event', ` + eventRow + `]
		WHEN n:Conflict THEN ['Conflict', ` + conflictRow + `]
		WHEN n:Source THEN ['Source', ` + sourceRow + `]
		WHEN n:Evidence THEN ['Evidence', ` + evidenceRow + `]`
)

// A list is how a list is asked for: match finds candidates n, where they are looked for in order only those after, and
// filter keeps some.
type list struct {
	match                     func(after string) string
	filter, after, order, row string
}

// at finds candidates wherever they are in the list.
func at(match string) func(string) string { return func(string) string { return match } }

// Orders of lists, and what comes after a position in them. The generation, which all have in common, is in them for the
// indexes: those begin with it, and are only known to have the order when it is asked for with it.
const (
	byIDOrder  = `n.gen, n.id`
	afterID    = `n.id > q.after`
	byDayOrder = `n.gen, n.day, n.id`
	afterDay   = `n.day >= q.day AND (n.day > q.day OR n.id > q.after)`
)

// list returns how to ask for the list of a shape.
func (s shape) list() list {
	switch s.kind {
	case actors:
		return list{actorMatch(s.path), actorFilter, afterID, byIDOrder, actorRow}
	case conflicts:
		return list{inOrderOfID("Conflict"), conflictFilter, afterID, byIDOrder, conflictRow}
	case sources:
		return list{inOrderOfDay("Source"), sourceFilter, afterDay, byDayOrder, sourceRow}
	case evidence:
		return list{at(evidenceMatch(s.path)), evidenceFilter, afterDay, byDayOrder, evidenceRow}
	case events:
		return list{eventMatch(s.path), eventFilter, afterDay, byDayOrder, eventRow}
	default:
		return list{relationMatch(s.path), relationFilter, afterID, byIDOrder, relationRow}
	}
}

// inOrderOfID goes through all things with a label by id, with the index of that order.
func inOrderOfID(label string) func(string) string {
	return func(after string) string {
		return "MATCH (n:" + label + ") USING INDEX n:" + label + "(gen, id)\nWHERE n.gen = gen AND " + after + "\nWITH n"
	}
}

// inOrderOfDay goes through all things with a label by day and id, with the index of that order.
func inOrderOfDay(label string) func(string) string {
	return func(after string) string {
		return "MATCH (n:" + label + ") USING INDEX n:" + label + "(gen, day, id)\n" +
			"WHERE n.gen = gen AND " + anyDay + " AND n.id > '' AND " + after + "\nWITH n"
	}
}

// one finds the thing with an id.
func one(name, id string) string {
	return "MATCH (" + name + ":Entente {gen: gen, id: " + id + "}) USING INDEX " + name + ":Entente(gen, id)\n"
}

// actorMatch finds candidates for actors.
func actorMatch(p path) func(string) string {
	switch p {
	case byID:
		return at("UNWIND q.ids AS id\n" + one("n", "id") + "WHERE n:Actor\nWITH DISTINCT n")
	case byKey:
		return at("CALL db.index.fulltext.queryNodes('entente_words', q.key) YIELD node AS n\n" +
			"WITH n WHERE n.gen = gen AND n:Actor\nWITH n")
	default:
		return inOrderOfID("Actor")
	}
}

const actorFilter = `(q.types IS NULL OR n.type IN q.types) AND (q.country IS NULL OR toUpper(n.country) = q.country)
	AND (q.name IS NULL OR q.name IN n.names)`

const conflictFilter = `n.firstDay <= q.last AND n.lastDay >= q.first AND (q.parties IS NULL OR any(p IN n.parties WHERE p IN q.parties))`

const sourceFilter = `n.day <= q.known AND (q.publishers IS NULL OR n.publisher IN q.publishers)`

// evidenceMatch finds candidates for evidence.
func evidenceMatch(p path) string {
	switch p {
	case bySources:
		return "UNWIND q.of AS id\n" + one("a", "id") + "MATCH (a)<-[:FROM]-(n:Evidence)\nWITH DISTINCT n"
	case bySpeakers:
		return "UNWIND q.of AS id\n" + one("a", "id") + "MATCH (a)<-[:SPOKEN_BY]-(n:Evidence)\nWITH DISTINCT n"
	default:
		return "MATCH (n:Evidence) WHERE n.gen = gen\nWITH n"
	}
}

const evidenceFilter = `n.day <= q.known AND (q.source IS NULL OR n.source = q.source) AND (q.speaker IS NULL OR n.speaker = q.speaker)
	AND (q.stances IS NULL OR n.stance IN q.stances) AND (q.sources IS NULL OR n.source IN q.sources)
	AND (q.speakers IS NULL OR n.speaker IN q.speakers)`

// eventMatch finds candidates for events.
func eventMatch(p path) func(string) string {
	switch p {
	case byParticipants:
		return at("UNWIND q.of AS id\n" + one("a", "id") + "MATCH (a)<-[:PARTICIPANT]-(n:Event)\nWITH DISTINCT n")
	case byConflict:
		return at(one("a", "q.conflict") + "MATCH (a)<-[:IN]-(n:Event)\nWITH n")
	default:
		return inOrderOfDay("Event")
	}
}

const eventFilter = `n.day <= q.last AND n.lastDay >= q.first AND (q.types IS NULL OR n.type IN q.types)
	AND (q.conflict IS NULL OR n.conflict = q.conflict) AND (q.place IS NULL OR q.place IN n.places)
	AND (q.actor IS NULL OR q.actor IN n.participants)
	AND (q.participants IS NULL OR any(p IN n.participants WHERE p IN q.participants))`

// relationMatch finds candidates for relations. Those by ends are found from the actors q.ends at the ends q.at, as the edges
// to these are called; relations that hold both ways, from both. Those by opponents are against the actors q.ends.
func relationMatch(p path) func(string) string {
	switch p {
	case byEnds:
		return at("UNWIND q.ends AS id\n" + one("a", "id") + "MATCH (a)<-[end:SUBJECT|OBJECT]-(n:Relation)\n" +
			"WHERE type(end) IN q.at OR n.type IN ['ALLIED_WITH', 'OPPOSES']\nWITH DISTINCT n")
	case byOpponents:
		return at("UNWIND q.ends AS id\n" + one("a", "id") + "MATCH (a)<-[:AGAINST]-(n:Relation)\nWITH DISTINCT n")
	case byConflict:
		return at("UNWIND q.conflicts AS id\n" + one("a", "id") + "MATCH (a)<-[:IN]-(n:Relation)\nWITH DISTINCT n")
	default:
		return inOrderOfID("Relation")
	}
}

const relationFilter = `(q.types IS NULL OR n.type IN q.types)
	AND (q.conflicts IS NULL OR n.conflict IN q.conflicts) AND (q.against IS NULL OR n.against IN q.against)
	AND (q.coalitions IS NULL OR n.coalition IN q.coalitions)
	AND ((q.subjects IS NULL OR n.subject IN q.subjects) AND (q.objects IS NULL OR n.object IN q.objects)
		OR n.type IN ['ALLIED_WITH', 'OPPOSES']
			AND (q.subjects IS NULL OR n.object IN q.subjects) AND (q.objects IS NULL OR n.subject IN q.objects))`

// Statements about the data set and the generations of its nodes.
const (
	currentStatement = `MATCH (c:Entente {gen: 0, id: 'current'})
OPTIONAL MATCH (d:Entente {gen: c.generation, id: '/dataset'})
RETURN d.version, c.generation, d.format, c:Current AND EXISTS { MATCH (:Entente:Loader {gen: 0, id: 'loader'}) }`

	// nodesStatement returns nodes of a generation by id, with what they say, and the edges from each to others of it.
	nodesStatement = `MATCH (n:Entente) WHERE n.gen = $gen AND n.id > $after
WITH n ORDER BY n.gen, n.id LIMIT $limit
RETURN n.id, labels(n), properties(n), [(n)-[r]->(m:Entente) WHERE m.gen = $gen | [type(r), m.id, properties(r)]]`

	// othersStatement finds constraints that do not let there be two generations.
	othersStatement = `SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties
WHERE any(l IN labelsOrTypes WHERE l IN ['Entente', 'Actor', 'Source', 'Conflict', 'Relation', 'Event', 'Evidence', 'Dataset'])
	AND NOT 'gen' IN properties AND (type CONTAINS 'UNIQUE' OR type CONTAINS 'KEY')
RETURN name, labelsOrTypes[0], properties[0]`

	digestsStatement = `MATCH (n:Entente) WHERE n.gen = $gen AND n.id > '/dataset'
RETURN CASE WHEN n:Actor THEN 'Actor' WHEN n:Source THEN 'Source' WHEN n:Conflict THEN 'Conflict'
	WHEN n:Relation THEN 'Relation' WHEN n:Event THEN 'Event' ELSE 'Evidence' END, n.type, n.id, n.digest`

	leftoversStatement = `MATCH (n:Entente) WHERE n.gen > 0 AND n.gen < $current AND n.id > '' AND n.gen IS :: INTEGER RETURN n.gen LIMIT 1
UNION ALL
MATCH (n:Entente) WHERE n.gen > $current AND n.id > '' AND n.gen IS :: INTEGER RETURN n.gen LIMIT 1`

	// straysStatement deletes nodes that are of no generation, because others changed their gen or their id.
	straysStatement = `MATCH (n:Entente)
WHERE n.gen IS NOT NULL AND NOT coalesce(n.gen IS :: INTEGER AND n.id > '' AND (n.gen > 0 OR n.gen = 0 AND n.id IN ['current', 'loader']), false)
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*)`

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
	// sees what the first wrote. A lease without an end, or that ends in more than an hour, is none: no loader wrote it.
	acquireStatement = `MERGE (l:Entente {gen: 0, id: 'loader'})
SET l:Loader, l.asked = timestamp()
WITH l, l.owner IS NULL OR l.owner = $owner OR NOT coalesce(timestamp() <= l.expires <= timestamp() + 3600000, false) AS free
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
	// A number that no loader can have made does not count.
	generationStatement = `MATCH (l:Entente {gen: 0, id: 'loader'})
OPTIONAL MATCH (c:Entente {gen: 0, id: 'current'})
WITH l, reduce(last = timestamp(), gen IN [l.generation, c.generation] |
	CASE WHEN gen IS :: INTEGER AND gen >= last AND gen < 2 * timestamp() THEN gen + 1 ELSE last END) AS next
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
CALL (n, row) {
	WITH n, row WHERE row.p.coalition IS NOT NULL
	MATCH (a:Entente {gen: $gen, id: row.p.coalition})
	CREATE (n)-[:COALITION]->(a)
}
` + withEvidence

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
