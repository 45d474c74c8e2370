package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"entente/graph/admin"
	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/observe"
	"entente/graph/storetest"
)

// TestAdmin checks what is answered at the address for whoever runs the server, and that it is not at the other.
func TestAdmin(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.yaml"), "actors: [{id: a, name: A, type: STATE}]\n")
	s := start(t, options{Facts: []string{dir}, Watch: true, Admin: "127.0.0.1:0", KeepAnswers: 1 << 20})
	found := regexp.MustCompile(`(?m)^admin       (http://127\.0\.0\.1:\d+)/metrics$`).FindStringSubmatch(s.printed)
	if found == nil {
		t.Fatalf("it printed:\n%s", s.printed)
	}
	for range 11 { // the tenth makes it a name that is told apart
		get(t, s.url+"/graphql?query="+url.QueryEscape(`query Named { actor(id: "a") { name } }`))
	}
	for path, patterns := range map[string][]string{
		"/healthz": {"^ok\n$"}, "/readyz": {"^ready: "}, "/debug/pprof/": {"goroutine"}, "/debug/pprof/goroutine?debug=1": {"goroutine profile"},
		"/metrics": {
			`\nentente_graphql_operations_total\{code="OK",kind="query",operation="Named"\} 2\n`, `\nentente_kept_answers_requests_total\{result="hit"\} 10\n`,
			`\nentente_kept_answers 1\n`, `\nentente_facts_info\{store="embedded",version="[0-9a-f]{32}"\} 1\n`, `\nentente_facts_current 1\n`,
			`\nentente_facts_load_duration_seconds [0-9.e-]*[1-9]`, `\nentente_facts_loaded_timestamp_seconds [1-9]`, `\nentente_facts_loads_total 1\n`,
			`\nentente_store_call_duration_seconds_count\{method="Nodes",store="embedded"\} 1\n`, `\nentente_streams_open 0\n`,
			`\nentente_http_requests_total\{method="GET",route="/graphql",status="200"\} 11\n`, `\ngo_goroutines `,
		},
	} {
		body, status := get(t, found[1]+path)
		for _, p := range patterns {
			if status != http.StatusOK || !regexp.MustCompile(p).MatchString(body) {
				t.Errorf("%s: %d, has no %s: %.2000s", path, status, p, body)
			}
		}
	}
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/cmdline"} {
		if _, status := get(t, s.url+path); status != http.StatusNotFound {
			t.Errorf("the address for everybody answers %s with %d", path, status)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(found[1], "http://")); err == nil {
		t.Error("it still listens")
	}
}

// TestAdminOpen checks that whoever opens the address to other machines is warned.
func TestAdminOpen(t *testing.T) {
	for address, warned := range map[string]bool{"127.0.0.1:0": false, "localhost:0": false, "0.0.0.0:0": true, ":0": true} {
		log := &lockedBuffer{}
		was := slog.Default()
		slog.SetDefault(observe.NewLog(log, observe.LogText))
		err := start(t, options{Admin: address}).stop()
		slog.SetDefault(was)
		if text := log.text(); err != nil || strings.Contains(text, "--admin is open to other machines") != warned {
			t.Errorf("%s: %v, logged %s", address, err, text)
		}
	}
}

// TestAdminRefused checks that the server does not start with an address that it cannot have.
func TestAdminRefused(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	at := taken.Addr().String()
	for _, test := range []struct {
		o    options
		want string
	}{
		{options{Listen: "127.0.0.1:0", Admin: at}, at + " is in use: stop the program that listens there, or choose another address with --admin"},
		{options{Listen: "127.0.0.1:0", Admin: "127.0.0.1:0:0"}, "--admin 127.0.0.1:0:0: "},
		{options{Listen: "127.0.0.1:0", Admin: "127.0.0.1:0"}, ""}, // each has a port of its own
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := serve(ctx, test.o, io.Discard)
		if (err == nil) != (test.want == "") || err != nil && !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", test.o.Admin, err, test.want)
		}
	}
	if err := serve(t.Context(), options{Listen: at, Admin: at}, io.Discard); err == nil {
		t.Error("both addresses are the same")
	}
}

// A broken store panics when it is asked for the data set or, if that is whole, for anything else.
type broken struct {
	alliance.Store
	whole bool
}

const secret = "swordfish"

func (b broken) Dataset(ctx context.Context) (alliance.Dataset, error) {
	if !b.whole {
		panic(secret)
	}
	return b.Store.Dataset(ctx)
}

func (broken) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) { panic(secret) }
func (broken) Actors(context.Context, []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	panic(secret)
}
func (broken) Relations(context.Context, []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	panic(secret)
}
func (broken) Sources(context.Context, []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	panic(secret)
}
func (broken) Search(context.Context, []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	panic(secret)
}

// A lockedBuffer is a buffer for several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

// Write implements [io.Writer].
func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

// text returns what was written.
func (b *lockedBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.String()
}

// breaking returns a server of facts whose stores are broken, and its log.
func breaking(t *testing.T, whole bool) (*httptest.Server, *live.Facts, *lockedBuffer) {
	t.Helper()
	log := &lockedBuffer{}
	was := slog.Default()
	slog.SetDefault(observe.NewLog(log, observe.LogText))
	t.Cleanup(func() { slog.SetDefault(was) })
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	backend.Around(func(s alliance.Store) alliance.Store { return broken{s, whole} })
	server := httptest.NewServer(observe.Handler(routes(t.Context(), backend.Facts, options{KeepAnswers: 1 << 20}, &admin.Watch{}), observe.Options{}))
	t.Cleanup(server.Close)
	return server, backend.Facts, log
}

// TestPanics has every route's store panic: the client gets an error with the id of its request, the log the stack, and the server
// goes on.
func TestPanics(t *testing.T) {
	graphql := func(query string) string { return "/graphql?query=" + url.QueryEscape(query) }
	for _, test := range []struct {
		path  string
		whole bool
	}{
		{graphql(`{ actor(id: "a") { id } }`), true}, // a resolver
		{graphql(`{ actor(id: "a") { id } }`), false},
		{graphql(`{ a: actor(id: "a") { id } actors { nodes { id } } balance { balanced } }`), true}, // in goroutines, and in an analysis
		{graphql(`{ blocs(count: 2) { frustration } }`), true},
		{graphql(`{ nowhere }`), false},
		{"/export/actors.csv", true}, {"/export/relations.parquet", false}, {"/export/dyads.csv?from=2019&to=2020", true}, {"/export/", false},
		{"/cite?actor=russia", true}, {"/cite", false},
		{"/reconcile?queries=" + url.QueryEscape(`{"q0":{"query":"Russia"}}`), true},
		{"/reconcile/preview?id=russia", true},
		{"/readyz", false},
	} {
		t.Run(test.path, func(t *testing.T) {
			server, _, log := breaking(t, test.whole)
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+test.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("X-Request-Id", "mine")
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil || !strings.Contains(string(body), "internal error: see the server's log, request mine") || strings.Contains(string(body), secret) || strings.Contains(string(body), "goroutine") {
				t.Errorf("%s: %v, %s", answer.Status, err, body)
			}
			if strings.HasPrefix(test.path, "/graphql") != strings.Contains(string(body), `"code":"INTERNAL_SERVER_ERROR"`) {
				t.Errorf("the code is wrong: %s", body)
			}
			if text := log.text(); !strings.Contains(text, "msg=panic") || !strings.Contains(text, "entente.broken.") || !strings.Contains(text, "request=mine") {
				t.Errorf("logged %s", text)
			}
			if _, status := get(t, server.URL+"/healthz"); status != http.StatusOK {
				t.Errorf("healthz is %d afterwards", status)
			}
		})
	}
}

// TestPanicInStream has a store panic while a subscription is answered: it ends without an end, and the server goes on.
func TestPanicInStream(t *testing.T) {
	server, f, log := breaking(t, false)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/graphql?query="+url.QueryEscape("subscription { datasetLoaded { version } }"), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewReader(answer.Body)
	if line, err := lines.ReadString('\n'); line != ":\n" || err != nil {
		t.Fatalf("got %q, %v", line, err)
	}
	f.Replace(live.Embedded(storetest.PowerLaw(10, 1)))
	rest, err := io.ReadAll(lines)
	if err == nil || strings.Contains(string(rest), "complete") || strings.Contains(string(rest), secret) {
		t.Errorf("got %q, %v, want a broken connection", rest, err)
	}
	if text := log.text(); !strings.Contains(text, "msg=panic route=/graphql error=\""+secret) || !strings.Contains(text, "entente.broken.Dataset") {
		t.Errorf("logged %s", text)
	}
	if _, status := get(t, server.URL+"/healthz"); status != http.StatusOK {
		t.Errorf("healthz is %d afterwards", status)
	}
}

// TestLog checks that the lines of requests have nothing in them of what was asked about.
func TestLog(t *testing.T) {
	log := &lockedBuffer{}
	was := slog.Default()
	slog.SetDefault(observe.NewLog(log, observe.LogJSON))
	t.Cleanup(func() { slog.SetDefault(was) })
	s := start(t, options{Log: observe.LogJSON})
	for _, path := range []string{
		"/graphql?query=" + url.QueryEscape(`query Q($id: ID!) { actor(id: $id) { name } }`) + "&variables=" + url.QueryEscape(`{"id":"swordfish"}`),
		"/graphql?query=" + url.QueryEscape(`{ actor(id: "swordfish") { name } }`),
		"/graphql?query=swordfish", "/graphql?operationName=swordfish&query=" + url.QueryEscape("{ dataset { version } }"),
		"/swordfish", "/export/swordfish.csv", "/export/actors.csv?ids=swordfish", "/cite?actor=swordfish", "/reconcile?queries=swordfish", "/reconcile/preview?id=swordfish",
	} {
		get(t, s.url+path)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	text := log.text()
	if n := strings.Count(text, `"msg":"request"`); n != 10 || strings.Contains(text, secret) {
		t.Errorf("logged %d lines about 10 requests:\n%s", n, text)
	}
	for _, has := range []string{`"operation":"Q"`, `"codes":["GRAPHQL_PARSE_FAILED"]`, `"route":"none","status":404`} {
		if !strings.Contains(text, has) {
			t.Errorf("there is no %s in\n%s", has, text)
		}
	}
	if strings.Contains(text, `"client"`) {
		t.Error("the addresses of clients are logged, though nobody wants that")
	}
}
