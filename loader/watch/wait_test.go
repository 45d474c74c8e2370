package watch

import (
	"context"
	"errors"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// fake returns a tree of /facts and /facts/sub that watches nothing.
func fake() *tree {
	w := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
	return &tree{w, pace{quiet, emptied, patience, func() {}}, map[string]bool{"/facts": true, "/facts/sub": true}, map[string]bool{"/facts/..data": true, "/up/1.txt": true}}
}

func TestWait(t *testing.T) {
	write := fsnotify.Event{Name: "/facts/a.yaml", Op: fsnotify.Write}
	for _, tt := range []struct {
		name string
		// every is the time before each event.
		every  time.Duration
		events int
		want   time.Duration
	}{
		{"one change", 0, 1, quiet},
		{"changes at once", time.Millisecond, 50, 50*time.Millisecond + quiet},
		{"changes without end", quiet / 2, 100, quiet/2 + patience},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				tree, start := fake(), time.Now()
				done := make(chan struct{})
				go func() {
					for range tt.events {
						select {
						case <-time.After(tt.every):
						case <-done:
							return
						}
						select {
						case tree.Events <- write:
						case <-done:
							return
						}
					}
				}()
				err := tree.wait(t.Context())
				if took := time.Since(start); err != nil || took != tt.want {
					t.Errorf("waited %v, %v; want %v", took, err, tt.want)
				}
				close(done)
			})
		})
	}
}

// TestWaitForPieces writes a file as programs do: it empties the file, then fills it piece by piece.
func TestWaitForPieces(t *testing.T) {
	const ms = time.Millisecond
	type step struct {
		after time.Duration
		text  string
	}
	for _, tt := range []struct {
		name  string
		steps []step
		want  time.Duration
	}{
		{"filled soon", []step{{0, ""}, {300 * ms, "1"}, {300 * ms, "12"}, {300 * ms, "123"}}, 900*ms + quiet},
		{"filled late", []step{{0, ""}, {2500 * ms, "1"}, {300 * ms, "12"}}, 2800*ms + quiet},
		{"emptied", []step{{0, ""}}, emptied},
		{"emptied while it was written", []step{{0, "1"}, {300 * ms, ""}}, 300*ms + emptied},
		{"emptied again and again", []step{{0, ""}, {2 * time.Second, ""}, {2 * time.Second, ""}}, patience},
		{"shortened", []step{{0, "1"}}, quiet},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				tree, start := fake(), time.Now()
				tree.dirs[dir] = true
				put := func(name, text string, at time.Time) {
					if err := errors.Join(os.WriteFile(dir+name, []byte(text), 0o644), os.Chtimes(dir+name, at, at)); err != nil {
						t.Error(err)
					}
				}
				put("/a.yaml", "123456", start)
				put("/notes.md", "", start)                  // neither a fact file nor a text
				put("/empty.yaml", "", start.Add(-emptied))  // has long been empty
				put("/ahead.yaml", "", start.Add(time.Hour)) // set by another clock
				go func() {
					for _, s := range tt.steps {
						<-time.After(s.after)
						put("/a.yaml", s.text, time.Now())
						tree.Events <- fsnotify.Event{Name: dir + "/a.yaml", Op: fsnotify.Write}
					}
				}()
				err := tree.wait(t.Context())
				if took := time.Since(start); err != nil || took != tt.want {
					t.Errorf("waited %v, %v; want %v", took, err, tt.want)
				}
			})
		})
	}
}

func TestWaitEnds(t *testing.T) {
	lost := errors.New("lost")
	for _, tt := range []struct {
		name string
		end  func(*tree, context.CancelFunc)
		want error
	}{
		{"with the context", func(_ *tree, stop context.CancelFunc) { stop() }, nil},
		{"on an error", func(t *tree, _ context.CancelFunc) { t.Errors <- lost }, lost},
		{"when events were lost", func(t *tree, _ context.CancelFunc) { t.Errors <- fsnotify.ErrEventOverflow }, nil},
		{"when closed", func(t *tree, _ context.CancelFunc) { close(t.Events) }, fsnotify.ErrClosed},
		{"when closed for errors", func(t *tree, _ context.CancelFunc) { close(t.Errors) }, fsnotify.ErrClosed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				tree := fake()
				go tt.end(tree, stop)
				if err := tree.wait(ctx); !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
			})
		})
	}
}

func TestConcerns(t *testing.T) {
	tree := fake()
	dir := t.TempDir()
	tree.dirs[dir] = true
	for _, name := range []string{"/sub", "/.git"} {
		if err := os.Mkdir(dir+name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{
		"/facts/a.yaml":            true,
		"/facts/sub/B.JSON":        true,
		"/facts":                   true,
		"/facts/sub":               true,
		"/facts/..data":            true,
		"/up/1.txt":                true,
		dir + "/sub":               true,
		dir + "/.git":              false,
		"/facts/gone":              false,
		"/facts/.a.yaml.swp":       false,
		"/facts/a.yaml~":           false,
		"/facts/4913":              false,
		"/facts/facts.schema.json": false,
		"/up/a.yaml":               false,
	} {
		if got := tree.concerns(fsnotify.Event{Name: name, Op: fsnotify.Create}); got != want {
			t.Errorf("%s: %t, want %t", name, got, want)
		}
	}
}
