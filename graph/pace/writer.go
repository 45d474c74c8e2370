package pace

import (
	"context"
	"io"
)

// NewWriter returns a writer that looks at the context before each write, and returns its error instead of writing once it is
// done. What is written long should be buffered by whoever writes.
func NewWriter(ctx context.Context, w io.Writer) io.Writer { return writer{ctx, w} }

// A writer is what NewWriter returns.
type writer struct {
	ctx context.Context //nolint:containedctx // io.Writer takes none
	to  io.Writer
}

// Write implements io.Writer.
func (w writer) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.to.Write(p)
}
