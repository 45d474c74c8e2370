package hostile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"
)

// What the server is held to.
const (
	deadline   = 10 * time.Second
	lateness   = 100 * time.Millisecond
	maxGrowth  = 200_000_000
	goodWithin = 50 * time.Millisecond
	// enough is how many good questions beside an attack say something about their 99th percentile.
	enough = 20
)

// judge returns what is wrong. Limits of time are multiplied by the patience.
func (r *row) judge(allowed rules, patience time.Duration) []string {
	var faults []string
	fault := func(is bool, format string, args ...any) {
		if is {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	fault(r.died, "the server ended")
	fault(r.panicked, "panic")
	late, closed := time.Duration(0), 0
	for _, o := range r.outcomes {
		impatient := allowed.slow && errors.Is(o.err, context.DeadlineExceeded) // the client is, and not the server
		if o.err != nil && !allowed.closes && !impatient {
			fault(closed == 0, "closed: %v", o.err)
			closed++
		}
		fault(o.status == 500, "500")
		fault(o.status != 0 && len(allowed.want) > 0 && !slices.Contains(allowed.want, o.status), "status %d, not %v", o.status, allowed.want)
		late = max(late, o.took)
	}
	fault(!allowed.slow && late > deadline+lateness*patience, "late: %.1f s", late.Seconds())
	fault(r.memory.growth() > maxGrowth, "memory")
	fault(r.next.err != nil || r.next.status != 200, "next: %d %v", r.next.status, r.next.err)
	fault(r.next.took > goodWithin*patience, "next: %d ms", r.next.took.Milliseconds())
	fault(len(r.beside) >= enough && percentile(r.beside, .99) > goodWithin*patience, "beside: %d ms", percentile(r.beside, .99).Milliseconds())
	return slices.Compact(faults)
}

// percentile returns the time that a share of the times is not over, 0 if there are none.
func percentile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// TestJudge checks what is wrong with an attack.
func TestJudge(t *testing.T) {
	well := outcome{status: 200, took: time.Millisecond}
	slow := slices.Repeat([]time.Duration{time.Second}, enough)
	tests := []struct {
		name string
		row  row
		rules
		want []string
	}{
		{"well", row{next: well, outcomes: []outcome{well, {status: 400}, {status: 503}}}, rules{}, nil},
		{"dead", row{next: well, died: true, panicked: true}, rules{}, []string{"the server ended", "panic"}},
		{"500", row{next: well, outcomes: []outcome{{status: 500}, {status: 500}}}, rules{}, []string{"500"}},
		{"closed", row{next: well, outcomes: []outcome{{err: io.EOF}}}, rules{}, []string{"closed: EOF"}},
		{"may be closed", row{next: well, outcomes: []outcome{{err: io.EOF}}}, rules{closes: true}, nil},
		{"in time", row{next: well, outcomes: []outcome{{took: 10100 * time.Millisecond}}}, rules{}, nil},
		{"late", row{next: well, outcomes: []outcome{{took: 10110 * time.Millisecond}}}, rules{}, []string{"late: 10.1 s"}},
		{"late for a reason", row{next: well, outcomes: []outcome{{took: time.Minute}}}, rules{slow: true}, nil},
		{"not all was heard of much", row{next: well, outcomes: []outcome{{err: context.DeadlineExceeded}}}, rules{slow: true}, nil},
		{"no answer for long", row{next: well, outcomes: []outcome{{err: context.DeadlineExceeded}}}, rules{}, []string{"closed: context deadline exceeded"}},
		{"not refused", row{next: well, outcomes: []outcome{well}}, rules{want: []int{403, 421}}, []string{"status 200, not [403 421]"}},
		{"memory", row{next: well, memory: memories{before: 1, peak: 200_000_002}}, rules{}, []string{"memory"}},
		{"less memory", row{next: well, memory: memories{before: 300_000_000, peak: 1}}, rules{}, nil},
		{"next", row{next: outcome{status: 503, took: time.Second}}, rules{}, []string{"next: 503 <nil>", "next: 1000 ms"}},
		{"beside", row{next: well, beside: slow}, rules{}, []string{"beside: 1000 ms"}},
		{"few beside", row{next: well, beside: slow[1:]}, rules{}, nil},
	}
	for _, tt := range tests {
		if got := tt.row.judge(tt.rules, 1); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
