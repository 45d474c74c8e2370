package live

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"entente/graph/program"
	"entente/loader/facts"
)

// maxLogged is the maximum number of warnings that are logged at a time.
const maxLogged = 20

// A warningLog logs the warnings about the facts that are served.
type warningLog struct {
	// arguments are those with which the loader lists all of them.
	arguments []string
	// noted are those of the last reading, written those that were logged last.
	noted, written facts.Problems
}

// note notes a warning.
func (l *warningLog) note(p facts.Problem) { l.noted = append(l.noted, p) }

// write logs what was noted since it was last called, unless that is what it logged last.
func (l *warningLog) write(ctx context.Context) {
	noted := l.noted
	l.noted = nil
	if slices.Equal(noted, l.written) {
		return
	}
	l.written = noted
	for _, p := range noted[:min(len(noted), maxLogged)] {
		p.Warning = false // the message says so
		slog.WarnContext(ctx, "the facts have a warning", "warning", p.String())
	}
	if more := len(noted) - maxLogged; more > 0 {
		slog.WarnContext(ctx, "the facts have more warnings", "more", more, "all", program.Loader()+" check "+strings.Join(l.arguments, " "))
	}
}
