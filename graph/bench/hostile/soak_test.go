package hostile

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"entente/graph/bench/launch"
	"entente/graph/exhaustive"
	"entente/graph/neo4j/neo4jtest"
)

// TestSoak has the server answer for long, while its facts change, and stops it: see the package comment.
func TestSoak(t *testing.T) {
	s := newScope()
	program, loader := built(t), launch.Build(t, "entente/loader")
	t.Run("embedded", func(t *testing.T) {
		dir := copied(t, served(t, s))
		e := newEdits(t, dir, loader)
		soak(t, s, start(t, program, nil, "--facts="+dir), e)
	})
	t.Run("Neo4j", func(t *testing.T) {
		if !*full {
			exhaustive.Only(t)
		}
		database := neo4jtest.Start(t)
		environment := []string{"NEO4J_URI=" + database.URI, "NEO4J_USERNAME=" + database.User, "NEO4J_PASSWORD=" + database.Password}
		dir := written(t, s.actors/10, s.relations/10) // a database takes long to load
		e := newEdits(t, dir, loader)
		e.apply = e.load(environment)
		if err := e.apply(t.Context()); err != nil {
			t.Fatal(err)
		}
		soak(t, s, start(t, program, environment), e)
	})
}

// copied returns a copy of a directory, which may be edited.
func copied(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// busy is the share of the capacity that the server is asked for.
const busy = .8

// stopAfter is for how long the server is still asked after it was told to stop.
const stopAfter = 300 * time.Millisecond

// soak has a server answer for long.
func soak(t *testing.T, s scope, target *server, e *edits) {
	asked := questions(t, s, target)
	most := capacityWhileEditing(t, s, target, asked, e)
	l := newLoad(target, asked, max(1, busy*most))
	ctx, end := context.WithTimeout(t.Context(), s.soak)
	defer end()
	var beside sync.WaitGroup
	var measured []*series
	wrong := make(chan error, 1)
	beside.Go(func() { subscribe(ctx, target) })
	beside.Go(func() { measured = measure(ctx, target, max(time.Second, s.soak/300)) })
	beside.Go(func() { keepEditing(ctx, t, e, s.edit) })
	beside.Go(func() { keepChecking(ctx, e, target.url, wrong) })
	asking, enough := context.WithCancel(t.Context())
	defer enough()
	beside.Go(func() { l.run(asking) })
	<-ctx.Done()
	signalled := time.Now()
	if err := target.proc.Terminate(); err != nil {
		t.Errorf("the server has ended: %v: %s", err, &target.logged)
	}
	pause(t.Context(), stopAfter)
	enough()
	beside.Wait()
	close(wrong)
	for err := range wrong {
		t.Error(err)
	}
	ended(t, target, signalled)
	l.report(t, most, signalled, e.count, measured)
}

// capacityWhileEditing returns the capacity while the facts change as often as they do in the soak, and what is kept of answers with
// them.
func capacityWhileEditing(t *testing.T, s scope, target *server, asked []message, e *edits) float64 {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	var editing sync.WaitGroup
	editing.Go(func() { keepEditing(ctx, t, e, s.edit) })
	capacity(t.Context(), target, asked, s.edit) // until nothing is kept of what was asked before
	most := capacity(t.Context(), target, asked, 2*s.edit)
	end()
	editing.Wait()
	return most
}

// ended waits for a server that was told to stop.
func ended(t *testing.T, s *server, signalled time.Time) {
	t.Helper()
	select {
	case <-s.proc.Ended:
		t.Logf("the server ended %.1f s after it was told to stop", time.Since(signalled).Seconds())
		if s.proc.Err != nil {
			t.Errorf("it ended with %v: %s", s.proc.Err, &s.logged)
		}
	case <-time.After(time.Minute):
		t.Error("the server does not end")
	}
	if s.logged.panics() {
		t.Errorf("the server panicked: %s", &s.logged)
	}
}

// keepEditing edits the facts at once, and then at intervals.
func keepEditing(ctx context.Context, t *testing.T, e *edits, interval time.Duration) {
	for ; ctx.Err() == nil; pause(ctx, interval) {
		if err := e.edit(ctx); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	}
}

// keepChecking checks answers, and reports one that is wrong.
func keepChecking(ctx context.Context, e *edits, url string, wrong chan<- error) {
	for ; ctx.Err() == nil; pause(ctx, 50*time.Millisecond) {
		if err := e.check(ctx, url); err != nil && ctx.Err() == nil {
			wrong <- err
			return
		}
	}
}

// goroutinesPattern and heapPattern find what the administration's profiles say.
var (
	goroutinesPattern = regexp.MustCompile(`goroutine profile: total (\d+)`)
	heapPattern       = regexp.MustCompile(`# HeapAlloc = (\d+)`)
)

// measure measures what the server has at intervals, until the context is done.
func measure(ctx context.Context, s *server, interval time.Duration) []*series {
	resident := &series{name: "resident MB", room: 30}
	descriptors := &series{name: "descriptors", room: 30}
	threads := &series{name: "threads", room: 5}
	goroutines := &series{name: "goroutines", room: 50}
	heap := &series{name: "heap MB", room: 20}
	for i := 0; ctx.Err() == nil; pause(ctx, interval) {
		i++
		resident.values = append(resident.values, float64(s.resident())/1e6)
		if n, err := s.proc.FileDescriptorsLen(); err == nil {
			descriptors.values = append(descriptors.values, float64(n))
		}
		if stat, err := s.proc.Stat(); err == nil {
			threads.values = append(threads.values, float64(stat.NumThreads))
		}
		if s.admin == "" {
			continue
		}
		s.profile(ctx, "goroutine?debug=1", goroutinesPattern, goroutines, 1)
		if i%5 == 0 {
			s.profile(ctx, "heap?debug=1&gc=1", heapPattern, heap, 1e-6)
		}
	}
	all := []*series{resident, descriptors, threads}
	if s.admin != "" {
		all = append(all, goroutines, heap)
	}
	return all
}

// profile adds a number in a profile, in another unit, to a series.
func (s *server) profile(ctx context.Context, name string, pattern *regexp.Regexp, to *series, unit float64) {
	text, err := body(ctx, s.admin+"/debug/pprof/"+name, get(""))
	if found := pattern.FindSubmatch(text); err == nil && found != nil {
		n, _ := strconv.ParseFloat(string(found[1]), 64)
		to.values = append(to.values, n*unit)
	}
}

// maxRefused is the share of questions that may be refused because the server is busy or its facts change.
const maxRefused = .01

// report prints what came of a load, and fails the test if that is not well.
func (l *load) report(t *testing.T, most float64, signalled time.Time, edits int, measured []*series) {
	t.Helper()
	refused, lost, late := 0, 0, 0
	for _, n := range l.refused {
		refused += n
	}
	for _, x := range l.lost {
		if x.sent.IsZero() || x.sent.After(signalled) {
			late++
			continue
		}
		if lost++; lost <= 10 {
			t.Errorf("lost: %s (sent %s before the signal)", x.what, signalled.Sub(x.sent))
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "capacity %.0f/s; asked %.0f/s: %d answered, %d aborted, %d refused %v, %d lost, %d sent after the signal; %d edits\n",
		most, l.rate, len(l.took), l.aborted, refused, l.refused, lost, late, edits)
	for name, took := range map[string][]time.Duration{"since it was due": l.took, "since it was sent": l.alone} {
		fmt.Fprintf(&b, "an answer takes, %s: p50 %v, p99 %v, p99.9 %v\n", name, percentile(took, .5), percentile(took, .99), percentile(took, .999))
	}
	for _, s := range measured {
		fmt.Fprintln(&b, s)
		if *full && !s.flat() {
			t.Errorf("it is not flat: %s", s)
		}
	}
	t.Logf("\n%s", &b)
	if len(l.took) == 0 || float64(refused) > maxRefused*float64(len(l.took)) {
		t.Errorf("too few answers: %d, %d refused", len(l.took), refused)
	}
}
