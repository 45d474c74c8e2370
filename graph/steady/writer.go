// Package steady sends answers to clients that read slowly but steadily, and gives up those that do not.
package steady

import (
	"io"
	"net/http"
	"time"
)

const (
	// Patience is how long a client may take for each chunk.
	Patience = 20 * time.Second
	// Slowest is how many bytes a client has to read in a second, on the average over [Patience].
	Slowest = 16 << 10
	// chunk is the number of bytes that are written with one deadline.
	chunk = int(Patience/time.Second) * Slowest
)

// NewWriter returns a writer of an answer in which each chunk has a deadline of its own, in place of the one that the server has
// for whole answers: a long answer may take long, a client that does not read may not. A writer that knows no deadlines, as in
// tests, has none.
func NewWriter(w http.ResponseWriter) io.Writer { return newWriter(w) }

// NewResponse is [NewWriter] for an answer that is ready before it is sent: however small the parts are in which it is written,
// each chunk of it has one deadline.
func NewResponse(w http.ResponseWriter) http.ResponseWriter {
	steady := newWriter(w)
	steady.ready = true
	return &response{w, steady}
}

// newWriter returns what NewWriter does.
func newWriter(w http.ResponseWriter) *writer {
	return &writer{to: w, control: http.NewResponseController(w), now: time.Now}
}

// A response is what NewResponse returns.
type response struct {
	http.ResponseWriter
	steady *writer
}

// Write implements [io.Writer].
func (r *response) Write(p []byte) (int, error) { return r.steady.Write(p) }

// Unwrap is for [http.ResponseController].
func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// A writer is what NewWriter returns.
type writer struct {
	to      io.Writer
	control interface{ SetWriteDeadline(time.Time) error }
	now     func() time.Time
	// ready is set if no time passes between writes but that in which the client reads.
	ready bool
	// left is how much of a chunk has not been written since its deadline was set.
	left int
}

// Write implements [io.Writer].
func (w *writer) Write(p []byte) (int, error) {
	written := 0
	for len(p) > 0 {
		if w.left == 0 || !w.ready {
			_ = w.control.SetWriteDeadline(w.now().Add(Patience)) // ignored if there are none
			w.left = chunk
		}
		part := p[:min(len(p), w.left)]
		n, err := w.to.Write(part)
		written += n
		w.left -= n
		if err != nil {
			return written, err
		}
		p = p[n:]
	}
	return written, nil
}
