package listening_test

import (
	"errors"
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"entente/graph/listening"
)

// A pair is a connection as a server has it, its other end, and what has the server begin to stop.
type pair struct {
	net.Conn
	client net.Conn
	stop   func()
}

// connect returns a new connection.
func connect(t *testing.T) *pair {
	t.Helper()
	l := listen(t)
	t.Cleanup(func() { _ = l.Close() })
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	accepted, err := l.AcceptTCP()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = accepted.Close() })
	c, stop := listening.Tracked(l, accepted)
	return &pair{c, client, stop}
}

// send sends a byte.
func (p *pair) send(t *testing.T) {
	t.Helper()
	if _, err := p.client.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
}

// late has the deadline for reading pass.
func (p *pair) late(t *testing.T) {
	t.Helper()
	if err := p.SetReadDeadline(time.Now().Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
}

// get reads a byte.
func (p *pair) get() error {
	_, err := p.Read(make([]byte, 1))
	return err
}

// TestArrived checks that what has arrived before the end of the time to wait for a request is read after it, and so is the rest of
// that request, which has its own time; but what comes too late of it is not.
func TestArrived(t *testing.T) {
	t.Parallel()
	p := connect(t)
	p.late(t)
	for _, part := range []string{"the beginning", "the rest"} {
		p.send(t)
		if err := p.get(); err != nil {
			t.Errorf("%s: %v", part, err)
		}
	}
	p.send(t)
	p.late(t)
	if err := p.get(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("what is late: %v", err)
	}
}

// TestStopsIdle checks that what is on its way when the server begins to stop has the usual time, though its connection was about to
// be closed.
func TestStopsIdle(t *testing.T) {
	t.Parallel()
	p := connect(t)
	p.late(t)
	p.stop()
	stopped := time.Now()
	if err := p.get(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	if waited := time.Since(stopped); waited < listening.Grace {
		t.Errorf("it waited for %s, want %s at least", waited, listening.Grace)
	}
}

// TestStopsLooking checks that a request is read that comes just when the server has begun to stop, while its connection, which was
// about to be closed, looked once more.
func TestStopsLooking(t *testing.T) {
	t.Parallel()
	answered := 0
	for range 20 {
		p, began, read := connect(t), time.Now(), make(chan error, 1)
		p.late(t)
		go func() { read <- p.get() }()
		for !listening.Looked(p.Conn) {
			runtime.Gosched()
		}
		p.stop()
		p.send(t)
		inTime := time.Since(began) < listening.Last
		switch err := <-read; {
		case err == nil:
			answered++
		case inTime:
			t.Fatal(err)
		}
	}
	if answered == 0 {
		t.Error("the server never began to stop in time")
	}
}
