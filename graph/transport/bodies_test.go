package transport_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// long is a body of almost a MiB.
var long = `{"query": "{ __typename }", "variables": {"long": "` + strings.Repeat("x", 1_000_000) + `"}}`

// A stalled body has something to read, and then nothing until it is released.
type stalled struct {
	text     *strings.Reader
	read     chan<- bool
	released <-chan struct{}
	once     sync.Once
}

// Read implements io.Reader.
func (s *stalled) Read(p []byte) (int, error) {
	if s.text.Len() == 0 {
		s.once.Do(func() { s.read <- true })
		<-s.released
	}
	return s.text.Read(p)
}

// TestRoomForBodies checks that long bodies are refused while too many others are being read, and short ones are not.
func TestRoomForBodies(t *testing.T) {
	handler := libya(t)
	const many = 16
	read, released := make(chan bool, many), make(chan struct{})
	var running sync.WaitGroup
	for range many {
		running.Go(func() {
			r := httptest.NewRequest(http.MethodPost, "/graphql", &stalled{text: strings.NewReader(long), read: read, released: released})
			r.Header.Set("Content-Type", "application/json")
			send(handler, r)
		})
	}
	for range many {
		<-read
	}
	check(t, "long", send(handler, request(http.MethodPost, "/graphql", long, asJSON)), http.StatusServiceUnavailable, `"code":"BUSY"`)
	check(t, "short", send(handler, request(http.MethodPost, "/graphql", `{"query": "{ __typename }"}`, asJSON)), http.StatusOK, "Query")
	close(released)
	running.Wait()
	check(t, "long, later", send(handler, request(http.MethodPost, "/graphql", long, asJSON)), http.StatusOK, "Query")
}

// check checks the status of an answer, and what is in it.
func check(t *testing.T, name string, got answer, status int, holds string) {
	t.Helper()
	if got.status != status || !strings.Contains(got.body, holds) {
		t.Errorf("%s: %d %.300s, want %d with %s", name, got.status, got.body, status, holds)
	}
}
