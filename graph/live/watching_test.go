package live_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/storetest"
)

// TestSlow checks that edited files which are not read in time are a problem until they are, and that those are not waited for at
// the end.
func TestSlow(t *testing.T) {
	logged(t)
	ten, twenty := storetest.PowerLaw(10, 1), storetest.PowerLaw(20, 1)
	synctest.Test(t, func(t *testing.T) {
		f, files := live.New(live.Embedded(ten)), live.NewFiles(30*time.Second)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			f.FollowFiles(ctx, files.All(ctx))
		}()
		for i, step := range []struct {
			do      func()
			problem string
		}{
			{func() { files.Edited() }, ""},
			{func() { <-time.After(29 * time.Second) }, ""},
			{func() { <-time.After(2 * time.Second) }, "have not been read for 30s since"},
			{func() { <-time.After(time.Hour) }, "have not been read for 30s since"},
			{func() { files.Read(twenty, nil) }, ""},
			{func() { <-time.After(time.Hour) }, ""},
			{func() { files.Edited(); files.Read(nil, errors.New("bad")) }, "bad"},
			{func() { <-time.After(time.Hour) }, "bad"},
			{func() { files.Edited() }, "bad"},
		} {
			step.do()
			synctest.Wait()
			problem := fmt.Sprint(f.Problem())
			if step.problem == "" && problem != "<nil>" || !strings.Contains(problem, step.problem) {
				t.Errorf("after step %d, the problem is %s, want %q", i, problem, step.problem)
			}
		}
		if f.Version() != twenty.Dataset().Version {
			t.Error("the edited facts are not served")
		}
		stop()
		<-ended
	})
}

// TestOpenGivesUp checks that facts which cannot be opened are not waited for, and are closed if they are opened later.
func TestOpenGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		answers, closed := make(chan struct{}), make(chan struct{})
		stop()
		_, err := live.Open(ctx, func() (*live.Backend, error) {
			<-answers
			return live.NewBackend(func() { close(closed) }), nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error is %v, want that of the context", err)
		}
		close(answers)
		<-closed
	})
}

// TestInto checks that facts which could not answer do so once they are opened, and that subscribers are notified.
func TestInto(t *testing.T) {
	f := live.Starting(alliance.ErrReading)
	replaced := f.Replacements(t.Context())
	if err := everyCall(t.Context(), f.Store()); err != nil {
		t.Error(err)
	}
	b := live.NewBackend(nil)
	b.Into(f)
	if d := <-replaced; d == nil || d.Version != f.Version() || b.Facts != f {
		t.Errorf("got %v", d)
	}
	f.End()
}

// everyCall returns an error unless every method of a store fails with [alliance.ErrReading].
func everyCall(ctx context.Context, s alliance.Store) error {
	var failed []error
	note := func(name string, err error) {
		if !errors.Is(err, alliance.ErrReading) || !errors.Is(err, alliance.ErrUnavailable) {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
		}
	}
	_, err := s.Dataset(ctx)
	note("Dataset", err)
	_, err = s.Nodes(ctx, []string{"a"}, alliance.Date{})
	note("Nodes", err)
	_, err = s.Actors(ctx, nil)
	note("Actors", err)
	_, err = s.Relations(ctx, nil)
	note("Relations", err)
	_, err = s.Events(ctx, nil)
	note("Events", err)
	_, err = s.Conflicts(ctx, nil)
	note("Conflicts", err)
	_, err = s.Sources(ctx, nil)
	note("Sources", err)
	_, err = s.Evidence(ctx, nil)
	note("Evidence", err)
	_, err = s.Search(ctx, nil)
	note("Search", err)
	return errors.Join(failed...)
}
