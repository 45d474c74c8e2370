package hostile

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph/bench/launch"
)

// A server is a process that is attacked.
type server struct {
	// url is the address without a path, admin that of its administration, empty if it has none.
	url, admin string
	proc       *launch.Process
	hold       hold
	logged     tail
	// rest is the resident memory of the process before it was attacked, in bytes.
	rest uint64
}

// start starts a server, and waits until it is ready. It ends with the test.
func start(t *testing.T, program string, environment []string, args ...string) *server {
	t.Helper()
	s := &server{hold: newHold(t, *memory)}
	help, _ := exec.CommandContext(t.Context(), program, "--help").Output()
	if bytes.Contains(help, []byte("--memory=")) {
		args = append(args, fmt.Sprintf("--memory=%dMiB", *memory>>20))
	} else {
		environment = append(environment, fmt.Sprintf("GOMEMLIMIT=%d", *memory*9/10))
	}
	if bytes.Contains(help, []byte("--admin=")) {
		address := freeAddress(t)
		args, s.admin = append(args, "--admin="+address), "http://"+address
	}
	command := s.hold.command(append([]string{program, "--listen=127.0.0.1:0"}, args...)...)
	s.proc = launch.Server{Name: "the server", Command: command, Environment: environment, Log: &s.logged, Ours: true}.Start(t)
	s.url = strings.TrimSuffix(s.proc.URL, "/graphql")
	return s
}

// freeAddress returns an address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// resident returns the resident memory of the process in bytes, 0 once it has ended.
func (s *server) resident() uint64 {
	status, err := s.proc.NewStatus()
	if err != nil {
		return 0
	}
	return status.VmRSS
}

// A tail keeps the end of what is written to it, and whether there was a panic.
type tail struct {
	mu       sync.Mutex
	end      []byte
	panicked bool
}

// tailLength is how much a tail keeps, in bytes.
const tailLength = 4 << 10

// Write implements io.Writer.
func (l *tail) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.panicked = l.panicked || bytes.Contains(p, []byte("panic"))
	l.end = append(l.end, p...)
	l.end = l.end[max(0, len(l.end)-tailLength):]
	return len(p), nil
}

// String returns the end.
func (l *tail) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.end)
}

// panics reports whether there was a panic since it was last asked.
func (l *tail) panics() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	was := l.panicked
	l.panicked = false
	return was
}

// pause waits, unless the context is done.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
