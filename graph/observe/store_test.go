package observe_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"entente/graph/alliance"
	"entente/graph/memory"
	"entente/graph/observe"
	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
	"entente/graph/storetest"
)

// TestStore runs the suite of stores on one that is observed.
func TestStore(t *testing.T) {
	around := observe.Stores("embedded", metrics.New(), nil)
	storetest.Run(t, func(_ testing.TB, facts *alliance.Facts) alliance.Store {
		return around(memory.New(facts, time.Unix(1_600_000_000, 0)))
	})
}

// A full store has all that a store may have besides the methods of [alliance.Store].
type full struct {
	alliance.Store
	begun *int
	err   error
}

func (f full) Begin(context.Context)                   { *f.begun++ }
func (f full) Stale() (time.Time, error)               { return time.Unix(7, 0), alliance.ErrUnavailable }
func (f full) Version(context.Context) (string, error) { return "v7", nil }
func (f full) Counts(context.Context) (alliance.Counts, error) {
	return alliance.Counts{Actors: 9}, nil
}

func (f full) Dataset(context.Context) (alliance.Dataset, error) {
	return alliance.Dataset{Version: "v8", Counts: alliance.Counts{Actors: 8}}, f.err
}

func (f full) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return nil, f.err
}

// TestStoreAll checks that an observed store does what the other does, also by methods that only some stores have, and that
// the calls that the other gets are counted.
func TestStoreAll(t *testing.T) {
	m := metrics.New()
	around := observe.Stores("neo4j", m, nil)
	begun := 0
	s := around(full{begun: &begun})
	alliance.Begin(t.Context(), s)
	since, why := alliance.Staleness(s)
	if counts, err := alliance.CountsOf(t.Context(), s); counts.Actors != 9 || err != nil {
		t.Errorf("counts %v, %v", counts, err)
	}
	version, err := alliance.VersionOf(t.Context(), s)
	if begun != 1 || since != time.Unix(7, 0) || why == nil || version != "v7" || err != nil {
		t.Errorf("begun %d times, stale since %v: %v, version %q, %v", begun, since, why, version, err)
	}
	s = around(struct{ alliance.Store }{full{begun: &begun}})
	alliance.Begin(t.Context(), s)
	_, why = alliance.Staleness(s)
	version, err = alliance.VersionOf(t.Context(), s)
	if begun != 1 || why != nil || version != "v8" || err != nil {
		t.Errorf("without them: begun %d times, stale: %v, version %q, %v", begun, why, version, err)
	}
	if counts, err := alliance.CountsOf(t.Context(), s); counts.Actors != 8 || err != nil {
		t.Errorf("without them: counts %v, %v", counts, err)
	}
	for method, times := range map[string]string{"Begin": "1", "Version": "1", "Counts": "1", "Dataset": "2"} {
		line := `entente_store_call_duration_seconds_count{method="` + method + `",store="neo4j"} `
		if got := scrape(m, line); !slices.Equal(got, []string{line + times}) {
			t.Errorf("it was called %s times, and counted as %q", times, got)
		}
	}
	if observe.Stores("neo4j", nil, nil) != nil {
		t.Error("nothing observes, but there is an observer")
	}
}

// scrape returns the lines of a scrape that begin with a text.
func scrape(m *metrics.Metrics, prefix string) []string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	var lines []string
	for line := range strings.Lines(w.Body.String()) {
		if strings.HasPrefix(line, prefix) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// TestStoreFailures checks what counts as a failure of a store.
func TestStoreFailures(t *testing.T) {
	for _, test := range []struct {
		err  error
		want string
	}{
		{nil, "0"},
		{alliance.ErrUnavailable, "1"},
		{context.DeadlineExceeded, "1"},
		{fmt.Errorf("ask: %w", context.Canceled), "0"},
		{fmt.Errorf("ask: %w", alliance.ErrChanged), "0"},
	} {
		m := metrics.New()
		s := observe.Stores("neo4j", m, nil)(full{err: test.err})
		if _, err := s.Nodes(t.Context(), nil, alliance.Date{}); !errors.Is(err, test.err) {
			t.Errorf("error %v, want %v", err, test.err)
		}
		labels := `{method="Nodes",store="neo4j"} `
		want := []string{"entente_store_call_failures_total" + labels + test.want, "entente_store_call_duration_seconds_count" + labels + "1"}
		got := append(scrape(m, "entente_store_call_failures_total"+labels), scrape(m, "entente_store_call_duration_seconds_count"+labels)...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.err, diff)
		}
	}
}

// TestSpans checks the spans of a request, of the calls of its store and of their statements: what they are part of, and that
// nothing in them is what a client sent but the name of the operation.
func TestSpans(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)).Tracer("test")
	secret := errors.New("swordfish")
	store := observe.Stores("neo4j", nil, tracer)(full{err: secret})
	statement := observe.Statements("db", "facts", nil, tracer)
	h := func(w http.ResponseWriter, r *http.Request) {
		_, _ = store.Nodes(r.Context(), []string{"swordfish"}, alliance.Date{})
		_, ended := statement(r.Context(), "MATCH (n) RETURN n")
		ended(nil)
		record.Of(r.Context()).Asked(`{ actor(id: "swordfish") { id } }`)
		record.Of(r.Context()).Ran(record.Operation{Name: "A", Kind: "query", Cost: 3, Dataset: "v"}, []string{"TIMEOUT"})
		w.WriteHeader(http.StatusOK)
	}
	r := request("/graphql?query=swordfish", "i")
	r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	through(t, "/graphql", h, observe.Options{Tracer: tracer}, r)
	var got []string
	for _, s := range spans.Ended() {
		line := fmt.Sprint(s.Parent().SpanID(), " ", s.SpanKind(), " ", s.Name(), " ", s.Status().Code, " ", s.Status().Description)
		for _, a := range s.Attributes() {
			line += fmt.Sprintf(" %s=%s", a.Key, a.Value.String())
		}
		if s.SpanContext().TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
			t.Errorf("%s is not part of the client's trace", s.Name())
		}
		got = append(got, line)
	}
	of := spans.Ended()[2].SpanContext().SpanID().String()
	want := []string{
		of + " internal store.Nodes Error other entente.store=neo4j entente.questions=1 error.type=other",
		of + " client neo4j Unset  db.system.name=neo4j server.address=db db.namespace=facts db.query.text=MATCH (n) RETURN n",
		"b7ad6b7169203331 server query Error TIMEOUT http.request.method=GET http.route=/graphql http.response.status_code=200 entente.request.id=i" +
			" graphql.operation.type=query graphql.operation.name=A entente.kept=false entente.cost=3 entente.dataset=v graphql.document.hash=" +
			observe.HashOf(`{ actor(id: "swordfish") { id } }`) + ` entente.codes=["TIMEOUT"]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

// A background store asks a database in the background once it has begun.
type background struct {
	full
	ask func(context.Context)
}

func (b background) Begin(ctx context.Context) { b.ask(ctx) }

// TestSpansBegun checks that what a store asks as it begins is part of that, and that each call besides the methods of
// [alliance.Store] that may ask a database has a span.
func TestSpansBegun(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)).Tracer("test")
	ended := make(chan func(error), 1)
	store := observe.Stores("neo4j", nil, tracer)(background{ask: func(ctx context.Context) {
		_, end := observe.Statements("db", "", nil, tracer)(ctx, "RETURN 1")
		ended <- end
	}})
	through(t, "/graphql", func(w http.ResponseWriter, r *http.Request) {
		alliance.Begin(r.Context(), store)
		_, _ = alliance.VersionOf(r.Context(), store)
		_, _ = alliance.CountsOf(r.Context(), store)
		(<-ended)(nil)
		w.WriteHeader(http.StatusOK)
	}, observe.Options{Tracer: tracer}, request("/graphql", "i"))
	names := map[string]string{}
	for _, s := range spans.Ended() {
		names[s.SpanContext().SpanID().String()] = s.Name()
	}
	var got []string
	for _, s := range spans.Ended()[:4] {
		got = append(got, s.Name()+" in "+names[s.Parent().SpanID().String()])
	}
	root := spans.Ended()[4].Name()
	want := []string{"store.Begin in " + root, "store.Version in " + root, "store.Counts in " + root, "neo4j in store.Begin"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spans (-want +got):\n%s", diff)
	}
}

// TestStatementsRunning checks that statements are counted from when they are sent until they have ended.
func TestStatementsRunning(t *testing.T) {
	m := metrics.New()
	statement := observe.Statements("db", "", m, nil)
	var got []string
	note := func() { got = append(got, scrape(m, "entente_neo4j_statements_running ")...) }
	_, first := statement(t.Context(), "RETURN 1")
	_, second := statement(t.Context(), "RETURN 2")
	note()
	first(nil)
	second(alliance.ErrUnavailable)
	note()
	if want := []string{"entente_neo4j_statements_running 2", "entente_neo4j_statements_running 0"}; !slices.Equal(got, want) {
		t.Errorf("the gauge is %q, want %q", got, want)
	}
}

// TestSpansOutside checks that what no request needs has no spans.
func TestSpansOutside(t *testing.T) {
	spans := tracetest.NewSpanRecorder()
	tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(spans)).Tracer("test")
	if _, err := observe.Stores("neo4j", nil, tracer)(full{}).Dataset(t.Context()); err != nil || len(spans.Started()) != 0 {
		t.Errorf("%d spans, %v", len(spans.Started()), err)
	}
}
