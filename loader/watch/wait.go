package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"entente/loader/facts"
)

// After a change, reading waits until nothing has changed for the time quiet, so that a file that is being written is
// seen whole, but for no longer than the time patience.
const (
	quiet    = 150 * time.Millisecond
	patience = 700 * time.Millisecond
)

// wait returns after something has changed and is done changing, or when the context is done.
func (t *tree) wait(ctx context.Context) error {
	var latest time.Time
	changed := time.NewTimer(0)
	changed.Stop()
	defer changed.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-changed.C:
			return nil
		case err, open := <-t.Errors:
			if !open {
				return fsnotify.ErrClosed
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				return err
			}
		case event, open := <-t.Events:
			if !open {
				return fsnotify.ErrClosed
			}
			if !t.concerns(event) {
				continue
			}
		}
		now := time.Now()
		if latest.IsZero() {
			latest = now.Add(patience)
		}
		changed.Reset(min(quiet, latest.Sub(now)))
	}
}

// concerns reports whether an event may change the facts. What editors leave beside a file does not.
func (t *tree) concerns(e fsnotify.Event) bool {
	switch {
	case t.names[e.Name], t.dirs[e.Name]:
		return true
	case !t.dirs[filepath.Dir(e.Name)]:
		return false
	case facts.Reads(e.Name, false):
		return true
	}
	info, err := os.Lstat(e.Name)
	return err == nil && info.IsDir() && facts.Reads(e.Name, true)
}
