package neo4j_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/exhaustive"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// small returns facts that have everything that can be written.
func small() *alliance.Facts {
	f := *storetest.PowerLaw(6, 8)
	f.Actors[0].Description, f.Actors[0].Country = "A state.", "LBY"
	f.Actors[0].From, f.Actors[0].To = alliance.MustDate("1951"), alliance.MustDate("2030~")
	f.Actors[0].Identifiers = []alliance.Identifier{{Scheme: "cow", Value: "620", Span: f.Actors[0].Span}}
	f.Actors[5].Type, f.Actors[5].Obligations = alliance.Coalition, alliance.SetOf(alliance.Defense)
	f.Collections = []alliance.Collection{{Title: "Small", Authors: []string{"A", "B"}, Covers: f.Actors[0].Span}}
	second := *f.Sources[0]
	second.ID, second.URL, second.Via = "source-1", "https://example.org", f.Sources[0]
	second.Covers = alliance.Span{From: alliance.MustDate("1990"), To: alliance.MustDate("1999")}
	f.Sources = append(f.Sources, &second)
	f.Conflicts = f.Conflicts[:1]
	f.Conflicts[0].Description = "A war."
	for i, r := range f.Relations {
		r.Conflict = nil
		if r.Type == alliance.Supports {
			r.Conflict, r.Against, r.Coalition = f.Conflicts[0], f.Actors[i%6], f.Actors[5]
		}
	}
	f.Relations[1].Type, f.Relations[1].Role = alliance.Leads, "chief"
	for _, e := range f.Relations[1].Evidence {
		e.Kinds = 0
	}
	said := f.Relations[0].Evidence[0]
	said.From, said.To, said.Kinds = alliance.MustDate("1991"), alliance.MustDate("1995-06"), alliance.SetOf(alliance.KindsOf(f.Relations[0].Type)...)
	first := event(&f, "event-1")
	first.Mode, first.Description = "air strike", "It happened."
	first.Place = &alliance.Place{Name: "Tarhuna", Country: "LBY", Point: &alliance.Point{Latitude: 32.4, Longitude: 13.6}}
	first.Evidence[0].Quote, first.Evidence[0].Locator = "It happened.", "p. 4"
	f.Events = []*alliance.Event{first, event(&f, "event-2", alliance.EventLink{Kind: "FOLLOWS", Event: "event-1"})}
	return alliance.NewFacts(f)
}

// known are alterations that did harm once, and the kinds that no list of properties has.
func known() []string {
	return []string{
		`MATCH (r:Entente:Relation) SET r.type = 'TRADES_WITH'`,
		`MATCH ()-[r]->() SET r.type = 'TRADES_WITH'`,
		`MATCH (e:Entente:Evidence) REMOVE e.source`,
		`MATCH (e:Entente:Evidence) SET e.source = e.speaker`,
		`MATCH (e:Entente:Evidence) SET e.from = '2020-13'`,
		`MATCH (e:Entente:Evidence) SET e.kinds = ['TROOPS', 'SHIPS']`,
		`MATCH (n:Entente {id: 'event-1'}) SET n.roles = n.roles + 'GUEST'`,
		`MATCH (n:Entente {id: 'event-1'}) SET n.participants = []`,
		`MATCH (n:Entente {id: 'event-2'}) SET n.invoked = ['event-9']`,
		`MATCH (n:Entente {id: 'event-1'}) SET n.latitude = 0.0 / 0.0`,
		`MATCH (n:Entente:Source) SET n.via = n.id`,
		`MATCH (a:Entente {id: 'source-0'}), (b:Entente {id: 'source-1'}) SET a.via = b.id CREATE (a)-[:VIA]->(b)`,
		`MATCH (d:Entente:Dataset) SET d.actors = -5, d.relations = 9223372036854775807`,
		`MATCH (d:Entente:Dataset) SET d.collections = '[{"Covers": {"From": "2020-13"}}]'`,
		`MATCH (c:Entente:Current) SET c.generation = -1`,
		`MATCH (l:Entente:Loader) SET l.generation = 9223372036854775807, l.owner = 'nobody', l.expires = 9223372036854775807`,
		`MATCH (l:Entente:Loader) SET l.generation = 1.0e300, l.owner = 'nobody' REMOVE l.expires`,
		`MATCH (n:Entente:Actor) DETACH DELETE n`,
		`MATCH (n:Entente:Evidence) DETACH DELETE n`,
		`MATCH (:Entente)-[r]->(:Entente) DELETE r`,
		`MATCH (d:Entente:Dataset) CREATE (:Entente:Actor {gen: d.gen, id: 'new'})`,
	}
}

// everyAlteration returns alterations of one thing each: of a node of each label, and an edge of each type, of each
// property in each way; without it, or twice; without a label.
func everyAlteration(t *testing.T, db *neo4j.DB) []string {
	t.Helper()
	var all []string
	add := func(rows [][]any, match, thing string) {
		for _, r := range rows {
			of := fmt.Sprintf(match, r[0])
			for _, name := range r[1].([]any) {
				p := fmt.Sprintf("%s.`%s`", thing, name)
				all = append(all, of+" REMOVE "+p)
				for _, value := range []string{"'x'", "-1", "['x']"} {
					all = append(all, of+" SET "+p+" = "+value)
				}
			}
		}
	}
	nodes := rowsOf(t, db, `MATCH (n:Entente) UNWIND labels(n) AS l WITH l, n
		WHERE l IN ['Actor', 'Source', 'Conflict', 'Relation', 'Event', 'Evidence', 'Dataset', 'Current', 'Loader']
		UNWIND keys(n) AS k RETURN l, collect(DISTINCT k) ORDER BY l`)
	const node = "MATCH (n:Entente:%s) WITH n ORDER BY n.id LIMIT 1"
	add(nodes, node, "n")
	for _, r := range nodes {
		of := fmt.Sprintf(node, r[0])
		all = append(all, of+" DETACH DELETE n", fmt.Sprintf("%s REMOVE n:%s", of, r[0]), of+" REMOVE n:Entente")
		if r[0] != "Current" && r[0] != "Loader" { // which nobody finds by other labels
			all = append(all, of+" SET n:Event:Person")
		}
	}
	edges := rowsOf(t, db, `MATCH (:Entente)-[r]->(:Entente) UNWIND keys(r) + [''] AS k
		WITH type(r) AS l, collect(DISTINCT k) AS names RETURN l, [n IN names WHERE n <> ''] ORDER BY l`)
	const edge = "MATCH (a:Entente)-[r:%s]->(b:Entente) WITH a, r, b ORDER BY a.id LIMIT 1"
	add(edges, edge, "r")
	for _, r := range edges {
		of := fmt.Sprintf(edge, r[0])
		all = append(all, of+" DELETE r", fmt.Sprintf("%s CREATE (a)-[:%s]->(b)", of, r[0]), fmt.Sprintf("%s CREATE (b)-[:%s]->(a)", of, r[0]))
	}
	return all
}

// rowsOf returns the rows of a statement.
func rowsOf(t testing.TB, db *neo4j.DB, cypher string) [][]any {
	t.Helper()
	rows, err := db.Run(context.Background(), cypher, nil)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

var allAlterations = flag.Bool("alterations", false, "try every alteration, which takes a quarter of an hour")

// TestAltered alters a database in a way, asks it everything, and loads its facts again. No answer is a panic, with a copy
// or without, and the load mends whatever it was. All alterations are tried if -alterations is given, else every so many.
func TestAltered(t *testing.T) {
	db, facts := open(t), small()
	clear(t, db)
	load(t, db, facts, neo4j.LoadOptions{})
	loaded := dump(t, db)
	every := everyAlteration(t, db)
	t.Logf("%d alterations, and %d that are known", len(every), len(known()))
	alterations, step := known()[:2], len(every)/3
	if exhaustive.On() {
		alterations, step = known(), len(every)/50
	}
	if *allAlterations {
		step = 1
	}
	for i := step / 2; i < len(every); i += step {
		alterations = append(alterations, every[i])
	}
	said := logged(t)
	for _, alteration := range alterations {
		rowsOf(t, db, alteration)
		for _, copied := range []bool{false, true} {
			if problem := askEverything(t, copied); problem != "" {
				t.Errorf("%s\ncopied %t: %s", alteration, copied, problem)
			}
		}
		if text := said(); strings.Contains(text, "panic") || strings.Contains(text, "goroutine") {
			t.Errorf("%s\nthe log has a panic: %s", alteration, text)
		}
		load(t, db, facts, neo4j.LoadOptions{})
		rowsOf(t, db, `MATCH (n) WHERE NOT n:Entente OR n.gen IS NULL DETACH DELETE n`) // others' now, which no load touches
		if diff := cmp.Diff(loaded, dump(t, db)); diff != "" {
			t.Errorf("%s\nis not mended (-want +got):\n%s", alteration, diff)
			clear(t, db)
			load(t, db, facts, neo4j.LoadOptions{})
		}
	}
}

// logged returns what returns what was logged since it was called last.
func logged(t *testing.T) func() string {
	t.Helper()
	var out lockedBuffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&out, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return out.take
}

// A lockedBuffer may be written and taken at once.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements [io.Writer].
func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

// take returns what was written since the last call.
func (b *lockedBuffer) take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.text.Reset()
	return b.text.String()
}

// askEverything asks a store of its own everything, and returns which error is not as it should be.
func askEverything(t *testing.T, copied bool) string {
	t.Helper()
	var db *neo4j.DB
	if copied {
		db, _ = openCopied(t, database(t))
		db.Store().Copied(t.Context())
	} else {
		db = open(t)
	}
	defer func() { _ = db.Close(context.Background()) }()
	for _, err := range storeErrors(t.Context(), db.Store()) {
		switch {
		case err == nil, errors.Is(err, neo4j.ErrAltered), errors.Is(err, alliance.ErrUnavailable), errors.Is(err, alliance.ErrChanged):
		default:
			return err.Error()
		}
		if err != nil && (strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), "\n")) {
			return err.Error()
		}
	}
	if copied { // GraphQL asks nothing more of it
		return ""
	}
	handler := overNeo4j(db)
	variables := map[string]any{"a": "actor-0", "b": "actor-1", "around": []string{"actor-0"}, "depth": 2, "limit": 20, "first": 5,
		"count": 2, "exactly": false, "directed": false, "together": true, "where": nil, "text": "army"}
	for _, query := range derived {
		answer := ask(t, handler, query, variables)
		if bytes.Contains(answer, []byte("BAD_USER_INPUT")) && !bytes.Contains(answer, []byte("actor-")) || bytes.Contains(answer, []byte("internal system error")) {
			return string(answer)
		}
	}
	return ""
}

// storeErrors asks a store for all lists, in several ways each, for all things and their texts, and returns the errors.
func storeErrors(ctx context.Context, store alliance.Store) []error {
	page := alliance.PageRequest{First: 500, Count: true}
	all := alliance.PageRequest{First: math.MaxInt32}
	day := alliance.MustDate("1990")
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	_, err := store.Dataset(ctx)
	note(err)
	_, err = store.Actors(ctx, []alliance.ActorQuery{{PageRequest: page}})
	note(err)
	_, err = store.Relations(ctx, []alliance.RelationQuery{{PageRequest: page}})
	note(err)
	_, err = store.Relations(ctx, []alliance.RelationQuery{{PageRequest: page, Where: alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: day, KnownBy: day}}}})
	note(err)
	_, err = store.Relations(ctx, []alliance.RelationQuery{{Of: "actor-0", PageRequest: all}, {Of: "actor-1", Indirect: true, Succession: true, PageRequest: page}})
	note(err)
	_, err = store.Events(ctx, []alliance.EventQuery{{PageRequest: page}, {PageRequest: page, Where: alliance.EventFilter{KnownBy: day}}})
	note(err)
	_, err = store.Conflicts(ctx, []alliance.ConflictQuery{{PageRequest: page}})
	note(err)
	_, err = store.Sources(ctx, []alliance.SourceQuery{{PageRequest: page}})
	note(err)
	_, err = store.Evidence(ctx, []alliance.EvidenceQuery{{PageRequest: page}, {PageRequest: page, KnownBy: day}})
	note(err)
	_, err = store.Search(ctx, []alliance.SearchQuery{{Text: "army", First: 20}, {Text: "event", First: 20}})
	note(err)
	for _, id := range allIDs() {
		_, err = store.Nodes(ctx, []string{id}, alliance.Date{})
		note(err)
	}
	return errs
}

// allIDs returns the ids of all things of the small facts.
func allIDs() []string {
	f := small()
	var ids []string
	for _, a := range f.Actors {
		ids = append(ids, a.ID)
	}
	for _, s := range f.Sources {
		ids = append(ids, s.ID)
	}
	for _, c := range f.Conflicts {
		ids = append(ids, c.ID)
	}
	for _, r := range f.Relations {
		ids = append(ids, r.ID)
	}
	for _, e := range f.Events {
		ids = append(ids, e.ID)
	}
	for e := range f.Evidence {
		ids = append(ids, e.ID)
	}
	return slices.Compact(ids)
}
