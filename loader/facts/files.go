package facts

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"entente/loader/internal/factfile"
)

// ErrNoFiles reports that a directory has no fact files.
var ErrNoFiles = errors.New("no fact files here (a data set is a directory of .yaml, .yml or .json files)")

// ErrOverlap reports that a data set includes a directory twice, directly or within another: all of its ids would be
// taken.
var ErrOverlap = errors.New("the same directory is given twice (leave one out)")

// checkOverlap returns an error if files of the operating system would be read twice, by whatever path. It ignores
// directories that cannot be found: reading them will report that.
func checkOverlap(dirs []Dir) error {
	type place struct{ name, path string }
	var before []place
	for _, d := range dirs {
		path, err := filepath.Abs(d.path)
		if err == nil && d.path != "" {
			path, err = filepath.EvalSymlinks(path)
		}
		if err != nil || d.path == "" {
			continue
		}
		for _, b := range before {
			if reaches(b.path, path) || reaches(path, b.path) {
				return fmt.Errorf("%s and %s: %w", b.name, d.Name, ErrOverlap)
			}
		}
		before = append(before, place{d.Name, path})
	}
	return nil
}

// reaches reports whether reading dir also reads other: dir itself, or a directory in it that is not hidden.
func reaches(dir, other string) bool {
	relative, err := filepath.Rel(dir, other)
	if err != nil {
		return false
	}
	for _, name := range strings.Split(filepath.ToSlash(relative), "/") {
		if !Reads(name, true) {
			return false
		}
	}
	return true
}

// files returns the fact files of a directory, sorted by path.
func (d Dir) files() ([]factfile.File, error) {
	var files []factfile.File
	err := d.walk(func(name string, _ fs.DirEntry) {
		files = append(files, factfile.File{Name: path.Join(d.Name, name), Open: func() ([]byte, error) {
			text, err := fs.ReadFile(d.FS, name)
			if err != nil {
				return nil, d.readError(name, err)
			}
			return text, nil
		}})
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", d.Name, ErrNoFiles)
	}
	slices.SortFunc(files, func(a, b factfile.File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// walk visits the fact files of a directory.
func (d Dir) walk(visit func(name string, entry fs.DirEntry)) error {
	return fs.WalkDir(d.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return d.readError(name, err)
		case !Reads(name, entry.IsDir()) && entry.IsDir():
			return fs.SkipDir
		case !entry.IsDir() && Reads(name, false):
			visit(name, entry)
		}
		return nil
	})
}

// Size returns how many bytes the fact files of a directory have, as far as it can be read: [Read] reports where it cannot.
func (d Dir) Size() (size int64) {
	_ = d.walk(func(_ string, entry fs.DirEntry) {
		if info, err := entry.Info(); err == nil {
			size += info.Size()
		}
	})
	return size
}

// readError returns an error that names the file that could not be read. The name in the file system's error is
// relative to the directory.
func (d Dir) readError(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", path.Join(d.Name, name), err)
}

// Reads reports whether [Read] reads a file, or a directory if dir is set, with the given name.
func Reads(name string, dir bool) bool {
	base := strings.ToLower(path.Base(filepath.ToSlash(name)))
	switch {
	case base == ".":
		return dir
	case strings.HasPrefix(base, "."):
		return false
	case dir:
		return true
	}
	switch path.Ext(base) {
	case ".yaml", ".yml":
		return true
	case ".json":
		return !strings.HasSuffix(base, ".schema.json")
	default:
		return false
	}
}
