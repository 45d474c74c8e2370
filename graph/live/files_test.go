package live_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"entente/graph/live"
)

// TestOpenPathsFollows checks that files are followed from their first reading on: an edit before Follow is not missed, and
// Follow ends with its context.
func TestOpenPathsFollows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "actors.yaml")
	write := func(name string) {
		if err := os.WriteFile(file, []byte("actors: [{id: a, name: "+name+", type: STATE}]\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("A")
	ctx, cancel := context.WithCancel(t.Context())
	b, err := live.OpenPaths(ctx, []string{filepath.Dir(file)}, live.FileOptions{Follow: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	first, replaced := b.Version(), b.Replacements(t.Context())
	write("B")
	followed := make(chan struct{})
	go func() {
		b.Follow(ctx)
		close(followed)
	}()
	if d := <-replaced; d == nil || d.Version == first {
		t.Errorf("got %v after an edit", d)
	}
	cancel()
	<-followed
}
