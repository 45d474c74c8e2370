package live_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// holding returns an edition with a number of actors.
func holding(actors int) live.Edition { return live.Embedded(storetest.PowerLaw(actors, 1)) }

func TestReplace(t *testing.T) {
	f := live.New(holding(10))
	broken := errors.New("broken")
	if !f.Fail(broken) || f.Fail(errors.New("broken")) || !f.Fail(errors.New("otherwise")) || !f.Fail(broken) {
		t.Error("a problem must be news only once, and a different one again")
	}
	if err := f.Problem(); !errors.Is(err, broken) {
		t.Errorf("problem is %v", err)
	}
	if !f.Fail(nil) || f.Fail(nil) || f.Problem() != nil {
		t.Errorf("problem %v once it is over", f.Problem())
	}
	f.Fail(broken)
	e := holding(20)
	f.Replace(e)
	d, err := f.Store().Dataset(t.Context())
	if err != nil || d.Actors != 20 || d.Version != e.Version || f.Version() != e.Version || f.Problem() != nil || f.Remote() {
		t.Errorf("%d actors of version %s, %v, problem %v; want 20 of %s", d.Actors, f.Version(), err, f.Problem(), e.Version)
	}
}

// unavailable is a store that fails every call.
type unavailable struct{ alliance.Store }

// Dataset implements [alliance.Store].
func (unavailable) Dataset(context.Context) (alliance.Dataset, error) {
	return alliance.Dataset{}, alliance.ErrUnavailable
}

// TestReplacements replaces facts faster than they are received, by some that are unavailable, and ends the
// subscriptions.
func TestReplacements(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		f := live.New(holding(10))
		fast, slow, gone := f.Replacements(t.Context()), f.Replacements(t.Context()), f.Replacements(ctx)
		f.Replace(holding(20))
		synctest.Wait() // slow has taken the data set up
		if d := <-fast; d.Actors != 20 {
			t.Errorf("%d actors, want 20", d.Actors)
		}
		f.Replace(holding(30))
		f.Replace(live.Edition{Store: func() alliance.Store { return unavailable{} }})
		f.Replace(holding(40))
		if first, second := <-slow, <-slow; first.Actors != 20 || second.Actors != 40 {
			t.Errorf("the slow receiver gets %d and %d actors, want 20 and the latest, 40", first.Actors, second.Actors)
		}
		cancel()
		for range gone { // closed once its context is done
		}
		f.End()
		f.End()
		for range fast { // closed, too
		}
		if _, open := <-slow; open {
			t.Error("received a data set after the end")
		}
	})
}

// TestReplacementsAway checks that an edition that is unavailable, or that only a stale copy answers for, is skipped until the
// next one.
func TestReplacementsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := live.New(holding(10))
		replaced := f.Replacements(t.Context())
		f.Replace(live.Edition{Store: func() alliance.Store { return unavailable{} }, Remote: func() bool { return true }})
		synctest.Wait()
		if !f.Remote() {
			t.Error("the edition is not remote")
		}
		select {
		case d := <-replaced:
			t.Errorf("received %+v", d)
		case <-time.After(time.Hour):
		}
		stale := failing{Store: holding(15).Store(), stale: alliance.ErrUnavailable}
		f.Replace(live.Edition{Store: func() alliance.Store { return stale }})
		synctest.Wait()
		f.Replace(holding(20))
		if d := <-replaced; d.Actors != 20 {
			t.Errorf("%d actors, want 20", d.Actors)
		}
		f.End()
	})
}
