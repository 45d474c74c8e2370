package load

import (
	"context"
	"flag"
	"runtime"
	"slices"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"golang.org/x/sync/errgroup"

	"entente/graph/alliance"
	"entente/graph/neo4j/neo4jtest"
	"entente/graph/storetest"
)

// The size of the large set.
var (
	actors    = flag.Int("actors", 50_000, "how many actors the large set has")
	relations = flag.Int("relations", 250_000, "how many relations the large set has")
)

// BenchmarkLoad measures the load of the whole set into an empty database beside the best recipe for a bare driver:
// batches of 20,000 rows by UNWIND and CREATE, two writers.
func BenchmarkLoad(b *testing.B) {
	facts := storetest.PowerLaw(*actors, *relations)
	var bare float64
	b.Run("bare", func(b *testing.B) {
		bare = loading(b, facts, func(b *testing.B, s *neo4jtest.Server) { loadBare(b, s, facts) })
	})
	b.Run("loader", func(b *testing.B) {
		ours := loading(b, facts, func(b *testing.B, s *neo4jtest.Server) {
			load(b, openAt(b, s, nil), facts, Options{})
		})
		b.ReportMetric(ours/bare, "×bare")
	})
}

// loading loads facts into b.N new servers, and returns how many relations were loaded a second.
func loading(b *testing.B, f *alliance.Facts, load func(*testing.B, *neo4jtest.Server)) float64 {
	for range b.N {
		b.StopTimer()
		server := neo4jtest.Start(b)
		runtime.GC()
		b.StartTimer()
		load(b, server)
		b.StopTimer()
		if err := server.Stop(); err != nil {
			b.Fatal(err)
		}
	}
	rate := float64(len(f.Relations)*b.N) / b.Elapsed().Seconds()
	b.ReportMetric(rate, "relations/s")
	return rate
}

// loadBare loads facts through the driver, without digests or a lease.
func loadBare(b *testing.B, server *neo4jtest.Server, f *alliance.Facts) {
	d, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = d.Close(context.Background()) }()
	run := func(cypher string, rows []any) {
		var group errgroup.Group
		group.SetLimit(2)
		for batch := range slices.Chunk(rows, 20_000) {
			group.Go(func() error {
				_, err := driver.ExecuteQuery(context.Background(), d, cypher, map[string]any{"rows": batch}, driver.EagerResultTransformer)
				return err
			})
		}
		if err := group.Wait(); err != nil {
			b.Fatal(err)
		}
	}
	once := []any{map[string]any{}}
	for _, label := range []string{"Actor", "Source", "Relation", "Evidence"} {
		run("CREATE CONSTRAINT FOR (n:"+label+") REQUIRE n.id IS UNIQUE", once)
	}
	run("CREATE FULLTEXT INDEX names FOR (n:Actor) ON EACH [n.name, n.aliases]", once)
	actors, sources, relations, evidence := bareRows(f)
	run(`UNWIND $rows AS row CREATE (n:Actor) SET n = row`, actors)
	run(`UNWIND $rows AS row CREATE (n:Source) SET n = row`, sources)
	run(`UNWIND $rows AS row MATCH (s:Actor {id: row.subject}) MATCH (o:Actor {id: row.object})
		CREATE (n:Relation {id: row.id, type: row.type, kinds: row.kinds, from: row.from, to: row.to})
		CREATE (n)-[:SUBJECT]->(s), (n)-[:OBJECT]->(o)
		CREATE (s)-[e:$(row.type)]->(o) SET e.id = row.id, e.kinds = row.kinds, e.from = row.from, e.to = row.to`, relations)
	run(`UNWIND $rows AS row MATCH (n:Relation {id: row.fact}) MATCH (s:Source {id: row.source})
		CREATE (e:Evidence {id: row.id, stance: row.stance, quote: row.quote})
		CREATE (e)-[:ABOUT]->(n), (e)-[:FROM]->(s)`, evidence)
	run(`UNWIND $rows AS row WITH row WHERE row.speaker IS NOT NULL MATCH (e:Evidence {id: row.id}) MATCH (a:Actor {id: row.speaker})
		CREATE (e)-[:SPOKEN_BY]->(a)`, evidence)
	run(`CALL db.awaitIndexes(300)`, once)
}

// bareRows returns facts as rows.
func bareRows(f *alliance.Facts) (actors, sources, relations, evidence []any) {
	for _, a := range f.Actors {
		actors = append(actors, map[string]any{"id": a.ID, "name": a.Name, "type": string(a.Type), "aliases": a.Aliases})
	}
	for _, s := range f.Sources {
		sources = append(sources, map[string]any{
			"id": s.ID, "title": s.Title, "publisher": string(s.Publisher), "published": s.Published.String(), "language": string(s.Language),
		})
	}
	for _, r := range f.Relations {
		kinds := make([]string, 0, 2)
		for _, k := range r.KindList() {
			kinds = append(kinds, string(k))
		}
		relations = append(relations, map[string]any{
			"id": r.ID, "type": string(r.Type), "subject": r.Subject.ID, "object": r.Object.ID, "kinds": kinds,
			"from": r.From.String(), "to": r.To.String(),
		})
		for _, e := range r.Evidence {
			row := map[string]any{"id": e.ID, "fact": r.ID, "source": e.Source.ID, "stance": string(e.Stance), "quote": string(e.Quote)}
			if e.Speaker != nil {
				row["speaker"] = e.Speaker.ID
			}
			evidence = append(evidence, row)
		}
	}
	return actors, sources, relations, evidence
}
