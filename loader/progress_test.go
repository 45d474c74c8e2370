package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/neo4j/load"
)

// TestProgress checks which lines are printed where there is no terminal.
func TestProgress(t *testing.T) {
	var out strings.Builder
	now := time.Unix(0, 0)
	p := newProgress(&out)
	p.now = func() time.Time { return now }
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
		now = now.Add(step.after)
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
