package flight_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph/flight"
)

// A caller asks for one computation, of a second, at some time after the others have begun.
type caller struct {
	client string
	// limit is how long it can wait, 0 for ever.
	limit time.Duration
	turn  *flight.Turn
	kind  flight.Kind
	// takes is how long the computation takes, a second if it is 0.
	takes time.Duration
}

// ends returns what became of callers, which came in their order: how many seconds after the start it was, and what.
func ends(t *testing.T, g *flight.Group, callers []caller) []string {
	t.Helper()
	start, found := time.Now(), make([]string, len(callers))
	var wait sync.WaitGroup
	for i, c := range callers {
		wait.Go(func() {
			ctx := flight.WithClient(t.Context(), c.client)
			if c.limit > 0 {
				limited, cancel := context.WithTimeout(ctx, c.limit)
				defer cancel()
				ctx = limited
			}
			_, err := flight.Do(ctx, g, flight.Task[int]{Key: strconv.Itoa(i), Turn: c.turn, Kind: c.kind, Compute: func(ctx context.Context) (int, error) {
				select {
				case <-time.After(cmp.Or(c.takes, time.Second)):
					return 0, nil
				case <-ctx.Done():
					return 0, ctx.Err()
				}
			}})
			found[i] = fmt.Sprintf("%s %.0f", c.client, time.Since(start).Seconds())
			if busy, ok := errors.AsType[*flight.BusyError](err); ok {
				found[i] += fmt.Sprintf(" busy for %d", busy.Seconds())
			} else if err != nil {
				found[i] += " " + err.Error()
			}
		})
		synctest.Wait()
	}
	wait.Wait()
	return found
}

// TestTurns checks who gets a slot when, and who is refused.
func TestTurns(t *testing.T) {
	one, two := flight.NewTurn(), flight.NewTurn()
	ahead := flight.Kind{Name: "list", Ahead: true}
	for _, tt := range []struct {
		name    string
		most    int
		callers []caller
		want    []string
	}{
		{"clients in turn", 9, []caller{{client: "a"}, {client: "a"}, {client: "a"}, {client: "b"}, {client: "b"}},
			[]string{"a 1", "a 2", "a 4", "b 3", "b 5"}},
		{"too many", 2, []caller{{client: "a"}, {client: "a"}, {client: "a"}, {client: "a"}},
			[]string{"a 1", "a 2", "a 3", "a 0 busy for 1"}},
		{"another client comes when all places are one's", 2, []caller{{client: "a"}, {client: "a"}, {client: "a"}, {client: "b"}},
			[]string{"a 1", "a 2", "a 0 busy for 1", "b 3"}},
		{"a fair share is not taken away", 2, []caller{{client: "a"}, {client: "a"}, {client: "b"}, {client: "c"}},
			[]string{"a 1", "a 2", "b 3", "c 0 busy for 1"}},
		{"a request waits in one place", 2, []caller{{client: "a", turn: one}, {client: "a", turn: one}, {client: "a", turn: one}, {client: "a", turn: two}, {client: "b"}},
			[]string{"a 1", "a 4", "a 5", "a 2", "b 3"}},
		{"who holds much goes ahead", 9, []caller{{client: "a"}, {client: "a"}, {client: "b"}, {client: "a", kind: ahead}, {client: "c", kind: ahead, limit: 3500 * time.Millisecond}},
			[]string{"a 1", "a 4", "b 5", "a 2", "c 3"}},
		{"who holds much leaves", 9, []caller{{client: "a"}, {client: "a"}, {client: "a", kind: ahead, limit: 500 * time.Millisecond}},
			[]string{"a 1", "a 2", "a 0 context deadline exceeded"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if tt.callers[0].turn != nil { // a bubble needs channels of its own
					own := map[*flight.Turn]*flight.Turn{one: flight.NewTurn(), two: flight.NewTurn()}
					for i := range tt.callers {
						tt.callers[i].turn = own[tt.callers[i].turn]
					}
				}
				got := ends(t, flight.New(1, flight.Waiting(tt.most)), tt.callers)
				if diff := gocmp.Diff(tt.want, got); diff != "" {
					t.Errorf("they ended otherwise (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestOldestFirst checks that what an older request of a client computes goes before what a younger one does, whoever waits for longer.
func TestOldestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		older := flight.NewTurn()
		<-time.After(time.Millisecond)
		younger := flight.NewTurn()
		got := ends(t, flight.New(1), []caller{{client: "a", turn: younger}, {client: "a", turn: younger}, {client: "a", turn: older}, {client: "a", turn: older}, {client: "b"}})
		if diff := gocmp.Diff([]string{"a 1", "a 5", "a 2", "a 4", "b 3"}, got); diff != "" {
			t.Errorf("they ended otherwise (-want +got):\n%s", diff)
		}
	})
}

// TestOldestStays checks who is refused when all places are taken: the youngest request of the client, but not what must go on.
func TestOldestStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		oldest := flight.NewTurn()
		<-time.After(time.Millisecond)
		g := flight.New(1, flight.Waiting(2))
		leave, err := g.Enter(t.Context(), flight.Kind{})
		if err != nil {
			t.Fatal(err)
		}
		went := make(chan string, 3)
		enter := func(name string, enter func() (func(), error)) {
			go func() {
				leave, err := enter()
				if err != nil {
					went <- name + " is refused"
					return
				}
				went <- name
				leave()
			}()
			synctest.Wait()
		}
		enter("younger", func() (func(), error) { return g.EnterInTurn(t.Context(), flight.Kind{}, nil) })
		enter("going on", func() (func(), error) { return g.Continue(t.Context(), flight.Kind{}) })
		enter("oldest", func() (func(), error) { return g.EnterInTurn(t.Context(), flight.Kind{}, oldest) })
		leave()
		for _, want := range []string{"younger is refused", "oldest", "going on"} {
			if got := <-went; got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	})
}

// TestHopeless checks that a computation is refused at once if those before it will probably take longer than it can wait, and
// that it is not if they will not.
func TestHopeless(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := flight.New(1)
		for range 100 { // until it is known how long they take
			ends(t, g, []caller{{client: "a"}})
		}
		short, long := 1500*time.Millisecond, 3500*time.Millisecond
		got := ends(t, g, []caller{{client: "a"}, {client: "a"}, {client: "a", limit: short}, {client: "a", limit: long}, {client: "b", limit: short}, {client: "b", limit: long}})
		want := []string{"a 1", "a 2", "a 0 busy for 2", "a 4 context deadline exceeded", "b 0 busy for 2", "b 3"}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("they ended otherwise (-want +got):\n%s", diff)
		}
	})
}

// TestKinds checks what is expected of computations: of each kind, how long the last took, or what is guessed; and nothing of those that
// were left.
func TestKinds(t *testing.T) {
	guessed := flight.Kind{Name: "guessed", Guess: 4 * time.Second}
	short, long := flight.Kind{Name: "short"}, flight.Kind{Name: "long"}
	limit := 3 * time.Second
	for _, tt := range []struct {
		name          string
		before, calls []caller
		want          []string
	}{
		{"a guess", nil, []caller{{kind: guessed}, {kind: guessed, limit: limit}}, []string{" 1", " 0 busy for 4"}},
		{"better known", slices.Repeat([]caller{{kind: guessed}}, 20), []caller{{kind: guessed}, {kind: guessed, limit: limit}}, []string{" 1", " 2"}},
		{"not known", nil, []caller{{kind: short}, {kind: short, limit: limit}}, []string{" 1", " 2"}},
		{"another kind takes longer", slices.Repeat([]caller{{kind: long, takes: 8 * time.Second}}, 20),
			[]caller{{kind: short}, {kind: short, limit: limit}, {kind: long, limit: limit}}, []string{" 1", " 2", " 0 busy for 1"}},
		{"those that were left took no time", append(slices.Repeat([]caller{{kind: long, takes: 8 * time.Second}}, 20), slices.Repeat([]caller{{kind: long, takes: 8 * time.Second, limit: time.Second}}, 20)...),
			[]caller{{kind: long}, {kind: long, limit: limit}}, []string{" 1", " 0 busy for 8"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				g := flight.New(1)
				for i := range tt.before {
					ends(t, g, tt.before[i:i+1])
				}
				if diff := gocmp.Diff(tt.want, ends(t, g, tt.calls)); diff != "" {
					t.Errorf("they ended otherwise (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// TestRunning checks that the time is counted for which a computation has run already.
func TestRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := flight.New(1)
		kind := flight.Kind{Name: "kind", Guess: 8 * time.Second}
		leave, err := g.Enter(t.Context(), kind)
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(7 * time.Second) // of the bubble
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		time.AfterFunc(time.Second, leave)
		leave, err = g.Enter(ctx, kind)
		if err != nil {
			t.Fatalf("in one second, there would have been a slot: %v", err)
		}
		leave()
	})
}

// TestFull checks that nothing heavy is begun while there is no memory, and light computations are.
func TestFull(t *testing.T) {
	full := true
	g := flight.New(1, flight.Full(func() bool { return full }))
	compute := func(light bool) error {
		_, err := flight.Do(t.Context(), g, flight.Task[int]{Key: "key", Light: light, Compute: func(context.Context) (int, error) { return 1, nil }})
		return err
	}
	if err := compute(false); !errors.Is(err, flight.ErrBusy) {
		t.Errorf("a heavy one without memory: %v", err)
	}
	if err := compute(true); err != nil {
		t.Errorf("a light one without memory: %v", err)
	}
	full = false
	if err := compute(false); err != nil {
		t.Errorf("a heavy one with memory: %v", err)
	}
}

// TestContinue checks that one who gives back a slot and continues is not refused, however many wait.
func TestContinue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := flight.New(1, flight.Waiting(1))
		leave, err := g.Enter(t.Context(), flight.Kind{})
		if err != nil {
			t.Fatal(err)
		}
		begun := 0
		other := begin(g, "other", 0, lasting(time.Second, &begun, "value"))
		more := begin(g, "more", 0, lasting(time.Second, &begun, ""))
		more.want(t, "", flight.ErrBusy)
		leave()
		synctest.Wait()
		if leave, err = g.Continue(t.Context(), flight.Kind{}); err != nil {
			t.Fatal(err)
		}
		other.want(t, "value", nil)
		leave()
	})
}
