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

// A program that writes a file mostly empties it first, then writes it piece by piece, and nothing says when it has done.
// So reading waits, after a change,
//   - until nothing has changed for the time quiet: then pieces that come sooner after each other are read together; and
//   - while there is a fact file that has been empty for less than the time emptied: an empty file is right, but seldom
//     what is meant, and what it had would be gone from the answers at once;
//   - but no longer than the time patience.
//
// An edit is thus read within a second, for which quiet leaves enough; only one that leaves a file empty takes longer.
const (
	quiet    = 500 * time.Millisecond
	emptied  = 3 * time.Second
	patience = 5 * time.Second
)

// A pace says how long reading waits, as quiet, emptied and patience do.
type pace struct{ quiet, emptied, patience time.Duration }

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
			latest = now.Add(t.patience)
		}
		changed.Reset(min(t.quiet, latest.Sub(now)))
	}
}

// hold returns how long it is until no fact file has been empty for less than the time emptied, 0 where none is. The time is
// that of the file's last change. One that lies ahead, as another machine's clock may have it, says nothing.
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
