package pace_test

import (
	"context"
	"errors"
	"io"
	"net/url"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/export"
	"entente/graph/memory"
	"entente/graph/network"
	"entente/graph/network/partition"
	"entente/graph/storetest"
)

// longest is the most processor time that may pass between two looks at a context. Without looks, building the ties of the graph
// of these tests takes four times as long.
const longest = slower * 25 * time.Millisecond

// A watched context notes how much processor time the thread uses between looks at it.
type watched struct {
	context.Context
	end context.CancelFunc
	// left is the number of looks after which it is done; never if it is not positive.
	left, looks int
	last, most  time.Duration
}

// Err implements [context.Context].
func (c *watched) Err() error {
	c.note()
	if c.left--; c.left == 0 {
		c.end()
	}
	return c.Context.Err()
}

// note counts a look.
func (c *watched) note() {
	now := used()
	c.looks, c.most, c.last = c.looks+1, max(c.most, now-c.last), now
}

// used returns the processor time that the thread has used.
func used() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	return usedBy(thread)
}

// usedBy returns the processor time that the thread or the process has used.
func usedBy(who int) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(who, &r); err != nil {
		panic(err) // impossible: the arguments are right
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// watch does work with a context that is done after so many looks.
func watch(t *testing.T, looks int, work func(context.Context) error) (*watched, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	runtime.GC() // not in the time that is measured, of which whoever allocates while garbage is collected takes a part
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	ctx, end := context.WithCancel(t.Context())
	defer end()
	c := &watched{Context: ctx, end: end, left: looks, last: used()}
	err := work(c)
	c.note()
	return c, err
}

// A subject is facts of which all that takes long is asked.
type subject struct {
	facts *alliance.Facts
	store alliance.Store
	view  network.View
	// hub is the actor with the most relations.
	hub string
}

func newSubject() subject {
	f := storetest.PowerLaw(20_000, 100_000)
	s := subject{facts: f, store: memory.New(f, time.Unix(0, 0)), hub: "actor-0"}
	s.view = network.View{Store: s.store}
	return s
}

// ids returns the ids of so many actors.
func (s subject) ids(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = s.facts.Actors[i].ID
	}
	return ids
}

// file returns what writes a file.
func (s subject) file(name, parameters string) func(context.Context) error {
	return func(ctx context.Context) error {
		kind, err := export.KindOf(name)
		if err != nil {
			return err
		}
		given, err := url.ParseQuery(parameters)
		if err != nil {
			return err
		}
		write, err := kind.Prepare(&export.Question{Store: s.store, Name: name, Parameters: given})
		if err != nil {
			return err
		}
		return write(ctx, io.Discard)
	}
}

// relations returns a question for a page of relations.
func (s subject) relations(q alliance.RelationQuery) func(context.Context) error {
	q.First, q.Count, q.CountEnds = 100, true, true
	return func(ctx context.Context) error {
		_, err := s.store.Relations(ctx, []alliance.RelationQuery{q})
		return err
	}
}

// work returns what takes long, by name.
func (s subject) work() map[string]func(context.Context) error {
	v := s.view
	return map[string]func(context.Context) error{
		"balance":        func(ctx context.Context) error { _, err := v.Balance(ctx, nil, 0); return err },
		"balance around": func(ctx context.Context) error { _, err := v.Balance(ctx, []string{s.hub}, 3); return err },
		"tensions": func(ctx context.Context) error {
			b, err := v.Balance(ctx, nil, 0)
			if err == nil {
				_, err = b.Tensions(ctx, network.TensionQuery{First: 10})
			}
			return err
		},
		"network":       func(ctx context.Context) error { _, err := v.Around(ctx, []string{s.hub}, 3, 500); return err },
		"whole network": func(ctx context.Context) error { _, err := v.Around(ctx, nil, 0, 20_000); return err },
		"allies": func(ctx context.Context) error {
			_, err := v.Allies(ctx, network.Ranking{Actor: s.hub, First: 10})
			return err
		},
		"adversaries": func(ctx context.Context) error {
			_, err := v.Adversaries(ctx, network.Ranking{Actor: s.hub, First: 10})
			return err
		},
		"by sources":     s.relations(alliance.RelationQuery{PageRequest: alliance.PageRequest{By: alliance.ByIndependentSources}}),
		"by subjects":    s.relations(alliance.RelationQuery{Where: alliance.RelationFilter{Subjects: s.ids(9000)}}),
		"behind":         s.relations(alliance.RelationQuery{Of: s.hub, Indirect: true, Succession: true}),
		"relations.csv":  s.file("relations.csv", ""),
		"periods.jsonl":  s.file("periods.jsonl", ""),
		"statements.csv": s.file("statements.csv", ""),
		"graphml":        s.file("network.graphml", ""),
		"gexf of ties":   s.file("network.gexf", "edges=ties"),
		"dyads":          s.file("dyads.csv", "from=2000&to=2000&ties=true"),
		"changes": func(ctx context.Context) error {
			from, to := day(1900), day(2030)
			_, err := v.Changes(ctx, network.ChangeQuery{From: from, To: to, Axis: network.AxisKnown, First: 10})
			return err
		},
		"evidence": func(ctx context.Context) error {
			_, err := s.store.Evidence(ctx, []alliance.EvidenceQuery{{PageRequest: alliance.PageRequest{First: 10, Count: true}}})
			return err
		},
		"search": func(ctx context.Context) error {
			_, err := s.store.Search(ctx, []alliance.SearchQuery{{Text: "actor supports against 2014 report", First: 50}})
			return err
		},
	}
}

// day returns a year as a date.
func day(year int) alliance.Date {
	d, err := alliance.NewDate(year, 0, 0)
	if err != nil {
		panic(err) // impossible: there is such a year
	}
	return d
}

// TestLooks does all that takes long, to its end, and then again until half of the looks at the context.
func TestLooks(t *testing.T) {
	s := newSubject()
	for name, work := range s.work() {
		t.Run(name, func(t *testing.T) {
			whole, err := watch(t, 0, work)
			if err != nil || whole.most > longest {
				t.Errorf("%v without one of %d looks, %v", whole.most, whole.looks, err)
			}
			if whole.looks < 8 {
				return // it does not take long
			}
			half, err := watch(t, whole.looks/2, work)
			if !errors.Is(err, context.Canceled) || half.looks > whole.looks/2+8 {
				t.Errorf("it was done after %d looks of %d, and looked %d times, %v", whole.looks/2, whole.looks, half.looks, err)
			}
		})
	}
}

// TestBlocsEnd ends the search for blocs in several places, and measures the processor time that it takes after that.
func TestBlocsEnd(t *testing.T) {
	s := newSubject()
	signed, err := s.view.Ties(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []partition.Blocs{{Count: 2}, {Count: 5}, {Count: 3, Exactly: true}} {
		for _, after := range []time.Duration{0, 50 * time.Millisecond, 500 * time.Millisecond} {
			passed := ended(t, after, func(ctx context.Context) { partition.Solve(ctx, len(signed.Actors), signed.Ties, want) })
			if passed > 10*longest {
				t.Errorf("%+v after %v: it went on for %v", want, after, passed)
			}
		}
	}
}

// ended returns how much processor time the process takes for work once the context is done, which it is after a while.
func ended(t *testing.T, after time.Duration, work func(context.Context)) time.Duration {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	at := make(chan time.Duration, 1)
	time.AfterFunc(after, func() {
		at <- usedBy(syscall.RUSAGE_SELF)
		cancel()
	})
	work(ctx)
	return usedBy(syscall.RUSAGE_SELF) - <-at
}
