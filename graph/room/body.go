package room

import (
	"io"

	"entente/graph/flight"
)

// A Body is a body of a request, which takes room as it is read.
type Body struct {
	io.ReadCloser
	*Place
	// rest is how much of it is still to come, if that is known.
	rest int64
}

// Read implements [io.Reader]. It fails as soon as there is no room for all that is still to come: to read a part of it would be for
// nothing.
func (b *Body) Read(p []byte) (int, error) {
	if !b.fits(b.rest) {
		return 0, &flight.BusyError{After: b.room.after}
	}
	n, err := b.ReadCloser.Read(p)
	if full := b.Take(n); full != nil {
		return 0, full
	}
	b.rest -= int64(n)
	return n, err
}
