package graph_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"entente/graph"
	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
)

// TestObserve checks what is counted of computations, of what is kept, and of queries.
func TestObserve(t *testing.T) {
	m := metrics.New()
	facts := mustRead(t, twoYears)
	store := memory.New(facts, time.Unix(0, 0))
	d, err := store.Dataset(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	full := false
	work := flight.New(1, flight.Keep(1<<20), flight.Full(func() bool { return full }))
	work.Turn(graph.Edition(&d))
	// Observe comes first: what it counts may be chosen after it.
	handler := graph.NewHandler(live.New(live.Edition{Version: d.Version, Store: func() alliance.Store { return store }}), graph.Deadline,
		graph.Observe(m), graph.Compute(work), graph.PersistQueries(1<<20))
	leave, err := work.Enter(t.Context(), flight.Kind{})
	if err != nil {
		t.Fatal(err)
	}
	const query = `{dataset{version}}`
	digest := fmt.Sprintf(`, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "%x"}}}`, sha256.Sum256([]byte(query)))
	post(handler, `{"operationName": null`+digest)
	for range 3 {
		post(handler, `{"query": "`+query+`"`+digest)
		post(handler, `{"operationName": null`+digest)
	}
	want(t, m, `entente_computations_running{kind="heavy"} 1`, `entente_computations_waiting{kind="heavy"} 0`,
		`entente_persisted_queries 1`, `entente_persisted_queries_requests_total{result="hit"} 3`,
		`entente_persisted_queries_requests_total{result="miss"} 1`, `entente_documents_requests_total{result="hit"} 5`,
		`entente_documents_requests_total{result="miss"} 1`, `entente_kept_analyses 0`, `entente_streams_open 0`, `entente_kept_answers 0`)
	leave()
	for range 2 {
		post(handler, `{"query": "{balance{balanced}}"}`)
	}
	full = true
	post(handler, `{"query": "{blocs{frustration}}"}`)
	want(t, m, `entente_computations_running{kind="heavy"} 0`, `entente_computations_refused_total{kind="heavy"} 1`,
		`entente_computations_refused_total{kind="light"} 0`, `entente_kept_analyses_requests_total{result="hit"} 1`)
}

// want checks that a scrape has lines, and keeps to Prometheus's rules.
func want(t *testing.T, m *metrics.Metrics, lines ...string) {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range lines {
		if !strings.Contains(w.Body.String(), "\n"+line+"\n") {
			t.Errorf("a scrape has no %s", line)
		}
	}
	if t.Failed() {
		t.Log(w.Body)
	}
	if problems, err := promlint.New(bytes.NewReader(w.Body.Bytes())).Lint(); err != nil || len(problems) > 0 {
		t.Errorf("%v, %+v", err, problems)
	}
}

// TestObserveOperations checks that trusted documents are told apart by the names of their operations, and no others.
func TestObserveOperations(t *testing.T) {
	set := graph.NewOperations()
	if err := set.Add("ops", fstest.MapFS{"a.graphql": {Data: []byte("query Trusted { dataset { version } }")}}); err != nil {
		t.Fatal(err)
	}
	m := metrics.New()
	graph.NewHandler(live.New(live.Embedded(mustRead(t, twoYears))), graph.Deadline, graph.Observe(m), graph.AnswerOnly(set))
	for _, name := range []string{"Trusted", "Made_up"} {
		m.Request(&record.Facts{Operation: record.Operation{Name: name, Kind: "query"}}, "GET", 200, 0)
	}
	want(t, m, `entente_graphql_operations_total{code="OK",kind="query",operation="Trusted"} 1`,
		`entente_graphql_operations_total{code="OK",kind="query",operation="other"} 1`)
}
