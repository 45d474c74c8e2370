package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/procfs"
)

// startTimeout is how long a server may take to start.
const startTimeout = 5 * time.Minute

// logEnd is how many bytes of a server's log a failed test shows.
const logEnd = 500

// A process is a running server.
type process struct {
	name, url string
	proc      procfs.Proc
	// ours is set for servers of ours, which say whether they are ready.
	ours bool
}

// start starts a server, which prints `endpoint` and its URL on a line once it answers, and stops it when the test ends.
// Environment variables of the test process that would configure it are not passed on.
func start(t *testing.T, name string, environment []string, command ...string) *process {
	t.Helper()
	if *cores != "" {
		command = append([]string{"taskset", "--cpu-list", *cores}, command...)
	}
	server := exec.Command(command[0], command[1:]...)
	server.Env = slices.Concat(environment, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "NODE_ENV=production"})
	var logged bytes.Buffer
	server.Stderr = &logged
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatalf("start %s: %v", name, err)
	}
	t.Cleanup(func() {
		stop(t, name, server)
		if t.Failed() {
			t.Logf("the end of the log of %s: %s", name, logged.Bytes()[max(0, logged.Len()-logEnd):])
		}
	})
	late := time.AfterFunc(startTimeout, func() { _ = server.Process.Kill() })
	defer late.Stop()
	p := &process{name: name}
	if p.url, err = endpoint(out); err != nil {
		t.Fatalf("%s said no endpoint: %v", name, err)
	}
	if p.proc, err = procfs.NewProc(server.Process.Pid); err != nil {
		t.Fatal(err)
	}
	return p
}

// stop stops a server and waits for it.
func stop(t *testing.T, name string, server *exec.Cmd) {
	t.Helper()
	if err := server.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Error(err)
	}
	late := time.AfterFunc(startTimeout, func() { _ = server.Process.Kill() })
	defer late.Stop()
	if err := server.Wait(); err != nil && server.ProcessState.ExitCode() > 0 {
		t.Errorf("%s: %v", name, err)
	}
}

// endpoint returns the URL that a server prints, and reads on whatever it prints later.
func endpoint(out io.Reader) (string, error) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "endpoint "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return strings.TrimSpace(url), nil
		}
	}
	if err := lines.Err(); err != nil {
		return "", err
	}
	return "", io.ErrUnexpectedEOF
}

// startOurs starts a server of ours and waits until it is ready.
func startOurs(t *testing.T, name string, environment []string, program string, args ...string) *process {
	t.Helper()
	p := start(t, name, environment, append([]string{program, "--listen=127.0.0.1:0"}, args...)...)
	p.ours = true
	p.awaitReady(t)
	return p
}

// awaitReady waits until a server is ready, which others than ours are.
func (p *process) awaitReady(t *testing.T) {
	t.Helper()
	if !p.ours {
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), startTimeout)
	defer cancel()
	ready := strings.TrimSuffix(p.url, "graphql") + "readyz"
	every(ctx, 50*time.Millisecond, func() bool {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, ready, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	if ctx.Err() != nil {
		t.Fatalf("%s is not ready after %s", p.name, startTimeout)
	}
}

// every calls a function at intervals until it returns true or the context is done.
func every(ctx context.Context, interval time.Duration, do func() bool) {
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

// processorTime returns the processor time that the process has used.
func (p *process) processorTime(t testing.TB) time.Duration {
	t.Helper()
	stat, err := p.proc.Stat()
	if err != nil {
		t.Fatalf("%s has ended: %v", p.name, err)
	}
	return time.Duration(stat.CPUTime() * float64(time.Second))
}

// memory returns the resident memory of the process in bytes, and the most that it ever was.
func (p *process) memory(t testing.TB) (now, peak uint64) {
	t.Helper()
	status, err := p.proc.NewStatus()
	if err != nil {
		t.Fatalf("%s has ended: %v", p.name, err)
	}
	return status.VmRSS, status.VmHWM
}
