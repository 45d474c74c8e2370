package live_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/live"
	"entente/graph/memory"
	"entente/graph/storetest"
	"entente/loader/facts"
	"entente/loader/watch"
)

// logged returns the levels and messages logged until the test ends.
func logged(t *testing.T) func() []string {
	t.Helper()
	var out bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&out, nil)))
	t.Cleanup(func() { slog.SetDefault(was) })
	return func() []string {
		var lines []string
		for line := range strings.Lines(out.String()) {
			_, message, _ := strings.Cut(line, "msg=")
			message, _, _ = strings.Cut(strings.Trim(message, `"`), `"`)
			lines = append(lines, message)
		}
		return lines
	}
}

// TestFollowFiles checks that new facts are served, unchanged ones are not replaced, and invalid ones are not served.
func TestFollowFiles(t *testing.T) {
	log := logged(t)
	ten, twenty := storetest.PowerLaw(10, 1), storetest.PowerLaw(20, 1)
	bad := facts.Problems{{File: "dir/a.yaml", Line: 1, Column: 2, Message: "bad"}, {File: "dir/b.yaml", Line: 1, Column: 2, Message: "bad"}}
	f := live.New(live.Embedded(ten))
	type state struct {
		actors int
		same   bool // the store is unchanged
		why    string
	}
	var got []state
	before := f.Store()
	note := func() {
		d, err := f.Store().Dataset(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, state{d.Actors, f.Store() == before, fmt.Sprint(f.Problem())})
		before = f.Store()
	}
	f.FollowFiles(t.Context(), func(yield func(*alliance.Facts, error) bool) {
		for _, r := range []struct {
			facts *alliance.Facts
			err   error
		}{
			{ten, nil}, {twenty, nil}, {twenty, nil}, {nil, bad}, {nil, bad}, {twenty, nil}, {nil, bad}, {ten, nil},
			{nil, fmt.Errorf("watch dir: %w: too many", watch.ErrStopped)},
		} {
			if !yield(r.facts, r.err) {
				return
			}
			note()
		}
	})
	one := bad[0].String() + " (and 1 more: list them with go run ./loader check dir)"
	want := []state{
		{10, true, "<nil>"}, {20, false, "<nil>"}, {20, true, "<nil>"}, {20, true, one}, {20, true, one}, {20, true, "<nil>"},
		{20, true, one}, {10, false, "<nil>"},
		{10, true, "watch dir: edits are no longer noticed: too many: restart the server to serve them"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(state{})); diff != "" {
		t.Errorf("served (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"serving the edited facts", "the edited facts are not served",
		"the files are valid again, and match the facts being served", "the edited facts are not served",
		"serving the edited facts", "the edited facts are not served",
	}, log()); diff != "" {
		t.Errorf("logged (-want +got):\n%s", diff)
	}
}

// A changeable is a store that can be replaced.
type changeable struct {
	mu    sync.Mutex
	store alliance.Store
}

// set replaces the store.
func (c *changeable) set(s alliance.Store) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.store = s
}

// now returns the store.
func (c *changeable) now() alliance.Store {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.store
}

// A failing is a store that fails every call, or is stale.
type failing struct {
	alliance.Store
	err, stale error
}

// Dataset implements [alliance.Store].
func (s failing) Dataset(ctx context.Context) (alliance.Dataset, error) {
	if s.err != nil {
		return alliance.Dataset{}, s.err
	}
	return s.Store.Dataset(ctx)
}

// Stale is as for [alliance.Staleness].
func (s failing) Stale() (time.Time, error) { return time.Unix(0, 0), s.stale }

// away returns why a failing store cannot be reached.
func (c *changeable) away() error {
	if s, ok := c.now().(failing); ok && (s.err == alliance.ErrUnavailable || s.stale == alliance.ErrUnavailable) { //nolint:errorlint // others wrap it
		return alliance.ErrUnavailable
	}
	return nil
}

// TestFollowDatabase checks what is said of a database, and that subscribers are notified of new facts once they are current, but
// not of a database that comes back with the same ones.
func TestFollowDatabase(t *testing.T) {
	log := logged(t)
	ten, twenty := memory.New(storetest.PowerLaw(10, 1), time.Time{}), memory.New(storetest.PowerLaw(20, 1), time.Time{})
	unavailable, broken := alliance.ErrUnavailable, errors.New("broken")
	synctest.Test(t, func(t *testing.T) {
		database := &changeable{}
		var warmed int
		warm := func(context.Context) error { warmed++; return nil }
		f := live.New(live.Edition{Store: func() alliance.Store { return database.now() }})
		replaced := f.Replacements(t.Context())
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		database.set(failing{err: alliance.ErrNoFacts})
		go func() {
			defer close(ended)
			f.FollowDatabase(ctx, database.now, database.away, warm)
		}()
		var got []int
		for _, s := range []failing{
			{err: alliance.ErrNoFacts}, {err: alliance.ErrLoading}, {Store: ten}, {err: unavailable}, {Store: ten, stale: unavailable}, {Store: ten},
			{Store: ten, stale: alliance.ErrLoading}, {Store: twenty}, {err: broken},
		} {
			database.set(s)
			select {
			case d := <-replaced:
				got = append(got, d.Actors)
			case <-time.After(10 * time.Second):
			}
		}
		if diff := cmp.Diff([]int{10, 20}, got); diff != "" || warmed != 1 {
			t.Errorf("warmed %d times, replaced by (-want +got):\n%s", warmed, diff)
		}
		stop()
		<-ended
		f.End()
	})
	if diff := cmp.Diff([]string{
		"there are no facts yet", "the facts are being loaded", "serving the facts of the database",
		"the last copy of the facts answers, which may be out of date", "the facts can be reached again",
		"the last copy of the facts answers, which may be out of date", "the facts can be reached again", "serving new facts",
		"the facts cannot be reached",
	}, log()); diff != "" {
		t.Errorf("logged (-want +got):\n%s", diff)
	}
}

func TestOpenDirs(t *testing.T) {
	dir := func(text string) facts.Dir {
		return facts.Dir{Name: "dir", FS: fstest.MapFS{"a.yaml": {Data: []byte(text)}}}
	}
	b, err := live.OpenDirs(t.Context(), dir("actors: [{id: a, name: A, type: STATE}]"))
	if err != nil {
		t.Fatal(err)
	}
	b.Follow(t.Context()) // returns, as there is nothing to follow
	b.Close()
	_, err = live.OpenDirs(t.Context(), dir("actors: [{id: a}, {id: b}]"))
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "loader check dir") {
		t.Errorf("error is %v, want one line that names the check", err)
	}
}
