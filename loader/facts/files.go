package facts

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"entente/loader/internal/format"
)

// ErrNoFiles says that a directory has no fact file.
var ErrNoFiles = errors.New("no fact files here (a data set is a directory of .yaml, .yml or .json files)")

// files reads the fact files of a directory, in the order of their paths.
func (d Dir) files() ([]format.File, error) {
	var files []format.File
	err := fs.WalkDir(d.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return d.failed(name, err)
		case entry.IsDir():
			if hidden(name) {
				return fs.SkipDir
			}
			return nil
		case hidden(name) || !isFactFile(name):
			return nil
		}
		text, err := fs.ReadFile(d.FS, name)
		if err != nil {
			return d.failed(name, err)
		}
		files = append(files, format.File{Name: path.Join(d.Name, name), Text: text})
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", d.Name, ErrNoFiles)
	}
	slices.SortFunc(files, func(a, b format.File) int { return strings.Compare(a.Name, b.Name) })
	return files, nil
}

// failed says which file could not be read. The name that the file system gives is only part of it.
func (d Dir) failed(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", path.Join(d.Name, name), err)
}

// hidden reports whether a file or directory is hidden from listings.
func hidden(name string) bool {
	base := path.Base(name)
	return base != "." && strings.HasPrefix(base, ".")
}

// isFactFile reports whether a file of this name has facts.
func isFactFile(name string) bool {
	name = strings.ToLower(name)
	switch path.Ext(name) {
	case ".yaml", ".yml":
		return true
	case ".json":
		return !strings.HasSuffix(name, ".schema.json")
	default:
		return false
	}
}
