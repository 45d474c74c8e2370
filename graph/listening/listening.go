// Package listening serves HTTP until it is to stop, and then stops without losing a request: what was sent before is
// answered.
//
// [http.Server.Shutdown] loses some. It closes connections that have answered their last request even if the next one is in the
// buffer of the operating system, has arrived in part, or was sent along with the last; and it closes the listener while
// connections wait to be accepted, with requests on them.
//
// A [Server] that is to stop first goes on for as long as a load balancer needs to see that it is not ready. Then it
//   - accepts what has connected, until no connection waits;
//   - answers what has been sent, with `Connection: close` unless more has been sent on that connection;
//   - closes a connection once no request has begun on it for the time grace, looking once more whether one has; and
//   - cuts the rest, with an error, when answers have taken longer than they may: to their handlers, that is a deadline.
package listening

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Time limits for clients.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	idleTimeout   = time.Minute
	// slowReader is how much longer than the answer takes a client may take to read it.
	slowReader = 10 * time.Second
	// slowStop is how much longer than an answer takes stopping may take.
	slowStop = 5 * time.Second
)

const (
	// grace is how long a request that was sent before may be on its way when the server stops.
	grace = 250 * time.Millisecond
	// last is how long the last look takes for what came at the very end of grace.
	last = 100 * time.Millisecond
)

// errCut is the cause with which the contexts of requests are done that are cut. It is no [context.Canceled], which would mean that the
// client has left.
var errCut = fmt.Errorf("the server ends: %w", context.DeadlineExceeded)

// maxHeader is the maximum number of bytes of a request's headers.
const maxHeader = 1 << 16

// StopTimeout returns how long stopping takes at most, after what [Options.Drain] asks for, if answers take no longer than some time.
func StopTimeout(answer time.Duration) time.Duration { return answer + slowStop }

// Options say how to serve.
type Options struct {
	// Answer is how long an answer may take.
	Answer time.Duration
	// Drain is how long to go on as before once the server is to stop.
	Drain time.Duration
	// Ending is called when the server begins to refuse connections: it ends what would go on for as long as clients
	// want, such as streams. Nil does nothing.
	Ending func()
	// Log takes what is wrong with connections; nil is the standard logger.
	Log *log.Logger
}

// A Server serves HTTP on a listener.
type Server struct {
	http     *http.Server
	options  Options
	listener *listener
	// cut ends the contexts of all requests.
	cut context.CancelCauseFunc
	// served receives the error that accepting has ended with.
	served chan error

	mu    sync.Mutex
	conns map[*conn]bool
	// until is the end of grace, zero while the server is not stopping.
	until time.Time
	// gone is signalled when a connection is closed.
	gone chan struct{}
}

// Start serves a handler on a listener, until [Server.Wait] returns or [Server.Close] is called.
func Start(l *net.TCPListener, h http.Handler, o Options) *Server {
	s := &Server{options: o, served: make(chan error, 1), conns: map[*conn]bool{}, gone: make(chan struct{}, 1)}
	s.listener = &listener{TCPListener: l, server: s}
	base, cut := context.WithCancelCause(context.Background())
	s.cut = cut
	s.http = &http.Server{
		Handler:           closing{h, s},
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      o.Answer + slowReader,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          o.Log,
		BaseContext:       func(net.Listener) context.Context { return base },
		ConnContext:       remember,
		ConnState:         s.note,
	}
	go func() { s.served <- s.http.Serve(s.listener) }()
	return s
}

// Close closes the listener and all connections at once. The contexts of requests that are not answered are done with a cause that is
// [context.DeadlineExceeded].
func (s *Server) Close() {
	s.cut(errCut) // before their connections are closed, as if the clients had left
	_ = s.http.Close()
}

// Wait waits until the context is done, and then stops; or until the listener fails. An error says that it has, or how many
// requests could not be answered in time.
func (s *Server) Wait(ctx context.Context) error {
	defer s.Close()
	select {
	case <-ctx.Done():
	case err := <-s.served:
		return s.failed(err)
	}
	drained := time.NewTimer(s.options.Drain)
	defer drained.Stop()
	select {
	case <-drained.C:
	case err := <-s.served:
		return s.failed(err)
	}
	end := time.NewTimer(StopTimeout(s.options.Answer))
	defer end.Stop()
	s.hurry()
	if err := <-s.served; !errors.Is(err, errEmpty) {
		return s.failed(err)
	}
	return s.finish(end.C)
}

// failed stops after the listener has failed: requests in progress are still answered.
func (s *Server) failed(err error) error {
	end := time.NewTimer(StopTimeout(s.options.Answer))
	defer end.Stop()
	s.hurry()
	return errors.Join(fmt.Errorf("serve on %s: %w", s.listener.Addr(), err), s.finish(end.C))
}

// hurry begins to stop: it has the listener and all connections wait for no more than what has been sent.
func (s *Server) hurry() {
	s.mu.Lock()
	s.until = time.Now().Add(grace)
	until := s.until
	conns := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	_ = s.listener.SetDeadline(until) // fails if the listener has failed
	for _, c := range conns {
		c.hurry()
	}
	if s.options.Ending != nil {
		s.options.Ending()
	}
}

// finish waits until all connections are closed, or the end.
func (s *Server) finish(end <-chan time.Time) error {
	for {
		left := s.left()
		if left == 0 {
			return nil
		}
		select {
		case <-s.gone:
		case <-end:
			return fmt.Errorf("%d requests were not answered within %s of stopping, and were cut", left, StopTimeout(s.options.Answer))
		}
	}
}

// left returns the number of connections.
func (s *Server) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// stopping returns the end of grace, and whether the server is stopping.
func (s *Server) stopping() (until time.Time, is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.until, !s.until.IsZero()
}

// track takes a connection over.
func (s *Server) track(in *net.TCPConn) *conn {
	c := &conn{TCPConn: in, server: s, waiting: true, head: unknown}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[c] = true
	return c
}

// note follows the state of a connection.
func (s *Server) note(in net.Conn, state http.ConnState) {
	c, ok := in.(*conn)
	if !ok {
		return
	}
	switch state {
	case http.StateIdle:
		c.rest()
	case http.StateActive:
		c.begin()
	case http.StateClosed, http.StateHijacked:
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.conns, c)
		select {
		case s.gone <- struct{}{}:
		default:
		}
	}
}
