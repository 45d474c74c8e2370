// Package regular opens regular files, and nothing else: a FIFO would be waited for, a device read without end. Its file systems
// also limit how large files may be, even while they grow.
//
// What kind a file is of is found out before it is opened, as opening a device may do something, and again afterwards, as there may be
// another by then. Opening never waits.
package regular

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// A KindError reports that something is not a regular file.
type KindError struct{ Kind fs.FileMode }

// Error implements error.
func (e *KindError) Error() string {
	what := "an irregular file"
	switch {
	case e.Kind&fs.ModeDir != 0:
		return "it is a directory, not a regular file (rename it, or delete it; Docker makes one in place of a file that is missing)"
	case e.Kind&fs.ModeNamedPipe != 0:
		what = "a FIFO"
	case e.Kind&fs.ModeSocket != 0:
		what = "a socket"
	case e.Kind&fs.ModeDevice != 0:
		what = "a device"
	}
	return "it is " + what + ", not a regular file (copy what it gives into a file, or delete it)"
}

// A SizeError reports that a file is larger than Max bytes.
type SizeError struct{ Max int64 }

// Error implements error.
func (e *SizeError) Error() string {
	return fmt.Sprintf("it is larger than %s (split it, or allow more with --max-file)", bytes(e.Max))
}

// bytes returns a number of bytes with its unit.
func bytes(n int64) string {
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", n>>30)
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	default:
		return fmt.Sprintf("%d bytes", n)
	}
}

// Check returns a [KindError] unless a file, after links are followed, is a regular one.
func Check(info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return &KindError{info.Mode().Type()}
	}
	return nil
}

// Open opens the regular file at a path of the operating system.
func Open(path string) (*os.File, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = Check(info)
	}
	if err != nil {
		return nil, errors.Join(failed(path, err), f.Close())
	}
	return f, nil
}

// open opens a regular file or a directory without waiting.
func open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = Check(info)
	}
	if err != nil {
		return nil, failed(path, err)
	}
	return os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
}

// failed returns an error as one of opening a file.
func failed(path string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return &fs.PathError{Op: "open", Path: path, Err: err}
}

// ReadFile reads the regular file at a path of the operating system, which may have so many bytes.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = failed(path, &SizeError{most})
	}
	if err != nil {
		return nil, err
	}
	return text, nil
}

// A directory is the file system of a directory of the operating system.
type directory struct {
	fs.StatFS
	fs.ReadDirFS
	path string
}

// Dir returns the file system of a directory of the operating system, as [os.DirFS] does, that opens only regular files and directories.
func Dir(path string) fs.FS {
	all := os.DirFS(path)
	return directory{all.(fs.StatFS), all.(fs.ReadDirFS), path}
}

// Open implements [fs.FS].
func (d directory) Open(name string) (fs.File, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := open(filepath.Join(d.path, local))
	if err != nil {
		return nil, failed(name, err)
	}
	info, err := f.Stat()
	if err == nil && !info.IsDir() {
		err = Check(info)
	}
	if err != nil {
		return nil, errors.Join(failed(name, err), f.Close())
	}
	return f, nil
}
