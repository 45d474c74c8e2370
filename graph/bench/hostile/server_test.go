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
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/procfs"
)

// startTimeout is how long a server may take to start, and to stop.
const startTimeout = 5 * time.Minute

// A server is a process that is attacked.
type server struct {
	// url is the address without a path, admin that of its administration, empty if it has none.
	url, admin string
	proc       procfs.Proc
	hold       hold
	process    *exec.Cmd
	logged     tail
	// rest is the resident memory of the process before it was attacked, in bytes.
	rest uint64
	// ended is closed once the process has ended, for the reason in err.
	ended chan struct{}
	err   error
}

// start starts a server, and waits until it is ready. It ends with the test. Environment variables of the test process that
// would configure it are not passed on, but others can be given.
func start(t *testing.T, program string, environment []string, args ...string) *server {
	t.Helper()
	s := &server{hold: newHold(t, *memory), ended: make(chan struct{})}
	environment = append(environment, "PATH="+os.Getenv("PATH"), "HOME="+os.Getenv("HOME"))
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
	s.process = exec.Command(command[0], command[1:]...)
	s.process.Env = environment
	s.process.Stderr = &s.logged
	s.run(t)
	s.awaitReady(t)
	return s
}

// run starts the process, and reads its address.
func (s *server) run(t *testing.T) {
	t.Helper()
	out, err := s.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Error(err)
		}
	})
	if s.proc, err = procfs.NewProc(s.process.Process.Pid); err != nil {
		t.Fatal(err)
	}
	addresses := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if url, ok := strings.CutPrefix(lines.Text(), "endpoint "); ok {
				addresses <- strings.TrimSuffix(strings.TrimSpace(url), "/graphql")
			}
		}
		s.err = s.process.Wait()
		close(s.ended)
	}()
	select {
	case s.url = <-addresses:
	case <-s.ended:
		t.Fatalf("the server ended at once: %v: %s", s.err, &s.logged)
	case <-time.After(startTimeout):
		t.Fatal("the server said no endpoint")
	}
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

// awaitReady waits until the server is ready.
func (s *server) awaitReady(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), startTimeout)
	defer cancel()
	for ctx.Err() == nil && !s.isReady(ctx) && s.alive() {
		pause(ctx, 50*time.Millisecond)
	}
	if ctx.Err() != nil || !s.alive() {
		t.Fatalf("the server is not ready: %v: %s", ctx.Err(), &s.logged)
	}
}

// isReady reports whether the server says that it is.
func (s *server) isReady(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/readyz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode == http.StatusOK
}

// alive reports whether the process runs.
func (s *server) alive() bool {
	select {
	case <-s.ended:
		return false
	default:
		return true
	}
}

// stop stops the server and waits for it. It is an error if it has to be killed, or has ended otherwise.
func (s *server) stop() error {
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-s.ended:
		return nil
	case <-time.After(startTimeout):
		_ = s.process.Process.Kill()
		<-s.ended
		return errors.New("the server did not stop, and was killed")
	}
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
