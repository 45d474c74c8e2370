//go:build unix

package regular_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"entente/graph/regular"
)

// kinds returns a directory with a file of each kind.
func kinds(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: in("socket"), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	for _, err := range []error{
		os.WriteFile(in("file"), []byte("hello"), 0o600), os.Mkdir(in("directory"), 0o700), syscall.Mkfifo(in("fifo"), 0o600),
		os.Symlink("file", in("link")), os.Symlink("fifo", in("link to a FIFO")), os.Symlink("/dev/zero", in("device")),
		os.Symlink("loop", in("loop")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestOpen opens a file of each kind: none is waited for.
func TestOpen(t *testing.T) {
	t.Parallel()
	dir := kinds(t)
	for name, want := range map[string]string{
		"file": "", "link": "",
		"directory":      "it is a directory, not a regular file (rename it",
		"fifo":           "it is a FIFO, not a regular file (copy what it gives",
		"link to a FIFO": "it is a FIFO, not",
		"device":         "it is a device, not",
		"socket":         "it is a socket, not",
		"loop":           "too many levels of symbolic links",
		"nothing":        "no such file or directory",
	} {
		text, err := regular.ReadFile(filepath.Join(dir, name), 5)
		switch {
		case want == "" && (err != nil || string(text) != "hello"):
			t.Errorf("%s: %q, %v", name, text, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), "open "+dir+"/"+name+": "+want)):
			t.Errorf("%s: %v, want %s", name, err, want)
		}
		if name == "directory" {
			want = ""
		}
		f, err := regular.Dir(dir).Open(name)
		switch {
		case (err == nil) != (want == ""), err != nil && !strings.HasPrefix(err.Error(), "open "+name+": "+want):
			t.Errorf("in the file system, %s: %v, want %s", name, err, want)
		case err == nil:
			_ = f.Close()
		}
	}
	if _, err := regular.ReadFile(filepath.Join(dir, "file"), 4); !errors.As(err, new(*regular.SizeError)) {
		t.Errorf("a file that is too large: %v", err)
	}
}

// TestDir checks that the file system of a directory is one as others are.
func TestDir(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a", "b/c", "b/d/e"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(name), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for name, fsys := range map[string]fs.FS{"as it is": regular.Dir(dir), "limited": regular.Limit(regular.Dir(dir), 5)} {
		if err := fstest.TestFS(fsys, "a", "b/c", "b/d/e"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// growing is a file system whose files say that they have one byte, and have no end.
type growing struct{ fstest.MapFS }

// Open implements [fs.FS].
func (g growing) Open(name string) (fs.File, error) {
	f, err := g.MapFS.Open(name)
	return endless{f}, err
}

// endless is a file without end.
type endless struct{ fs.File }

// Read implements [fs.File].
func (endless) Read(p []byte) (int, error) { return len(p), nil }

// TestLimit checks that no more is read of a file than it may have.
func TestLimit(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"few": {Data: []byte("1234567")}, "right": {Data: []byte("12345678")}, "many": {Data: []byte("123456789")}}
	for name, tt := range map[string]struct {
		fsys fs.FS
		read int
	}{"few": {files, 7}, "right": {files, 8}, "many": {files, -1}, "growing": {growing{fstest.MapFS{"growing": {Data: []byte("1")}}}, -1}} {
		text, err := fs.ReadFile(regular.Limit(tt.fsys, 8), name)
		_, large := errors.AsType[*regular.SizeError](err)
		if large != (tt.read < 0) || !large && (err != nil || len(text) != tt.read) {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
	}
}
