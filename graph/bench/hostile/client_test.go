package hostile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A message is a request.
type message struct {
	method, path, body string
	header             http.Header
}

// ask returns a request with a query.
func ask(query string) message { return askWith(query, "") }

// askWith returns a request with a query and variables, which are JSON.
func askWith(query, variables string) message {
	body := `{"query":` + quoted(query)
	if variables != "" {
		body += `,"variables":` + variables
	}
	return post("/graphql", "application/json", body+"}")
}

// post returns a request with a body of a media type.
func post(path, mediaType, body string) message {
	return message{http.MethodPost, path, body, http.Header{"Content-Type": {mediaType}}}
}

// get returns a request without a body.
func get(path string) message { return message{http.MethodGet, path, "", http.Header{}} }

// with returns the request with another header; a Host is the host that is asked for.
func (m message) with(name string, values ...string) message {
	if m.header = m.header.Clone(); m.header == nil {
		m.header = http.Header{}
	}
	m.header[name] = values
	return m
}

// An outcome is what came of a request.
type outcome struct {
	status int
	// code is the code of the first error in the answer, begin how the answer begins.
	code, begin string
	took        time.Duration
	err         error
}

// patience is how long a client waits for an answer.
const patience = 25 * time.Second

// A client sends requests over connections of its own, and counts their bytes.
type client struct {
	address     string
	http        *http.Client
	sent, heard atomic.Int64
}

// newClient returns a client of the server with this URL.
func newClient(url string) *client {
	c := &client{address: strings.TrimPrefix(url, "http://")}
	c.http = &http.Client{Transport: &http.Transport{
		DialContext:        func(ctx context.Context, _, _ string) (net.Conn, error) { return c.dial(ctx) },
		MaxIdleConns:       1,
		DisableCompression: true,
	}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return c
}

// dial returns a connection whose bytes are counted.
func (c *client) dial(ctx context.Context) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", c.address)
	return &counted{conn, c}, err
}

// counted is a connection of a client.
type counted struct {
	net.Conn
	client *client
}

// Read implements net.Conn.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.client.heard.Add(int64(n))
	return n, err
}

// Write implements net.Conn.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.client.sent.Add(int64(n))
	return n, err
}

// send sends a request and reads the whole answer.
func (c *client) send(ctx context.Context, m message) outcome {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, m.method, "http://"+c.address+m.path, strings.NewReader(m.body))
	if err != nil {
		return outcome{err: err}
	}
	r.Header = m.header.Clone()
	r.Host = r.Header.Get("Host")
	r.Header.Del("Host")
	began := time.Now()
	answer, err := c.http.Do(r)
	if err != nil {
		return outcome{took: time.Since(began), err: err}
	}
	return heard(began, answer)
}

// speak sends bytes over a connection and reads one answer. The bytes are written while the answer is awaited: a server may
// answer before it has read all.
func (c *client) speak(ctx context.Context, text string) outcome {
	began := time.Now()
	conn, err := c.dial(ctx)
	if err != nil {
		return outcome{err: err}
	}
	defer conn.Close()
	_ = conn.SetDeadline(began.Add(patience))
	go func() { _, _ = io.WriteString(conn, text) }()
	return listen(conn, began)
}

// listen reads an answer from a connection.
func listen(conn io.Reader, began time.Time) outcome {
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return outcome{took: time.Since(began), err: fmt.Errorf("no answer: %w", err)}
	}
	return heard(began, answer)
}

// codePattern finds the code of an error.
var codePattern = regexp.MustCompile(`"code":\s?"([A-Z_]+)"`)

// heard reads the rest of an answer.
func heard(began time.Time, answer *http.Response) outcome {
	defer answer.Body.Close()
	var begin bytes.Buffer
	_, err := io.CopyN(&begin, answer.Body, 4<<10)
	if err == nil {
		_, err = io.Copy(io.Discard, answer.Body)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	o := outcome{status: answer.StatusCode, begin: begin.String(), took: time.Since(began), err: err}
	if found := codePattern.FindStringSubmatch(o.begin); found != nil {
		o.code = found[1]
	}
	return o
}

// together calls a function n times at once, and returns what it returns.
func together(n int, do func(i int) outcome) []outcome {
	all := make([]outcome, n)
	var running sync.WaitGroup
	for i := range n {
		running.Go(func() { all[i] = do(i) })
	}
	running.Wait()
	return all
}
