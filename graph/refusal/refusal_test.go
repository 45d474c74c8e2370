package refusal_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente/graph/alliance"
	"entente/graph/flight"
	"entente/graph/refusal"
)

// TestSend checks what is sent for an error, and that it reveals nothing of what the error wraps it in.
func TestSend(t *testing.T) {
	tests := []struct {
		name       string
		err        error
		status     int
		body, wait string
	}{
		{"to mend", refusal.Errorf(http.StatusNotFound, "there is no %s", "x"), 404, "there is no x\n", ""},
		{"too slow", refusal.Errorf(http.StatusServiceUnavailable, "too slow"), 503, "too slow\n", "2"},
		{"busy for long", &flight.BusyError{After: 9 * time.Second}, 503, "the server is busy with other computations: try again in 9 s\n", "9"},
		{"busy for a moment", &flight.BusyError{}, 503, "the server is busy with other computations: try again in 1 s\n", "1"},
		{"changed", alliance.ErrChanged, 503, "the facts changed while the request was being answered: try again\n", "2"},
		{"no facts", alliance.ErrNoFacts, 503, "there are no facts yet: try again later\n", "2"},
		{"loading", alliance.ErrLoading, 503, "the facts are being loaded: try again later\n", "2"},
		{"reading", alliance.ErrReading, 503, "the fact files are being read: try again later\n", "2"},
		{"away", alliance.ErrUnavailable, 503, "the facts cannot be reached now: try again later\n", "2"},
		{"for the log", errors.New("broken"), 500, "it could not be done: the server's log says why\n", ""},
		{"of a client that left", context.Canceled, 200, "", ""},
	}
	for _, tt := range tests {
		w := httptest.NewRecorder()
		refusal.Send(w, httptest.NewRequest(http.MethodGet, "/", http.NoBody), fmt.Errorf("secret: %w", tt.err), "it could not be done")
		if got := w.Header().Get("Retry-After"); w.Code != tt.status || w.Body.String() != tt.body || got != tt.wait {
			t.Errorf("%s: %d %q, Retry-After %q, want %d %q, %q", tt.name, w.Code, w.Body, got, tt.status, tt.body, tt.wait)
		}
	}
}

// TestBrief checks what is left of a message that repeats what a request has in it.
func TestBrief(t *testing.T) {
	x := func(n int) string { return strings.Repeat("é", n) }
	for _, tt := range []struct{ given, want string }{
		{"there is no " + x(100), "there is no " + x(100)},
		{"there is no " + x(101) + ": ask", "there is no " + x(79) + "…" + x(19) + ":" + " ask"},
		{strings.Repeat("ab ", 1000), strings.Repeat("ab ", 266) + "a…" + "b " + strings.Repeat("ab ", 66)},
	} {
		if got := refusal.Errorf(http.StatusNotFound, "%s", tt.given).Message; got != tt.want {
			t.Errorf("%q is %q, want %q", tt.given, got, tt.want)
		}
	}
}
