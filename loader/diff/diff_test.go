package diff_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/alliance"
	"entente/graph/storetest"
	"entente/loader/diff"
	"entente/loader/facts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// read reads a data set of testdata.
func read(t *testing.T, dir string) *alliance.Facts {
	t.Helper()
	f, err := facts.Read(facts.Open(filepath.Join("testdata", dir)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What is printed of data sets that differ in everything, and of one and itself.
func TestPrint(t *testing.T) {
	old, now := read(t, "old"), read(t, "new")
	for _, tt := range []struct {
		golden string
		print  func(io.Writer, *diff.Diff) error
		diff   *diff.Diff
	}{
		{"text.golden", diff.Print, diff.Between(old, now)},
		{"json.golden", diff.PrintJSON, diff.Between(old, now)},
		{"back.golden", diff.Print, diff.Between(now, old)},
		{"none.golden", diff.Print, diff.Between(old, read(t, "old"))},
		{"nonejson.golden", diff.PrintJSON, diff.Between(old, read(t, "old"))},
	} {
		var got bytes.Buffer
		if err := tt.print(&got, tt.diff); err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join("testdata", tt.golden), got.String())
	}
}

// golden compares got with a golden file, or updates that file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// An error of the stream that is printed to is returned.
func TestPrintFails(t *testing.T) {
	d := diff.Between(read(t, "old"), read(t, "new"))
	for name, print := range map[string]func(io.Writer, *diff.Diff) error{"text": diff.Print, "JSON": diff.PrintJSON} {
		if err := print(closed{}, d); err == nil {
			t.Errorf("%s: no error from a closed stream", name)
		}
	}
}

// A closed is a stream that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

// A quarter of a million relations, of which one in a thousand lost its first statement's quote.
func BenchmarkBetween(b *testing.B) {
	before, after := storetest.PowerLaw(20_000, 250_000), storetest.PowerLaw(20_000, 250_000)
	for i := 0; i < len(after.Relations); i += 1000 {
		after.Relations[i].Evidence[0].Quote += " (edited)"
	}
	for b.Loop() {
		if diff.Between(before, after).Empty() {
			b.Fatal("no difference")
		}
	}
}
