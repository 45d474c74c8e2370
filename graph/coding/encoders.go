package coding

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	// zstdWindow is how far back zstd looks for what it has seen, in bytes. Answers are rarely longer, and an encoder takes memory
	// in proportion.
	zstdWindow = 1 << 18
	// brotliWindow is the same for br, as a power of two.
	brotliWindow = 18
	// brotliQuality is the level of br at which it takes about as long as the others.
	brotliQuality = 3
)

// A writer compresses what is written to it, for one destination after the other.
type writer interface {
	io.WriteCloser
	Flush() error
	Reset(to io.Writer)
}

// Encoders compress. The zero value is ready for use; one must not be copied after first use.
type Encoders struct{ gzip, zstd, brotli sync.Pool }

// pool returns the pool of writers for a coding, and a function that makes one.
func (e *Encoders) pool(coding string) (*sync.Pool, func() (writer, error)) {
	switch coding {
	case Gzip:
		return &e.gzip, func() (writer, error) { return gzip.NewWriterLevel(io.Discard, gzip.BestSpeed) }
	case Zstd:
		return &e.zstd, func() (writer, error) {
			return zstd.NewWriter(io.Discard, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow))
		}
	case Brotli:
		return &e.brotli, func() (writer, error) {
			return brotli.NewWriterOptions(io.Discard, brotli.WriterOptions{Quality: brotliQuality, LGWin: brotliWindow}), nil
		}
	default:
		panic(fmt.Errorf("there is no content coding %q", coding)) // Negotiate has chosen one of ours
	}
}

// writer returns a writer for a coding, and a function that gives it back.
func (e *Encoders) writer(coding string, to io.Writer) (writer, func()) {
	pool, make := e.pool(coding)
	w, ok := pool.Get().(writer)
	if !ok {
		w = must(make())
	}
	w.Reset(to)
	return w, func() {
		w.Reset(io.Discard) // so that it does not keep its last destination
		pool.Put(w)
	}
}

// atOnce is how much of a text is compressed between two looks at the context, in bytes: a few milliseconds of work.
const atOnce = 1 << 18

// Encode returns a text in a content coding. If the context is done before, it returns its error.
func (e *Encoders) Encode(ctx context.Context, coding string, text []byte) ([]byte, error) {
	if coding == None {
		return text, nil
	}
	var out bytes.Buffer
	out.Grow(len(text) / 4)
	w, done := e.writer(coding, &out)
	defer done()
	for part := range slices.Chunk(text, atOnce) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		must(w.Write(part))
	}
	must(0, w.Close())
	return bytes.Clone(out.Bytes()), nil // as long as it is: it may be kept
}

// Finish returns a whole answer as it is to be sent: compressed if it is long and the client accepts that, by the header of the
// request, with the header of the answer set.
func (e *Encoders) Finish(answer, request http.Header, text []byte) []byte {
	Vary(answer, "Accept-Encoding")
	best := Negotiate(request.Values("Accept-Encoding")).Best
	if len(text) < From || best == None {
		return text
	}
	answer.Set("Content-Encoding", best)
	return must(e.Encode(context.Background(), best, text))
}

// must returns v. An error is impossible: options are constants, and what is written goes to memory.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Errorf("compress an answer: %w", err))
	}
	return v
}
