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

// ErrNoFiles says that a directory has no fact file.
var ErrNoFiles = errors.New("no fact files here (a data set is a directory of .yaml, .yml or .json files)")

// ErrOverlap says that a directory is one of a data set's twice, by itself or within another: its ids would all be taken.
var ErrOverlap = errors.New("the same directory is given twice (leave one out)")

// checkOverlap returns an error where files of the operating system would be read twice, by whatever path. Directories that
// cannot be found are left for reading to report.
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

// reaches reports whether reading one directory reads another too: itself, or one in it that is not hidden.
func reaches(dir, other string) bool {
	between, err := filepath.Rel(dir, other)
	if err != nil {
		return false
	}
	for _, name := range strings.Split(filepath.ToSlash(between), "/") {
		if !Reads(name, true) {
			return false
		}
	}
	return true
}

// files reads the fact files of a directory, in the order of their paths.
func (d Dir) files() ([]factfile.File, error) {
	var files []factfile.File
	err := fs.WalkDir(d.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return d.failed(name, err)
		case !Reads(name, entry.IsDir()) && entry.IsDir():
			return fs.SkipDir
		case entry.IsDir() || !Reads(name, false):
			return nil
		}
		text, err := fs.ReadFile(d.FS, name)
		if err != nil {
			return d.failed(name, err)
		}
		files = append(files, factfile.File{Name: path.Join(d.Name, name), Text: text})
		return nil
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

// failed says which file could not be read. The name that the file system gives is only part of it.
func (d Dir) failed(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", path.Join(d.Name, name), err)
}

// Reads reports whether [Read] looks into a directory, or takes a file for a fact file, that has such a name.
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
