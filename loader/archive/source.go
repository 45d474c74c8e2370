package archive

import (
	"bytes"
	"io"
	"io/fs"
)

// A source opens the bytes of a file.
type source func() (io.ReadCloser, error)

// fileOf returns the source of a file of a file system.
func fileOf(fsys fs.FS, name string) source {
	return func() (io.ReadCloser, error) { return fsys.Open(name) }
}

// textOf returns the source of a text.
func textOf(text []byte) source {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }
}
