package neo4j_test

import (
	"bytes"
	"fmt"
	"math"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/gather"
	"entente/graph/neo4j"
	"entente/graph/storetest"
)

// nested returns a query for so many actors, each with its supporters and their evidence, and so on for so many levels.
func nested(rows, levels int) string {
	q := "name"
	for range levels {
		q = `name supporters(first: 3) { nodes { evidence { source { title via { title } } speaker { name } } subject { ` + q + ` } } }`
	}
	return fmt.Sprintf(`{ actors(first: %d) { nodes { %s } } }`, rows, q)
}

// A meter counts the statements of requests.
type meter struct {
	store   *neo4j.Store
	handler http.Handler
	// memory answers from the same facts in memory.
	memory http.Handler
	sent   atomic.Int64
}

// newMeter returns a meter of a connection of its own, to a database that has some facts.
func newMeter(t *testing.T) *meter {
	t.Helper()
	m := &meter{}
	db := openTraced(t, func(string) { m.sent.Add(1) })
	facts := storetest.PowerLaw(400, 2000)
	loadAll(t, db, facts)
	if err := db.store.Preloaded(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.store, m.handler, m.memory = db.store, patient(overNeo4j(db)), overMemory(facts)
	return m
}

// patient has a handler wait for every item of a list to ask, however long the scheduler of a busy machine keeps it from running:
// a minute in vain is noticed.
func patient(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(gather.WithPatience(r.Context(), time.Minute)))
	})
}

// count returns how many statements a request takes.
func (m *meter) count(t *testing.T, query string) int {
	t.Helper()
	m.sent.Store(0)
	if body := ask(t, m.handler, query, nil); bytes.Contains(body, []byte(`"errors"`)) {
		t.Fatalf("%s: %.300s", query, body)
	}
	return int(m.sent.Load())
}

// least returns the least number of statements that a request takes in several tries, each after something was forgotten, unless
// it is soon so few: fields of the query do not wait for each other as items of a list do.
func (m *meter) least(t *testing.T, query string, forget func(), most int) int {
	t.Helper()
	least := math.MaxInt
	for tries := 0; tries < 100 && least > most; tries++ {
		forget()
		least = min(least, m.count(t, query))
	}
	return least
}

// TestStatements checks that the number of statements for a request grows with how deeply its lists are nested, and not with
// how long they are: the items of a list ask in one statement.
func TestStatements(t *testing.T) {
	m := newMeter(t)
	for levels := range 4 {
		for _, rows := range []int{1, 10, 50, 200} {
			if rows > 50 && levels > 2 {
				continue // more than one request may ask for
			}
			query := nested(rows, levels)
			m.store.Forget()
			if n, most := m.count(t, query), 1+levels; n > most {
				t.Errorf("%d levels below %d actors take %d statements, want %d at most", levels, rows, n, most)
			}
		}
	}
}

// TestStatementsCold checks how many statements requests take when nothing is kept, when everything but relations is, and when
// all is. What an actor that is not kept is asked for needs a statement of its own, for there may be no such actor.
func TestStatementsCold(t *testing.T) {
	m := newMeter(t)
	for _, test := range []struct {
		name  string
		most  int
		query string
	}{
		{"point", 1, `{ actor(id: "actor-9") { name supporters(where: {asOf: "2000"}, first: 12) { nodes {
			subject { name } kinds from to evidence { stance source { title publisher published } } } } } }`},
		{"list", 2, `{ actors(first: 50) { nodes { id name supporters(first: 5) { nodes { subject { name } } } } } }`},
		{"several", 1, `{ a: actor(id: "actor-30") { supporters { nodes { id } } } b: actor(id: "actor-31") { supports { nodes { id } } } }`},
	} {
		for _, of := range []struct {
			kept   string
			forget func()
			most   int
		}{{"nothing is kept", m.store.ForgetAll, 2}, {"relations are not kept", m.store.Forget, test.most}, {"all is kept", func() {}, 1}} {
			if n := m.least(t, test.query, of.forget, of.most); n > of.most {
				t.Errorf("%s: %d statements where %s, want %d at most", test.name, n, of.kept, of.most)
			}
			of.forget()
			if got, want := ask(t, m.handler, test.query, nil), ask(t, m.memory, test.query, nil); !bytes.Equal(got, want) {
				t.Errorf("%s: where %s, the answer is\n%swant\n%s", test.name, of.kept, got, want)
			}
		}
	}
}

// TestStatementsOfPage checks how many statements a page takes of which the server, not the database, decides what is on it:
// ever larger batches of candidates are read until it is full, or there are no more.
func TestStatementsOfPage(t *testing.T) {
	var sent atomic.Int64
	db := openTraced(t, func(string) { sent.Add(1) })
	loadAll(t, db, storetest.PowerLaw(400, 2000))
	if err := db.store.Preloaded(t.Context()); err != nil {
		t.Fatal(err)
	}
	first, all := alliance.PageRequest{First: 1}, alliance.PageRequest{First: 1, Count: true}
	for _, test := range []struct {
		name string
		at   alliance.Viewpoint
		page alliance.PageRequest
		want int64
	}{
		{"many", alliance.Viewpoint{AsOf: alliance.MustDate("1990")}, first, 1},
		{"none", alliance.Viewpoint{AsOf: alliance.MustDate("1900")}, first, 2}, // the database leaves only those out that say when they hold
		{"counted", alliance.Viewpoint{AsOf: alliance.MustDate("1900")}, all, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			ask := func() {
				q := alliance.RelationQuery{Where: alliance.RelationFilter{Viewpoint: test.at}, PageRequest: test.page}
				if _, err := db.store.Relations(t.Context(), []alliance.RelationQuery{q}); err != nil {
					t.Fatal(err)
				}
			}
			sent.Store(0)
			if ask(); sent.Load() != test.want {
				t.Errorf("%d statements, want %d", sent.Load(), test.want)
			}
		})
	}
}

// TestStatementsDerived checks how many statements questions from actor to actor take: of a store that knows only
// what facts point at, one a step and on the rim, for relations; of one that was asked before, one for what is loaded.
func TestStatementsDerived(t *testing.T) {
	for _, test := range []struct {
		name, query  string
		first, again int
	}{
		{"actor", `{ actor(id: "actor-9") { name } }`, 1, 1},
		{"network of depth 1", `{ network(around: ["actor-9"], depth: 1) { nodes { id } edges { id } } }`, 3, 1},
		{"network of depth 2", `{ network(around: ["actor-9"], depth: 2) { nodes { id } edges { id } } }`, 4, 1},
		{"network of depth 3", `{ network(around: ["actor-9"], depth: 3, limit: 350) { nodes { id } edges { id } } }`, 5, 1},
		{"network cut", `{ network(around: ["actor-9"], depth: 2, limit: 50) { nodes { id } edges { id } } }`, 4, 1},
		{"path of six steps", `{ paths(from: "actor-397", to: "actor-398", directed: true) { actors { name } relations { id } } }`, 7, 1},
		{"path of four steps", `{ paths(from: "actor-397", to: "actor-398", directed: true, together: false) { actors { name } relations { id } } }`, 5, 1},
		{"alignment", `{ alignment(between: "actor-9", and: "actor-10") { score } }`, 5, 3},
		{"allies", `{ actor(id: "actor-300") { allies(first: 3) { with { name } score } } }`, 7, 4},
		{"search", `{ search(text: "a30") { matched node { ... on Actor { name } } } }`, 3, 1},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "_"), func(t *testing.T) {
			m := newMeter(t)
			if n := m.count(t, test.query); n > test.first {
				t.Errorf("%d statements, want %d at most", n, test.first)
			}
			if n := m.count(t, test.query); n > test.again {
				t.Errorf("%d statements when asked again, want %d at most", n, test.again)
			}
		})
	}
}
