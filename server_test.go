package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/admin"
	"entente/graph/edge"
	"entente/graph/listening"
)

// A running is a running server.
type running struct {
	url string
	// printed is the server's output on starting.
	printed string
	// later receives the lines that it prints after that.
	later <-chan string
	stop  func() error
}

// start serves until the test ends or stop is called.
func start(t *testing.T, o options) running {
	t.Helper()
	o.Listen = "127.0.0.1:0"
	ctx, cancel := context.WithCancel(context.Background())
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- serve(ctx, o, writer)
		_ = writer.Close()
	}()
	var printed strings.Builder
	lines := bufio.NewScanner(reader)
	for lines.Scan() {
		printed.WriteString(lines.Text() + "\n")
		if url, ok := strings.CutPrefix(lines.Text(), "endpoint    "); ok {
			stop := func() error { cancel(); return <-done }
			t.Cleanup(cancel)
			later := make(chan string, 10)
			go func() {
				for lines.Scan() {
					later <- lines.Text()
				}
			}()
			return running{strings.TrimSuffix(url, "/graphql"), printed.String(), later, stop}
		}
	}
	t.Fatalf("the server did not start: %v", <-done)
	return running{}
}

// names returns names of hosts as the command line has them.
func names(t *testing.T, texts ...string) []edge.Host {
	t.Helper()
	hosts := make([]edge.Host, len(texts))
	for i, text := range texts {
		if err := hosts[i].UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return hosts
}

// TestLimits serves with a limit on costs, and without a schema.
func TestLimits(t *testing.T) {
	t.Parallel()
	s := start(t, options{MaxCost: 9})
	for path, want := range map[string]string{
		"/schema.graphqls":                                      "404 this server does not tell its schema (--introspection=false)\n",
		"/graphql?query={__schema{queryType{name}}}":            `200 {"errors":[{"message":"this server does not tell its schema: __schema is turned off`,
		"/graphql?query={actors(first:4){nodes{id}}}":           `200 {"data":{"actors":{"nodes":[{"id":"`,
		"/graphql?query={actors(first:5){nodes{id}}}":           `200 {"errors":[{"message":"the query costs 11 units (45% of them for actors.nodes.id), at most 9 are allowed: ask for smaller pages`,
		"/cite?url=/graphql?query={actors(first:5){nodes{id}}}": "400 ",
	} {
		body, status := get(t, s.url+path)
		if got := fmt.Sprintf("%d %s", status, body); !strings.HasPrefix(got, want) {
			t.Errorf("GET %s: %.300s", path, got)
		}
	}
	for path, want := range map[string]string{
		"/graphql?query={actors(first:4){nodes{id}}}": `"cost":{"charged":9,"limit":9}`,
		"/graphql?query={actors(first:5){nodes{id}}}": `"cost":{"charged":0,"limit":9,"needed":11}`,
	} {
		if body, _ := get(t, s.url+path); !strings.Contains(body, want) {
			t.Errorf("GET %s: %s, want %s", path, body, want)
		}
	}
}

func TestServe(t *testing.T) {
	t.Parallel()
	s := start(t, options{Introspection: true})
	if !regexp.MustCompile(`^\d+ actors, \d+ relations, \d+ events, \d+ pieces of evidence from \d+ sources; dataset [0-9a-f]{32}\nexplorer    http://127.0.0.1:\d+/\nplayground  http://127.0.0.1:\d+/playground\n`).MatchString(s.printed) {
		t.Errorf("it printed:\n%s", s.printed)
	}
	want, err := os.ReadFile("schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for path, holds := range map[string]string{
		"/healthz": "ok\n", "/reconcile": `{"versions":["0.2"]`, "/readyz": "ready: dataset ", "/schema.graphqls": string(want), "/playground": "<html", "/": "<html",
		"/graphql?query={actor(id:%22russia%22){name}}": `{"data":{"actor":{"name":"Russia"}}`,
	} {
		body, status := get(t, s.url+path)
		if status != http.StatusOK || !strings.Contains(body, holds) {
			t.Errorf("GET %s: %d, %.200s", path, status, body)
		}
	}
	if _, status := get(t, s.url+"/nowhere"); status != http.StatusNotFound {
		t.Errorf("GET /nowhere: %d, want 404", status)
	}
	if err := s.stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// TestStopFinishesRequests stops the server while a request is half sent: it must still be answered.
func TestStopFinishesRequests(t *testing.T) {
	t.Parallel()
	s := start(t, options{})
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	body := `{"query":"{dataset{store}}"}`
	send := func(text string) {
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
	}
	send("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 28\r\n\r\n")
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("the server did not accept the request: %q, %v", line, err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	for {
		probe, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			break // it no longer listens: stopping has begun
		}
		_ = probe.Close()
	}
	send(body)
	var answer strings.Builder
	_, _ = io.Copy(&answer, answers)
	if !strings.Contains(answer.String(), `{"data":{"dataset":{"store":"embedded"}}`) {
		t.Errorf("the answer is %q", answer.String())
	}
	if err := <-stopped; err != nil {
		t.Errorf("stopping: %v", err)
	}
}

// TestServeFails checks that serve returns if the listener fails while files are watched.
func TestServeFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.yaml"), "actors: [{id: a, name: A, type: STATE}]\n")
	listener, err := listening.Listen(t.Context(), "--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	err = serveAt(t.Context(), listener, options{Facts: []string{dir}, Watch: true}, io.Discard)
	if !errors.Is(err, net.ErrClosed) || !strings.Contains(err.Error(), "serve on "+listener.Addr().String()) {
		t.Errorf("error is %v, want net.ErrClosed with the address", err)
	}
}

// TestParse checks that arguments take precedence over the environment.
func TestParse(t *testing.T) {
	t.Setenv("NEO4J_URI", "neo4j://there")
	t.Setenv("ENTENTE_FACTS", "/there")
	t.Setenv("ENTENTE_COPY", "false")
	t.Setenv("ENTENTE_STALE", "true")
	t.Setenv("ENTENTE_MAX_STALENESS", "100ms")
	for _, tt := range []struct {
		args  []string
		neo4j string
		facts int
	}{
		{nil, "neo4j://there", 1},
		{[]string{"--facts", "/here", "--facts", "/too"}, "", 2},
		{[]string{"--neo4j", "bolt://here"}, "bolt://here", 0},
		{[]string{"--neo4j", "bolt://here", "--facts", "/here"}, "bolt://here", 1},
	} {
		if o := parse(tt.args); o.Neo4j != tt.neo4j || len(o.Facts) != tt.facts || o.Copy || !o.Stale || o.MaxStaleness != 100*time.Millisecond {
			t.Errorf("%q: database %q, facts %q, copy %t", tt.args, o.Neo4j, o.Facts, o.Copy)
		}
	}
}

// TestProbe probes a server, what it does not serve, and where there is none.
func TestProbe(t *testing.T) {
	t.Parallel()
	s := start(t, options{})
	here := strings.TrimPrefix(s.url, "http://")
	_, port, _ := net.SplitHostPort(here)
	for _, tt := range []struct{ listen, path, prints, refuses string }{
		{here, "healthz", "ok\n", ""},
		{here, "readyz", "ready: dataset ", ""},
		{"0.0.0.0:" + port, "readyz", "ready: dataset ", ""},
		{":" + port, "readyz", "ready: dataset ", ""},
		{here, "nowhere", "", "/nowhere: 404 Not Found"},
		{"127.0.0.1:1", "readyz", "", "no server answers on 127.0.0.1:1 (start one, or name its address with --listen)"},
		{"no address", "readyz", "", `--listen "no address" is not an address to ask`},
	} {
		var out strings.Builder
		err := probe(t.Context(), options{Listen: tt.listen, Probe: tt.path}, &out)
		if !strings.HasPrefix(out.String(), tt.prints) || (err == nil) != (tt.refuses == "") || err != nil && !strings.Contains(err.Error(), tt.refuses) {
			t.Errorf("%s of %s: %q, %v; want %q or the error %q", tt.path, tt.listen, out.String(), err, tt.prints, tt.refuses)
		}
	}
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	used := listener.Addr().String()
	broken, empty, dubious := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, filepath.Join(dubious, "c.yaml"), "actors: [{id: a, name: A, type: STATE, to: 9999-12-31}]\n")
	write(t, filepath.Join(broken, "a.yaml"), "actors:\n  - id: russia\n    nam: Russia\n    type: STAT\n")
	write(t, filepath.Join(empty, "b.yaml"), "actors: [{id: a, type: STATE}]\n")
	tests := []struct {
		name, message string
		o             options
	}{
		{"two sources", "--facts and --neo4j", options{Facts: []string{empty}, Neo4j: "bolt://127.0.0.1:1"}},
		{"stale without a copy", "leave --no-copy out", options{Neo4j: "bolt://127.0.0.1:1", Stale: true}},
		{"staleness without a copy", "leave --no-copy out", options{Neo4j: "bolt://127.0.0.1:1", MaxStaleness: time.Second}},
		{"a negative staleness", "--max-staleness is negative", options{Neo4j: "bolt://127.0.0.1:1", Copy: true, MaxStaleness: -time.Second}},
		{"a password in the address", "must not have a user or password in it", options{Neo4j: "bolt://neo4j:secret@127.0.0.1:1"}},
		{"no password file", "read the password: open /no/such/file", options{Neo4j: "bolt://127.0.0.1:1", PasswordFile: "/no/such/file"}},
		{"port in use", used + " is in use: stop the program that listens there, or choose another address with --listen", options{Listen: used}},
		{"no such address", "--listen nowhere: ", options{Listen: "nowhere"}},
		{"not an origin", `--allow-origin "foo" is not an origin: write scheme://host`, options{Origins: []string{"*", "foo"}}},
		{"an origin without a scheme", `--allow-origin "example.org:80" is not`, options{Origins: []string{"example.org:80"}}},
		{"a page instead of an origin", `--allow-origin "https://example.org/" is not`, options{Origins: []string{"https://example.org/"}}},
		{"missing directory", "read /no/such/dir: no such file or directory", options{Facts: []string{"/no/such/dir"}}},
		{"several problems", broken + "/a.yaml:3:5: ", options{Facts: []string{broken}}},
		{"several problems", "more: list them with go run ./loader check " + broken, options{Facts: []string{broken}}},
		{"a warning, strictly", dubious + "/c.yaml:1:44: to 9999-12-31 is ", options{Facts: []string{dubious}, Strict: true}},
		{"a database, strictly", "--strict is about fact files", options{Neo4j: "bolt://127.0.0.1:1", Strict: true}},
		{"one problem", empty + "/b.yaml:1:10: ", options{Facts: []string{empty}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.o.Listen == "" {
				tt.o.Listen = "127.0.0.1:0"
			}
			err := serve(t.Context(), tt.o, io.Discard)
			if err == nil || !strings.Contains(err.Error(), tt.message) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error is %v, want one line with %q", err, tt.message)
			}
		})
	}
}

func TestServeOwnFacts(t *testing.T) {
	t.Parallel()
	one, two := t.TempDir(), t.TempDir()
	write(t, filepath.Join(one, "a.yaml"), "actors: [{id: a, name: A, type: STATE}]\n")
	write(t, filepath.Join(two, "b.json"), `{"actors": [{"id": "b", "name": "B", "type": "STATE"}]}`)
	s := start(t, options{Facts: []string{one, two}})
	body, _ := get(t, s.url+"/graphql?query={actors{nodes{id}}}")
	if want := `{"data":{"actors":{"nodes":[{"id":"a"},{"id":"b"}]}}`; !strings.HasPrefix(body, want) {
		t.Errorf("the answer is %s, want %s", body, want)
	}
}

// TestWatch edits facts while they are served: broken facts are reported but not served; fixed ones are served.
func TestWatch(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "a.yaml")
	write(t, file, "actors: [{id: a, name: A, type: STATE}]\n")
	s := start(t, options{Facts: []string{dir}, Watch: true})
	name := func(want string) {
		t.Helper()
		eventually(t, s.url+"/graphql?query={actor(id:%22a%22){name}}", `"name":"`+want+`"`)
	}
	name("A")
	write(t, file, "actors: [{id: a, name: B, type: STATE}]\n")
	name("B")
	write(t, file, "actors: [{id: a, name: C, type: STAT}]\n")
	eventually(t, s.url+"/readyz", "newer facts are not served: "+regexp.QuoteMeta(file)+":1:33: unknown type")
	name("B")
	write(t, file, "actors: [{id: a, name: B, type: STATE}]\n")
	eventually(t, s.url+"/readyz", `\Aready: dataset [0-9a-f]{32}\n\z`)
	write(t, file, "actors: [{id: a, name: C, type: STATE}]\n")
	name("C")
}

// TestWatchRestored breaks a file and restores it: subscribers are not notified of that, but of the next edit.
func TestWatchRestored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "a.yaml")
	right := "actors: [{id: a, name: A, type: STATE}]\n"
	write(t, file, right)
	s := start(t, options{Facts: []string{dir}, Watch: true})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/graphql",
		strings.NewReader(`{"query": "subscription { datasetLoaded { actors } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	write(t, file, "actors: [{id: a, name: A, type: STAT}]\n")
	eventually(t, s.url+"/readyz", "newer facts are not served")
	write(t, file, right)
	eventually(t, s.url+"/readyz", `\Aready: dataset [0-9a-f]{32}\n\z`)
	write(t, filepath.Join(dir, "b.yaml"), "actors: [{id: b, name: B, type: STATE}]\n")
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && strings.Contains(data, "actors") {
			if want := `{"data":{"datasetLoaded":{"actors":2}}`; !strings.HasPrefix(data, want) {
				t.Errorf("the first event is %s, want %s", data, want)
			}
			return
		}
	}
	t.Error("no event was sent")
}

// eventually polls until the answer matches, up to the deadline of the tests.
func eventually(t *testing.T, url, pattern string) {
	t.Helper()
	matches := regexp.MustCompile(pattern)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	end, limited := t.Deadline()
	for ; ; <-tick.C {
		body, _ := get(t, url)
		if matches.MatchString(body) {
			return
		}
		if limited && time.Until(end) < 5*time.Second {
			t.Fatalf("%s answers %q, want %s", url, body, pattern)
		}
	}
}

// TestAllowOrigin checks that pages may send requests with the headers that clients add, by a browser's preflight
// requests.
func TestAllowOrigin(t *testing.T) {
	backend, err := open(t.Context(), options{}, &admin.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		want    string
		origins []string
	}{
		{"", nil}, {"", []string{"https://example.com"}},
		{"https://example.org", []string{"https://example.org"}}, {"*", []string{"*"}},
	} {
		for _, headers := range []string{
			"content-type", "accept", "authorization", "apollographql-client-name,content-type", "sentry-trace", "x-request-id",
		} {
			r := httptest.NewRequest(http.MethodOptions, "/graphql", nil)
			r.Header.Set("Origin", "https://example.org")
			r.Header.Set("Access-Control-Request-Method", "POST")
			r.Header.Set("Access-Control-Request-Headers", headers)
			w := httptest.NewRecorder()
			routes(t.Context(), backend.Facts, options{Origins: tt.origins, Hosts: names(t, "example.com")}, &admin.Watch{}).ServeHTTP(w, r)
			answer := w.Result().Header
			if got := answer.Get("Access-Control-Allow-Origin"); got != tt.want {
				t.Errorf("with %v, https://example.org is allowed %q, want %q", tt.origins, got, tt.want)
			}
			if got := answer.Get("Access-Control-Allow-Headers"); tt.want != "" && got != headers {
				t.Errorf("with %v, the headers %s are allowed as %q", tt.origins, headers, got)
			}
			if answer.Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("with %v, cookies are allowed", tt.origins)
			}
		}
	}
}

// TestReadme sends each query in the README, to a server of the bundled facts unless it names others, and compares the
// whole answer with the one below it.
func TestReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	bundled := start(t, options{})
	powers := start(t, options{Facts: []string{"fixtures/great-powers"}})
	blocks := regexp.MustCompile("(?s)```graphql\n(.*?)```\n+```json\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(blocks) < 5 {
		t.Fatalf("the README has %d questions with answers, want five or more", len(blocks))
	}
	for _, b := range blocks {
		var want, got struct{ Data any }
		if err := json.Unmarshal(b[2], &want); err != nil {
			t.Errorf("the answer to %s is not JSON: %v", b[1], err)
			continue
		}
		body, err := json.Marshal(map[string]string{"query": string(b[1])})
		if err != nil {
			t.Fatal(err)
		}
		s := bundled
		if bytes.Contains(b[1], []byte("--facts fixtures/great-powers")) {
			s = powers
		}
		r, err := http.Post(s.url+"/graphql", "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		if diff := cmp.Diff(want.Data, got.Data); diff != "" {
			t.Errorf("the answer to %s differs (-README +got):\n%s", b[1], diff)
		}
	}
}

// get returns the body and the status of the response to a GET request.
func get(t *testing.T, url string) (string, int) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body), r.StatusCode
}

// write writes a file.
func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
