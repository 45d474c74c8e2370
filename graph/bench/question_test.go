package bench

import (
	"encoding/json"
	"fmt"
	"testing"

	"entente/graph/alliance"
)

// A question is what servers are asked.
type question struct {
	name string
	// query is the question in entente's schema; library, in the schema of @neo4j/graphql, empty if that has no answer.
	query, library string
	// variables returns the i-th set of variables for a data set with so many actors.
	variables func(i, actors int) variables
	// typed returns a pointer to what encoding/json makes the data of.
	typed func() any
	// statement reads the answer from Neo4j, empty if one statement cannot. Its only column is a field of the data; or, if
	// partial is set, it reads what the answer is made of.
	statement string
	partial   bool
}

// Variables are the variables of a question. An `after` is the id of an actor.
type variables map[string]string

// cursored returns the variables with a cursor for the id of an actor that a page follows.
func (v variables) cursored() variables {
	after, ok := v["after"]
	if !ok {
		return v
	}
	return variables{"after": (&alliance.Actor{ID: after}).SortKey("").Cursor(alliance.Order{})}
}

// body returns the body of a request.
func body(t testing.TB, query string, v variables) []byte {
	t.Helper()
	text, err := json.Marshal(request{query, v})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A request is the body of a request.
type request struct {
	Query     string    `json:"query"`
	Variables variables `json:"variables"`
}

// wellKnown returns the id of the i-th of a few actors with many relations, which the first ones have.
func wellKnown(i, actors int) string {
	return fmt.Sprint("actor-", max(1, actors/200)+i*max(1, actors/2000))
}

// usual returns the id of the i-th of a few actors that have neither the most relations nor the fewest.
func usual(i, actors int) string { return fmt.Sprint("actor-", actors/20+i*actors/200) }

// aroundUsual returns the variables of a question about a usual actor.
func aroundUsual(i, actors int) variables { return variables{"id": usual(i, actors)} }

// questions returns all questions.
func questions() []*question {
	return []*question{point(), evidence(), list(), network(), path(), search(), allies()}
}

// point asks for the supporters of an actor in a year, with all their evidence.
func point() *question {
	return &question{
		name: "point", typed: func() any { return new(pointData) }, partial: true,
		variables: func(i, actors int) variables { return variables{"id": wellKnown(2*i, actors)} },
		query: `query($id: ID!) { actor(id: $id) { name supporters(where: {asOf: "2000"}, first: 12) {
			nodes { subject { name } kinds from to evidence { stance source { title publisher published } } } } } }`,
		statement: supporters(`r.from <= date('2000-12-31') AND (r.to >= date('2000-01-01') OR r.to IS NULL)`),
	}
}

// evidence asks for the supporters of an actor at any time, with all their evidence. Its actors are others than those of
// point, or the peer in slices could not tell the two apart.
func evidence() *question {
	return &question{
		name: "evidence", typed: func() any { return new(pointData) },
		variables: func(i, actors int) variables { return variables{"id": wellKnown(2*i+1, actors)} },
		query: `query($id: ID!) { actor(id: $id) { name supporters(first: 12) {
			nodes { subject { name } kinds from to evidence { stance source { title publisher published } } } } } }`,
		library: `query($id: String!) { actor: actors(where: {id: {eq: $id}}) { name
			supporters: relations(where: {type: {eq: "SUPPORTS"}}, sort: [{id: ASC}], limit: 12) {
			subject { name } kinds from to evidence(sort: [{id: ASC}]) { stance source { title publisher published } } } } }`,
		statement: supporters(`true`),
	}
}

// list asks for a page of actors with the names of their supporters.
func list() *question {
	return &question{
		name: "list", typed: func() any { return new(listData) },
		variables: func(i, actors int) variables { return variables{"after": usual(i, actors)} },
		query: `query($after: String) { actors(first: 50, after: $after) { nodes { id name supporters(first: 5) {
			nodes { subject { name } } } } } }`,
		library: `query($after: String!) { actors(where: {id: {gt: $after}}, sort: [{id: ASC}], limit: 50) { id name
			supporters: relations(where: {type: {eq: "SUPPORTS"}}, sort: [{id: ASC}], limit: 5) {
			subject { name } } } }`,
		statement: `MATCH (a:Actor) WHERE a.id > $after
			WITH a ORDER BY a.id LIMIT 50
			WITH a, COLLECT {
				MATCH (a)<-[:OBJECT]-(r:Relation {type: 'SUPPORTS'})-[:SUBJECT]->(s)
				RETURN {subject: {name: s.name}} ORDER BY r.id LIMIT 5 } AS supporters
			WITH a, supporters ORDER BY a.id
			RETURN {nodes: collect({id: a.id, name: a.name, supporters: {nodes: supporters}})} AS actors`,
	}
}

// network asks for the network around an actor in a year.
func network() *question {
	return &question{
		name: "network", variables: aroundUsual, typed: func() any { return new(networkData) }, partial: true,
		query: `query($id: ID!) { network(around: [$id], depth: 2, limit: 40, where: {asOf: "2000"}) { truncated
			nodes { id label type degree distance } edges { id source target type sign status kinds directed } } }`,
		statement: `MATCH (a:Actor {id: $id})
			CALL (a) {
				MATCH (a)-[e:SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES]-(n)
				WHERE e.from <= date('2000-12-31') AND (e.to >= date('2000-01-01') OR e.to IS NULL)
				WITH n, count(e) AS degree ORDER BY degree DESC, n.id LIMIT 39
				RETURN collect(n) AS near, collect(id(n)) AS found
			}
			CALL (a, near, found) {
				UNWIND near AS x
				MATCH (x)-[e:SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES]-(n)
				WHERE e.from <= date('2000-12-31') AND (e.to >= date('2000-01-01') OR e.to IS NULL)
				WITH a, found, n, count(e) AS degree
				WHERE n <> a AND NOT id(n) IN found
				WITH n, degree ORDER BY degree DESC, n.id LIMIT 39
				RETURN collect(n) AS far
			}
			WITH [a] + near + far[..39 - size(near)] AS nodes
			WITH nodes, [n IN nodes | id(n)] AS found
			RETURN {nodes: [n IN nodes | {id: n.id, label: n.name, type: n.type}], edges: COLLECT {
				UNWIND nodes AS x
				MATCH (x)-[e:SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES]->(y)
				WHERE id(y) IN found AND e.from <= date('2000-12-31') AND (e.to >= date('2000-01-01') OR e.to IS NULL)
				RETURN {id: e.id, source: x.id, target: y.id, type: type(e), sign: e.sign, status: e.status, kinds: e.kinds}}} AS network`,
	}
}

// path asks for chains of relations between two actors.
func path() *question {
	return &question{
		name: "path", typed: func() any { return new(pathData) }, partial: true,
		variables: func(i, actors int) variables {
			return variables{"from": usual(i, actors), "to": usual(i+7, actors)}
		},
		query: `query($from: ID!, $to: ID!) { paths(from: $from, to: $to) {
			length sign actors { id name } relations { id type } } }`,
		statement: `MATCH (a:Actor {id: $from}), (b:Actor {id: $to})
			MATCH p = allShortestPaths((a)-[:SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES*..6]-(b))
			WITH p LIMIT 5
			RETURN collect({length: length(p), actors: [n IN nodes(p) | {id: n.id, name: n.name}],
				relations: [e IN relationships(p) | {id: e.id, type: type(e), sign: e.sign}]}) AS paths`,
	}
}

// search asks for actors by the beginning of an alias.
func search() *question {
	return &question{
		name: "search", typed: func() any { return new(searchData) }, partial: true,
		variables: func(i, actors int) variables { return variables{"text": fmt.Sprint("A", i*actors/500)} },
		query: `query($text: String!) { search(text: $text, types: [ACTOR], first: 10) {
			score matched node { ... on Actor { id name aliases } } } }`,
		statement: `CALL db.index.fulltext.queryNodes('entente_names', $text + '*', {limit: 10}) YIELD node, score
			RETURN collect({score: score, node: {id: node.id, name: node.name, aliases: node.aliases}}) AS search`,
	}
}

// allies asks for the allies of an actor, which are derived from everything around it.
func allies() *question {
	return &question{
		name: "allies", variables: aroundUsual, typed: func() any { return new(alliesData) },
		query: `query($id: ID!) { actor(id: $id) { name allies(first: 10) {
			with { id name } sign score direct commonFriends commonEnemies } } }`,
	}
}

// supporters returns the statement that reads the supporters of an actor by those relations that meet a condition.
func supporters(condition string) string {
	return `MATCH (a:Actor {id: $id})
		RETURN {name: a.name, supporters: {nodes: COLLECT {
			MATCH (a)<-[:OBJECT]-(r:Relation {type: 'SUPPORTS'})-[:SUBJECT]->(s)
			WHERE ` + condition + `
			WITH r, s ORDER BY r.id LIMIT 12
			RETURN {subject: {name: s.name}, kinds: r.kinds, from: toString(r.from), to: toString(r.to), evidence: COLLECT {
				MATCH (r)<-[:ABOUT]-(e)-[:FROM]->(source)
				RETURN {stance: e.stance, source: {title: source.title, publisher: source.publisher, published: toString(source.published)}}
				ORDER BY source.published, e.id }}
			ORDER BY r.id }}} AS actor`
}
