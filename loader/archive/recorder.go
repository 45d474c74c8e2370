package archive

import (
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// A recorder is a file system that keeps which of its files were read. What is only looked for, or listed, was not.
type recorder struct {
	fsys fs.FS
	mu   sync.Mutex
	read map[string]bool
}

// newRecorder returns a recorder of a file system.
func newRecorder(fsys fs.FS) *recorder { return &recorder{fsys: fsys, read: map[string]bool{}} }

// Open implements [fs.FS].
func (r *recorder) Open(name string) (fs.File, error) {
	f, err := r.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && !info.IsDir() {
		r.note(name)
	}
	return f, nil
}

// ReadFile implements [fs.ReadFileFS].
func (r *recorder) ReadFile(name string) ([]byte, error) {
	text, err := fs.ReadFile(r.fsys, name)
	if err == nil {
		r.note(name)
	}
	return text, err
}

// ReadDir implements [fs.ReadDirFS].
func (r *recorder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.fsys, name) }

// Stat implements [fs.StatFS].
func (r *recorder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.fsys, name) }

// note keeps that a file was read.
func (r *recorder) note(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read[name] = true
}

// files returns the paths of the files that were read, sorted.
func (r *recorder) files() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(maps.Keys(r.read))
}

var (
	_ fs.ReadFileFS = (*recorder)(nil)
	_ fs.ReadDirFS  = (*recorder)(nil)
	_ fs.StatFS     = (*recorder)(nil)
)
