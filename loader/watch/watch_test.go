package watch_test

import (
	"context"
	"errors"
	"io/fs"
	"iter"
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

// A result is the result of one reading.
type result struct {
	// ids are the ids of the actors, such as "a b".
	ids string
	err error
}

// start watches directories until the test ends, and returns the results of reading them. It waits only briefly after a
// change: a file that is being written may be read half written, or empty, and is then read again.
func start(t *testing.T, paths ...string) <-chan result {
	t.Helper()
	return collect(t, func(ctx context.Context) iter.Seq2[*alliance.Facts, error] {
		return watch.DirsAt(ctx, 5*time.Millisecond, 5*time.Millisecond, time.Minute, paths...)
	})
}

// collect returns the results of reading until the test ends.
func collect(t *testing.T, read func(context.Context) iter.Seq2[*alliance.Facts, error]) <-chan result {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	results, ended := make(chan result, 1000), make(chan struct{})
	go func() {
		defer close(ended)
		for f, err := range read(ctx) {
			if err != nil {
				results <- result{err: err}
			} else {
				results <- result{ids: ids(f)}
			}
		}
	}()
	t.Cleanup(func() { stop(); <-ended })
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

// wait waits until these actors are read. Intermediate states of a change in several steps may be read before.
func wait(t *testing.T, results <-chan result, ids string) {
	t.Helper()
	for r := range results {
		if r.err == nil && r.ids == ids {
			return
		}
		t.Logf("on the way to %q: %q, %v", ids, r.ids, r.err)
	}
}

// waitFailed waits until reading fails with an error that contains text.
func waitFailed(t *testing.T, results <-chan result, text string) {
	t.Helper()
	for r := range results {
		if r.err != nil && strings.Contains(r.err.Error(), text) {
			return
		}
		t.Logf("on the way to %s: %q, %v", text, r.ids, r.err)
	}
}

// actor returns a fact file with one actor.
func actor(id string) string {
	return "actors:\n  - {id: " + id + ", name: " + id + ", type: STATE}\n"
}

// write writes a file in place, as most programs do, and creates its directory if needed.
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
		{"the directory replaced", func(t *testing.T, dir string) {
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
			results := start(t, dir)
			wait(t, results, "a b c")
			tt.change(t, dir)
			wait(t, results, tt.want)
			write(t, dir+"/again.yaml", actor("zz"))
			wait(t, results, tt.want+" zz")
		})
	}
}

// A file that is emptied and written only after a long pause is not read in between.
func TestEmptied(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir+"/a.yaml", actor("a"))
	results := collect(t, func(ctx context.Context) iter.Seq2[*alliance.Facts, error] {
		return watch.DirsAt(ctx, time.Millisecond, time.Hour, time.Hour, dir)
	})
	wait(t, results, "a")
	must(t, os.Truncate(dir+"/a.yaml", 0))
	<-time.After(100 * time.Millisecond)
	write(t, dir+"/a.yaml", actor("b"))
	if r := <-results; r.ids != "b" {
		t.Errorf("got %+v, want b next", r)
	}
}

// A file that stays empty has no facts.
func TestStaysEmpty(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir+"/a.yaml", actor("a"))
	results := start(t, dir)
	wait(t, results, "a")
	must(t, os.Truncate(dir+"/a.yaml", 0))
	wait(t, results, "")
}

// A change of the text of a source is noticed, also by a link.
func TestText(t *testing.T) {
	t.Parallel()
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, dir+"/facts/a.yaml", actor("a")+"sources: [{id: s, title: S, published: 2020, text: ../texts/s.txt}]\n"+
		"events: [{id: e, type: AID, title: E, evidence: [{source: s, quote: It came}]}]\n")
	results := start(t, dir)
	waitFailed(t, results, "s.txt\" does not exist")
	write(t, dir+"/texts/s.txt", "It went.")
	waitFailed(t, results, "the quote is not in")
	write(t, dir+"/texts/s.txt", "It came.")
	wait(t, results, "a")
	write(t, elsewhere+"/s.html", "<p>It came not")
	must(t, os.Remove(dir+"/texts/s.txt"))
	must(t, os.Symlink(elsewhere+"/s.html", dir+"/texts/s.txt"))
	wait(t, results, "a")
	write(t, elsewhere+"/s.html", "<p>It went")
	waitFailed(t, results, "the quote is not in")
}

func TestMissing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "not", "yet", "there")
	results := start(t, dir)
	if r := <-results; !errors.Is(r.err, fs.ErrNotExist) {
		t.Fatalf("got %+v, want fs.ErrNotExist", r)
	}
	write(t, dir+"/a.yaml", actor("a"))
	wait(t, results, "a")
	must(t, os.RemoveAll(filepath.Dir(filepath.Dir(dir))))
	waitFailed(t, results, dir)
	write(t, dir+"/b.yaml", actor("b"))
	wait(t, results, "b")
}

// A directory that is removed together with its parent, from the inside out, and then recreated is noticed too.
func TestMissingAbove(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "not", "there")
	results := start(t, dir)
	write(t, dir+"/a.yaml", actor("a"))
	wait(t, results, "a")
	must(t, os.RemoveAll(dir))
	waitFailed(t, results, "no such file")
	must(t, os.Remove(filepath.Dir(dir)))
	write(t, dir+"/b.yaml", actor("b"))
	wait(t, results, "b")
}

func TestSeveral(t *testing.T) {
	t.Parallel()
	one, two := t.TempDir(), t.TempDir()
	write(t, one+"/a.yaml", actor("a"))
	results := start(t, one, two)
	waitFailed(t, results, "no fact files")
	write(t, two+"/b.yaml", actor("b"))
	wait(t, results, "a b")
	write(t, one+"/a.yaml", actor("b"))
	waitFailed(t, results, "already taken")
}

func TestRelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "facts/a.yaml", actor("a"))
	results := start(t, "facts/../facts")
	wait(t, results, "a")
	write(t, "facts/b.yaml", actor("b"))
	wait(t, results, "a b")
}

func TestDone(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for f, err := range watch.Dirs(ctx, &facts.Reader{}, func() {}, "nowhere") {
		t.Errorf("read %v, %v", f, err)
	}
}

// Dirs stops watching when its caller stops iterating; TestMain checks that nothing is left running.
func TestBreak(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/a.yaml", actor("a"))
	for f, err := range watch.Dirs(t.Context(), &facts.Reader{}, func() {}, dir) {
		if err != nil || ids(f) != "a" {
			t.Errorf("read %v, %v", f, err)
		}
		break
	}
}
