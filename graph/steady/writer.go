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
func NewWriter(w http.ResponseWriter) io.Writer {
	return &writer{w, http.NewResponseController(w), time.Now}
}

// A writer is what NewWriter returns.
type writer struct {
	to      io.Writer
	control interface{ SetWriteDeadline(time.Time) error }
	now     func() time.Time
}

// Write implements [io.Writer].
func (w *writer) Write(p []byte) (int, error) {
	written := 0
	for len(p) > 0 {
		part := p[:min(len(p), chunk)]
		_ = w.control.SetWriteDeadline(w.now().Add(Patience)) // ignored if there are none
		n, err := w.to.Write(part)
		written += n
		if err != nil {
			return written, err
		}
		p = p[n:]
	}
	return written, nil
}
