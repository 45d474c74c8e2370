package facts

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph/regular"
	"entente/loader/internal/factfile"
	"entente/loader/mapping"
	"entente/loader/quotes"
)

// ErrNoFiles reports that a directory has no fact files.
var ErrNoFiles = errors.New("no fact files here (a data set is a directory of .yaml, .yml or .json files, or tables such as relations.csv)")

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

// A dirFile is a file of a directory, and its path in it.
type dirFile struct {
	file factfile.File
	path string
}

// files returns the fact files and mappings of a directory, and the tables and JSON files that mappings may name, sorted by
// path.
func (d Dir) files() ([]dirFile, error) {
	var files []dirFile
	err := d.walk(func(name string, _ fs.DirEntry) {
		files = append(files, dirFile{d.file(name), name})
	})
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: %w", d.Name, ErrNoFiles)
	}
	slices.SortFunc(files, func(a, b dirFile) int { return strings.Compare(a.file.Name, b.file.Name) })
	return files, nil
}

// file returns a fact file of a directory.
func (d Dir) file(name string) factfile.File {
	open := func() ([]byte, error) {
		text, err := fs.ReadFile(d.FS, name)
		if err != nil {
			return nil, d.readError(name, err)
		}
		return text, nil
	}
	stream := func() (io.ReadCloser, error) {
		f, err := d.FS.Open(name)
		if err != nil {
			return nil, d.readError(name, err)
		}
		return f, nil
	}
	return factfile.File{Name: path.Join(d.Name, name), Open: open, Stream: stream}
}

// walk visits the fact files of a directory.
func (d Dir) walk(visit func(name string, entry fs.DirEntry)) error {
	return d.every(func(name string, entry fs.DirEntry) {
		if isFacts(name) {
			visit(name, entry)
		}
	})
}

// every visits the files of a directory that are not hidden.
func (d Dir) every(visit func(name string, entry fs.DirEntry)) error {
	seen := 0
	return fs.WalkDir(d.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		seen++
		switch {
		case err != nil:
			return d.readError(name, err)
		case seen > maxSeen:
			return fmt.Errorf("%s has more than %d files (is it the right directory?)", d.Name, maxSeen)
		case entry.IsDir() && !Reads(name, true):
			return fs.SkipDir
		case entry.IsDir() && name != "." && isFacts(name):
			return d.readError(name, &regular.KindError{Kind: fs.ModeDir})
		case !entry.IsDir() && !strings.HasPrefix(path.Base(name), "."):
			visit(name, entry)
		}
		return nil
	})
}

// links returns the symbolic links to directories in a directory, which are not followed: they could lead back. Those that
// are hidden are meant to be.
func (d Dir) links() (names []string) {
	_ = fs.WalkDir(d.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err // reading the files reports it
		case !Reads(name, true) && entry.IsDir():
			return fs.SkipDir
		case entry.Type()&fs.ModeSymlink != 0 && Reads(name, true):
			if info, err := fs.Stat(d.FS, name); err == nil && info.IsDir() {
				names = append(names, path.Join(d.Name, name))
			}
		}
		return nil
	})
	return names
}

// unread returns the files in CSV of a directory that nobody reads: no mapping uses them, and their names do not say what
// their rows are.
func (d Dir) unread(used func(path string) bool) (names []string) {
	_ = d.every(func(name string, _ fs.DirEntry) {
		base := strings.TrimSuffix(strings.ToLower(name), ".gz")
		if strings.HasSuffix(base, ".csv") && !isFacts(name) && !used(name) {
			names = append(names, path.Join(d.Name, name))
		}
	})
	return names
}

// Size returns how many bytes the fact files of a directory have, as far as it can be read: [Read] reports where it cannot.
func (d Dir) Size() (size int64) {
	d.sizes(func(_ string, bytes int64) { size += bytes })
	return size
}

// Memory returns about how many bytes reading the fact files of a directory takes at hardly any cost: for YAML and JSON
// more than twice their size; rows of tables are shorter, and zipped ones take a tenth on the disk.
func (d Dir) Memory() (memory int64) {
	d.sizes(func(name string, bytes int64) {
		switch base := strings.ToLower(name); {
		case strings.HasSuffix(base, ".gz"):
			memory += 80 * bytes
		case strings.HasSuffix(base, ".csv"):
			memory += 8 * bytes
		default:
			memory += 5 * bytes / 2
		}
	})
	return memory
}

// sizes passes the size of each file of a directory that may be read to add.
func (d Dir) sizes(add func(name string, bytes int64)) {
	_ = d.every(func(name string, entry fs.DirEntry) {
		if info, err := entry.Info(); err == nil && Reads(name, false) && !quotes.Is(name) {
			add(name, info.Size())
		}
	})
}

// within returns the path in the directory of a file, by its name in messages.
func (d Dir) within(name string) string { return name[len(path.Join(d.Name, "x"))-1:] }

// readError returns an error that names the file that could not be read. The name in the file system's error is
// relative to the directory.
func (d Dir) readError(name string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return fmt.Errorf("read %s: %w", path.Join(d.Name, name), err)
}

// Reads reports whether [Read] may read a file, or a directory if dir is set, with the given name: a fact file or mapping; data,
// if a mapping names them; a text, if a source does.
func Reads(name string, dir bool) bool {
	base := path.Base(filepath.ToSlash(name))
	switch {
	case base == ".":
		return dir
	case strings.HasPrefix(base, "."):
		return false
	}
	return dir || isFacts(base) || quotes.Is(base) || mapping.IsData(strings.ToLower(base))
}

// HasRows reports whether [Read] reads a file with the given name row by row, and not as a whole: a table, or data of a mapping that are
// not JSON.
func HasRows(name string) bool { return mapping.IsData(strings.ToLower(name)) }

// isFacts reports whether a file that is not hidden is a fact file or a mapping.
func isFacts(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".yaml", ".yml":
		return true
	case ".json":
		return !strings.HasSuffix(base, ".schema.json")
	default:
		return factfile.IsTable(base)
	}
}
