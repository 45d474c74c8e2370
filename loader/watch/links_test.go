package watch_test

import (
	"os"
	"path/filepath"
	"testing"
)

// link atomically makes a symbolic link, replacing any existing file.
func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path+".tmp"); err != nil {
		t.Skip(err)
	}
	must(t, os.Rename(path+".tmp", path))
}

// Kubernetes mounts a ConfigMap as links to files through a link to a hidden directory, which it replaces to update
// them.
func TestKubernetes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir+"/..2026_1/a.yaml", actor("a"))
	link(t, "..2026_1", dir+"/..data")
	link(t, "..data/a.yaml", dir+"/a.yaml")
	results := start(t, dir)
	wait(t, results, "a")
	for _, version := range []string{"2", "3"} {
		write(t, dir+"/..2026_"+version+"/a.yaml", actor("a"+version))
		link(t, "..2026_"+version, dir+"/..data")
		must(t, os.RemoveAll(dir+"/..2026_1"))
		wait(t, results, "a"+version)
	}
}

func TestLinkedDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir+"/releases/1/facts/a.yaml", actor("a"))
	write(t, dir+"/releases/2/facts/b.yaml", actor("b"))
	must(t, os.Mkdir(dir+"/etc", 0o755))
	link(t, "releases/1", dir+"/current")
	link(t, "../current/facts", dir+"/etc/facts")
	results := start(t, dir+"/etc/facts")
	wait(t, results, "a")
	link(t, filepath.Join(dir, "releases/2"), dir+"/current")
	wait(t, results, "b")
	write(t, dir+"/releases/2/facts/c.yaml", actor("c"))
	wait(t, results, "b c")
	link(t, "../nowhere", dir+"/etc/facts")
	waitFailed(t, results, "no such file")
	write(t, dir+"/nowhere/d.yaml", actor("d"))
	wait(t, results, "d")
	link(t, "facts", dir+"/etc/facts")
	waitFailed(t, results, "symbolic links")
	link(t, "../current/facts", dir+"/etc/facts")
	wait(t, results, "b c")
}

func TestLinkedFile(t *testing.T) {
	t.Parallel()
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, elsewhere+"/1.yaml", actor("a"))
	link(t, elsewhere+"/1.yaml", elsewhere+"/latest")
	link(t, elsewhere+"/latest", dir+"/a.yaml")
	results := start(t, dir)
	wait(t, results, "a")
	write(t, elsewhere+"/1.yaml", actor("b"))
	wait(t, results, "b")
	link(t, "2.yaml", elsewhere+"/latest")
	waitFailed(t, results, "a.yaml")
	write(t, elsewhere+"/2.yaml", actor("c"))
	wait(t, results, "c")
}
