package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	spans "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"entente/fixtures"
	"entente/graph/neo4j/neo4jtest"
)

// A collected has the spans that a server has sent.
type collected struct {
	mu  sync.Mutex
	all []*spans.Span
}

// ServeHTTP takes spans.
func (c *collected) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var message collector.ExportTraceServiceRequest
	if err == nil {
		err = proto.Unmarshal(body, &message)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, of := range message.ResourceSpans {
		for _, in := range of.ScopeSpans {
			c.all = append(c.all, in.Spans...)
		}
	}
}

// under returns the spans whose parent is another.
func (c *collected) under(parent []byte) []*spans.Span {
	var found []*spans.Span
	for _, s := range c.all {
		if slices.Equal(s.ParentSpanId, parent) {
			found = append(found, s)
		}
	}
	return found
}

// attribute returns a text in the attributes of a span.
func attribute(s *spans.Span, key string) string {
	for _, a := range s.Attributes {
		if a.Key == key {
			return a.Value.GetStringValue()
		}
	}
	return ""
}

// TestTraces checks the spans that both kinds of server send: one for a request of the client's trace, under it one for each call of
// the store and, under that, one for the statement that answered it. They have the query's digest, but nothing of what it asks about.
func TestTraces(t *testing.T) {
	for _, kind := range []string{"embedded", "neo4j"} {
		t.Run(kind, func(t *testing.T) {
			got := &collected{}
			collecting := httptest.NewServer(got)
			defer collecting.Close()
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collecting.URL)
			var o options
			if kind == "neo4j" {
				neo := neo4jtest.Start(t)
				t.Setenv("NEO4J_PASSWORD", neo.Password)
				loadFiles(t, connect(t, neo), fixtures.Libya())
				o = options{Neo4j: neo.URI, User: neo.User, Admin: "127.0.0.1:0"}
			}
			s := start(t, o)
			at := s.url + "/graphql?query=" + url.QueryEscape(`query Named($id: ID!) { actor(id: $id) { supporters { nodes { id } } } }`) + "&variables=" + url.QueryEscape(`{"id":"russia"}`)
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if kind == "neo4j" {
				_, at, _ := strings.Cut(s.printed, "admin       ")
				at, _, _ = strings.Cut(at, "\n")
				if body, _ := get(t, at); !strings.Contains(body, "\nentente_neo4j_statement_duration_seconds_count ") || strings.Contains(body, "\nentente_neo4j_pool_connects_total 0\n") {
					t.Errorf("statements and connections are not counted: %.5000s", body)
				}
			}
			if err := s.stop(); err != nil { // which sends what has not been sent yet
				t.Fatal(err)
			}
			checkSpans(t, got, kind)
		})
	}
}

// checkSpans checks the spans of one request.
func checkSpans(t *testing.T, got *collected, kind string) {
	t.Helper()
	roots := got.under([]byte{0xb7, 0xad, 0x6b, 0x71, 0x69, 0x20, 0x33, 0x31})
	if len(roots) != 1 || roots[0].Name != "query" || attribute(roots[0], "graphql.operation.name") != "Named" || len(attribute(roots[0], "graphql.document.hash")) != 12 {
		t.Fatalf("the spans of requests are %v, all are %v", roots, got.all)
	}
	calls := got.under(roots[0].SpanId)
	relations := slices.IndexFunc(calls, func(s *spans.Span) bool { return s.Name == "store.Relations" && attribute(s, "entente.store") == kind })
	if relations < 0 {
		t.Fatalf("the spans under it are %v", calls)
	}
	statements := got.under(calls[relations].SpanId)
	if found := slices.ContainsFunc(statements, func(s *spans.Span) bool {
		return attribute(s, "db.system.name") == "neo4j" && strings.Contains(attribute(s, "db.query.text"), "MATCH")
	}); found != (kind == "neo4j") {
		t.Errorf("the spans of statements are %v", statements)
	}
	for _, s := range got.all {
		if strings.Contains(s.String(), "russia") {
			t.Errorf("%s has what was asked about", s)
		}
	}
}
