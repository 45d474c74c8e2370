// Package observe tells what a server does: in one line of the log for each request, in metrics and in traces; and it turns
// panics into answers.
//
// None of them has variables, queries or addresses with their query strings in it: whoever reads a log or a trace learns which
// questions were asked, by name and digest, but not about whom. The addresses of clients are told only if that is wanted.
package observe

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"go.opentelemetry.io/otel/trace"

	"entente/graph/observe/metrics"
	"entente/graph/observe/record"
)

// Options are what is told of requests, and to whom. The zero value tells nothing but errors.
type Options struct {
	// Log takes a line for each request, if it is not nil.
	Log *slog.Logger
	// Addresses says that lines have the addresses of clients.
	Addresses bool
	// Metrics count requests, if they are not nil.
	Metrics *metrics.Metrics
	// Tracer makes a span for each request, if it is not nil.
	Tracer trace.Tracer
}

// Handler returns a handler that answers with next, which is to be the outermost. It gives each request an id, which is in the
// header X-Request-Id of the answer and in every line of the log that is about it; it tells about requests what the
// options say; and it answers with an error if next panics.
func Handler(next http.Handler, o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		e := exchange{options: &o, began: time.Now(), record: &record.Record{ID: requestID(r)}}
		w.Header()[headerID] = []string{e.record.ID}
		e.writer.ResponseWriter = w
		r = r.WithContext(e.begin(e.record.With(r.Context()), r))
		defer e.end(r)
		next.ServeHTTP(&e.writer, r)
	})
}

// Mux returns the handler of a server's routes. It notes which of them answers, and for whom, as the handlers in between have
// left the request.
func Mux(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := record.Of(r.Context())
		defer func() { told.Arrived(routeOf(r.Pattern), r.RemoteAddr) }()
		mux.ServeHTTP(w, r)
	})
}

// routeOf returns the path in a pattern, which may have a method before it.
func routeOf(pattern string) string {
	if _, path, ok := strings.Cut(pattern, " "); ok {
		return path
	}
	return cmp.Or(pattern, noRoute)
}

// noRoute stands for the route of requests that no handler answers.
const noRoute = "none"

// An exchange is a request that is answered.
type exchange struct {
	options *Options
	began   time.Time
	record  *record.Record
	writer  writer
	span    trace.Span
}

// begin begins the span of a request.
func (e *exchange) begin(ctx context.Context, r *http.Request) context.Context {
	if e.options.Tracer == nil {
		return ctx
	}
	ctx, e.span = startSpan(ctx, e.options.Tracer, r)
	return ctx
}

// end tells what became of a request, of whose handler it recovers from a panic.
func (e *exchange) end(r *http.Request) {
	cut := e.recovered(recover(), r)
	f := e.record.Facts()
	took := time.Since(e.began)
	if m := e.options.Metrics; m != nil {
		m.Request(&f, methodOf(r.Method), e.writer.code(), took)
	}
	if e.options.Log != nil {
		e.log(r, &f, took)
	}
	if e.span != nil {
		endSpan(e.span, r.Method, &f, e.record.ID, e.writer.code(), cut)
	}
	if cut {
		panic(http.ErrAbortHandler) // which net/http takes for the wish to close the connection
	}
}
