// Package flight runs expensive computations: it limits how many run at a time, and suppresses duplicates of those that
// are running.
//
// Unlike in golang.org/x/sync/singleflight, a computation runs for as long as any caller waits for it, not only the
// first, and a panic is passed on to the waiting callers instead of ending the program.
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

	mu    sync.Mutex
	calls map[string]*call // those that run or wait for a slot, and have callers that wait for them
}

// New returns a group that runs at most n computations at a time, or one if n is less than that. Others wait in FIFO
// order.
func New(n int) *Group {
	return &Group{slots: semaphore.NewWeighted(int64(max(n, 1))), calls: map[string]*call{}}
}

// A call is a computation that callers wait for.
type call struct {
	cancel context.CancelFunc
	// deadline is that of the caller that started it, zero if none.
	deadline time.Time
	// waiting is the number of callers that wait, guarded by the group's mutex.
	waiting int
	// done is closed once the fields below are set.
	done     chan struct{}
	value    any
	err      error
	panicked error
}

// Do returns the results of compute. If a computation with the same key is in progress, it waits for that and returns
// the same results instead. All callers that use a key must compute the same thing, of the same type. Results are not
// cached; callers that waited for the same computation share them, and must not change them.
//
// The context of the computation has the values and the deadline of the caller that started it, and is cancelled when
// no caller waits any more. If the deadline passes before that of another caller, the other caller starts the
// computation again. Do returns the context's error once ctx is done, and panics if compute does.
func Do[T any](ctx context.Context, g *Group, key string, compute func(context.Context) (T, error)) (T, error) {
	run := func(ctx context.Context) (any, error) { return compute(ctx) }
	for {
		c := g.join(ctx, key, run)
		select {
		case <-c.done:
		case <-ctx.Done():
			g.leave(key, c)
			var none T
			return none, ctx.Err()
		}
		if c.panicked != nil {
			panic(c.panicked)
		}
		if !c.endedBefore(ctx) {
			value, _ := c.value.(T)
			return value, c.err
		}
	}
}

// join adds a waiting caller to the call with the key, which it starts if there is none, and returns the call.
func (g *Group) join(ctx context.Context, key string, compute func(context.Context) (any, error)) *call {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.calls[key]
	if !ok {
		c = &call{done: make(chan struct{})}
		c.deadline, _ = ctx.Deadline()
		ctx, c.cancel = c.limit(context.WithoutCancel(ctx))
		g.calls[key] = c
		go g.run(ctx, key, c, compute)
	}
	c.waiting++
	return c
}

// limit returns a context that ends at the call's deadline, if it has one.
func (c *call) limit(ctx context.Context) (context.Context, context.CancelFunc) {
	if c.deadline.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, c.deadline)
}

// run runs the computation of a call once there is a slot.
func (g *Group) run(ctx context.Context, key string, c *call, compute func(context.Context) (any, error)) {
	defer func() {
		c.cancel()
		g.mu.Lock()
		g.forget(key, c)
		g.mu.Unlock()
		close(c.done)
	}()
	if c.err = g.slots.Acquire(ctx, 1); c.err != nil {
		return
	}
	defer g.slots.Release(1)
	defer func() {
		if r := recover(); r != nil {
			c.panicked = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if c.err = ctx.Err(); c.err == nil { // Acquire may succeed even if ctx is done
		c.value, c.err = compute(ctx)
	}
}

// leave removes a waiting caller from a call. It cancels and forgets a call without callers: later ones start another.
func (g *Group) leave(key string, c *call) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.waiting--; c.waiting == 0 {
		c.cancel()
		g.forget(key, c)
	}
}

// forget removes a call from the group, unless another one has taken its key.
func (g *Group) forget(key string, c *call) {
	if g.calls[key] == c {
		delete(g.calls, key)
	}
}

// endedBefore reports whether a call exceeded its deadline, and that of a caller is later.
func (c *call) endedBefore(ctx context.Context) bool {
	if c.deadline.IsZero() || !errors.Is(c.err, context.DeadlineExceeded) {
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || deadline.After(c.deadline)
}
