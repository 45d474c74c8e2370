// Package watch rereads directories of fact files, and archives of them, whenever they change.
package watch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"entente/graph/alliance"
	"entente/loader/archive"
	"entente/loader/facts"
)

// ErrStopped reports that the operating system does not let the directories be watched, or watched any longer.
var ErrStopped = errors.New("edits are no longer noticed")

// Dirs watches the directories and archives of a data set until the context is done. It yields what the reader returns for them:
// once immediately, since they may have changed after the caller read them, and after each change, once nothing else
// has changed for half a second. If a change leaves a file empty, Dirs waits a few seconds for the file to be written.
// It may yield the same result again: a change need not change the facts, or fix everything that is wrong. Once it has noticed a
// change, before it waits and reads, Dirs calls noticed.
//
// If the operating system does not let it watch, or keep watching, the last error wraps [ErrStopped].
//
// A directory may be removed and recreated, and may be a symbolic link whose target changes, as in files mounted from a
// Kubernetes ConfigMap. Only renaming one of its parent directories goes unnoticed.
func Dirs(ctx context.Context, r *facts.Reader, noticed func(), paths ...string) iter.Seq2[*alliance.Facts, error] {
	return dirs(ctx, pace{quiet, emptied, patience, noticed}, r, paths)
}

// dirs is [Dirs] at any pace.
func dirs(ctx context.Context, p pace, r *facts.Reader, paths []string) iter.Seq2[*alliance.Facts, error] {
	return func(yield func(*alliance.Facts, error) bool) {
		for more := true; more && ctx.Err() == nil; {
			var err error
			if more, err = read(ctx, p, r, paths, yield); err != nil {
				yield(nil, fmt.Errorf("watch %s: %w: %w", strings.Join(paths, ", "), ErrStopped, err))
				return
			}
		}
	}
}

// read reads the directories once and waits until they have changed. It reports whether the caller wants more, and
// returns an error if they cannot be watched.
func read(ctx context.Context, p pace, r *facts.Reader, paths []string, yield func(*alliance.Facts, error) bool) (more bool, err error) {
	// Set up the watches again each time, and before reading, so that no change in the meantime is missed.
	t, err := watch(paths, p)
	if err != nil {
		return false, err
	}
	defer func() { _ = t.Close() }()
	found, err := readPaths(r, paths)
	if ctx.Err() != nil || !yield(found, err) {
		return false, nil
	}
	return true, t.wait(ctx)
}

// readPaths returns what the reader returns for directories and archives.
func readPaths(r *facts.Reader, paths []string) (*alliance.Facts, error) {
	opened, err := archive.Opener{MaxFile: r.MaxFile}.Open(paths...)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return r.Read(opened.Dirs...)
}
