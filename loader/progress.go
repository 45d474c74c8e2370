package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"entente/graph/neo4j/load"
	"entente/loader/facts"
)

// progress shows the progress of reading facts or of a load: a bar for each phase on a terminal, otherwise lines.
type progress struct {
	out      io.Writer
	now      func() time.Time
	terminal bool
	// throttle is the least time between two drawings of the bar.
	throttle time.Duration
	bar      *progressbar.ProgressBar

	phase string
	// began is when the phase did, and shown what the last line said, and when.
	began, shownAt time.Time
	shown          int
}

// A step is how far a phase is. Bytes reports whether bytes are counted, brief whether the phase usually takes so little
// time that it should not be shown at once.
type step struct {
	phase        string
	done, of     int
	bytes, brief bool
}

// newProgress returns a progress shown on a stream.
func newProgress(out io.Writer) *progress {
	file, ok := out.(*os.File)
	return &progress{out: out, now: time.Now, throttle: 100 * time.Millisecond, terminal: ok && term.IsTerminal(int(file.Fd()))}
}

// show shows how far a load is.
func (p *progress) show(now load.Progress) {
	p.step(step{phase: string(now.Phase), done: now.Done, of: now.Of})
}

// read shows how far reading facts is, if it takes long.
func (p *progress) read(now facts.Progress) {
	p.step(step{phase: string(now.Phase), done: int(now.Done), of: int(now.Of), bytes: now.Phase == facts.Reading, brief: true})
}

// step shows a step.
func (p *progress) step(now step) {
	if now.phase != p.phase || now.done < p.shown { // another phase, or the same again
		p.begin(now)
	}
	if !p.terminal {
		p.line(now)
		return
	}
	if p.bar == nil {
		p.open(now)
	}
	_ = p.bar.Set(now.done) // failing to draw the bar is no reason to stop
}

// A laterWriter writes what is written once it may show something.
type laterWriter struct {
	io.Writer
	shows func() bool
}

// Write implements [io.Writer].
func (w laterWriter) Write(text []byte) (int, error) {
	if !w.shows() {
		return len(text), nil
	}
	return w.Writer.Write(text)
}

// begin begins a phase.
func (p *progress) begin(now step) {
	p.end()
	p.phase, p.began, p.shownAt, p.shown = now.phase, p.now(), p.now(), 0
}

// open makes the bar of a phase, from the beginning, as it measures the rate. If the phase is brief, it is drawn later.
func (p *progress) open(now step) {
	began := p.began
	out := laterWriter{p.out, func() bool { return !now.brief || p.now().Sub(began) >= leastTime }}
	p.bar = progressbar.NewOptions(now.of, progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(now.phase),
		progressbar.OptionShowCount(), progressbar.OptionShowBytes(now.bytes), progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(p.throttle), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
	if !now.bytes {
		progressbar.OptionShowIts()(p.bar)
		progressbar.OptionSetItsString("things")(p.bar)
	}
}

// The least time between two lines, and the time after which there is one though less than a tenth was done.
const leastTime, mostTime = time.Second, 5 * time.Second

// line prints a line if enough was done, or has passed, since the last one.
func (p *progress) line(now step) {
	since := p.now().Sub(p.shownAt)
	tenth := 10*now.done/max(now.of, 1) > 10*p.shown/max(now.of, 1)
	if now.done == 0 || since < leastTime || since < mostTime && !tenth {
		return
	}
	p.shown, p.shownAt = now.done, p.now()
	rate := float64(now.done) / max(p.now().Sub(p.began).Seconds(), 1e-3)
	left := time.Duration(float64(now.of-now.done) / rate * float64(time.Second)).Round(time.Second)
	if now.bytes {
		const mb = 1e6
		fmt.Fprintf(p.out, "%s: %.0f of %.0f MB (%.1f MB/s, %v left)\n", now.phase, float64(now.done)/mb, float64(now.of)/mb, rate/mb, left)
		return
	}
	fmt.Fprintf(p.out, "%s: %d of %d (%.0f/s, %v left)\n", now.phase, now.done, now.of, rate, left)
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
