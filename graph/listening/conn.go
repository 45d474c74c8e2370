package listening

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

// unknown is a number of bytes that is not known.
const unknown = -1

// headEnd ends the headers of a request.
const headEnd = "\r\n\r\n"

// A conn is a connection of a server. It knows whether a request has begun on it, and whether more than that has been read.
type conn struct {
	*net.TCPConn
	server *Server

	mu sync.Mutex
	// waiting is whether the server waits for a request to begin.
	waiting bool
	// asked is the deadline for reading that the server asked for.
	asked time.Time
	// due is the deadline for reading, and looked whether it has passed, so that the connection looks once more.
	due    time.Time
	looked bool
	// got is the number of bytes read for the request, head that of its headers, and body that of its body; tail has the last
	// bytes of headers that are incomplete.
	got, head, body int64
	tail            []byte
	// mixed is whether requests may have been read together, so that these numbers are of no use.
	mixed bool
}

// Read implements [net.Conn]. While the server is stopping, it waits for a request to begin no longer than what is on its
// way may take. It loses no request that came at the end of the time to wait for one, then or otherwise.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	for n == 0 && errors.Is(err, os.ErrDeadlineExceeded) && c.lookAgain() {
		n, err = c.TCPConn.Read(p)
	}
	if n > 0 {
		c.took(p[:n])
	}
	return n, err
}

// lookAgain reports whether to read again after a deadline has passed: if a request may have begun, as the deadline may have passed
// before what had arrived was read, which takes a while when all cores are busy; or if the server has begun to stop since.
func (c *conn) lookAgain() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.waiting || c.looked {
		return false
	}
	if soon := time.Now().Add(last); c.due.Before(soon) {
		c.looked = true
		_ = c.TCPConn.SetReadDeadline(soon)
	}
	return true
}

// took notes bytes that were read.
func (c *conn) took(p []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting {
		c.waiting = false
		// The rest has the time that headers have, however late the request came: net/http gives it that only after four bytes, and on a
		// new connection not at all.
		_ = c.TCPConn.SetReadDeadline(time.Now().Add(headerTimeout))
	}
	if c.head == unknown {
		headers := append(c.tail, p...) //nolint:gocritic // tail is replaced below
		if end := bytes.Index(headers, []byte(headEnd)); end >= 0 {
			c.head, c.tail = c.got-int64(len(c.tail))+int64(end+len(headEnd)), nil
		} else {
			c.tail = bytes.Clone(headers[max(0, len(headers)-len(headEnd)+1):])
		}
	}
	c.got += int64(len(p))
}

// SetReadDeadline implements [net.Conn].
func (c *conn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.IsZero() {
		c.waiting = false // net/http does so once the first bytes of a request are there, and before it reads the rest
	}
	c.asked = t
	return c.limit()
}

// limit sets the deadline for reading to what the server asks for or, if it is stopping and waits for a request, to the end of grace,
// even if it asks for less: what is on its way is not to be lost because the connection has been idle for long. The caller holds mu.
func (c *conn) limit() error {
	t := c.asked
	if until, stopping := c.server.stopping(); stopping && c.waiting {
		t = until
		if soon := time.Now().Add(last); t.Before(soon) {
			t = soon
		}
	}
	c.due, c.looked = t, false
	return c.TCPConn.SetReadDeadline(t)
}

// hurry has the connection wait for a request no longer than what is on its way may take, as the server is stopping.
func (c *conn) hurry() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting {
		_ = c.limit()
	}
}

// begin notes that a request has been read, but for its body.
func (c *conn) begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting { // its headers were read along with the request before
		c.waiting = false
		_ = c.TCPConn.SetReadDeadline(c.asked)
	}
}

// has notes how many bytes the body of a request has, or unknown.
func (c *conn) has(body int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.body = body
}

// rest notes that a request has been answered, and that the next may come.
func (c *conn) rest() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.mixed = c.mixed || c.more()
	c.waiting, c.got, c.head, c.tail = true, 0, unknown, nil
}

// alone reports whether nothing was read after the request.
func (c *conn) alone() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.mixed && !c.more()
}

// more reports whether more than the request may have been read. The caller holds mu.
func (c *conn) more() bool {
	return c.head == unknown || c.body == unknown || c.got > c.head+c.body
}

// connKey is the key of a request's connection in its context.
type connKey struct{}

// remember returns a context with a connection: net/http has no other way to its handlers.
func remember(ctx context.Context, in net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, in)
}

// connOf returns the connection of a request.
func connOf(r *http.Request) *conn {
	c, _ := r.Context().Value(connKey{}).(*conn)
	return c
}
