package live

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"entente/graph/alliance"
	"entente/graph/program"
	"entente/loader/archive"
	"entente/loader/facts"
	"entente/loader/watch"
)

// OpenDirs reads the data set in the directories, to serve it unchanged. The error is one line.
func OpenDirs(ctx context.Context, dirs ...facts.Dir) (*Backend, error) {
	names := make([]string, len(dirs))
	for i, d := range dirs {
		names[i] = d.Name
	}
	return openDirs(ctx, &facts.Reader{}, names, dirs)
}

// openDirs is [OpenDirs] with a reader. The arguments are those with which the loader checks the directories.
func openDirs(ctx context.Context, r *facts.Reader, arguments []string, dirs []facts.Dir) (*Backend, error) {
	found, err := r.Read(dirs...)
	return serving(ctx, found, err, arguments)
}

// serving returns a backend that serves what was read, or why there is none in one line.
func serving(ctx context.Context, found *alliance.Facts, err error, arguments []string) (*Backend, error) {
	if err != nil {
		return nil, inOneLine(err, arguments)
	}
	b := &Backend{Facts: New(Embedded(found))}
	b.settle(ctx)
	return b, nil
}

// FileOptions say how to serve the data set in directories.
type FileOptions struct {
	// Follow is whether to keep serving it as it is edited.
	Follow bool
	// Strict is whether to serve nothing that there are warnings about. Otherwise they are logged.
	Strict bool
	// MaxFile is how many bytes a file may have; 0 means [facts.DefaultMaxFile].
	MaxFile int64
	// took takes how long it took to read the files last.
	took *atomic.Int64
}

// reader returns a reader of files that passes warnings on.
func (o FileOptions) reader(warn func(facts.Problem)) *facts.Reader {
	return &facts.Reader{
		Strict: o.Strict, MaxFile: o.MaxFile, Warn: warn, Took: func(d time.Duration) { o.took.Store(int64(d)) },
	}
}

// OpenPaths reads the data set in the directories and archives at the paths. The error is one line.
func OpenPaths(ctx context.Context, paths []string, o FileOptions) (*Backend, error) {
	arguments := paths
	if o.Strict {
		arguments = append([]string{"--strict"}, paths...)
	}
	log := warningLog{arguments: arguments}
	o.took = &atomic.Int64{}
	open := openPaths
	if o.Follow {
		open = openFollowed
	}
	b, err := open(ctx, paths, o, &log)
	if err != nil {
		return nil, err
	}
	b.took = o.took
	log.write(ctx)
	return b, nil
}

// openPaths reads the data set, to serve it unchanged.
func openPaths(ctx context.Context, paths []string, o FileOptions, log *warningLog) (*Backend, error) {
	opened, err := archive.Opener{MaxFile: o.MaxFile}.Open(paths...)
	if err != nil {
		return nil, err
	}
	defer opened.Close()
	return openDirs(ctx, o.reader(log.note), log.arguments, opened.Dirs)
}

// openFollowed reads the data set as it is watched: whoever reads it before has to read it again, in case that it was edited
// in between.
func openFollowed(ctx context.Context, paths []string, o FileOptions, log *warningLog) (*Backend, error) {
	w := watchFiles(ctx, o, paths)
	first, ok := w.first(ctx)
	if !ok {
		w.end()
		return nil, context.Cause(ctx)
	}
	if errors.Is(first.err, watch.ErrStopped) {
		w.end()
		return openUnwatched(ctx, paths, o, log, first.err)
	}
	for _, warning := range first.warnings {
		log.note(warning)
	}
	b, err := serving(ctx, first.found, first.err, log.arguments)
	if err != nil {
		w.end()
		return nil, err
	}
	b.close = w.end
	b.follow = func(ctx context.Context) {
		defer w.end()
		b.followFiles(ctx, log, w.all(ctx, log))
	}
	return b, nil
}

// openUnwatched reads the data set, and follows it only to say why edits are not noticed.
func openUnwatched(ctx context.Context, paths []string, o FileOptions, log *warningLog, why error) (*Backend, error) {
	b, err := openPaths(ctx, paths, o, log)
	if err == nil {
		b.follow = func(ctx context.Context) {
			b.followFiles(ctx, log, func(yield func(*alliance.Facts, error) bool) { yield(nil, why) })
		}
	}
	return b, err
}

// followFiles serves the facts that are read. While they are invalid, it serves the last valid ones.
func (f *Facts) followFiles(ctx context.Context, log *warningLog, read iter.Seq2[*alliance.Facts, error]) {
	for found, err := range read {
		f.takeFiles(ctx, log, found, err)
		f.settle(ctx)
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
	return fmt.Errorf("%s (and %d more: list them with %s check %s)",
		problems[0], len(problems)-1, program.Loader(), strings.Join(arguments, " "))
}
