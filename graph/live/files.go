package live

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"

	"entente/graph/alliance"
	"entente/loader/facts"
	"entente/loader/watch"
)

// OpenDirs reads the data set that directories make up, to serve it as it is. The error is one line.
func OpenDirs(dirs ...facts.Dir) (*Backend, error) {
	found, err := facts.Read(dirs...)
	if err != nil {
		names := make([]string, len(dirs))
		for i, d := range dirs {
			names[i] = d.Name
		}
		return nil, inOneLine(err, names)
	}
	return &Backend{Facts: New(Embedded(found))}, nil
}

// OpenPaths reads the data set that the directories at some paths make up, and, if follow is set, serves what it becomes as
// they are edited.
func OpenPaths(paths []string, follow bool) (*Backend, error) {
	dirs := make([]facts.Dir, len(paths))
	for i, path := range paths {
		dirs[i] = facts.Open(path)
	}
	b, err := OpenDirs(dirs...)
	if err == nil && follow {
		b.follow = func(ctx context.Context) { b.followFiles(ctx, paths, watch.Dirs(ctx, paths...)) }
	}
	return b, err
}

// followFiles serves what is read, and while that is broken, what was read last.
func (f *Facts) followFiles(ctx context.Context, paths []string, read iter.Seq2[*alliance.Facts, error]) {
	for found, err := range read {
		switch {
		case err != nil:
			err = inOneLine(err, paths)
			if f.Fail(err) {
				slog.ErrorContext(ctx, "the facts as edited are not served", "error", err)
			}
		case found.Dataset().Version != f.Version():
			f.Replace(Embedded(found))
			slog.InfoContext(ctx, "serving the facts as edited", "dataset", f.Version())
		case f.Fail(nil): // what was broken has been restored
			slog.InfoContext(ctx, "the files are right again, with the facts that are served", "dataset", f.Version())
		}
	}
}

// inOneLine makes one line of what is wrong with fact files.
func inOneLine(err error, dirs []string) error {
	if errors.Is(err, watch.ErrStopped) {
		return fmt.Errorf("%w: restart the server to serve them", err)
	}
	problems, ok := errors.AsType[facts.Problems](err)
	if !ok || len(problems) == 1 {
		return err
	}
	return fmt.Errorf("%s (and %d more: list them with go run ./loader check %s)",
		problems[0], len(problems)-1, strings.Join(dirs, " "))
}
