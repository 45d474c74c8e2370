// Package gather has those who resolve the items of a list at the same time ask a store together. Whoever is about to wait
// for an answer takes a turn, which comes when all the others wait as well, or have ended: by then every question that the
// list leads to is there, and all of them go out in one statement.
package gather

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// patience is how long the others may take to ask, after the last who did: some wait for what is no answer of a store.
const patience = time.Millisecond

// patienceKey is the context key of another patience.
type patienceKey struct{}

// WithPatience returns a context in which the others may take so long to ask after the last who did, instead of a millisecond.
func WithPatience(ctx context.Context, d time.Duration) context.Context {
	return context.WithValue(ctx, patienceKey{}, d)
}

// patienceOf returns how long the others may take.
func patienceOf(ctx context.Context) time.Duration {
	if d, ok := ctx.Value(patienceKey{}).(time.Duration); ok {
		return d
	}
	return patience
}

// A crowd is all who resolve one request.
type crowd struct {
	patience time.Duration

	mu sync.Mutex
	// busy is how many do not wait.
	busy int
	// next is the turn of those who wait, nil if nobody does; late ends it when the others take too long.
	next *turn
	late *time.Timer
}

// A member is one of a crowd, who may wait for several answers at the same time.
type member struct {
	of    *crowd
	waits int
}

// A turn is when questions may go out.
type turn struct {
	come  atomic.Bool
	calls []func()
}

// A Wait is that of somebody for an answer. The nil wait is that of somebody who is in no crowd.
type Wait struct {
	turn   *turn
	of     *member
	resume sync.Once
}

// Come reports whether the turn of the question has come.
func (w *Wait) Come() bool { return w == nil || w.turn.come.Load() }

// End ends the wait. Whoever answers several questions at once ends all waits before anybody goes on, who would otherwise ask
// the next question while the others seem to wait still. It may be called more than once.
func (w *Wait) End() {
	if w == nil {
		return
	}
	w.resume.Do(func() {
		w.of.of.mu.Lock()
		defer w.of.of.mu.Unlock()
		w.of.resume()
	})
}

// memberKey is the context key of a *member.
type memberKey struct{}

// memberOf returns who a context belongs to, nil for somebody who is in no crowd.
func memberOf(ctx context.Context) *member {
	m, _ := ctx.Value(memberKey{}).(*member)
	return m
}

// crowd returns the crowd of a member, or a new one for somebody who is in none.
func (m *member) crowd(ctx context.Context) *crowd {
	if m == nil {
		return &crowd{patience: patienceOf(ctx)}
	}
	return m.of
}

// Alone returns the context of somebody who waits for nobody.
func Alone(ctx context.Context) context.Context {
	return context.WithValue(ctx, memberKey{}, (*member)(nil))
}

// Items has n items be resolved at the same time, for a caller who waits until they are. Each is to be resolved with the
// context that item returns, and to call end then; the caller calls end when all are.
func Items(ctx context.Context, n int) (item func(context.Context) (of context.Context, end func()), end func()) {
	m := memberOf(ctx)
	c := m.crowd(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy += n
	m.wait()
	return c.item, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		m.resume()
	}
}

// item returns the context of one who was counted already.
func (c *crowd) item(ctx context.Context) (of context.Context, end func()) {
	m := &member{of: c}
	return context.WithValue(ctx, memberKey{}, m), func() {
		c.mu.Lock()
		m.wait()
		c.leave()
	}
}

// Begin begins the wait of a caller for an answer, who has to end it, too. It calls ask with the wait, and come when the turn of
// the question has come.
func Begin(ctx context.Context, ask func(*Wait), come func()) {
	m := memberOf(ctx)
	if m == nil {
		ask(nil)
		come()
		return
	}
	c := m.of
	c.mu.Lock()
	t := c.turn()
	t.calls = append(t.calls, come)
	ask(&Wait{turn: t, of: m})
	m.wait()
	c.leave()
}

// turn returns the next turn. It is called with the lock held, as are the methods after it.
func (c *crowd) turn() *turn {
	if c.next == nil {
		c.next = &turn{}
		c.late = time.AfterFunc(c.patience, func() {
			c.mu.Lock()
			c.come()
		})
	} else {
		c.late.Reset(c.patience)
	}
	return c.next
}

// leave has the turn come if nobody is busy any more. It gives the lock back.
func (c *crowd) leave() {
	if c.busy > 0 {
		c.mu.Unlock()
		return
	}
	c.come()
}

// come has the turn come of those who wait. It gives the lock back.
func (c *crowd) come() {
	t := c.next
	c.next = nil
	if t == nil {
		c.mu.Unlock()
		return
	}
	c.late.Stop()
	t.come.Store(true)
	c.mu.Unlock()
	for _, call := range t.calls {
		call()
	}
}

// wait notes that a member waits for one thing more.
func (m *member) wait() {
	if m == nil {
		return
	}
	if m.waits++; m.waits == 1 {
		m.of.busy--
	}
}

// resume notes that a member waits for one thing less.
func (m *member) resume() {
	if m == nil {
		return
	}
	if m.waits--; m.waits == 0 {
		m.of.busy++
	}
}
