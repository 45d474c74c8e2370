package listening_test

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"entente/graph/listening"
)

// TestArrived checks that what has arrived before the end of the time to wait for a request is read after it, and what comes too late
// of a request is not.
func TestArrived(t *testing.T) {
	t.Parallel()
	l := listen(t)
	defer func() { _ = l.Close() }()
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	accepted, err := l.AcceptTCP()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = accepted.Close() }()
	c := listening.Tracked(accepted)
	for i, want := range []error{nil, os.ErrDeadlineExceeded} {
		if _, err := client.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if err := c.SetReadDeadline(time.Now().Add(-time.Second)); err != nil {
			t.Fatal(err)
		}
		if n, err := c.Read(make([]byte, 1)); !errors.Is(err, want) || n == 1 != (want == nil) {
			t.Errorf("read %d: %d, %v; want %v", i+1, n, err, want)
		}
	}
}
