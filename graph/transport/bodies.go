package transport

import (
	"io"
	"time"

	"entente/graph/flight"
)

const (
	// maxBodies is how much of long bodies may be held at once, in bytes: what is made of them takes many times as much.
	maxBodies = 16 << 20
	// small is the length up to which a body is held in any case, and the number of bytes in which it takes room for more.
	small = 16 << 10
	// full is after how long there may be room again.
	full = time.Second
)

// A holder reads a body, which takes room.
type holder struct {
	io.Reader
	*place
}

// Read implements [io.Reader].
func (h *holder) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	if !h.take(n) {
		return 0, &flight.BusyError{After: full}
	}
	return n, err
}
