package flight_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/flight"
)

// A call is a call of Do in progress.
type call struct {
	cancel context.CancelFunc
	done   chan struct{}
	value  string
	err    error
}

// begin calls Do concurrently, and returns once the call blocks or ends. A time limit of 0 means none.
func begin(g *flight.Group, key string, limit time.Duration, compute func(context.Context) (string, error)) *call {
	ctx, cancel := context.WithCancel(context.Background())
	if limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, limit)
	}
	c := &call{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(c.done)
		c.value, c.err = flight.Do(ctx, g, flight.Task[string]{Key: key, Compute: compute})
	}()
	synctest.Wait()
	return c
}

// want checks what a call returned.
func (c *call) want(t *testing.T, value string, err error) {
	t.Helper()
	defer c.cancel()
	if <-c.done; c.value != value || !errors.Is(c.err, err) {
		t.Errorf("it returned %q, %v, want %q, %v", c.value, c.err, value, err)
	}
}

// lasting returns a computation of a given duration, unless its context ends first, and counts how often it is started.
func lasting(d time.Duration, begun *int, value string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		*begun++
		select {
		case <-time.After(d):
			return value, nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// TestOrder checks that the number of running computations is limited, and that others wait in FIFO order.
func TestOrder(t *testing.T) {
	for _, atOnce := range []int{-1, 1, 2, 3} {
		t.Run(strconv.Itoa(atOnce), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g, start := flight.New(atOnce), time.Now()
				ended := make([]time.Duration, 6)
				var calls []*call
				for i := range ended {
					calls = append(calls, begin(g, strconv.Itoa(i), 0, func(context.Context) (string, error) {
						<-time.After(time.Second)
						ended[i] = time.Since(start)
						return "", nil
					}))
				}
				want := make([]time.Duration, len(ended))
				for i, c := range calls {
					c.want(t, "", nil)
					want[i] = time.Duration(1+i/max(atOnce, 1)) * time.Second
				}
				if diff := cmp.Diff(want, ended); diff != "" {
					t.Errorf("they ended at unexpected times (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestEqual checks that concurrent computations with the same key are run once, and that results are not cached.
func TestEqual(t *testing.T) {
	failure := errors.New("failure")
	for _, err := range []error{nil, failure} {
		synctest.Test(t, func(t *testing.T) {
			g, begun := flight.New(1), 0
			compute := func(ctx context.Context) (string, error) {
				value, _ := lasting(time.Second, &begun, "value")(ctx)
				return value, err
			}
			one, two, other := begin(g, "key", 0, compute), begin(g, "key", 0, compute), begin(g, "other", 0, compute)
			one.want(t, "value", err)
			two.want(t, "value", err)
			other.want(t, "value", err)
			if begun != 2 {
				t.Errorf("two equal ones and another were computed %d times", begun)
			}
			begin(g, "key", 0, lasting(time.Second, &begun, "again")).want(t, "again", nil)
		})
	}
}

// TestLeaving checks that a computation outlives the caller that started it, but not the last one that waits.
func TestLeaving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, begun := flight.New(1), 0
		compute := lasting(time.Minute, &begun, "value")
		first, second := begin(g, "key", 0, compute), begin(g, "key", 0, compute)
		first.cancel()
		first.want(t, "", context.Canceled)
		second.want(t, "value", nil)

		third := begin(g, "key", 0, compute)
		third.cancel()
		third.want(t, "", context.Canceled)
		start := time.Now()
		begin(g, "key", 0, compute).want(t, "value", nil)
		if took := time.Since(start); begun != 3 || took != time.Minute {
			t.Errorf("it was started %d times and took %v: one that no caller waited for went on", begun, took)
		}
	})
}

// TestLeavingTheQueue checks that a computation without callers is never started, and that waiting ends at the
// deadline.
func TestLeavingTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, begun, never := flight.New(1), 0, 0
		running := begin(g, "running", 0, lasting(time.Minute, &begun, "value"))
		gone := begin(g, "gone", 0, lasting(time.Minute, &never, ""))
		late := begin(g, "late", time.Second, lasting(time.Minute, &never, ""))
		gone.cancel()
		gone.want(t, "", context.Canceled)
		late.want(t, "", context.DeadlineExceeded)
		running.want(t, "value", nil)
		begin(g, "next", 0, lasting(time.Second, &begun, "value")).want(t, "value", nil)
		if never != 0 || begun != 2 {
			t.Errorf("the computation without callers was started %d times, the others %d times", never, begun)
		}
	})
}

// TestDeadlines checks that a computation has the deadline of the caller that started it, and that this does not
// shorten the time of others.
func TestDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, begun := flight.New(1), 0
		compute := lasting(10*time.Second, &begun, "value")
		short := begin(g, "key", 5*time.Second, compute)
		long, endless := begin(g, "key", 12*time.Second, compute), begin(g, "key", 0, compute)
		short.want(t, "", context.DeadlineExceeded)
		long.want(t, "", context.DeadlineExceeded)
		if endless.want(t, "value", nil); begun > 3 {
			t.Errorf("it was started %d times, want at most once per caller", begun)
		}
	})
}

// TestPanic checks that a panic reaches all waiting callers, with its stack, and frees its slot.
func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := flight.New(1)
		caught := make([]string, 2)
		var wait sync.WaitGroup
		for i := range caught {
			wait.Go(func() {
				defer func() { caught[i] = fmt.Sprint(recover()) }()
				_, _ = flight.Do(context.Background(), g, flight.Task[int]{Key: "key", Compute: func(context.Context) (int, error) {
					<-time.After(time.Second)
					panic("broken invariant")
				}})
			})
		}
		wait.Wait()
		for _, text := range caught {
			if !strings.Contains(text, "broken invariant") || !strings.Contains(text, "flight_test.go") {
				t.Errorf("the panic is %q", text)
			}
		}
		begun := 0
		begin(g, "key", 0, lasting(time.Second, &begun, "value")).want(t, "value", nil)
	})
}

// TestAnyOrder has callers of a few keys arrive and leave at random times. It checks that the limit holds, that no two
// computations with the same key run at the same time, and that callers that stay get the answer.
func TestAnyOrder(t *testing.T) {
	type caller struct{ Key, Comes, Stays int }
	rapid.Check(t, func(r *rapid.T) {
		atOnce := rapid.IntRange(1, 3).Draw(r, "at once")
		callers := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) caller {
			return caller{rapid.IntRange(0, 4).Draw(r, "key"), rapid.IntRange(0, 9).Draw(r, "comes"), rapid.IntRange(0, 20).Draw(r, "stays")}
		}), 1, 12).Draw(r, "callers")
		synctest.Test(t, func(*testing.T) {
			g := flight.New(atOnce)
			var running atomic.Int32
			var wait sync.WaitGroup
			for _, c := range callers {
				wait.Go(func() {
					<-time.After(time.Duration(c.Comes) * time.Second)
					ctx, cancel := context.WithCancel(context.Background())
					defer cancel()
					if c.Stays > 0 {
						defer time.AfterFunc(time.Duration(c.Stays)*time.Second, cancel).Stop()
					}
					key := strconv.Itoa(c.Key)
					value, err := flight.Do(ctx, g, flight.Task[string]{Key: key, Compute: func(ctx context.Context) (string, error) {
						if n := running.Add(1); int(n) > atOnce {
							r.Errorf("%d run at the same time", n)
						}
						defer running.Add(-1)
						select {
						case <-time.After(3 * time.Second):
							return key, nil
						case <-ctx.Done():
							return "", ctx.Err()
						}
					}})
					if gone := ctx.Err() != nil; !gone && (value != key || err != nil) || gone && err != nil && !errors.Is(err, context.Canceled) {
						r.Errorf("%+v got %q, %v", c, value, err)
					}
				})
			}
			wait.Wait()
		})
	})
}
