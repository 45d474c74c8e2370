package listening

import (
	"context"
	"errors"
	"net/http"
)

// A closing is a handler that has clients close their connections while the server is stopping.
type closing struct {
	http.Handler
	server *Server
}

// ServeHTTP implements [http.Handler].
func (h closing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := connOf(r)
	c.has(r.ContentLength)
	a := &answer{ResponseWriter: w, conn: c}
	defer a.decide()
	h.Handler.ServeHTTP(a, r)
	if !a.decided && errors.Is(context.Cause(r.Context()), errCut) {
		panic(http.ErrAbortHandler) // an answer that is empty because it was cut is not to pass for the whole
	}
}

// An answer is a response that says `Connection: close` if the server is stopping when it begins, and nothing more has been
// read from the connection: net/http would close that too.
type answer struct {
	http.ResponseWriter
	conn    *conn
	decided bool
}

// decide says whether the connection is to be closed.
func (a *answer) decide() {
	if a.decided {
		return
	}
	a.decided = true
	if _, stopping := a.conn.server.stopping(); stopping && a.conn.alone() {
		a.Header().Set("Connection", "close")
	}
}

// WriteHeader implements [http.ResponseWriter].
func (a *answer) WriteHeader(status int) {
	if status >= http.StatusOK {
		a.decide()
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (a *answer) Write(p []byte) (int, error) {
	a.decide()
	return a.ResponseWriter.Write(p)
}

// Flush implements [http.Flusher].
func (a *answer) Flush() {
	a.decide()
	_ = http.NewResponseController(a.ResponseWriter).Flush() // as Flusher has no error
}

// Unwrap is for [http.ResponseController].
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
