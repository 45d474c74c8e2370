package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"entente/graph/neo4j/load"
)

// progress shows the progress of a load: a bar for each phase on a terminal, otherwise lines.
type progress struct {
	out      io.Writer
	now      func() time.Time
	terminal bool
	bar      *progressbar.ProgressBar

	phase load.Phase
	// began is when the phase did, and shown what the last line said, and when.
	began, shownAt time.Time
	shown          int
}

// newProgress returns a progress shown on a stream.
func newProgress(out io.Writer) *progress {
	file, ok := out.(*os.File)
	return &progress{out: out, now: time.Now, terminal: ok && term.IsTerminal(int(file.Fd()))}
}

// show shows how far a load is.
func (p *progress) show(now load.Progress) {
	if now.Phase != p.phase || now.Done < p.shown { // another phase, or the same again
		p.begin(now)
	}
	if p.bar != nil {
		_ = p.bar.Set(now.Done) // failing to draw the bar is no reason to stop
		return
	}
	p.line(now)
}

// begin begins a phase.
func (p *progress) begin(now load.Progress) {
	p.end()
	p.phase, p.began, p.shownAt, p.shown = now.Phase, p.now(), p.now(), 0
	if p.terminal {
		p.bar = progressbar.NewOptions(now.Of, progressbar.OptionSetWriter(p.out), progressbar.OptionSetDescription(string(now.Phase)),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("things"),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	}
}

// The least time between two lines, and the time after which there is one though less than a tenth was done.
const leastTime, mostTime = time.Second, 5 * time.Second

// line prints a line if enough was done, or has passed, since the last one.
func (p *progress) line(now load.Progress) {
	since := p.now().Sub(p.shownAt)
	tenth := 10*now.Done/max(now.Of, 1) > 10*p.shown/max(now.Of, 1)
	if now.Done == 0 || since < leastTime || since < mostTime && !tenth {
		return
	}
	p.shown, p.shownAt = now.Done, p.now()
	rate := float64(now.Done) / max(p.now().Sub(p.began).Seconds(), 1e-3)
	left := time.Duration(float64(now.Of-now.Done) / rate * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.out, "%s: %d of %d (%.0f/s, %v left)\n", now.Phase, now.Done, now.Of, rate, left)
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
