package watch_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// zipped returns a zip file with one file.
func zipped(t *testing.T, name, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	must(t, err)
	_, err = w.Write([]byte(text))
	must(t, err)
	must(t, z.Close())
	return b.String()
}

// An archive that is replaced, written in place, removed or led to by another link is read again, beside directories.
func TestArchive(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	file := filepath.Join(dir, "archive.zip")
	write(t, other+"/x.yaml", actor("x"))
	results := start(t, file, other)
	waitFailed(t, results, "no such file")
	write(t, file, zipped(t, "set/a.yaml", actor("a")))
	wait(t, results, "a x")
	write(t, dir+"/new", zipped(t, "set/a.yaml", actor("b")))
	must(t, os.Rename(dir+"/new", file))
	wait(t, results, "b x")
	whole := zipped(t, "set/a.yaml", actor("c"))
	write(t, file, whole[:len(whole)/2])
	waitFailed(t, results, "not a complete zip file")
	write(t, file, whole)
	wait(t, results, "c x")
	write(t, other+"/x.yaml", actor("y"))
	wait(t, results, "c y")
	must(t, os.Remove(file))
	waitFailed(t, results, "no such file")
	write(t, dir+"/v1/d.zip", zipped(t, "a.yaml", actor("d")))
	must(t, os.Symlink("v1/d.zip", file))
	wait(t, results, "d y")
	write(t, dir+"/v1/new", zipped(t, "a.yaml", actor("e")))
	must(t, os.Rename(dir+"/v1/new", dir+"/v1/d.zip"))
	wait(t, results, "e y")
}
