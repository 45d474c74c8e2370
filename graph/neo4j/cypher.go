package neo4j

// This file has every statement of the package. They take parameters; what is put together here are constants only.

// cypher returns the statement of a shape. It answers the queries of $ask in one row each: the number of the query, what was
// loaded before and after it was answered, the list that was asked for, its whole length if the query counts it, and the
// things that the list points at, with their labels, if the query wants them. There are no rows if there is no data set.
func (s shape) cypher() string {
	switch s.kind {
	case editions:
		return begin + `UNWIND $ask.queries AS q
RETURN q.i, before, before AS after, [] AS page, 0 AS total, [] AS ends`
	case datasets:
		return begin + each(`MATCH (d:_Dataset {id: 'dataset'})
	RETURN [`+datasetColumns+`] AS page, 0 AS total, [] AS ends`) + end
	case allTexts:
		return begin + each(`RETURN COLLECT {`+textRows+`} AS page, 0 AS total, [] AS ends`) + end
	case things:
		return begin + each(`RETURN COLLECT {
		UNWIND q.ids AS id
		MATCH (n:Actor|Conflict|Source|Relation|Event|Evidence {id: id}) WHERE n._digest IS NOT NULL
		CALL (n) {`+labelled+`}
		RETURN row
	} AS page, 0 AS total, [] AS ends`) + end
	}
	l := s.list()
	return begin + each(`CALL (q) {
		`+l.match(l.after)+`
		WITH `+l.names+` WHERE `+l.filter+` AND `+l.after+`
		WITH `+l.names+` ORDER BY `+l.order+` LIMIT $limit
		RETURN collect(`+l.row+`) AS page, collect(n) AS listed
	}
	CALL (q) {
		WITH q WHERE q.count
		`+l.match(l.any)+`
		WITH `+l.names+` WHERE `+l.filter+`
		RETURN count(n) AS total
	}
	`+l.endsOf()+`
	RETURN page, total, ends`) + end
}

// What a statement begins and ends with: a look at what is loaded. An answer is of one edition if that was the same both
// times, none was being loaded, and no load was being committed. Transactions see what others commit meanwhile, so the order
// matters: a change of the edition is seen at the end unless the commit began after the lease was looked at.
const (
	begin = `MATCH (d:_Dataset {id: 'dataset'})
WITH [d.edition, d.loading, d.version, d.format] AS dataset
OPTIONAL MATCH (l:_Lease {id: 'heartbeat'})
WITH [` + pending + `] + dataset AS before
`
	end = `
OPTIONAL MATCH (l:_Lease {id: 'heartbeat'})
WITH before, answers, ` + pending + ` AS pending
OPTIONAL MATCH (d:_Dataset {id: 'dataset'})
WITH before, answers, pending, d, d.loading AS loading
WITH before, answers, [pending, d.edition, loading, d.version, d.format] AS after
UNWIND answers AS answer
RETURN answer[0], before, after, answer[1], answer[2], answer[3]`
	pending = `l.change IS NOT NULL AND coalesce(l.change <> l.done, true) AND coalesce(l.until > timestamp(), false)`
)

// each answers each of the queries.
func each(answer string) string {
	return `CALL (before) {
	UNWIND $ask.queries AS q
	CALL (q) {
	` + answer + `
	}
	RETURN collect([q.i, page, total, ends]) AS answers
}`
}

// datasetColumns are what there is to say of a data set.
const datasetColumns = `d.version, d.format, d.loadedAt, d.actors, d.relations, d.events, d.conflicts, d.sources, d.evidence, d.longest, d.behind,
	d.from, d.fromPrecision, d.to, d.toPrecision, d.collections, d.coverage, d.texts`

// Conditions that are true of all of our things that are listed by id or by day; with them the indexes of these orders are
// used. No day is before [alliance.FirstDay], and no thing of others has a _day.
const (
	anyID  = `n.id > '' AND n._digest IS NOT NULL`
	anyDay = `n._day >= -100000000 AND n._digest IS NOT NULL`
)

// The same, for queries that count; for others they are true of nothing, so that the indexes are not read.
const (
	countedID  = `n.id > CASE WHEN q.count THEN '' END`
	countedDay = `n._day >= CASE WHEN q.count THEN -100000000 END`
)

// textRows are the texts of all that can be searched for.
const textRows = `
	MATCH (n:Actor) WHERE ` + anyID + `
	RETURN ['Actor', n.id, n.name, n.description, n.aliases] AS row
	UNION ALL
	MATCH (n:Event) WHERE ` + anyDay + `
	RETURN ['Event', n.id, n.title, n.description, n.mode, n.place] AS row
	UNION ALL
	MATCH (n:Conflict) WHERE ` + anyID + `
	RETURN ['Conflict', n.id, n.name, n.description] AS row
	UNION ALL
	MATCH (n:Source) WHERE ` + anyDay + `
	RETURN ['Source', n.id, n.title, n.publisher] AS row`

// The rows that things are returned as, without and with what is around them. Edges are lists of what they lead to, for those
// who read them to see that there are as many as there must be.
const (
	span         = `from, n.fromPrecision, n.to, n.toPrecision`
	actorColumns = `n.id, n.name, n.type, n.aliases, n.description, n.country, n.` + span + `, n.obligations, n._identifiers`
	actorRow     = `[` + actorColumns + `]`

	conflictColumns = `n.id, n.name, n.description, n.` + span + `, n._parties`
	conflictRow     = `[` + conflictColumns + `]`

	sourceColumns = `s.id, s.title, s.publisher, s.published, s.publishedPrecision, s.coversFrom, s.coversFromPrecision,
		s.coversTo, s.coversToPrecision, s.url, s.language`
	// sourceRow has the source and all that it goes back to.
	sourceRow = `[n.id, [(n)-[:VIA*0..]->(s:Source) WHERE s._digest IS NOT NULL | [` + sourceColumns + `,
		[(s)-[:VIA]->(via:Source) WHERE via._digest IS NOT NULL | via.id]]]]`

	evidenceColumns = `e.id, e.stance, e.quote, e.locator, e.from, e.fromPrecision, e.to, e.toPrecision, e.kinds,
		e.verified, e.passage, e.passageBefore, e.passageAfter`
	evidenceEdges = `[(e)-[edge:FROM|SPOKEN_BY]->(m) WHERE m._digest IS NOT NULL | [type(edge), m.id]]`
	evidenceRow   = `[` + evidenceColumns + `, ` + evidenceEdges + `,
		[(e)-[:ABOUT]->(fact:Relation|Event) WHERE fact._digest IS NOT NULL | fact.id]]`
	factEvidence = `[(n)<-[:ABOUT]-(e:Evidence) WHERE e._digest IS NOT NULL | [` + evidenceColumns + `, ` + evidenceEdges + `]]`

	relationColumns = `n.id, n.type, n.role`
	relationRow     = `[` + relationColumns + `,
		[(n)-[edge:SUBJECT|OBJECT|AGAINST|COALITION|IN]->(m) WHERE m._digest IS NOT NULL | [type(edge), m.id]], ` + factEvidence + `]`

	eventColumns = `n.id, n.type, n.mode, n.title, n.description, n.` + span + `, n.place, n.country, n.position,
		n.status, n.firstReported, n.firstReportedPrecision, n.lastReported, n.lastReportedPrecision, n.sources`
	eventRow = `[` + eventColumns + `,
		[(n)-[edge:IN]->(m:Conflict) WHERE m._digest IS NOT NULL | [type(edge), m.id]],
		[(n)-[edge:PARTICIPANT]->(a:Actor) WHERE a._digest IS NOT NULL | [edge._order, a.id, edge.role]],
		[(n)-[edge:REFERS_TO]->(m:Event) WHERE m._digest IS NOT NULL | [edge._order, m.id, edge.kind]],
		[(n)<-[edge:REFERS_TO]-(m:Event) WHERE m._digest IS NOT NULL | [edge._order, m.id, edge.kind]], ` + factEvidence + `]`

	// labelled has things of any kind with their labels.
	labelled = `
			WITH n WHERE n:Actor RETURN ['Actor', ` + actorRow + `] AS row
			UNION ALL
			WITH n WHERE n:Conflict RETURN ['Conflict', ` + conflictRow + `] AS row
			UNION ALL
			WITH n WHERE n:Source RETURN ['Source', ` + sourceRow + `] AS row
			UNION ALL
			WITH n WHERE n:Relation RETURN ['Relation', ` + relationRow + `] AS row
			UNION ALL
			WITH n WHERE n:Event RETURN ['Event', ` + eventRow + `] AS row
			UNION ALL
			WITH n AS e WHERE e:Evidence RETURN ['Evidence', ` + evidenceRow + `] AS row
		`
)

// A list is how a list is asked for: match finds candidates that come after a position, or any; filter keeps some, in the
// order. names are what the others need.
type list struct {
	names                   string
	match                   func(after string) string
	filter, after, any, row string
	order                   string
	// ends finds what a thing n of the list points at, m; empty if the rows of the list have all of it.
	ends string
}

// endsOf returns what finds that of all that are listed.
func (l list) endsOf() string {
	if l.ends == "" {
		return `WITH page, total, [] AS ends`
	}
	return `CALL (q, listed) {
		WITH q, listed WHERE q.withEnds
		UNWIND listed AS n
		CALL (n) {
			` + l.ends + `
			UNION
			MATCH (n)<-[:ABOUT]-(e:Evidence)-[:FROM|SPOKEN_BY]->(m) WHERE e._digest IS NOT NULL
			RETURN m
		}
		WITH DISTINCT m AS n WHERE n._digest IS NOT NULL
		CALL (n) {` + labelled + `}
		RETURN collect(row) AS ends
	}`
}

// at finds candidates wherever they are in the list.
func at(match string) func(string) string { return func(string) string { return match } }

// within finds candidates in the order of the list, with the index of that order.
func within(match string) func(string) string {
	return func(after string) string { return match + " AND " + after }
}

// Orders of lists, and what comes after a position in them.
const (
	byIDOrder  = `n.id`
	afterID    = `n.id > q.after`
	byDayOrder = `n._day, n.id`
	afterDay   = `n._day >= q.day AND (n._day > q.day OR n.id > q.after)`
)

// list returns how to ask for the list of a shape.
func (s shape) list() list {
	byID := list{names: `n, q`, after: afterID, any: countedID, order: byIDOrder}
	byDay := list{names: `n, q`, after: afterDay, any: countedDay, order: byDayOrder}
	switch s.kind {
	case actors:
		byID.match, byID.filter, byID.row = actorMatch(s.path), actorFilter, actorRow
		return byID
	case conflicts:
		byID.match, byID.filter, byID.row = within(`MATCH (n:Conflict) WHERE n._digest IS NOT NULL`), conflictFilter, conflictRow
		return byID
	case sources:
		byDay.match, byDay.filter, byDay.row = within(`MATCH (n:Source) WHERE n._digest IS NOT NULL`), sourceFilter, sourceRow
		return byDay
	case events:
		byDay.match, byDay.filter, byDay.row = eventMatch(s.path), eventFilter, eventRow
		byDay.ends = `MATCH (n)-[:IN|PARTICIPANT]->(m) RETURN m`
		return byDay
	case evidence:
		return list{
			names: `n, e, q`, match: evidenceMatch(s.path), filter: evidenceFilter, order: `n._day, e.id`,
			after: `n._day >= q.day AND (n._day > q.day OR e.id > q.after)`, any: countedDay, row: evidenceRow,
		}
	default:
		byID.match, byID.filter, byID.row = relationMatch(s.path), relationFilter, relationRow
		byID.ends = `MATCH (n)-[:SUBJECT|OBJECT|AGAINST|COALITION|IN]->(m) RETURN m`
		return byID
	}
}

// actorMatch finds candidates for actors.
func actorMatch(p path) func(string) string {
	switch p {
	case byID:
		return at(`UNWIND q.ids AS id
		MATCH (n:Actor {id: id}) WHERE n._digest IS NOT NULL
		WITH DISTINCT n, q`)
	case byKey:
		return at(`CALL db.index.fulltext.queryNodes('_entente_keys', q.key) YIELD node AS n
		WITH n, q WHERE n._digest IS NOT NULL`)
	default:
		return within(`MATCH (n:Actor) WHERE n._digest IS NOT NULL`)
	}
}

const actorFilter = `(q.types IS NULL OR n.type IN q.types) AND (q.country IS NULL OR toUpper(n.country) = q.country)`

// sharesDays is true of what has a day from q.first to q.last.
const sharesDays = `(q.last IS NULL OR n.from IS NULL OR n.from <= q.last) AND (q.first IS NULL OR n.to IS NULL OR n.to >= q.first)`

const conflictFilter = sharesDays + ` AND (q.parties IS NULL OR any(p IN n._parties WHERE p IN q.parties))`

const sourceFilter = `n._day <= q.known AND (q.publishers IS NULL OR n.publisher IN q.publishers)`

// evidenceMatch finds candidates e for evidence, with their sources n.
func evidenceMatch(p path) func(string) string {
	const ours = `n._digest IS NOT NULL AND e._digest IS NOT NULL`
	switch p {
	case bySources:
		return at(`UNWIND q.of AS id
		MATCH (n:Source {id: id})<-[:FROM]-(e:Evidence) WHERE ` + ours + `
		WITH DISTINCT n, e, q`)
	case bySpeakers:
		return at(`UNWIND q.of AS id
		MATCH (a:Actor {id: id})<-[:SPOKEN_BY]-(e:Evidence)-[:FROM]->(n:Source) WHERE a._digest IS NOT NULL AND ` + ours + `
		WITH DISTINCT n, e, q`)
	default:
		return within(`MATCH (n:Source)<-[:FROM]-(e:Evidence) WHERE ` + ours)
	}
}

const evidenceFilter = `n._day <= q.known AND (q.source IS NULL OR n.id = q.source) AND (q.sources IS NULL OR n.id IN q.sources)
			AND (q.stances IS NULL OR e.stance IN q.stances) AND (q.verified IS NULL OR coalesce(e.verified, false) = q.verified)
			AND (q.speaker IS NULL OR EXISTS { (e)-[:SPOKEN_BY]->(a:Actor) WHERE a.id = q.speaker })
			AND (q.speakers IS NULL OR EXISTS { (e)-[:SPOKEN_BY]->(a:Actor) WHERE a.id IN q.speakers })`

// eventMatch finds candidates for events.
func eventMatch(p path) func(string) string {
	switch p {
	case byParticipants:
		return at(`UNWIND q.of AS id
		MATCH (a:Actor {id: id})<-[:PARTICIPANT]-(n:Event) WHERE a._digest IS NOT NULL AND n._digest IS NOT NULL
		WITH DISTINCT n, q`)
	case byConflict:
		return at(`MATCH (c:Conflict {id: q.conflict})<-[:IN]-(n:Event) WHERE c._digest IS NOT NULL AND n._digest IS NOT NULL`)
	default:
		return within(`MATCH (n:Event) WHERE n._digest IS NOT NULL`)
	}
}

const eventFilter = `n._day <= q.last AND n._last >= q.first AND (q.types IS NULL OR n.type IN q.types)
			AND (q.conflict IS NULL OR EXISTS { (n)-[:IN]->(c:Conflict) WHERE c.id = q.conflict })
			AND (q.actor IS NULL OR EXISTS { (n)-[:PARTICIPANT]->(a:Actor) WHERE a.id = q.actor })
			AND (q.participants IS NULL OR EXISTS { (n)-[:PARTICIPANT]->(a:Actor) WHERE a.id IN q.participants })`

// relationMatch finds candidates for relations. Those by ends are those of the types q.out from the actors q.ends, and those of
// the types q.in to them; null is all types. Those by opponents are against the actors q.ends.
func relationMatch(p path) func(string) string {
	const ours = `a._digest IS NOT NULL AND n._digest IS NOT NULL`
	switch p {
	case byEnds:
		return at(`UNWIND q.ends AS id
		MATCH (a:Actor {id: id}) WHERE a._digest IS NOT NULL
		CALL (a, q) {
			WITH a, q WHERE coalesce(q.out <> [], true)
			MATCH (a)<-[:SUBJECT]-(n:Relation) WHERE (q.out IS NULL OR n.type IN q.out) AND ` + sharesDays + `
			RETURN n
			UNION ALL
			WITH a, q WHERE coalesce(q.in <> [], true)
			MATCH (a)<-[:OBJECT]-(n:Relation) WHERE (q.in IS NULL OR n.type IN q.in) AND ` + sharesDays + `
			RETURN n
		}
		WITH DISTINCT n, q WHERE n._digest IS NOT NULL`)
	case byOpponents:
		return at(`UNWIND q.ends AS id
		MATCH (a:Actor {id: id})<-[:AGAINST]-(n:Relation) WHERE ` + ours + `
		WITH DISTINCT n, q`)
	case byConflict:
		return at(`UNWIND q.conflicts AS id
		MATCH (a:Conflict {id: id})<-[:IN]-(n:Relation) WHERE ` + ours + `
		WITH DISTINCT n, q`)
	default:
		return within(`MATCH (n:Relation) WHERE n._digest IS NOT NULL`)
	}
}

const relationFilter = `(q.types IS NULL OR n.type IN q.types) AND ` + sharesDays + `
			AND (q.conflicts IS NULL OR EXISTS { (n)-[:IN]->(c:Conflict) WHERE c.id IN q.conflicts })
			AND (q.against IS NULL OR EXISTS { (n)-[:AGAINST]->(a:Actor) WHERE a.id IN q.against })
			AND (q.coalitions IS NULL OR EXISTS { (n)-[:COALITION]->(a:Actor) WHERE a.id IN q.coalitions })
			AND (q.subjects IS NULL AND q.objects IS NULL OR EXISTS { (s:Actor)<-[:SUBJECT]-(n)-[:OBJECT]->(o:Actor)
				WHERE (q.subjects IS NULL OR s.id IN q.subjects) AND (q.objects IS NULL OR o.id IN q.objects)
					OR n.type IN ['ALLIED_WITH', 'OPPOSES']
						AND (q.subjects IS NULL OR o.id IN q.subjects) AND (q.objects IS NULL OR s.id IN q.objects) })`
