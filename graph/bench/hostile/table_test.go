package hostile

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"testing"
	"time"
)

// TestTable attacks the server in every way: see the package comment.
func TestTable(t *testing.T) {
	s := newScope()
	program, dir := built(t), served(t, s)
	r := newReport(t)
	var target *server
	for _, a := range attacks() {
		if a.long && !*full {
			continue
		}
		for _, size := range a.sizes[:min(s.sizes, len(a.sizes))] {
			if target == nil || !target.proc.Alive() || target.spoiled(t.Context()) {
				target = anew(t, target, program, dir)
				r.held = target.hold.dir != ""
			}
			t.Run(fmt.Sprintf("%s/%s/%d", a.kind, a.name, size), func(t *testing.T) {
				row := attacked(t.Context(), target, a, size)
				row.faults = row.judge(a.rules, s.patience)
				r.add(row)
				if len(row.faults) > 0 {
					t.Errorf("%s", row.line())
				}
			})
		}
	}
	r.summarize(io.MultiWriter(os.Stdout, r.file))
}

// attacks returns all attacks.
func attacks() []attack {
	return slices.Concat(aliases(), fragments(), directives(), overlaps(), introspections(), lexical(), variables(), bodies(), headers(),
		sockets(), browsers(), filters(), pages(), analyses(), crowds(), exports(), citations(), reconciliations(), streams())
}

// anew returns a new server in place of another, if there is one.
func anew(t *testing.T, old *server, program, dir string) *server {
	t.Helper()
	if old != nil {
		if err := old.proc.Stop(); err != nil {
			t.Error(err)
		}
	}
	s := start(t, program, nil, "--facts="+dir, "--no-watch")
	warm(t, s)
	s.rest = s.resident()
	return s
}

// What a server may be left with, and how long it may take to give back the rest.
const (
	maxLeft  = 150_000_000
	giveBack = time.Second
)

// spoiled reports whether the server has kept so much memory that the next attack would seem to need less.
func (s *server) spoiled(ctx context.Context) bool {
	for began := time.Now(); s.resident() > s.rest+maxLeft; pause(ctx, giveBack/10) {
		if time.Since(began) > giveBack {
			return true
		}
	}
	return false
}

// warm asks the server good questions until its first costs are over.
func warm(t *testing.T, s *server) {
	t.Helper()
	for i := range 50 {
		if o := good(t.Context(), newClient(s.url), i); o.err != nil || o.status != 200 {
			t.Fatalf("the server does not answer: %v %s", o.err, o.begin)
		}
	}
}

// good asks a good question, which is another for each number.
func good(ctx context.Context, c *client, i int) outcome {
	defer c.http.CloseIdleConnections()
	return c.send(ctx, ask(fmt.Sprintf(`{ a%d: actor(id: %q) { name type } }`, i, actor(i%1000))))
}

// A row is what came of an attack of a size.
type row struct {
	attack   string
	size     int
	outcomes []outcome
	took     time.Duration
	sent     int64
	heard    int64
	memory   memories
	next     outcome
	beside   []time.Duration
	died     bool
	panicked bool
	faults   []string
}

// attacked attacks the server.
func attacked(ctx context.Context, s *server, a attack, size int) row {
	r := row{attack: a.kind + ": " + a.name, size: size}
	c := newClient(s.url)
	watched := watch(ctx, s)
	cheap := askBeside(ctx, s)
	began := time.Now()
	r.outcomes = a.strike(ctx, c, size)
	r.took = time.Since(began)
	r.next = good(ctx, newClient(s.url), size)
	r.beside = cheap()
	r.memory = watched()
	c.http.CloseIdleConnections()
	r.sent, r.heard = c.sent.Load(), c.heard.Load()
	r.died, r.panicked = !s.proc.Alive(), s.logged.panics()
	return r
}

// besideDelay is how long an attack must take for good questions to be asked beside it, and besideInterval is between them.
const (
	besideDelay    = 100 * time.Millisecond
	besideInterval = 20 * time.Millisecond
)

// askBeside asks good questions, one after the other, until the function that it returns is called, which returns their times.
func askBeside(ctx context.Context, s *server) func() []time.Duration {
	ctx, end := context.WithCancel(ctx)
	took := make(chan []time.Duration)
	go func() {
		var all []time.Duration
		c := newClient(s.url)
		pause(ctx, besideDelay)
		for i := 0; ctx.Err() == nil; i++ {
			began := time.Now()
			_ = good(ctx, c, i)
			if ctx.Err() == nil {
				all = append(all, time.Since(began))
			}
			pause(ctx, besideInterval)
		}
		took <- all
	}()
	return func() []time.Duration {
		end()
		return <-took
	}
}

// Memories are what the server has, in bytes: resident memory of the process, and anonymous memory in its cgroup.
type memories struct{ before, peak, after, held uint64 }

// growth returns by how much the memory grew.
func (m memories) growth() uint64 { return max(m.peak, m.before) - m.before }

// watchInterval is how often the memory is looked at.
const watchInterval = 20 * time.Millisecond

// watch looks at the memory of the server until the function that it returns is called.
func watch(ctx context.Context, s *server) func() memories {
	ctx, end := context.WithCancel(ctx)
	m := memories{before: s.resident()}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			m.peak, m.held = max(m.peak, s.resident()), max(m.held, s.hold.used())
			pause(ctx, watchInterval)
		}
	}()
	return func() memories {
		end()
		<-done
		m.after = s.resident()
		m.peak = max(m.peak, m.after)
		return m
	}
}
