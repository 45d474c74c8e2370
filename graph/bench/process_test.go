package bench

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"entente/graph/bench/launch"
)

// A process is a running server.
type process struct{ *launch.Process }

// start starts a server.
func start(t *testing.T, s launch.Server) *process {
	t.Helper()
	if *cores != "" {
		s.Command = slices.Concat([]string{"taskset", "--cpu-list", *cores}, s.Command)
	}
	s.Log = &bytes.Buffer{}
	return &process{s.Start(t)}
}

// startOurs starts a server of ours and waits until it is ready.
func startOurs(t *testing.T, name string, environment []string, program string, args ...string) *process {
	t.Helper()
	command := append([]string{program, "--listen=127.0.0.1:0"}, args...)
	return start(t, launch.Server{Name: name, Environment: environment, Command: command, Ours: true})
}

// processorTime returns the processor time that the process has used.
func (p *process) processorTime(t testing.TB) time.Duration {
	t.Helper()
	stat, err := p.Stat()
	if err != nil {
		t.Fatalf("%s has ended: %v", p.Name, err)
	}
	return time.Duration(stat.CPUTime() * float64(time.Second))
}

// memory returns the resident memory of the process in bytes, and the most that it ever was.
func (p *process) memory(t testing.TB) (now, peak uint64) {
	t.Helper()
	status, err := p.NewStatus()
	if err != nil {
		t.Fatalf("%s has ended: %v", p.Name, err)
	}
	return status.VmRSS, status.VmHWM
}
