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

// A program that writes a file usually empties it first, then writes it piece by piece, and nothing signals that it is
// done. So after a change, reading waits
//   - until nothing has changed for the time quiet, so that pieces written in quick succession are read together; and
//   - while any fact file or text has been empty for less than the time emptied: an empty file may be valid, but is rarely
//     intended, and its facts would disappear from the answers at once;
//   - but no longer than the time patience.
//
// quiet is short enough for an edit to be read within a second; only an edit that leaves a file empty takes longer.
const (
	quiet    = 500 * time.Millisecond
	emptied  = 3 * time.Second
	patience = 5 * time.Second
)

// A pace has the durations that reading waits for, see [quiet], and is notified when it begins to.
type pace struct {
	quiet, emptied, patience time.Duration
	noticed                  func()
}

// wait returns when something has changed and has then stopped changing, or when the context is done.
func (t *tree) wait(ctx context.Context) error {
	var latest time.Time
	changed := time.NewTimer(0)
	changed.Stop()
	defer changed.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case now := <-changed.C:
			hold := min(t.hold(now), latest.Sub(now))
			if hold <= 0 {
				return nil
			}
			changed.Reset(hold)
			continue
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
			t.noticed()
			latest = now.Add(t.patience)
		}
		changed.Reset(min(t.quiet, latest.Sub(now)))
	}
}

// hold returns how long it takes until no fact file or text has been empty for less than the time emptied, or 0 if none is
// now. A file has been empty since its modification time; one in the future, set by another machine's clock, is
// ignored.
func (t *tree) hold(now time.Time) (longest time.Duration) {
	for dir := range t.dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue // reading will report it
		}
		for _, e := range entries {
			if !facts.Reads(e.Name(), false) {
				continue
			}
			info, err := os.Stat(filepath.Join(dir, e.Name()))
			if err != nil || !info.Mode().IsRegular() || info.Size() > 0 {
				continue
			}
			if age := now.Sub(info.ModTime()); age >= 0 {
				longest = max(longest, t.emptied-age)
			}
		}
	}
	return longest
}

// concerns reports whether an event may change the facts. Events of temporary files that editors make do not.
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
