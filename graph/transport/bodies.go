package transport

import (
	"io"
	"sync/atomic"
	"time"

	"entente/graph/flight"
)

const (
	// maxBodies is how much of long bodies may be held at once, in bytes.
	maxBodies = 16 << 20
	// small is the length up to which a body is held in any case, in bytes.
	small = 16 << 10
	// full is after how long there may be room again.
	full = time.Second
)

// Bodies are those of all requests that are being read: what is made of them takes many times as much. The zero value is empty.
type bodies struct{ held atomic.Int64 }

// take takes room for bytes. The error is that there is none; then nothing is taken.
func (b *bodies) take(bytes int64) error {
	if b.held.Add(bytes) > maxBodies && bytes > 0 {
		b.held.Add(-bytes)
		return &flight.BusyError{After: full}
	}
	return nil
}

// A holder reads a body, all but the beginning of which takes room.
type holder struct {
	io.Reader
	all  *bodies
	read int64
}

// Read implements [io.Reader].
func (h *holder) Read(p []byte) (int, error) {
	n, err := h.Reader.Read(p)
	before := h.taken()
	h.read += int64(n)
	if busy := h.all.take(h.taken() - before); busy != nil {
		h.read -= int64(n)
		return 0, busy
	}
	return n, err
}

// taken returns how much room is taken.
func (h *holder) taken() int64 { return max(0, h.read-small) }

// leave gives back the room.
func (h *holder) leave() { h.all.held.Add(-h.taken()) }
