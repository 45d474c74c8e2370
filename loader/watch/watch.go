// Package watch reads directories of fact files anew whenever they change.
package watch

import (
	"context"
	"fmt"
	"strings"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// Dirs watches the directories of a data set until the context is done, and then returns nil. It returns an error where
// the operating system does not let it watch, or watch on.
//
// Version is that of the facts that the caller has, empty for none. Dirs reads the directories at once, since they may
// have changed after the caller did, and after each change, once half a second has brought no other; where that leaves a file
// empty, it waits some seconds for what will be written to it. It calls loaded with facts of another version than the last;
// it calls failed where they are broken or cannot be read, with the error of [facts.Read], once for as long as that stays
// the same. What is broken and then mended to what it was is loaded once more, so that the caller learns that all is
// well. Both are called one at a time, and not after Dirs has returned.
//
// A directory may be removed and come back, and be a symbolic link that is turned elsewhere: so files mounted from a
// Kubernetes ConfigMap are updated. Only where a directory above it is itself renamed is that not noticed.
func Dirs(ctx context.Context, paths []string, version string, loaded func(*alliance.Facts), failed func(error)) error {
	r := reader{version: version, loaded: loaded, failed: failed}
	for _, path := range paths {
		r.dirs = append(r.dirs, facts.Open(path))
	}
	for ctx.Err() == nil {
		// What is watched is found anew each time, and before reading, so that nothing that changes meanwhile is lost.
		w, err := watch(paths)
		if err == nil {
			r.read(ctx)
			err = w.wait(ctx)
			_ = w.Close()
		}
		if err != nil {
			return fmt.Errorf("watch %s: %w", strings.Join(paths, ", "), err)
		}
	}
	return nil
}

// A reader reads directories and tells what is new.
type reader struct {
	dirs    []facts.Dir
	version string
	// failure is what was wrong when they were last read, empty where nothing was.
	failure string
	loaded  func(*alliance.Facts)
	failed  func(error)
}

// read reads the directories, and tells what is new unless the context is done.
func (r *reader) read(ctx context.Context) {
	found, err := facts.Read(r.dirs...)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		if text := err.Error(); text != r.failure {
			r.failure = text
			r.failed(err)
		}
	default:
		if version := found.Dataset().Version; version != r.version || r.failure != "" {
			r.version, r.failure = version, ""
			r.loaded(found)
		}
	}
}
