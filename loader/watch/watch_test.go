package watch_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"entente/graph/alliance"
	"entente/loader/facts"
	"entente/loader/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// long is how long a test waits for what must come.
const long = time.Minute

// A result is one call: of loaded where err is nil.
type result struct {
	// ids are the actors', "a b".
	ids, version string
	err          error
}

// start watches directories until the test ends, and returns what is called.
func start(t *testing.T, version string, paths ...string) <-chan result {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	results, ended := make(chan result, 100), make(chan error, 1)
	loaded := func(f *alliance.Facts) { results <- result{ids: ids(f), version: f.Dataset().Version} }
	failed := func(err error) { results <- result{err: err} }
	go func() { ended <- watch.Dirs(ctx, paths, version, loaded, failed) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Dirs: %v", err)
		}
	})
	return results
}

// ids returns the ids of the actors.
func ids(f *alliance.Facts) string {
	var list []string
	for _, a := range f.Actors {
		list = append(list, a.ID)
	}
	return strings.Join(list, " ")
}

// next returns the next result.
func next(t *testing.T, results <-chan result) result {
	t.Helper()
	select {
	case r := <-results:
		return r
	case <-time.After(long):
		t.Fatal("nothing was called")
		panic("unreachable")
	}
}

// wait waits until these actors are loaded. What was seen before, of a change that takes several steps, may be there
// on a slow machine.
func wait(t *testing.T, results <-chan result, ids string) {
	t.Helper()
	for {
		r := next(t, results)
		if r.err == nil && r.ids == ids {
			return
		}
		t.Logf("on the way to %q: %q, %v", ids, r.ids, r.err)
	}
}

// waitFailed waits until reading fails with an error that has this text.
func waitFailed(t *testing.T, results <-chan result, text string) {
	t.Helper()
	for {
		r := next(t, results)
		if r.err != nil && strings.Contains(r.err.Error(), text) {
			return
		}
		t.Logf("on the way to %s: %q, %v", text, r.ids, r.err)
	}
}

// actor is a fact file with one actor.
func actor(id string) string {
	return "actors:\n  - {id: " + id + ", name: " + id + ", type: STATE}\n"
}

// write writes a file in place, as most programs do, and makes its directory.
func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

// must fails the test on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestChanges(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, dir string)
		want   string
	}{
		{"written in place", func(t *testing.T, dir string) { write(t, dir+"/a.yaml", actor("new")) }, "b c new"},
		{"written and renamed over", func(t *testing.T, dir string) {
			write(t, dir+"/.a.yaml.swp", "!")
			must(t, os.Rename(dir+"/a.yaml", dir+"/a.yaml~"))
			write(t, dir+"/4913", actor("new"))
			must(t, os.Rename(dir+"/4913", dir+"/a.yaml"))
			must(t, os.Remove(dir+"/.a.yaml.swp"))
		}, "b c new"},
		{"appended to", func(t *testing.T, dir string) {
			f, err := os.OpenFile(dir+"/a.yaml", os.O_APPEND|os.O_WRONLY, 0)
			must(t, err)
			_, err = f.WriteString("  - {id: new, name: New, type: STATE}\n")
			must(t, err)
			must(t, f.Close())
		}, "a b c new"},
		{"added", func(t *testing.T, dir string) { write(t, dir+"/new.yml", actor("new")) }, "a b c new"},
		{"removed", func(t *testing.T, dir string) { must(t, os.Remove(dir+"/a.yaml")) }, "b c"},
		{"hidden", func(t *testing.T, dir string) { must(t, os.Rename(dir+"/a.yaml", dir+"/.a.yaml")) }, "b c"},
		{"in a directory", func(t *testing.T, dir string) { write(t, dir+"/sub/deep/c.json", "{}") }, "a b"},
		{"in a new directory", func(t *testing.T, dir string) { write(t, dir+"/x/y/z.yaml", actor("new")) }, "a b c new"},
		{"a directory moved in", func(t *testing.T, dir string) {
			write(t, dir+".new/x/z.yaml", actor("new"))
			must(t, os.Rename(dir+".new", dir+"/moved"))
		}, "a b c new"},
		{"a directory removed", func(t *testing.T, dir string) { must(t, os.RemoveAll(dir+"/sub")) }, "a"},
		{"a directory hidden", func(t *testing.T, dir string) { must(t, os.Rename(dir+"/sub", dir+"/.sub")) }, "a"},
		{"the directory exchanged", func(t *testing.T, dir string) {
			write(t, dir+".new/z.yaml", actor("new"))
			must(t, os.Rename(dir, dir+".old"))
			must(t, os.Rename(dir+".new", dir))
		}, "new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "facts")
			write(t, dir+"/a.yaml", actor("a"))
			write(t, dir+"/sub/b.yaml", actor("b"))
			write(t, dir+"/sub/deep/c.json", `{"actors": [{"id": "c", "name": "C", "type": "STATE"}]}`)
			results := start(t, "", dir)
			wait(t, results, "a b c")
			tt.change(t, dir)
			wait(t, results, tt.want)
			write(t, dir+"/again.yaml", actor("zz"))
			wait(t, results, tt.want+" zz")
		})
	}
}

// A file that is emptied, and written only when things have been quiet for long, is not read in between.
func TestEmptied(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/a.yaml", actor("a"))
	results := start(t, "", dir)
	wait(t, results, "a")
	must(t, os.Truncate(dir+"/a.yaml", 0))
	<-time.After(time.Second)
	write(t, dir+"/a.yaml", actor("b"))
	if r := next(t, results); r.ids != "b" {
		t.Errorf("got %+v, want b next", r)
	}
	must(t, os.Truncate(dir+"/a.yaml", 0))
	if r := next(t, results); r.ids != "" || r.err != nil {
		t.Errorf("got %+v, want nobody once the file stays empty", r)
	}
}

// The facts that the caller has are not loaded again; a failure is told once, and what is mended to what it was is loaded
// to tell that it is.
func TestSameVersion(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/a.yaml", actor("a"))
	f, err := facts.Read(facts.Open(dir))
	must(t, err)
	version := f.Dataset().Version

	ready := t.TempDir() // tells when the first reading is over: without it, nothing would be called
	results := start(t, version, dir)
	must(t, os.WriteFile(ready+"/b.yaml", []byte("actors: [{id: b}]\n"), 0o644))
	must(t, os.Rename(ready+"/b.yaml", dir+"/b.yaml"))
	r := next(t, results)
	if problems, ok := errors.AsType[facts.Problems](r.err); !ok || problems[0].File != dir+"/b.yaml" {
		t.Fatalf("got %+v, want a problem in b.yaml", r)
	}
	must(t, os.WriteFile(ready+"/b.yaml", []byte("actors: [{id: b}]\n# still wrong\n"), 0o644))
	must(t, os.Rename(ready+"/b.yaml", dir+"/b.yaml"))
	must(t, os.WriteFile(ready+"/b.yaml", []byte("# right\n"), 0o644))
	must(t, os.Rename(ready+"/b.yaml", dir+"/b.yaml"))
	if r := next(t, results); r.version != version {
		t.Fatalf("got %+v, want version %s again", r, version)
	}
	must(t, os.Rename(dir+"/a.yaml", dir+"/c.yaml"))
	must(t, os.WriteFile(ready+"/b.yaml", []byte(actor("b")), 0o644))
	must(t, os.Rename(ready+"/b.yaml", dir+"/b.yaml"))
	if r := next(t, results); r.ids != "a b" {
		t.Fatalf("got %+v, want a and b", r)
	}
}

func TestMissing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet", "there")
	results := start(t, "", dir)
	r := next(t, results)
	if !errors.Is(r.err, fs.ErrNotExist) {
		t.Fatalf("got %+v, want that there is no such directory", r)
	}
	write(t, dir+"/a.yaml", actor("a"))
	wait(t, results, "a")
	must(t, os.RemoveAll(filepath.Dir(filepath.Dir(dir))))
	waitFailed(t, results, dir)
	write(t, dir+"/b.yaml", actor("b"))
	wait(t, results, "b")
}

func TestSeveral(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one+"/a.yaml", actor("a"))
	results := start(t, "", one, two)
	waitFailed(t, results, "no fact files")
	write(t, two+"/b.yaml", actor("b"))
	wait(t, results, "a b")
	write(t, one+"/a.yaml", actor("b"))
	waitFailed(t, results, "already taken")
}

func TestRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "facts/a.yaml", actor("a"))
	results := start(t, "", "facts/../facts")
	wait(t, results, "a")
	write(t, "facts/b.yaml", actor("b"))
	wait(t, results, "a b")
}

func TestDone(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	failed := func(err error) { t.Errorf("called with %v", err) }
	if err := watch.Dirs(ctx, []string{"nowhere"}, "", nil, failed); err != nil {
		t.Error(err)
	}
}
