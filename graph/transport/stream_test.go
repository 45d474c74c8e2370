package transport_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"weak"

	"entente/graph"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
)

const loaded = `{"query": "subscription { datasetLoaded { actors } }"}`

// holding returns an edition with a number of actors.
func holding(actors int) live.Edition { return live.Embedded(storetest.PowerLaw(actors, 1)) }

// listening subscribes, and returns a scanner of the events.
func listening(t *testing.T, url string) *bufio.Scanner {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(loaded))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	events := bufio.NewScanner(response.Body)
	if !events.Scan() || events.Text() != ":" {
		t.Fatalf("the stream began with %q, %v", events.Text(), events.Err())
	}
	return events
}

// next returns the next line that is not empty.
func next(t *testing.T, events *bufio.Scanner) string {
	t.Helper()
	for events.Scan() {
		if line := events.Text(); line != "" && line != ":" {
			return line
		}
	}
	t.Fatalf("the stream ended: %v", events.Err())
	return ""
}

func TestSubscription(t *testing.T) {
	served := live.New(holding(10))
	server := httptest.NewServer(graph.NewHandler(served, graph.Deadline))
	defer server.Close()
	first, second := listening(t, server.URL), listening(t, server.URL)
	for _, actors := range []int{20, 30} {
		served.Replace(holding(actors))
		for _, events := range []*bufio.Scanner{first, second} {
			if line := next(t, events); line != "event: next" {
				t.Fatalf("got %q", line)
			}
			want := `data: {"data":{"datasetLoaded":{"actors":` + map[int]string{20: "20", 30: "30"}[actors] + `}},"extensions":{"cost":{"charged":2,"limit":250000},"dataset":"`
			if line := next(t, events); !strings.HasPrefix(line, want) {
				t.Fatalf("got %q, want %q", line, want)
			}
		}
	}
	served.End()
	served.End()
	if line := next(t, first); line != "event: complete" {
		t.Errorf("got %q, want the end", line)
	}
}

func TestStream(t *testing.T) {
	handler := libya(t)
	for _, tt := range []struct {
		name   string
		r      *http.Request
		status int
		body   string
	}{
		{"query", request("POST", "/graphql", `{"query": "{ actor(id: \"russia\") { name } }"}`, asJSON, asStream), 200,
			":\n\nevent: next\ndata: {\"data\":{\"actor\":{\"name\":\"Russia\"}}"},
		{"query by GET", request("GET", "/graphql?query={dataset{store}}", "", asStream), 200,
			":\n\nevent: next\ndata: {\"data\":{\"dataset\":{\"store\":\"embedded\"}}"},
		{"invalid", request("POST", "/graphql", `{"query": "{ nothing }"}`, asJSON, asStream), 400, `{"errors":[{"message":"Cannot query field`},
		{"no operation", request("POST", "/graphql", `{"query": "query A { dataset { store } }", "operationName": "B"}`, asJSON, asStream), 400, `{"errors":[{"message":"operationName is`},
		{"form", request("POST", "/graphql", "query={x}", asStream), 415, `{"errors":[{"message":"the Content-Type of a request`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if a := send(handler, tt.r); a.status != tt.status || !strings.HasPrefix(a.body, tt.body) ||
				a.status == 200 && !strings.HasSuffix(a.body, "event: complete\ndata:\n\n") {
				t.Errorf("%d %s; want %d %s", a.status, a.body, tt.status, tt.body)
			}
		})
	}
}

// A client that accepts several types gets a subscription as a stream, whatever it prefers for queries.
func TestSubscriptionAmongTypes(t *testing.T) {
	r := request("POST", "/graphql", loaded, asJSON, "Accept: application/graphql-response+json, application/json, text/event-stream;q=0.1")
	a := send(graph.NewHandler(live.New(holding(10)), graph.Deadline), r.WithContext(left(t.Context())))
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("%d %s %s", a.status, a.header.Get("Content-Type"), a.body)
	}
}

// TestStreamLives checks, with a fake clock, that a stream sends a keep-alive comment every 20 s, and ends after an
// hour.
func TestStreamLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := graph.NewHandler(live.New(holding(10)), graph.Deadline)
		began := time.Now()
		a := send(handler, request("POST", "/graphql", loaded, asJSON, asStream))
		if lasted := time.Since(began); lasted != time.Hour {
			t.Errorf("the stream lasted %s", lasted)
		}
		if n := strings.Count("\n"+a.body, "\n:\n"); n < 180 || n > 181 {
			t.Errorf("%d keep-alive comments, want 180 or 181", n)
		}
	})
}

// subscribing returns a request for a subscription from an address, which the client leaves with the context.
func subscribing(ctx context.Context, address string) *http.Request {
	r := request("POST", "/graphql", loaded, asJSON, asStream).WithContext(ctx)
	r.RemoteAddr = address
	return r
}

// left returns the context of a client that has left.
func left(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	return ctx
}

// TestStreamsAreLimited opens as many streams as there may be, from different clients.
func TestStreamsAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		served := live.New(holding(10))
		handler := graph.NewHandler(served, graph.Deadline)
		for i := range 1000 {
			go send(handler, subscribing(t.Context(), fmt.Sprintf("10.0.%d.%d:1", i/200, i%200)))
		}
		synctest.Wait()
		if a := send(handler, subscribing(t.Context(), "10.1.0.0:1")); a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "60" ||
			!strings.Contains(a.body, "1000 streams already") || !strings.Contains(a.body, `"code":"TOO_MANY_STREAMS"`) {
			t.Errorf("one too many: %d %v %s", a.status, a.header, a.body)
		}
		served.End()
		synctest.Wait()
		if a := send(handler, subscribing(left(t.Context()), "10.1.0.0:1")); a.status != http.StatusOK {
			t.Errorf("after the others ended: %d %s", a.status, a.body)
		}
	})
}

// TestStreamsOfClient opens as many streams as one client may have. Others, queries and requests that are wrong do not count.
func TestStreamsOfClient(t *testing.T) {
	for _, tt := range []struct {
		name          string
		most          int
		first, second string
		status        int
	}{
		{"the same address", 2, "192.0.2.1:%d", "192.0.2.1:9", 429},
		{"another address", 2, "192.0.2.1:%d", "192.0.2.2:9", 200},
		{"the same network", 2, "[2001:db8::%d]:1", "[2001:db8::ffff:1:2:3]:9", 429},
		{"another network", 2, "[2001:db8::%d]:1", "[2001:db8:0:1::1]:9", 200},
		{"IPv4 in IPv6", 2, "192.0.2.1:%d", "[::ffff:192.0.2.1]:9", 429},
		{"no address", 2, "%d", "@", 429},
		{"no limit", 0, "192.0.2.1:%d", "192.0.2.1:9", 200},
		{"a higher limit", 3, "192.0.2.1:%d", "192.0.2.1:9", 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handler := graph.NewHandler(live.New(holding(10)), graph.Deadline, graph.StreamsPerClient(tt.most))
				first, leave := context.WithCancel(t.Context())
				defer leave()
				for i := range 2 {
					go send(handler, subscribing(first, fmt.Sprintf(tt.first, i+1)))
				}
				synctest.Wait()
				for _, body := range []string{`{"query": "{dataset{store}}"}`, `{"query": "subscription {nothing}"}`} {
					r := request("POST", "/graphql", body, asJSON, asStream)
					r.RemoteAddr = tt.second
					if a := send(handler, r); a.status == http.StatusTooManyRequests {
						t.Errorf("%s: %d %s", body, a.status, a.body)
					}
				}
				if a := send(handler, subscribing(left(t.Context()), tt.second)); a.status != tt.status ||
					tt.status != http.StatusOK && (a.header.Get("Retry-After") == "" || !strings.Contains(a.body, "there are 2 streams to this client already")) {
					t.Errorf("the third: %d %v %s, want %d", a.status, a.header, a.body, tt.status)
				}
				leave()
				synctest.Wait()
				if a := send(handler, subscribing(left(t.Context()), tt.second)); a.status != http.StatusOK {
					t.Errorf("after the others left: %d %s", a.status, a.body)
				}
			})
		})
	}
}

// A deaf is the writer of an answer to a client that is there no more: after its first event, writing fails.
type deaf struct {
	*httptest.ResponseRecorder
	events int
}

// Write implements [http.ResponseWriter].
func (w *deaf) Write(text []byte) (int, error) {
	if w.events++; w.events > 1 {
		return 0, net.ErrClosed
	}
	return w.ResponseRecorder.Write(text)
}

// TestStreamOfDeadClient checks that a client whose end nobody told frees its place with the next keep-alive comment.
func TestStreamOfDeadClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := graph.NewHandler(live.New(holding(10)), graph.Deadline, graph.StreamsPerClient(1))
		began := time.Now()
		handler.ServeHTTP(&deaf{ResponseRecorder: httptest.NewRecorder()}, subscribing(t.Context(), "192.0.2.1:1"))
		if lasted := time.Since(began); lasted != 20*time.Second {
			t.Errorf("the stream lasted %s", lasted)
		}
		if a := send(handler, subscribing(left(t.Context()), "192.0.2.1:1")); a.status != http.StatusOK {
			t.Errorf("then: %d %s", a.status, a.body)
		}
	})
}

// TestStreamKeepsNoFacts checks that a stream keeps neither the facts that it began with nor those that it told of, once others
// are served.
func TestStreamKeepsNoFacts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var editions []weak.Pointer[memory.Store]
		next := func() live.Edition {
			e := holding(10 + len(editions))
			editions = append(editions, weak.Make(e.Store().(*memory.Store)))
			return e
		}
		served := live.New(next())
		handler := graph.NewHandler(served, graph.Deadline)
		ctx, leave := context.WithCancel(t.Context())
		answers := make(chan answer)
		go func() { answers <- send(handler, subscribing(ctx, "192.0.2.1:1")) }()
		synctest.Wait()
		for range 3 {
			served.Replace(next())
			synctest.Wait()
		}
		runtime.GC()
		runtime.GC() // what the first found to be unused may have held more
		for i, e := range editions {
			if kept, newest := e.Value() != nil, i == len(editions)-1; kept != newest {
				t.Errorf("edition %d of %d is kept: %v", i+1, len(editions), kept)
			}
		}
		leave()
		if a := <-answers; strings.Count(a.body, "event: next") != 3 {
			t.Errorf("the stream was %s", a.body)
		}
		runtime.KeepAlive(served)
	})
}
