// Package launch builds programs of this module, writes facts for them and starts them as processes, for tests that measure or
// attack a server from outside.
package launch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/procfs"
)

// Timeout is how long a server may take to start, and to stop.
const Timeout = 5 * time.Minute

// logEnd is how many bytes of a server's log a failed test shows.
const logEnd = 4 << 10

// Build builds a program of the module, by its import path, and returns the path of the file.
func Build(t testing.TB, path string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), filepath.Base(path))
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", file, path).CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", path, err, out)
	}
	return file
}

// A Log takes what a server logs.
type Log interface {
	io.Writer
	fmt.Stringer
}

// A Server is how a server is started.
type Server struct {
	Name string
	// Command prints `endpoint` and the server's URL on a line once it answers. The variables of the environment are all that it
	// has but PATH and HOME: those that would configure it are not passed on.
	Command, Environment []string
	Log                  Log
	// Ours is set for servers of ours, which say whether they are ready.
	Ours bool
}

// A Process is a running server.
type Process struct {
	procfs.Proc
	// Name is the server's, URL that of its GraphQL.
	Name, URL string
	// Ended is closed once the process has ended, for the reason in Err.
	Ended chan struct{}
	Err   error

	command *exec.Cmd
	ours    bool
}

// Start starts a server, waits until it is ready, and stops it when the test ends.
func (s Server) Start(t testing.TB) *Process {
	t.Helper()
	p := &Process{Name: s.Name, Ended: make(chan struct{}), ours: s.Ours, command: exec.Command(s.Command[0], s.Command[1:]...)}
	p.command.Env = slices.Concat(s.Environment, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")})
	p.command.Stderr = s.Log
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatalf("start %s: %v", s.Name, err)
	}
	t.Cleanup(func() { p.end(t, s.Log) })
	if p.Proc, err = procfs.NewProc(p.command.Process.Pid); err != nil {
		t.Fatal(err)
	}
	endpoints := make(chan string, 1)
	go p.follow(out, endpoints)
	select {
	case p.URL = <-endpoints:
	case <-p.Ended:
		t.Fatalf("%s ended at once: %v", s.Name, p.Err)
	case <-time.After(Timeout):
		t.Fatalf("%s said no endpoint", s.Name)
	}
	p.AwaitReady(t)
	return p
}

// follow sends the URL that a server prints, reads on whatever it prints later, and waits for its end.
func (p *Process) follow(out io.Reader, endpoints chan<- string) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "endpoint "); ok {
			endpoints <- strings.TrimSpace(url)
			break
		}
	}
	_, _ = io.Copy(io.Discard, out)
	p.Err = p.command.Wait()
	close(p.Ended)
}

// end stops a server at the end of a test, which shows the end of the log if it failed.
func (p *Process) end(t testing.TB, log fmt.Stringer) {
	if err := p.Stop(); err != nil {
		t.Errorf("%s: %v", p.Name, err)
	}
	if text := log.String(); t.Failed() {
		t.Logf("the end of the log of %s: %s", p.Name, text[max(0, len(text)-logEnd):])
	}
}

// AwaitReady waits until a server is ready, which others than ours are.
func (p *Process) AwaitReady(t testing.TB) {
	t.Helper()
	if !p.ours {
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), Timeout)
	defer cancel()
	Every(ctx, 50*time.Millisecond, func() bool { return p.isReady(ctx) || !p.Alive() })
	if ctx.Err() != nil || !p.Alive() {
		t.Fatalf("%s is not ready: %v", p.Name, ctx.Err())
	}
}

// isReady reports whether the server says that it is.
func (p *Process) isReady(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(p.URL, "graphql")+"readyz", nil)
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

// Every calls a function at intervals until it returns true or the context is done.
func Every(ctx context.Context, interval time.Duration, do func() bool) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for !do() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// Alive reports whether the process runs.
func (p *Process) Alive() bool {
	select {
	case <-p.Ended:
		return false
	default:
		return true
	}
}

// Terminate tells the server to stop.
func (p *Process) Terminate() error { return p.command.Process.Signal(syscall.SIGTERM) }

// Stop stops the server and waits for it. It is an error if it fails meanwhile, or has to be killed, but not if it has ended before.
func (p *Process) Stop() error {
	if !p.Alive() {
		return nil
	}
	if err := p.Terminate(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-p.Ended:
		if p.command.ProcessState.ExitCode() > 0 {
			return p.Err
		}
		return nil
	case <-time.After(Timeout):
		_ = p.command.Process.Kill()
		<-p.Ended
		return errors.New("the server did not stop, and was killed")
	}
}
