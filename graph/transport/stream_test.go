package transport_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph"
	"entente/graph/live"
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
			want := `data: {"data":{"datasetLoaded":{"actors":` + map[int]string{20: "20", 30: "30"}[actors] + `}},"extensions":{"dataset":"`
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
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	r := request("POST", "/graphql", loaded, asJSON, "Accept: application/graphql-response+json, application/json, text/event-stream;q=0.1")
	a := send(graph.NewHandler(live.New(holding(10)), graph.Deadline), r.WithContext(gone))
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

func TestStreamsAreLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		served := live.New(holding(10))
		handler := graph.NewHandler(served, graph.Deadline)
		open := func(ctx context.Context) answer {
			return send(handler, request("POST", "/graphql", loaded, asJSON, asStream).WithContext(ctx))
		}
		for range 1000 {
			go open(t.Context())
		}
		synctest.Wait()
		if a := open(t.Context()); a.status != http.StatusServiceUnavailable || !strings.Contains(a.body, "1000 streams already") {
			t.Errorf("one too many: %d %s", a.status, a.body)
		}
		served.End()
		synctest.Wait()
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if a := open(gone); a.status != http.StatusOK {
			t.Errorf("after the others ended: %d %s", a.status, a.body)
		}
	})
}
