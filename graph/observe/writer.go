package observe

import (
	"cmp"
	"net/http"
)

// A writer writes an answer, and counts.
type writer struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// code returns the status of the answer.
func (w *writer) code() int { return cmp.Or(w.status, http.StatusOK) }

// WriteHeader implements [http.ResponseWriter].
func (w *writer) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK { // others announce one that is yet to come
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (w *writer) Write(b []byte) (int, error) {
	w.status = w.code()
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for [http.ResponseController], which flushes and sets deadlines.
func (w *writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush implements [http.Flusher], for handlers that do not use a [http.ResponseController].
func (w *writer) Flush() {
	w.status = w.code()
	_ = http.NewResponseController(w.ResponseWriter).Flush() // an error means that it cannot flush
}
