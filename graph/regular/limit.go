package regular

import (
	"errors"
	"io"
	"io/fs"
)

// A limited file system has files up to a size.
type limited struct {
	fs.FS
	most int64
}

// Limit returns a file system whose files, if they are not directories, are regular and have at most so many bytes. More is a [SizeError], when a file
// is opened or, if it grows, read.
func Limit(fsys fs.FS, most int64) fs.FS { return limited{fsys, most} }

// Open implements [fs.FS].
func (l limited) Open(name string) (fs.File, error) {
	f, err := l.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.IsDir():
		return f, nil
	case err == nil && info.Size() > l.most:
		err = &SizeError{l.most}
	case err == nil:
		err = Check(info)
	}
	if err != nil {
		return nil, errors.Join(failed(name, err), f.Close())
	}
	return &limitedFile{f, l.most, l.most}, nil
}

// ReadDir implements [fs.ReadDirFS].
func (l limited) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(l.FS, name) }

// Stat implements [fs.StatFS].
func (l limited) Stat(name string) (fs.FileInfo, error) { return fs.Stat(l.FS, name) }

// A limitedFile is a file that may be read up to a size.
type limitedFile struct {
	fs.File
	most, left int64
}

// Read implements [fs.File].
func (f *limitedFile) Read(p []byte) (int, error) {
	if int64(len(p)) > f.left+1 {
		p = p[:f.left+1]
	}
	n, err := f.File.Read(p)
	f.left -= int64(n)
	if f.left < 0 {
		return 0, &SizeError{f.most} // whoever reads knows the name
	}
	return n, err
}

var (
	_ fs.StatFS    = limited{}
	_ fs.ReadDirFS = limited{}
	_ io.Reader    = (*limitedFile)(nil)
)
