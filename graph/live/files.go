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

// OpenDirs reads the data set in the directories, to serve it unchanged. The error is one line.
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

// OpenPaths reads the data set in the directories at the paths and, if follow is set, keeps serving it as they are
// edited.
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

// followFiles serves the facts that are read. While they are invalid, it serves the last valid ones.
func (f *Facts) followFiles(ctx context.Context, paths []string, read iter.Seq2[*alliance.Facts, error]) {
	for found, err := range read {
		switch {
		case err != nil:
			err = inOneLine(err, paths)
			if f.Fail(err) {
				slog.ErrorContext(ctx, "the edited facts are not served", "error", err)
			}
		case found.Dataset().Version != f.Version():
			f.Replace(Embedded(found))
			slog.InfoContext(ctx, "serving the edited facts", "dataset", f.Version())
		case f.Fail(nil): // the last edit has been undone
			slog.InfoContext(ctx, "the files are valid again, and match the facts being served", "dataset", f.Version())
		}
	}
}

// inOneLine returns an error of reading facts as one line.
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
