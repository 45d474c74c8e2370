package live

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"

	"entente/graph/alliance"
	"entente/graph/heap"
	"entente/loader/archive"
	"entente/loader/facts"
	"entente/loader/watch"
)

// OpenDirs reads the data set in the directories, to serve it unchanged. The error is one line.
func OpenDirs(dirs ...facts.Dir) (*Backend, error) {
	names := make([]string, len(dirs))
	for i, d := range dirs {
		names[i] = d.Name
	}
	return openDirs(&facts.Reader{}, names, dirs)
}

// openDirs is [OpenDirs] with a reader. The arguments are those with which the loader checks the directories.
func openDirs(r *facts.Reader, arguments []string, dirs []facts.Dir) (*Backend, error) {
	found, err := r.Read(dirs...)
	return serving(found, err, arguments)
}

// serving returns a backend that serves what was read, or why there is none in one line.
func serving(found *alliance.Facts, err error, arguments []string) (*Backend, error) {
	if err != nil {
		return nil, inOneLine(err, arguments)
	}
	b := &Backend{Facts: New(Embedded(found))}
	heap.Release()
	return b, nil
}

// FileOptions say how to serve the data set in directories.
type FileOptions struct {
	// Follow is whether to keep serving it as it is edited.
	Follow bool
	// Strict is whether to serve nothing that there are warnings about. Otherwise they are logged.
	Strict bool
}

// OpenPaths reads the data set in the directories and archives at the paths. The error is one line.
func OpenPaths(ctx context.Context, paths []string, o FileOptions) (*Backend, error) {
	arguments := paths
	if o.Strict {
		arguments = append([]string{"--strict"}, paths...)
	}
	log := warningLog{arguments: arguments}
	r := &facts.Reader{Strict: o.Strict, Warn: log.note}
	open := openPaths
	if o.Follow {
		open = openFollowed
	}
	b, err := open(ctx, r, paths, &log)
	if err != nil {
		return nil, err
	}
	log.write(ctx)
	return b, nil
}

// openPaths reads the data set, to serve it unchanged.
func openPaths(_ context.Context, r *facts.Reader, paths []string, log *warningLog) (*Backend, error) {
	opened, err := archive.Open(paths...)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return openDirs(r, log.arguments, opened.Dirs)
}

// openFollowed reads the data set as it is watched: whoever reads it before has to read it again, in case that it was edited
// in between.
func openFollowed(ctx context.Context, r *facts.Reader, paths []string, log *warningLog) (*Backend, error) {
	watched, end := context.WithCancel(context.WithoutCancel(ctx)) // Follow ends it; the first reading is not cut short
	next, stop := iter.Pull2(watch.Dirs(watched, r, paths...))
	found, err, ok := next()
	if !ok || errors.Is(err, watch.ErrStopped) {
		stop()
		end()
		b, failed := openPaths(ctx, r, paths, log)
		if failed == nil && err != nil {
			b.follow = func(ctx context.Context) {
				b.followFiles(ctx, log, func(yield func(*alliance.Facts, error) bool) { yield(nil, err) })
			}
		}
		return b, failed
	}
	b, err := serving(found, err, log.arguments)
	if err != nil {
		stop()
		end()
		return nil, err
	}
	b.close = func() {
		end()
		stop()
	}
	b.follow = func(ctx context.Context) {
		defer context.AfterFunc(ctx, end)()
		b.followFiles(ctx, log, func(yield func(*alliance.Facts, error) bool) {
			for found, err, ok := next(); ok && yield(found, err); found, err, ok = next() {
			}
		})
	}
	return b, nil
}

// followFiles serves the facts that are read. While they are invalid, it serves the last valid ones.
func (f *Facts) followFiles(ctx context.Context, log *warningLog, read iter.Seq2[*alliance.Facts, error]) {
	for found, err := range read {
		f.takeFiles(ctx, log, found, err)
		heap.Release()
	}
}

// takeFiles serves facts that were read, if they are valid and others than those being served.
func (f *Facts) takeFiles(ctx context.Context, log *warningLog, found *alliance.Facts, err error) {
	switch {
	case err != nil:
		log.noted = nil
		err = inOneLine(err, log.arguments)
		if f.Fail(err) {
			slog.ErrorContext(ctx, "the edited facts are not served", "error", err)
		}
		return
	case found.Dataset().Version != f.Version():
		f.Replace(Embedded(found))
		slog.InfoContext(ctx, "serving the edited facts", "dataset", f.Version())
	case f.Fail(nil): // the last edit has been undone
		slog.InfoContext(ctx, "the files are valid again, and match the facts being served", "dataset", f.Version())
	}
	log.write(ctx)
}

// inOneLine returns an error of reading facts as one line. The arguments are those with which the loader lists it all.
func inOneLine(err error, arguments []string) error {
	if errors.Is(err, watch.ErrStopped) {
		return fmt.Errorf("%w: restart the server to serve them", err)
	}
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) == 1 {
		return err
	}
	return fmt.Errorf("%s (and %d more: list them with go run ./loader check %s)",
		problems[0], len(problems)-1, strings.Join(arguments, " "))
}
