package live

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"entente/graph/alliance"
)

// A follower serves what a database has, and says in the log what becomes of it, once for each change.
type follower struct {
	facts *Facts
	// warm prepares the database for questions; the first facts are served when it has done so.
	warm func(context.Context) error
	// away returns why the database cannot be reached, nil if it can. Whoever connects to it says so in the log.
	away func() error
	// said is what was said last, empty while the facts are current.
	said string
	// settled is the version of the last facts in memory that were found to leave enough of it, or not.
	settled string
}

// follow notifies subscribers when a database has new facts. Requests see these without it.
func (f *follower) follow(ctx context.Context, looks iter.Seq2[look, error]) {
	for l, err := range looks {
		_ = f.take(ctx, l, err) // which is said
	}
}

// take serves what was found, if it is new and current. It returns why nothing can be served.
func (f *follower) take(ctx context.Context, l look, err error) error {
	e, _ := f.facts.now()
	if err == nil && e.Version == "" {
		err = f.warm(ctx)
	}
	f.facts.look(err == nil && l.why == nil)
	f.say(ctx, l, err)
	if err == nil && l.why == nil && l.dataset.Version != e.Version {
		if e.Version != "" {
			slog.InfoContext(ctx, "serving new facts", "dataset", l.dataset.Version)
		} else {
			slog.InfoContext(ctx, "serving the facts of the database", "dataset", l.dataset.Version)
		}
		e.Version = l.dataset.Version
		f.facts.Replace(e)
	}
	if err == nil && l.why == nil && f.settled != e.Version && !f.facts.Remote() {
		f.settled = e.Version
		f.facts.settle(ctx) // without the copy of the facts before
	}
	return err
}

// say says in the log what has changed.
func (f *follower) say(ctx context.Context, l look, err error) {
	was := f.said
	switch {
	case err == nil && l.why == nil:
		f.said = ""
	case err == nil:
		f.said = "the last copy of the facts answers, which may be out of date"
	case f.away() != nil:
		return
	default:
		f.said = Reason(err)
	}
	switch {
	case f.said == was:
	case err != nil:
		slog.WarnContext(ctx, f.said, "error", err)
	case l.why != nil:
		slog.WarnContext(ctx, f.said, "since", l.since.UTC().Format(time.RFC3339), "error", l.why)
	case f.facts.Version() != "":
		slog.InfoContext(ctx, "the facts can be reached again", "dataset", l.dataset.Version)
	}
}

// Reason returns why there are no facts to answer from, or why a copy answers, for whoever may not see the error itself.
func Reason(err error) string {
	for _, known := range []error{alliance.ErrNoFacts, alliance.ErrLoading, alliance.ErrReading} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return "the facts cannot be reached"
}
