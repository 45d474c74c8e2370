package listening

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"
)

// errEmpty reports that the server is stopping, and that no connection waits to be accepted.
var errEmpty = errors.New("no connection waits any more")

// Listen listens on the address that a flag gives. The error is one line.
func Listen(ctx context.Context, flag, address string) (*net.TCPListener, error) {
	l, err := (&net.ListenConfig{Control: limitUnheard}).Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use: stop the program that listens there, or choose another address with %s", address, flag)
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s: write an address and a port, such as 127.0.0.1:8080, of this machine: %w", flag, address, err)
	}
	return l.(*net.TCPListener), nil // as that is the network
}

// Reachable returns an address to connect to for one that the server listens on.
func Reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("127.0.0.1:%d", tcp.Port)
	}
	return addr.String()
}

// A listener accepts connections for a server, and fails with errEmpty once that is stopping and none waits.
type listener struct {
	*net.TCPListener
	server *Server
	// looked is whether the last look has begun.
	looked bool
}

// Accept implements [net.Listener].
func (l *listener) Accept() (net.Conn, error) {
	for {
		c, err := l.AcceptTCP()
		switch {
		case err == nil:
			return l.server.track(c), nil
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return nil, err
		case l.looked:
			return nil, errEmpty
		}
		l.looked = true
		if err := l.SetDeadline(time.Now().Add(last)); err != nil {
			return nil, err
		}
	}
}
