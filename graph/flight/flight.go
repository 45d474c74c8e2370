// Package flight runs expensive computations: it limits how many run at a time and how many wait, suppresses duplicates of
// those that are running, and keeps results while the facts that they are about are the same.
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
	"sync/atomic"
	"time"
)

// A Group runs computations. It is safe for concurrent use.
type Group struct {
	// line is for heavy computations, and light for others, which so do not wait for heavy ones, nor take all cores.
	line, light *line
	full        func() bool
	// around is called before a heavy computation, and before the wait for a light one: what many make together may be much. What
	// it returns is called after the computation.
	around func() func()
	kept   *kept
	// hits and misses count the questions for what is kept, and unroomed the computations for which there was no memory.
	hits, misses, unroomed atomic.Uint64

	mu    sync.Mutex
	calls map[string]*call // those that run or wait for a slot, and have callers that wait for them
}

// mostWaiting is how many computations may wait, unless [Waiting] says otherwise.
const mostWaiting = 256

// New returns a group that runs at most n heavy computations at a time, or one if n is less than that, and as many light ones.
// Others wait: see [Do].
func New(n int, options ...Option) *Group {
	n = max(n, 1)
	g := &Group{line: newLine(n), light: newLine(n), full: func() bool { return false }, around: func() func() { return func() {} }, calls: map[string]*call{}}
	for _, o := range options {
		o(g)
	}
	return g
}

// An Option changes how a group runs computations.
type Option func(*Group)

// Waiting sets how many computations may wait.
func Waiting(most int) Option { return func(g *Group) { g.line.most = most } }

// Full has a group refuse heavy computations while full reports that there is no memory for them.
func Full(full func() bool) Option { return func(g *Group) { g.full = full } }

// Around has a group call begin before each heavy computation and before the wait for each light one, and what that returns after
// the computation.
func Around(begin func() (end func())) Option { return func(g *Group) { g.around = begin } }

// A Task is a computation and what is known of it. All that have a key must compute the same thing, of the same type.
type Task[T any] struct {
	Key string
	// Light is set if it takes some milliseconds: it does not wait for those that take longer, but for others like it.
	Light bool
	// Kind is what it is like, if it is heavy.
	Kind Kind
	// Turn is that of the request; nil for none.
	Turn *Turn
	// Edition identifies the facts that it is about. The result is kept if it is the one that the group was told of (see
	// [Group.Turn]), and Size is not nil.
	Edition string
	// Size returns how many bytes a result takes, or a negative number if it should not be kept.
	Size    func(T) int
	Compute func(context.Context) (T, error)
}

// A Kind is what is known of how long computations take. Those whose kinds have the same name take about as long: how long they
// took tells how long others wait for them.
type Kind struct {
	Name string
	// Guess is how long one probably takes, as long as none has.
	Guess time.Duration
	// Ahead is set if something large is held while such a computation waits, so that it goes before others.
	Ahead bool
	// since is when the request began that it is for: of two that wait for a client, the one of the older request goes first.
	since time.Time
}

// A Turn is what the computations of a request have in common: while one of them runs or waits for a slot, the others do not
// even wait for one; and when the request began, so that what waits for it goes before what waits for younger ones of its client.
type Turn struct {
	taken chan struct{}
	began time.Time
}

// NewTurn returns the turn of a request that begins.
func NewTurn() *Turn { return &Turn{make(chan struct{}, 1), time.Now()} }

// clientKey is the context key of the client's name.
type clientKey struct{}

// WithClient returns the context of a request of a client. Clients have slots in turn.
func WithClient(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, clientKey{}, name)
}

// clientOf returns the client whose request it is.
func clientOf(ctx context.Context) string {
	name, _ := ctx.Value(clientKey{}).(string)
	return name
}

// Enter waits for a slot, as a heavy computation of [Do] does, and returns what gives it back, to be called once.
func (g *Group) Enter(ctx context.Context, kind Kind) (leave func(), err error) {
	return whole(g.enter(ctx, kind, false))
}

// Continue is [Group.Enter] for a computation that has given its slot back for a while: it waits for as long as it takes.
func (g *Group) Continue(ctx context.Context, kind Kind) (leave func(), err error) {
	return whole(g.enter(ctx, kind, true))
}

// whole returns what gives back the slot of a computation that is whole.
func whole(end func(whole bool), err error) (leave func(), _ error) {
	if err != nil {
		return nil, err
	}
	return func() { end(true) }, nil
}

// enter waits for a slot. What gives it back is told whether the computation was whole.
func (g *Group) enter(ctx context.Context, kind Kind, patient bool) (leave func(whole bool), err error) {
	if !patient && g.full() {
		g.unroomed.Add(1)
		return nil, &BusyError{whileFull}
	}
	r, err := g.line.enter(ctx, clientOf(ctx), kind, patient)
	if err != nil {
		return nil, err
	}
	end := g.around()
	return func(whole bool) {
		end()
		g.line.leave(r, whole)
	}, nil
}

// whileFull is how long it may take until memory is free.
const whileFull = 2 * time.Second

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

// Do returns the results of a task. If a computation with the same key is in progress, it waits for that and returns the same
// results instead; if they are kept, it returns these. Callers share results, and must not change them.
//
// Heavy computations wait for a slot, in the order in which they came and clients in turn. One that cannot wait, or for which
// there will probably be no slot before its deadline, returns a [*BusyError] at once.
//
// The context of the computation has the values and the deadline of the caller that started it, and is cancelled when
// no caller waits any more. If the deadline passes before that of another caller, the other caller starts the
// computation again. Do returns the context's error once ctx is done, and panics if the computation does.
func Do[T any](ctx context.Context, g *Group, t Task[T]) (T, error) {
	if value, ok := look[T](g, t.Edition, t.Key); ok {
		return value, nil
	}
	run := func(ctx context.Context) (any, error) {
		if value, ok := find[T](g, t.Edition, t.Key); ok { // by now
			return value, nil
		}
		value, err := t.Compute(ctx)
		if err == nil && t.Size != nil {
			g.kept.keep(t.Edition, t.Key, value, t.Size(value))
		}
		return value, err
	}
	for {
		c := g.join(ctx, t.Key, func(ctx context.Context) (func(), error) { return begin(ctx, g, &t) }, run)
		select {
		case <-c.done:
		case <-ctx.Done():
			g.leave(t.Key, c)
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
func (g *Group) join(
	ctx context.Context, key string, begin func(context.Context) (func(), error), compute func(context.Context) (any, error),
) *call {
	g.mu.Lock()
	defer g.mu.Unlock()
	c, ok := g.calls[key]
	if !ok {
		c = &call{done: make(chan struct{})}
		c.deadline, _ = ctx.Deadline()
		ctx, c.cancel = c.limit(context.WithoutCancel(ctx))
		g.calls[key] = c
		go g.run(ctx, key, c, begin, compute)
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

// run runs the computation of a call once it may begin.
func (g *Group) run(
	ctx context.Context, key string, c *call, begin func(context.Context) (func(), error), compute func(context.Context) (any, error),
) {
	defer func() {
		c.cancel()
		g.mu.Lock()
		g.forget(key, c)
		g.mu.Unlock()
		close(c.done)
	}()
	end, err := begin(ctx)
	if err != nil {
		c.err = err
		return
	}
	defer end()
	defer func() {
		if r := recover(); r != nil {
			c.panicked = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	if c.err = ctx.Err(); c.err == nil { // it may begin even if ctx is done
		c.value, c.err = compute(ctx)
	}
}

// begin waits for a slot for a task, and returns what gives it back.
func begin[T any](ctx context.Context, g *Group, t *Task[T]) (end func(), err error) {
	if t.Light {
		return g.EnterLight(ctx, nil)
	}
	return g.EnterInTurn(ctx, t.Kind, t.Turn)
}

// EnterInTurn is [Group.Enter] for a computation that waits for its turn before, if it has one, and is whole unless its context ended.
func (g *Group) EnterInTurn(ctx context.Context, kind Kind, turn *Turn) (leave func(), err error) {
	return turn.then(ctx, func(began time.Time) (func(bool), error) {
		kind.since = began
		return g.enter(ctx, kind, false)
	})
}

// EnterLight is [Group.EnterInTurn] for a light computation.
func (g *Group) EnterLight(ctx context.Context, turn *Turn) (leave func(), err error) {
	return turn.then(ctx, func(began time.Time) (func(bool), error) {
		end := g.around()
		r, err := g.light.enter(ctx, clientOf(ctx), Kind{since: began}, false)
		if err != nil {
			end()
			return nil, err
		}
		return func(whole bool) {
			end()
			g.light.leave(r, whole)
		}, nil
	})
}

// then waits for the turn, if there is one, and then for a slot, and returns what gives both back.
func (t *Turn) then(ctx context.Context, enter func(began time.Time) (func(whole bool), error)) (leave func(), err error) {
	if t == nil {
		t = NewTurn()
	}
	select {
	case t.taken <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	end, err := enter(t.began)
	if err != nil {
		<-t.taken
		return nil, err
	}
	return func() {
		end(ctx.Err() == nil)
		<-t.taken
	}, nil
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

// endedBefore reports whether a call exceeded its deadline, or could not have met it, and that of a caller is later.
func (c *call) endedBefore(ctx context.Context) bool {
	if c.deadline.IsZero() || !errors.Is(c.err, context.DeadlineExceeded) && !errors.Is(c.err, ErrBusy) {
		return false
	}
	deadline, ok := ctx.Deadline()
	return !ok || deadline.After(c.deadline)
}
