package observe

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"

	"entente/graph/observe/record"
)

// recovered tells in the log that a handler panicked with a value, if that is not nil, and answers the request. It reports
// whether the connection is to be closed, as a part of another answer has been sent: the client must not take it for the whole.
func (e *exchange) recovered(value any, r *http.Request) (cut bool) {
	if value == nil {
		return false
	}
	if value == http.ErrAbortHandler { //nolint:errorlint // net/http compares likewise
		return true
	}
	slog.ErrorContext(r.Context(), "panic", "route", e.record.Facts().Route, "error", fmt.Sprint(value), "stack", string(debug.Stack()))
	if e.writer.status != 0 {
		return true
	}
	e.apologize(r)
	return false
}

// apologize sends the answer to a request whose handler panicked, in the form that errors of its route have. No character of the
// message needs to be escaped, for ids have none.
func (e *exchange) apologize(r *http.Request) {
	header := e.writer.Header()
	for _, name := range []string{"Content-Encoding", "Content-Length", "Content-Disposition", "ETag", "Last-Modified"} {
		header.Del(name)
	}
	header.Set("Cache-Control", "no-store")
	message := record.Failure(r.Context())
	kind, body := "text/plain", message+"\n"
	switch route := e.record.Facts().Route; {
	case strings.HasPrefix(route, "/graphql"):
		kind, body = "application/json", `{"errors":[{"message":"`+message+`","extensions":{"code":"`+codeInternal+`"}}]}`+"\n"
	case strings.HasPrefix(route, "/reconcile"):
		kind, body = "application/json", `{"status":"error","message":"`+message+`"}`+"\n"
	}
	header.Set("Content-Type", kind+"; charset=utf-8")
	e.writer.WriteHeader(http.StatusInternalServerError)
	_, _ = io.WriteString(&e.writer, body) // an error means that the client is gone
}

// codeInternal is the code of errors that only the log explains, as package graph has it.
const codeInternal = "INTERNAL_SERVER_ERROR"
