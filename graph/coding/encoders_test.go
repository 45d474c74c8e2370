package coding_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"entente/graph/coding"
)

// schema is a text such as the server sends.
func schema(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestEncode checks that what is encoded is the text, also with an encoder that was used before, and shorter.
func TestEncode(t *testing.T) {
	text := schema(t)
	var e coding.Encoders
	for _, c := range []string{coding.None, coding.Gzip, coding.Zstd, coding.Brotli} {
		for range 2 {
			encoded, err := e.Encode(t.Context(), c, text)
			if err != nil {
				t.Fatal(err)
			}
			if got := decoded(t, c, bytes.NewReader(encoded)); got != string(text) || c != coding.None && len(encoded) > len(text)/2 {
				t.Errorf("%q: %d bytes of %d in %d", c, len(got), len(text), len(encoded))
			}
		}
	}
}

// TestEncodeEnds checks that a text is not compressed to its end once the context is done.
func TestEncodeEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var e coding.Encoders
	for _, c := range []string{coding.Gzip, coding.Zstd, coding.Brotli} {
		if encoded, err := e.Encode(ctx, c, schema(t)); !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %d bytes, error %v", c, len(encoded), err)
		}
	}
}

// BenchmarkEncode measures how long codings take, and how short they are, from which the order of preference comes.
func BenchmarkEncode(b *testing.B) {
	text := schema(b)
	for _, c := range []string{coding.Gzip, coding.Zstd, coding.Brotli} {
		b.Run(c, func(b *testing.B) {
			var e coding.Encoders
			length := 0
			for b.Loop() {
				encoded, err := e.Encode(b.Context(), c, text)
				if err != nil {
					b.Fatal(err)
				}
				length = len(encoded)
			}
			b.SetBytes(int64(len(text)))
			b.ReportMetric(float64(length)/float64(len(text)), "length/length")
		})
	}
}
