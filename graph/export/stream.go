package export

import (
	"bufio"
	"context"
	"net/http"
	"time"

	"golang.org/x/sync/semaphore"
)

const (
	// chunk is the number of bytes that are kept before anything is sent: until then, an error has a status.
	chunk = 1 << 16
	// patience is how long a client may take for each chunk.
	patience = 20 * time.Second
)

// A stream sends a file chunk by chunk, each with a deadline of its own: a large file may take long, a client that does not
// read may not.
type stream struct {
	*bufio.Writer
	chunks *chunkWriter
}

func newStream(ctx context.Context, w http.ResponseWriter, t *turn) *stream {
	c := &chunkWriter{ctx: ctx, to: w, control: http.NewResponseController(w), turn: t}
	return &stream{bufio.NewWriterSize(c, chunk), c}
}

// sent reports whether anything has been sent.
func (s *stream) sent() bool { return s.chunks.any }

// A chunkWriter writes to a client. While that reads, it is others' turn.
type chunkWriter struct {
	ctx     context.Context //nolint:containedctx // io.Writer takes none
	to      http.ResponseWriter
	control *http.ResponseController
	turn    *turn
	any     bool
}

// Write implements io.Writer.
func (c *chunkWriter) Write(p []byte) (int, error) {
	// A writer that knows no deadlines, as in tests, has none.
	_ = c.control.SetWriteDeadline(time.Now().Add(patience))
	c.any = true
	c.turn.end()
	n, err := c.to.Write(p)
	if err != nil {
		return n, err
	}
	return n, c.turn.begin(c.ctx)
}

// A turn is the right to make a part of a file, of which there are a few.
type turn struct {
	all  *semaphore.Weighted
	held bool
}

// begin waits for a turn.
func (t *turn) begin(ctx context.Context) error {
	if err := t.all.Acquire(ctx, 1); err != nil {
		return err
	}
	t.held = true
	return nil
}

// end lets others have their turn.
func (t *turn) end() {
	if t.held {
		t.held = false
		t.all.Release(1)
	}
}
