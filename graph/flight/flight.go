// Package flight runs computations that are too heavy to run whenever they are asked for: only so many at a time, and equal
// ones once while they are under way.
//
// Other than in golang.org/x/sync/singleflight, a computation goes on for as long as anybody waits for it, whoever asked
// first, and a panic reaches those who wait instead of ending the program.
package flight

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// A Group runs computations. It is safe for concurrent use.
type Group struct {
	slots *semaphore.Weighted

	mu      sync.Mutex
	flights map[string]*flight // those that run or wait for a slot, and that somebody waits for
}

// New returns a group that runs at most so many computations at a time, at least one; the others wait in the order in which
// they were asked for.
func New(atOnce int) *Group {
	return &Group{slots: semaphore.NewWeighted(int64(max(atOnce, 1))), flights: map[string]*flight{}}
}

// A flight is one computation and those who wait for it.
type flight struct {
	cancel context.CancelFunc
	// deadline is when the time of the caller that began it ends, zero if never.
	deadline time.Time
	// waiting is how many callers wait. The group's mutex guards it.
	waiting int
	// landed is closed once the rest is set.
	landed   chan struct{}
	value    any
	err      error
	panicked error
}

// Do returns what compute returns. If a computation with the same key is under way, it is that one's result; all callers that
// use a key must compute the same thing, of the same type. No result is kept: it is shared by those who wait for it, who
// must not change it.
//
// The context of the computation has the values and the deadline of the caller that began it, and is cancelled when nobody
// waits any more. When its time ends before that of another caller does, the other one's computation begins anew. Do
// returns the context's error once ctx is done, and panics if compute does.
func Do[T any](ctx context.Context, g *Group, key string, compute func(context.Context) (T, error)) (T, error) {
	run := func(ctx context.Context) (any, error) { return compute(ctx) }
	for {
		f := g.board(ctx, key, run)
		select {
		case <-f.landed:
		case <-ctx.Done():
			g.leave(key, f)
			var none T
			return none, ctx.Err()
		}
		if f.panicked != nil {
			panic(f.panicked)
		}
		if !f.endedBefore(ctx) {
			value, _ := f.value.(T)
			return value, f.err
		}
	}
}

// board returns the flight with the key, with one more waiting for it; it begins one if there is none.
func (g *Group) board(ctx context.Context, key string, compute func(context.Context) (any, error)) *flight {
	g.mu.Lock()
	defer g.mu.Unlock()
	f, ok := g.flights[key]
	if !ok {
		f = &flight{landed: make(chan struct{})}
		f.deadline, _ = ctx.Deadline()
		ctx, f.cancel = f.limit(context.WithoutCancel(ctx))
		g.flights[key] = f
		go g.fly(ctx, key, f, compute)
	}
	f.waiting++
	return f
}

// limit returns a context that ends at the flight's deadline, if it has one.
func (f *flight) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if f.deadline.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, f.deadline)
}

// fly computes what a flight is for, once there is a slot, and ends it.
func (g *Group) fly(ctx context.Context, key string, f *flight, compute func(context.Context) (any, error)) {
	defer func() {
		f.cancel()
		g.mu.Lock()
		g.drop(key, f)
		g.mu.Unlock()
		close(f.landed)
	}()
	if f.err = g.slots.Acquire(ctx, 1); f.err != nil {
		return
	}
	defer g.slots.Release(1)
	defer func() {
		if r := recover(); r != nil {
			f.panicked = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if f.err = ctx.Err(); f.err == nil { // there may be a slot for what has ended
		f.value, f.err = compute(ctx)
	}
}

// leave has one fewer wait for a flight, and cancels one that nobody waits for: who asks from then on begins another.
func (g *Group) leave(key string, f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		g.drop(key, f)
	}
}

// drop forgets a flight, unless another one has its key already.
func (g *Group) drop(key string, f *flight) {
	if g.flights[key] == f {
		delete(g.flights, key)
	}
}

// endedBefore reports whether the flight's time ended, and that of a caller goes on.
func (f *flight) endedBefore(ctx context.Context) bool {
	if f.deadline.IsZero() || !errors.Is(f.err, context.DeadlineExceeded) {
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || deadline.After(f.deadline)
}
