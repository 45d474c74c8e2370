package metrics_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
)

// scrape returns what a scrape answers.
func scrape(t *testing.T, m *metrics.Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

// lines returns the lines of a scrape that begin with one of the prefixes.
func lines(scraped string, prefixes ...string) []string {
	var found []string
	for line := range strings.Lines(scraped) {
		for _, p := range prefixes {
			if strings.HasPrefix(line, p) {
				found = append(found, strings.TrimSpace(line))
			}
		}
	}
	return found
}

// TestRequest checks what is counted of requests.
func TestRequest(t *testing.T) {
	m := metrics.New()
	m.TellApart("A")
	query := record.Operation{Name: "A", Kind: "query", Cost: 50}
	for _, f := range []record.Facts{
		{Route: "/", Operation: record.Operation{}},
		{Route: "/graphql", Operation: query},
		{Route: "/graphql", Operation: query, Kept: true},
		{Route: "/graphql", Operation: query, Kept: true},
		{Route: "/graphql", Operation: query, Codes: []string{"TIMEOUT", "TIMEOUT", "BAD_USER_INPUT"}},
		{Route: "/graphql", Codes: []string{"GRAPHQL_PARSE_FAILED"}},
		{Route: "/graphql", Operation: record.Operation{Kind: "subscription"}, Stream: true},
	} {
		m.Request(&f, "GET", http.StatusOK, 3*time.Millisecond)
	}
	got := lines(scrape(t, m), "entente_http_requests_total", "entente_graphql_operations", "entente_graphql_errors", "entente_kept",
		"entente_graphql_cost_sum", "entente_http_request_duration_seconds_count", "entente_graphql_duration_seconds_count", `entente_graphql_duration_seconds_bucket{operation="A",le="0.0025"`, `entente_graphql_duration_seconds_bucket{operation="A",le="0.005"`)
	want := []string{
		`entente_graphql_cost_sum 200`,
		`entente_graphql_duration_seconds_bucket{operation="A",le="0.0025"} 0`,
		`entente_graphql_duration_seconds_bucket{operation="A",le="0.005"} 4`,
		`entente_graphql_duration_seconds_count{operation="A"} 4`,
		`entente_graphql_errors_total{code="BAD_USER_INPUT"} 1`,
		`entente_graphql_errors_total{code="GRAPHQL_PARSE_FAILED"} 1`,
		`entente_graphql_errors_total{code="TIMEOUT"} 2`,
		`entente_graphql_operations_total{code="GRAPHQL_PARSE_FAILED",kind="",operation=""} 1`,
		`entente_graphql_operations_total{code="OK",kind="query",operation="A"} 3`,
		`entente_graphql_operations_total{code="OK",kind="subscription",operation=""} 1`,
		`entente_graphql_operations_total{code="TIMEOUT",kind="query",operation="A"} 1`,
		`entente_http_request_duration_seconds_count{route="/"} 1`,
		`entente_http_request_duration_seconds_count{route="/graphql"} 5`,
		`entente_http_requests_total{method="GET",route="/",status="200"} 1`,
		`entente_http_requests_total{method="GET",route="/graphql",status="200"} 6`,
		`entente_kept_answers_requests_total{result="hit"} 2`,
		`entente_kept_answers_requests_total{result="miss"} 2`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBounded checks that clients who make names up do not make a scrape grow without end.
func TestBounded(t *testing.T) {
	for _, test := range []struct {
		known []string
		most  int
		has   string
	}{
		{nil, 102, `operation="name0"`}, // 100, none, and the others
		{[]string{"Known"}, 2, `operation="Known"`},
	} {
		m := metrics.New()
		if test.known != nil {
			m.TellApart(test.known...)
		}
		for i := range 10_000 {
			name := fmt.Sprintf("name%d", i/10)
			m.Request(&record.Facts{Operation: record.Operation{Name: name, Kind: "query"}, Codes: []string{name}}, "GET", 200, 0)
		}
		m.Request(&record.Facts{Operation: record.Operation{Name: "Known", Kind: "query"}}, "GET", 200, 0)
		m.Request(&record.Facts{Operation: record.Operation{Name: strings.Repeat("x", 1<<16), Kind: "query"}}, "GET", 200, 0)
		m.Request(&record.Facts{Operation: record.Operation{Name: "\xff", Kind: "query"}}, "GET", 200, 0)
		scraped := scrape(t, m)
		if n := len(lines(scraped, "entente_graphql_duration_seconds_count")); n > test.most || n < 2 {
			t.Errorf("with %v, %d operations are told apart, want at most %d", test.known, n, test.most)
		}
		if n := len(lines(scraped, "entente_graphql_errors_total")); n > 51 {
			t.Errorf("%d codes are told apart", n)
		}
		if !strings.Contains(scraped, test.has) || !strings.Contains(scraped, `operation="other"`) || strings.Contains(scraped, strings.Repeat("x", 101)) {
			t.Errorf("with %v, there is no %s, or no other, or a long name", test.known, test.has)
		}
	}
}

// TestOften checks that a name is told apart once it was asked for often, whatever names others have made up meanwhile.
func TestOften(t *testing.T) {
	m := metrics.New()
	ask := func(name string) {
		m.Request(&record.Facts{Operation: record.Operation{Name: name, Kind: "query"}}, "GET", 200, 0)
	}
	for i := range 100_000 {
		ask(fmt.Sprintf("madeup%d", i))
	}
	for i := range 1_000 * 20 {
		ask(fmt.Sprintf("madeup%d", i))
		if i%1_000 == 0 {
			ask("Seldom")
		}
		if i%100 == 0 {
			ask("Mine")
			ask("\xff")
		}
	}
	got := lines(scrape(t, m), "entente_graphql_operations_total")
	if len(got) != 3 || !strings.Contains(got[0], `operation="?"} 1`) || !strings.Contains(got[1], `operation="Mine"} 1`) || !strings.Contains(got[2], `operation="other"}`) {
		t.Errorf("counted %q", got)
	}
}

// TestLint checks the metrics against Prometheus's own rules.
func TestLint(t *testing.T) {
	m := metrics.New()
	m.Statements().Count(time.Second, nil)
	m.Calls("embedded", "Nodes").Count(time.Second, nil)
	m.Gauge("entente_open", "Open.", func() float64 { return 1 })
	m.Counter("entente_loads_total", "Loads.", func() float64 { return 2 })
	for _, kind := range []string{"heavy", "light"} {
		m.Counter("entente_refused_total", "Refused.", func() float64 { return 3 }, "kind", kind, "what", "all")
		m.Gauge("entente_waiting", "Waiting.", func() float64 { return 4 }, "kind", kind)
	}
	m.Info("entente_facts_info", "Which.", []string{"version"}, func() []string { return []string{"v1"} })
	m.Request(&record.Facts{Operation: record.Operation{Name: "A", Kind: "query"}}, "GET", 200, 0)
	scraped := scrape(t, m)
	problems, err := promlint.New(bytes.NewReader([]byte(scraped))).Lint()
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %+v", err, problems)
	}
	for _, has := range []string{
		"entente_open 1\n", "entente_loads_total 2\n", `entente_refused_total{kind="light",what="all"} 3`, `entente_waiting{kind="heavy"} 4`, `entente_facts_info{version="v1"} 1`, "entente_neo4j_statement_duration_seconds_count 1",
		"entente_build_info{", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(scraped, has) {
			t.Errorf("a scrape has no %s", has)
		}
	}
}
