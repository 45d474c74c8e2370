package room

import "io"

// A Body is a body of a request, which takes room as it is read.
type Body struct {
	io.ReadCloser
	*Place
}

// Read implements [io.Reader].
func (b *Body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if full := b.Take(n); full != nil {
		return 0, full
	}
	return n, err
}
