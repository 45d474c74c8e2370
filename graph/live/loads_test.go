package live_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"entente/graph/alliance"
	"entente/graph/live"
)

// TestLoads checks what is said of the facts while they are replaced, and while newer ones cannot be served.
func TestLoads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		f := live.New(live.Edition{})
		for _, step := range []struct {
			do   func()
			want live.Loads
		}{
			{func() {}, live.Loads{}},
			{func() { f.Replace(holding(10)) }, live.Loads{Served: 1, At: began.Add(1 * time.Minute), Current: true}},
			{func() { f.Fail(errors.New("broken")) }, live.Loads{Served: 1, Failed: 1, At: began.Add(1 * time.Minute)}},
			{func() { f.Fail(errors.New("broken")) }, live.Loads{Served: 1, Failed: 2, At: began.Add(1 * time.Minute)}},
			{func() { f.Fail(nil) }, live.Loads{Served: 1, Failed: 2, At: began.Add(1 * time.Minute), Current: true}},
			{func() { f.Replace(holding(20)) }, live.Loads{Served: 2, Failed: 2, At: began.Add(5 * time.Minute), Current: true}},
		} {
			step.do()
			if got := f.Loads(); got != step.want {
				t.Errorf("got %+v, want %+v", got, step.want)
			}
			<-time.After(time.Minute) // of the bubble's clock
		}
	})
}

// TestLoadsTook checks that it is known how long it took to read files.
func TestLoadsTook(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("actors: [{id: a, name: A, type: STATE}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, follow := range []bool{false, true} {
		b, err := live.OpenPaths(t.Context(), []string{dir}, live.FileOptions{Follow: follow})
		if err != nil {
			t.Fatal(err)
		}
		b.Close()
		if got := b.Loads(); got.Took <= 0 || got.Took > time.Minute || got.Served != 1 || !got.Current {
			t.Errorf("follow %v: %+v", follow, got)
		}
	}
}

// TestAround checks that requests are answered by what is around the store of each edition.
func TestAround(t *testing.T) {
	f := live.New(holding(10))
	f.Around(func(s alliance.Store) alliance.Store { return failing{Store: s, err: alliance.ErrUnavailable} })
	f.Replace(holding(20))
	if _, err := f.Store().Dataset(t.Context()); !errors.Is(err, alliance.ErrUnavailable) {
		t.Errorf("error %v", err)
	}
}
