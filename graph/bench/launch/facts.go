package launch

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"entente/graph/alliance"
	"entente/graph/storetest"
	"entente/loader/facts"
)

// Facts returns facts as [storetest.PowerLaw] makes them, without the errors that a server would refuse in files: a source that is
// from before the one that it took its report from did not take it from there.
func Facts(actors, relations int) *alliance.Facts {
	f := storetest.PowerLaw(actors, relations)
	for _, s := range f.Sources {
		if s.Via != nil && s.Via.Published.First() > s.Published.First() {
			s.Via = nil
		}
	}
	return alliance.NewFacts(*f)
}

// Write writes facts as YAML and returns the directory.
func Write(t testing.TB, f *alliance.Facts) string {
	t.Helper()
	dir := t.TempDir()
	err := facts.WriteYAML(f, func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(dir, name)) })
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
