package reconcile

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/observe/record"
)

// A failure is an error with its HTTP status, and a message for whoever sent the request.
type failure struct {
	status  int
	message string
}

// Error implements error.
func (f *failure) Error() string { return f.message }

// failuref returns a failure with a formatted message.
func failuref(status int, format string, args ...any) error {
	return &failure{status, fmt.Sprintf(format, args...)}
}

// failed maps errors of stores to failures.
var failed = []struct {
	err error
	failure
}{
	{flight.ErrBusy, failure{http.StatusServiceUnavailable, flight.ErrBusy.Error() + ": try again later"}},
	{context.DeadlineExceeded, failure{http.StatusServiceUnavailable, "the answer took too long: send fewer queries at once, or try again later"}},
	{context.Canceled, failure{http.StatusServiceUnavailable, "the request was given up"}},
	{alliance.ErrChanged, failure{http.StatusServiceUnavailable, alliance.ErrChanged.Error() + ": try again"}},
	{alliance.ErrNoFacts, failure{http.StatusServiceUnavailable, alliance.ErrNoFacts.Error() + ": try again later"}},
	{alliance.ErrLoading, failure{http.StatusServiceUnavailable, alliance.ErrLoading.Error() + ": try again later"}},
	{alliance.ErrReading, failure{http.StatusServiceUnavailable, alliance.ErrReading.Error() + ": try again later"}},
	{alliance.ErrUnavailable, failure{http.StatusServiceUnavailable, "the facts cannot be reached now: try again later"}},
}

// failureOf returns an error as a failure, which reveals no internals of the server.
func failureOf(r *http.Request, err error) *failure {
	if f, ok := errors.AsType[*failure](err); ok {
		return f
	}
	for i := range failed {
		if errors.Is(err, failed[i].err) {
			return &failed[i].failure
		}
	}
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	return &failure{http.StatusInternalServerError, record.Failure(r.Context())}
}

// An errorAnswer is the body of an answer to a request that failed. The specification leaves it open; clients look for
// the status "error".
type errorAnswer struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// fail sends an error, with the version of the facts if it is known.
func fail(w http.ResponseWriter, r *http.Request, version string, err error) {
	f := failureOf(r, err)
	if f.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", strconv.Itoa(flight.RetryAfter(err)))
	}
	send(w, f.status, version, errorAnswer{"error", f.message})
}
