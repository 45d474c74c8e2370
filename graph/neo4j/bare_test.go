package neo4j_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// bare asks through the driver what our server is asked, each question in one statement.
type bare struct{ driver driver.DriverWithContext }

// newBare returns a driver of its own, for the database that has the large facts.
func newBare(b *testing.B) bare {
	server := database(b)
	d, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close(context.Background()) })
	return bare{d}
}

// ask runs one statement for reading.
func (b bare) ask(ctx context.Context, cypher string, params map[string]any) error {
	params["day"] = bareDay
	_, err := driver.ExecuteQuery(ctx, b.driver, cypher, params, driver.EagerResultTransformer, driver.ExecuteQueryWithReadersRouting())
	return err
}

// bareDay is the measured day.
var bareDay = driver.DateOf(time.Date(1995, 6, 15, 0, 0, 0, 0, time.UTC))

// point asks for an actor's supporters on a day, with what each piece of evidence says and where from.
func (b bare) point(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Actor {id: $id})
		OPTIONAL MATCH (a)<-[:OBJECT]-(r:Relation {type: 'SUPPORTS'})-[:SUBJECT]->(s)
		WHERE r.from <= $day AND (r.to >= $day OR r.to IS NULL)
		WITH a, r, s ORDER BY r.id LIMIT 50
		RETURN a.id, a.name, collect({id: r.id, kinds: r.kinds, from: r.from, to: r.to, supporter: s.id, name: s.name, evidence: [
			(r)<-[:ABOUT]-(e)-[:FROM]->(source) | {
				stance: e.stance, quote: e.quote, title: source.title, publisher: source.publisher, published: source.published}]})`,
		map[string]any{"id": someActor(r)})
}

// list asks for 50 actors, each with its supporters' names, along the plain edges.
func (b bare) list(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Actor) WHERE a.id > $after
		WITH a ORDER BY a.id LIMIT 50
		RETURN a.id, a.name, COLLECT {
			MATCH (a)<-[e:SUPPORTS]-(s)
			WHERE e.from <= $day AND (e.to >= $day OR e.to IS NULL)
			RETURN [s.id, s.name] ORDER BY e.id LIMIT 50 }`,
		map[string]any{"after": someActor(r)})
}

// search searches for the beginning of a word.
func (b bare) search(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `CALL db.index.fulltext.queryNodes('entente_names', $text, {limit: 10}) YIELD node, score
		RETURN node.id, node.name, node.aliases, score`, map[string]any{"text": someText(r) + "*"})
}

// edges are the direct edges between actors, one for each relation of the types that there are.
const edges = `SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES`

// network asks for what is up to two edges away from an actor, at most 500 actors, and for all edges among them
// (numbers are looked up in a list by hashing, nodes one by one).
func (b bare) network(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Actor {id: $id})
		CALL (a) {
			MATCH (a)-[e:`+edges+`]-(n)
			WHERE e.from <= $day AND (e.to >= $day OR e.to IS NULL)
			WITH n, count(e) AS degree ORDER BY degree DESC, n.id LIMIT 499
			RETURN collect(n) AS near, collect(id(n)) AS found
		}
		CALL (a, near, found) {
			UNWIND near AS x
			MATCH (x)-[e:`+edges+`]-(n)
			WHERE e.from <= $day AND (e.to >= $day OR e.to IS NULL)
			WITH a, found, n, count(e) AS degree
			WHERE n <> a AND NOT id(n) IN found
			WITH n, degree ORDER BY degree DESC, n.id LIMIT 499
			RETURN collect(n) AS far
		}
		WITH [a] + near + far[..499 - size(near)] AS nodes
		WITH nodes, [n IN nodes | id(n)] AS found
		RETURN [n IN nodes | [n.id, n.name, n.type]], COLLECT {
			UNWIND nodes AS x
			MATCH (x)-[e:`+edges+`]->(y)
			WHERE id(y) IN found AND e.from <= $day AND (e.to >= $day OR e.to IS NULL)
			RETURN [e.id, x.id, y.id, type(e), e.status, e.kinds]
		}`, map[string]any{"id": someActor(r)})
}

// path asks for one shortest chain of relations between two actors that nobody only denies.
func (b bare) path(ctx context.Context, r *rand.Rand) error {
	from, to := twoActors(r)
	return b.ask(ctx, `MATCH (a:Actor {id: $from}), (b:Actor {id: $to})
		MATCH p = shortestPath((a)-[:`+edges+`*..6]-(b))
		RETURN [n IN nodes(p) | [n.id, n.name]], [e IN relationships(p) | [e.id, type(e)]]`,
		map[string]any{"from": from, "to": to})
}
