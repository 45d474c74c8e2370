package facts_test

import (
	"io"
	"runtime"
	"testing"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// BenchmarkWrite writes 250,000 relations with two pieces of evidence each. It reports the size of what is written, and the
// sampled peak size of the heap beyond the facts; the goal is 10 s and 200 MiB.
func BenchmarkWrite(b *testing.B) {
	f, err := facts.Read(facts.Dir{Name: "bench", FS: generated(250_000, 16)})
	if err != nil {
		b.Fatal(err)
	}
	f.Dataset() // computes the version, once
	b.Run("yaml", func(b *testing.B) {
		benchmarkWrite(b, f, func(to *counter) error {
			return facts.WriteYAML(f, func(string) (io.WriteCloser, error) { return to, nil })
		})
	})
	b.Run("json", func(b *testing.B) {
		benchmarkWrite(b, f, func(to *counter) error { return facts.WriteJSON(to, f) })
	})
}

// benchmarkWrite measures what writes facts.
func benchmarkWrite(b *testing.B, f *alliance.Facts, write func(*counter) error) {
	runtime.GC()
	before := held()
	peak := samplePeak(b)
	b.ReportAllocs()
	var to counter
	for b.Loop() {
		to = 0
		if err := write(&to); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(to)/(1<<20), "MiB")
	b.ReportMetric(float64(int64(peak())-int64(before))/(1<<20), "peak-MiB")
	runtime.KeepAlive(f)
}

// A counter counts the bytes that are written.
type counter int64

// Write implements [io.Writer].
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Close implements [io.Closer].
func (c *counter) Close() error { return nil }
