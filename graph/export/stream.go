package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"entente/graph/flight"
	"entente/graph/refusal"
)

const (
	// chunk is the number of bytes that are kept before anything is sent: until then, an error has a status.
	chunk = 1 << 16
	// making is how long a file may be made, without the time for which it waits for its client or for others.
	making = time.Minute
	// queueing is how long a file may wait for its first turn.
	queueing = 10 * time.Second
	// spell is how long a turn lasts while others wait: about as long as what they wait for. A table, of which nothing but a chunk is
	// in memory, has a shorter one, so that a small table does not wait long for twenty large ones.
	spell, tableSpell = time.Second, time.Second / 4
	// moment is how long making rests after each chunk. While all cores compute, the runtime looks only every 10 ms for what has come
	// over the network, and a request waits for that several times.
	moment = 50 * time.Microsecond
	// part is the kind of the computation that makes what a turn is enough for.
	part = "part of a file"
)

var errTooSlow = refusal.Errorf(http.StatusServiceUnavailable,
	"the file takes too long to make: ask for less, such as fewer years or types, or, if you have the facts, export it with the loader, which has no limit")

// panicked is what whoever makes a file panicked with, and where, for whoever sends it to panic with.
type panicked string

// Error implements error.
func (p panicked) Error() string { return string(p) }

// spooled has a file be made in the background, as part of a group. It is to be read from the spool, which the caller has to leave.
func (e exporter) spooled(ctx context.Context, write Write, work *flight.Group) *spool {
	s := newSpool(e.room, unnamed)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				s.end(panicked(fmt.Sprintf("panic: %v\n%s", r, debug.Stack())))
			}
		}()
		s.end(e.make(ctx, write, s, e.turn(work)))
	}()
	return s
}

// make makes a file in turn.
func (e exporter) make(ctx context.Context, write Write, s *spool, t *turn) error {
	if err := t.begin(ctx); err != nil {
		return err
	}
	defer t.end()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	w := &stopwatch{spool: s, ctx: ctx, turn: t, left: e.making, end: func() { cancel(errTooSlow) }}
	w.run()
	defer w.pause()
	out := bufio.NewWriterSize(w, chunk)
	err := write(ctx, out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// A stopwatch writes to a spool, and measures how long a file is made. It stops while the file waits for its client, when it is
// others' turn.
type stopwatch struct {
	spool *spool
	ctx   context.Context //nolint:containedctx // io.Writer takes none
	turn  *turn
	end   func()
	left  time.Duration
	since time.Time
	timer *time.Timer
}

// run starts the time.
func (w *stopwatch) run() { w.since, w.timer = time.Now(), time.AfterFunc(w.left, w.end) }

// pause stops the time.
func (w *stopwatch) pause() {
	w.timer.Stop()
	w.left -= time.Since(w.since)
}

// Write implements [io.Writer]. After a while, or if there is no room for more, it is others' turn, whose files may be short.
func (w *stopwatch) Write(p []byte) (int, error) {
	added := w.spool.put(p)
	time.Sleep(moment) //nolint:forbidigo // it waits for the runtime to look
	if added && time.Since(w.turn.since) < w.turn.lasts {
		return len(p), nil
	}
	w.pause()
	defer w.run()
	w.turn.end()
	if !added {
		w.spool.drained()
		w.spool.put(p) // there is room: nothing is left to read
	}
	return len(p), w.turn.resume(w.ctx)
}

// A turn is the right to make a part of a file, which few have at the same time.
type turn struct {
	all *flight.Group
	// lasts is how long it is while others wait.
	lasts time.Duration
	// leave gives the turn back, since when it lasts.
	leave func()
	since time.Time
}

// turn returns the turns of a file that is made as part of a group.
func (e exporter) turn(work *flight.Group) *turn {
	if work == e.work {
		return &turn{all: work, lasts: spell}
	}
	return &turn{all: work, lasts: tableSpell}
}

// begin waits for the first turn. It returns a [*flight.BusyError] if that does not come soon.
func (t *turn) begin(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, queueing)
	defer cancel()
	leave, err := t.all.Enter(limited, flight.Kind{Name: part})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = &flight.BusyError{After: queueing}
	}
	return t.take(leave, err)
}

// resume waits for another turn.
func (t *turn) resume(ctx context.Context) error {
	return t.take(t.all.Continue(ctx, flight.Kind{Name: part}))
}

// take takes a turn, if there is no error.
func (t *turn) take(leave func(), err error) error {
	t.leave, t.since = func() {}, time.Now()
	if err == nil {
		t.leave = sync.OnceFunc(leave)
	}
	return err
}

// end lets others have their turn.
func (t *turn) end() { t.leave() }
