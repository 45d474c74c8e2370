package reconcile

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"entente/graph/observe/record"
	"entente/graph/refusal"
)

// refused returns why a request is not answered that failed with an error, which reveals no internals of the server.
func refused(r *http.Request, err error) *refusal.Error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return refusal.Errorf(http.StatusServiceUnavailable, "the answer took too long: send fewer queries at once, or try again later")
	case errors.Is(err, context.Canceled):
		return refusal.Errorf(http.StatusServiceUnavailable, "the request was given up")
	}
	if told := refusal.Of(err); told != nil {
		return told
	}
	slog.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	return refusal.Errorf(http.StatusInternalServerError, "%s", record.Failure(r.Context()))
}

// An errorAnswer is the body of an answer to a request that failed. The specification leaves it open; clients look for
// the status "error".
type errorAnswer struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// fail sends an error, with the version of the facts if it is known.
func fail(w http.ResponseWriter, r *http.Request, version string, err error) {
	told := refused(r, err)
	told.SetRetry(w.Header())
	header(w, version, "application/json; charset=utf-8")
	w.WriteHeader(told.Status)
	_ = json.NewEncoder(w).Encode(errorAnswer{"error", told.Message}) // an error means that the client is gone
}
