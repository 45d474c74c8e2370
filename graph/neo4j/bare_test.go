package neo4j_test

import (
	"context"
	"math/rand/v2"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// bare asks through the driver what our server is asked, each question in one statement.
type bare struct {
	driver driver.DriverWithContext
	gen    int64
}

// newBare returns a driver of its own, for the database that has the large facts.
func newBare(b *testing.B) bare {
	server := database(b)
	d, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = d.Close(context.Background()) })
	run := func(cypher string) *driver.EagerResult {
		result, err := driver.ExecuteQuery(b.Context(), d, cypher, nil, driver.EagerResultTransformer)
		if err != nil {
			b.Fatal(err)
		}
		return result
	}
	run(`CREATE FULLTEXT INDEX bare_names IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.aliases]`)
	run(`CALL db.awaitIndexes(300)`)
	b.Cleanup(func() {
		_, _ = driver.ExecuteQuery(context.Background(), d, `DROP INDEX bare_names IF EXISTS`, nil, driver.EagerResultTransformer)
	})
	current := run(`MATCH (c:Entente {gen: 0, id: 'current'}) RETURN c.generation`)
	return bare{d, current.Records[0].Values[0].(int64)}
}

// ask runs one statement for reading.
func (b bare) ask(ctx context.Context, cypher string, params map[string]any) error {
	params["gen"], params["day"] = b.gen, measuredDay
	_, err := driver.ExecuteQuery(ctx, b.driver, cypher, params, driver.EagerResultTransformer, driver.ExecuteQueryWithReadersRouting())
	return err
}

// point asks for an actor's supporters on a day, with what each piece of evidence says and where from.
func (b bare) point(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Entente {gen: $gen, id: $id})
		OPTIONAL MATCH (a)<-[:OBJECT]-(r:Relation)-[:SUBJECT]->(s)
		WHERE r.type = 'SUPPORTS' AND r.from <= $day AND r.to >= $day
		WITH a, r, s ORDER BY r.id LIMIT 50
		RETURN a.id, a.name, collect({id: r.id, kinds: r.kinds, from: r.from, to: r.to, supporter: s.id, name: s.name, evidence: [
			(r)<-[:ABOUT]-(e)-[:FROM]->(source) | {
				stance: e.stance, quote: e.quote, title: source.title, publisher: source.publisher, published: source.published}]})`,
		map[string]any{"id": someActor(r)})
}

// list asks for 50 actors, each with its supporters' names.
func (b bare) list(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Actor) USING INDEX a:Actor(gen, id) WHERE a.gen = $gen AND a.id > $after
		WITH a ORDER BY a.gen, a.id LIMIT 50
		RETURN a.id, a.name, COLLECT {
			MATCH (a)<-[:OBJECT]-(r:Relation)-[:SUBJECT]->(s)
			WHERE r.type = 'SUPPORTS' AND r.from <= $day AND r.to >= $day
			RETURN [s.id, s.name] ORDER BY r.id LIMIT 50 }`,
		map[string]any{"after": someActor(r)})
}

// search searches for the beginning of a word, exactly as it is written.
func (b bare) search(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `CALL db.index.fulltext.queryNodes('bare_names', $text, {limit: 10}) YIELD node, score
		RETURN node.id, node.name, node.aliases, score`, map[string]any{"text": someText(r) + "*"})
}

// edges are the direct edges between actors, one for each relation of the types that there are.
const edges = `SUPPORTS|ALLIED_WITH|OPPOSES|RECOGNIZES`

// network asks for what is up to two edges away from an actor, at most 500 actors, and for all edges among them
// (numbers are looked up in a list by hashing, nodes one by one).
func (b bare) network(ctx context.Context, r *rand.Rand) error {
	return b.ask(ctx, `MATCH (a:Entente {gen: $gen, id: $id})
		CALL (a) {
			MATCH (a)-[e:`+edges+`]-(n)
			WHERE e.from <= $day AND e.to >= $day
			WITH n, count(e) AS degree ORDER BY degree DESC, n.id LIMIT 499
			RETURN collect(n) AS near, collect(id(n)) AS found
		}
		CALL (a, near, found) {
			UNWIND near AS x
			MATCH (x)-[e:`+edges+`]-(n)
			WHERE e.from <= $day AND e.to >= $day
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
			WHERE id(y) IN found AND e.from <= $day AND e.to >= $day
			RETURN [e.id, x.id, y.id, type(e), e.status, e.kinds]
		}`, map[string]any{"id": someActor(r)})
}

// path asks for one shortest chain of relations between two actors that nobody only denies.
func (b bare) path(ctx context.Context, r *rand.Rand) error {
	from, to := twoActors(r)
	return b.ask(ctx, `MATCH (a:Entente {gen: $gen, id: $from}), (b:Entente {gen: $gen, id: $to})
		MATCH p = shortestPath((a)-[:`+edges+`*..6]-(b))
		WHERE all(e IN relationships(p) WHERE e.status <> 'DENIED')
		RETURN [n IN nodes(p) | [n.id, n.name]], [e IN relationships(p) | [e.id, type(e)]]`,
		map[string]any{"from": from, "to": to})
}
