package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/neo4j/load"
	"entente/loader/facts"
)

// newLines returns a progress that prints lines, what it prints, and its clock.
func newLines() (p *progress, out *strings.Builder, now *time.Time) {
	out, now = &strings.Builder{}, new(time.Unix(0, 0))
	p = newProgress(out)
	p.now = func() time.Time { return *now }
	return p, out, now
}

// TestReadProgress checks the lines of reading facts, which are none unless it takes long.
func TestReadProgress(t *testing.T) {
	p, out, now := newLines()
	for _, step := range []struct {
		after time.Duration
		facts.Progress
	}{
		{0, facts.Progress{Phase: facts.Reading, Done: 1e6, Of: 160e6}},
		{900 * time.Millisecond, facts.Progress{Phase: facts.Reading, Done: 20e6, Of: 160e6}},
		{1100 * time.Millisecond, facts.Progress{Phase: facts.Reading, Done: 40e6, Of: 160e6}},
		{time.Second, facts.Progress{Phase: facts.Linking, Done: 1, Of: 400}},
		{500 * time.Millisecond, facts.Progress{Phase: facts.Linking, Done: 200, Of: 400}},
		{500 * time.Millisecond, facts.Progress{Phase: facts.Linking, Done: 300, Of: 400}},
	} {
		*now = now.Add(step.after)
		p.read(step.Progress)
	}
	p.end()
	want := `reading: 40 of 160 MB (20.0 MB/s, 6s left)
linking: 300 of 400 (300/s, 0s left)
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestBar checks that a terminal shows a bar with a rate and the time left once reading takes long, and clears it.
func TestBar(t *testing.T) {
	var out strings.Builder
	now := time.Unix(0, 0)
	p := newProgress(&out)
	p.now, p.terminal, p.throttle = func() time.Time { return now }, true, 0
	p.read(facts.Progress{Phase: facts.Reading, Done: 1e6, Of: 160e6})
	if out.Len() > 0 {
		t.Errorf("after no time: %q", out.String())
	}
	now = now.Add(2 * time.Second)
	p.read(facts.Progress{Phase: facts.Reading, Done: 40e6, Of: 160e6})
	if got := out.String(); !strings.Contains(got, "reading") || !strings.Contains(got, "MB") || !strings.Contains(got, "25%") {
		t.Errorf("no bar: %q", got)
	}
	p.end()
	if p.bar != nil || !strings.HasSuffix(strings.TrimRight(out.String(), " "), "\r") {
		t.Errorf("not cleared: %q", out.String())
	}
}

// TestProgress checks which lines are printed where there is no terminal.
func TestProgress(t *testing.T) {
	p, out, now := newLines()
	for _, step := range []struct {
		after time.Duration
		load.Progress
	}{
		{0, load.Progress{Phase: load.Reading, Of: 10}},
		{time.Millisecond, load.Progress{Phase: load.Reading, Done: 10, Of: 10}}, // too soon to be of interest
		{0, load.Progress{Phase: load.Writing, Of: 1000}},
		{2 * time.Second, load.Progress{Phase: load.Writing, Done: 100, Of: 1000}},
		{500 * time.Millisecond, load.Progress{Phase: load.Writing, Done: 200, Of: 1000}},
		{2500 * time.Millisecond, load.Progress{Phase: load.Writing, Done: 250, Of: 1000}},
		{4 * time.Second, load.Progress{Phase: load.Writing, Done: 251, Of: 1000}},
		{time.Second, load.Progress{Phase: load.Writing, Done: 260, Of: 1000}},
		{time.Second, load.Progress{Phase: load.Writing, Done: 10, Of: 1000}}, // again
		{time.Second, load.Progress{Phase: load.Deleting, Done: 0, Of: 2}},
		{10 * time.Second, load.Progress{Phase: load.Deleting, Done: 1, Of: 2}},
	} {
		*now = now.Add(step.after)
		p.show(step.Progress)
	}
	p.end()
	want := `writing: 100 of 1000 (50/s, 18s left)
writing: 250 of 1000 (50/s, 15s left)
writing: 260 of 1000 (26/s, 28s left)
deleting: 1 of 2 (0/s, 10s left)
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
