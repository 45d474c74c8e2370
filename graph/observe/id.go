package observe

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"

	"entente/graph/observe/record"
)

// headerID is the header with the id of a request, as [http.Header] spells it.
const headerID = "X-Request-Id"

// maxID is the maximum length of an id that a client gives.
const maxID = 64

// requestID returns the id that a client, or a proxy before it, has given a request, or a new one if it is none that can stand
// in a log as it is.
func requestID(r *http.Request) string {
	if given := r.Header[headerID]; len(given) == 1 && isID(given[0]) {
		return given[0]
	}
	return rand.Text()
}

// isID reports whether a text is an id: ASCII letters, digits and a few other characters that mean nothing anywhere.
func isID(text string) bool {
	return text != "" && len(text) <= maxID && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune("-_.:+=", r)
	})
}

// Identified returns a handler of log records that adds the id of the request that they are about.
func Identified(to slog.Handler) slog.Handler { return identified{to} }

// identified is what [Identified] returns.
type identified struct{ slog.Handler }

// Handle implements [slog.Handler].
func (h identified) Handle(ctx context.Context, r slog.Record) error {
	if id := record.ID(ctx); id != "" {
		r = r.Clone()
		r.AddAttrs(slog.String("request", id))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs implements [slog.Handler].
func (h identified) WithAttrs(attrs []slog.Attr) slog.Handler {
	return identified{h.Handler.WithAttrs(attrs)}
}

// WithGroup implements [slog.Handler].
func (h identified) WithGroup(name string) slog.Handler { return identified{h.Handler.WithGroup(name)} }
