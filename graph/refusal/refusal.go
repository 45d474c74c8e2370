// Package refusal says why a request is not answered over HTTP, and reveals nothing of the server: what whoever sent it is to
// mend, and what passes by itself, with when to try again. Other errors are for the log.
package refusal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"entente/graph/alliance"
	"entente/graph/flight"
)

// RetryAfter is the number of seconds after which it may be worth to try again, unless something else is known.
const RetryAfter = 2

// An Error is why a request is not answered: the HTTP status of the answer, and a message for whoever sent it.
type Error struct {
	Status  int
	Message string
	// after is the number of seconds after which it may be worth to try again, 0 if that is not known.
	after int
}

// Errorf returns an error with a formatted message, made [Brief].
func Errorf(status int, format string, args ...any) *Error {
	return &Error{Status: status, Message: Brief(fmt.Sprintf(format, args...))}
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// passing are the errors that pass by themselves, and what is said of each. The first that matches counts.
var passing = []struct {
	err     error
	message string
}{
	{alliance.ErrChanged, alliance.ErrChanged.Error() + ": try again"},
	{alliance.ErrNoFacts, alliance.ErrNoFacts.Error() + ": try again later"},
	{alliance.ErrLoading, alliance.ErrLoading.Error() + ": try again later"},
	{alliance.ErrReading, alliance.ErrReading.Error() + ": try again later"},
	{alliance.ErrUnavailable, "the facts cannot be reached now: try again later"},
}

// Of returns why a request is not answered that failed with an error: the [*Error] that it wraps, or what passes by itself. It
// returns nil for any other error.
func Of(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	if busy, ok := errors.AsType[*flight.BusyError](err); ok {
		return &Error{http.StatusServiceUnavailable, busy.Error(), busy.Seconds()}
	}
	for _, p := range passing {
		if errors.Is(err, p.err) {
			return Errorf(http.StatusServiceUnavailable, "%s", p.message)
		}
	}
	return nil
}

// SetRetry sets the header that says when to try again, if what is wrong passes.
func (e *Error) SetRetry(h http.Header) {
	if e.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(cmp.Or(e.after, RetryAfter)))
	}
}

// Send answers a request that failed with an error, in a line of text. If the error is for the log, the answer says only what
// could not be done. A client that has left is sent nothing.
func Send(w http.ResponseWriter, r *http.Request, err error, undone string) {
	if errors.Is(err, context.Canceled) {
		return
	}
	e := Of(err)
	if e == nil {
		slog.ErrorContext(r.Context(), undone, "path", r.URL.Path, "error", err)
		e = Errorf(http.StatusInternalServerError, "%s: the server's log says why", undone)
	}
	e.SetRetry(w.Header())
	http.Error(w, e.Message, e.Status)
}
