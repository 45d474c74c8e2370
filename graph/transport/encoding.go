package transport

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Content encodings of answers, as HTTP names them.
const (
	encodingNone = ""
	encodingGzip = "gzip"
	encodingZstd = "zstd"
)

// encodedFrom is the length from which an answer is compressed, in bytes: one that is shorter fits into a packet as it is.
const encodedFrom = 1 << 10

// zstdWindow is how far back zstd looks for what it has seen, in bytes. Answers are rarely longer, and an encoder
// takes memory in proportion.
const zstdWindow = 1 << 18

// encoders compress texts. The zero value is ready for use.
type encoders struct{ gzip, zstd sync.Pool }

// encode returns a text in a content encoding.
func (e *encoders) encode(encoding string, text []byte) []byte {
	switch encoding {
	case encodingGzip:
		return e.encodeGzip(text)
	case encodingZstd:
		return e.encodeZstd(text)
	}
	return text
}

// encodeGzip returns a text in gzip's format.
func (e *encoders) encodeGzip(text []byte) []byte {
	w, ok := e.gzip.Get().(*gzip.Writer)
	if !ok {
		w = must(gzip.NewWriterLevel(io.Discard, gzip.BestSpeed))
	}
	defer e.gzip.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	_, err := w.Write(text)
	if err == nil {
		err = w.Close()
	}
	must(0, err)
	return bytes.Clone(out.Bytes())
}

// encodeZstd returns a text in zstd's format.
func (e *encoders) encodeZstd(text []byte) []byte {
	w, ok := e.zstd.Get().(*zstd.Encoder)
	if !ok {
		w = must(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow)))
	}
	defer e.zstd.Put(w)
	return bytes.Clone(w.EncodeAll(text, make([]byte, 0, len(text)/4)))
}

// must returns v. An error is impossible: options are constants, and what is written goes to memory.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Errorf("compress an answer: %w", err))
	}
	return v
}
