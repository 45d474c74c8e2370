package listening_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph/exhaustive"
	"entente/graph/listening"
)

// answering has the time limit of answers in tests.
const answering = 10 * time.Second

// listen returns a listener on a free port.
func listen(tb testing.TB) *net.TCPListener {
	tb.Helper()
	l, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// echo answers with the path and the body of a request: of /slow, once the server has begun to stop.
type echo struct{ stopping <-chan struct{} }

// ServeHTTP implements [http.Handler].
func (e echo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if r.URL.Path == "/slow" {
		select {
		case <-e.stopping:
		case <-r.Context().Done():
			return
		}
	}
	fmt.Fprintf(w, "%s %s", r.URL.Path, body)
}

// get returns a request for a path.
func get(path string) string { return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n" }

// post returns a request with a body.
func post(path, body string) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", path, len(body), body)
}

// chunked returns a request with a body of one chunk.
func chunked(path, body string) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", path, len(body), body)
}

// A talk is what a client says on a connection, and which answers it gets.
type talk struct {
	name string
	// first is answered before the server stops, if it is not empty; sent is sent before that, later once it has begun to.
	first, sent, later string
	// want has the bodies of the answers to all but first.
	want []string
	// closes is whether the last of them must say that the connection is closed: it begins after the server has stopped.
	closes bool
}

// talks returns what clients say.
func talks() []talk {
	long := strings.Repeat("x", 10_000)
	return []talk{
		{"new", "", get("/a"), "", []string{"/a "}, false},
		{"new, slow", "", get("/slow"), "", []string{"/slow "}, true},
		{"idle, then a request", get("/first"), get("/a"), "", []string{"/a "}, false},
		{"idle, then a body", get("/first"), post("/a", long), "", []string{"/a " + long}, false},
		{"half of the headers", "", "GET /a HTTP/1.1\r\nHo", "st: x\r\n\r\n", []string{"/a "}, true},
		{"idle, then half of the headers", get("/first"), "GET /a HTTP/1.1\r\nHost: x\r\n\r", "\n", []string{"/a "}, true},
		{"half of the body", "", post("/a", "hello")[:50], post("/a", "hello")[50:], []string{"/a hello"}, true},
		{"pipelined", "", get("/a") + get("/slow") + post("/b", "b") + get("/c"), "", []string{"/a ", "/slow ", "/b b", "/c "}, false},
		{"idle, then pipelined", get("/first"), post("/slow", "1") + post("/slow", "2"), "", []string{"/slow 1", "/slow 2"}, false},
		{"pipelined, more than a buffer", "", post("/a", long) + post("/b", long) + get("/c"), "", []string{"/a " + long, "/b " + long, "/c "}, false},
		{"pipelined, the last in part", "", get("/slow") + "GET /a HT", "TP/1.1\r\nHost: x\r\n\r\n", []string{"/slow ", "/a "}, false},
		{"chunked and pipelined", "", chunked("/a", "1") + chunked("/b", "2"), "", []string{"/a 1", "/b 2"}, false},
		{"only the last bytes are missing", "", get("/a")[:len(get("/a"))-1], "\n", []string{"/a "}, true},
	}
}

// A client is a client in the middle of a talk.
type client struct {
	talk
	net.Conn
	answers *bufio.Reader
}

// dial connects a client, which gets the first answer.
func dial(to string, t talk) (*client, error) {
	in, err := net.Dial("tcp", to)
	if err != nil {
		return nil, err
	}
	c := &client{t, in, bufio.NewReader(in)}
	if t.first == "" {
		return c, nil
	}
	if _, err := io.WriteString(c, t.first); err != nil {
		return nil, err
	}
	body, _, err := c.answer()
	if err == nil && body != "/first " {
		err = fmt.Errorf("the first answer is %q", body)
	}
	return c, err
}

// answer returns the next answer, and whether the connection is to be closed after it.
func (c *client) answer() (body string, closes bool, err error) {
	if err := c.SetReadDeadline(time.Now().Add(2 * answering)); err != nil {
		return "", false, err
	}
	r, err := http.ReadResponse(c.answers, nil)
	if err != nil {
		return "", false, err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	return string(text), r.Close, err
}

// finish sends the rest, and returns an error unless everything is answered and the connection closed.
func (c *client) finish() error {
	defer c.Close()
	if _, err := io.WriteString(c, c.later); err != nil {
		return err
	}
	for i, want := range c.want {
		got, closes, err := c.answer()
		if err != nil || got != want {
			return fmt.Errorf("answer %d is %.50q, %w; want %.50q", i+1, got, err, want)
		}
		if end := i == len(c.want)-1; closes && !end || end && c.closes && !closes {
			return fmt.Errorf("answer %d closes the connection: %t", i+1, closes)
		}
	}
	if _, err := c.answers.ReadByte(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("after the answers: %w, want EOF", err)
	}
	return nil
}

// A stoppable is a server that answers as echo does.
type stoppable struct {
	address string
	stop    func()
	// stopping is closed when the server begins to stop; stopped receives what that ends with.
	stopping chan struct{}
	stopped  chan error
}

// newStoppable starts a server, which stops when the test ends at the latest.
func newStoppable(t *testing.T) *stoppable {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	l := listen(t)
	s := &stoppable{l.Addr().String(), stop, make(chan struct{}), make(chan error, 1)}
	server := listening.Start(l, echo{s.stopping}, listening.Options{Answer: answering, Ending: func() { close(s.stopping) }})
	go func() { s.stopped <- server.Wait(ctx) }()
	return s
}

// stopUnder stops a server once clients have sent what they send before that, and returns what went wrong.
func stopUnder(t *testing.T, clients int) error {
	t.Helper()
	s := newStoppable(t)
	var all []*client
	for i := range clients {
		c, err := dial(s.address, talks()[i%len(talks())])
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	for _, c := range all {
		if _, err := io.WriteString(c, c.sent); err != nil {
			return err
		}
	}
	s.stop()
	<-s.stopping
	failed := make([]error, len(all)+1)
	var finished sync.WaitGroup
	for i, c := range all {
		finished.Go(func() {
			if err := c.finish(); err != nil {
				failed[i] = fmt.Errorf("%s: %w", c.name, err)
			}
		})
	}
	finished.Wait()
	failed[len(all)] = <-s.stopped
	return errors.Join(failed...)
}

// TestStopsPipelined checks that the body of a request has its usual time to come, if its headers came along with the request before.
func TestStopsPipelined(t *testing.T) {
	t.Parallel()
	s := newStoppable(t)
	head := strings.TrimSuffix(post("/a", "hello"), "hello")
	c, err := dial(s.address, talk{later: "hello", want: []string{"/slow ", "/a hello"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, get("/slow")+head); err != nil {
		t.Fatal(err)
	}
	<-time.After(100 * time.Millisecond) // until it has been read
	s.stop()
	<-time.After(time.Second)
	if err := errors.Join(c.finish(), <-s.stopped); err != nil {
		t.Error(err)
	}
}

// TestStopAnswersAll stops servers under requests of all kinds: each that was sent before, if only in part, is answered as a whole.
func TestStopAnswersAll(t *testing.T) {
	t.Parallel()
	times := 3
	if exhaustive.On() {
		times = 50
	}
	for i := range times {
		if err := stopUnder(t, 4*len(talks())); err != nil {
			t.Fatalf("stop %d of %d: %v", i+1, times, err)
		}
	}
}
