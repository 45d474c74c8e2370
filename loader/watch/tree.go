package watch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"entente/loader/archive"
	"entente/loader/facts"
)

// A tree watches everything that the facts in some directories depend on. All paths are absolute and without symbolic
// links.
type tree struct {
	*fsnotify.Watcher
	pace
	// dirs are the directories searched for fact files and texts.
	dirs map[string]bool
	// names are the other paths that matter: symbolic links on the way to fact files, their targets, paths that are
	// missing, and the directories watched for them, which may disappear themselves.
	names map[string]bool
}

// maxLinks is the maximum number of symbolic links in a path; more are taken for a cycle.
const maxLinks = 40

// watch begins to watch directories, whether or not they exist.
func watch(paths []string, p pace) (*tree, error) {
	w, err := fsnotify.NewWatcher()
	if errors.Is(err, syscall.EMFILE) {
		return nil, fmt.Errorf("%w (too many programs watch files: on Linux, raise sysctl fs.inotify.max_user_instances)", err)
	}
	if err != nil {
		return nil, err
	}
	t := &tree{w, p, map[string]bool{}, map[string]bool{}}
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err == nil {
			err = t.addRoot(absolute)
		}
		if err != nil {
			_ = w.Close()
			return nil, err
		}
	}
	return t, nil
}

// addRoot adds a directory or archive of the data set, and the links that lead to it.
func (t *tree) addRoot(path string) error {
	target, err := t.follow(path)
	if err != nil || target == "" {
		return err
	}
	if archive.Is(path) {
		return t.addName(target)
	}
	return t.addDir(target)
}

// addDir adds a directory and those in it. It watches the directory before listing it, so that later changes are
// events.
func (t *tree) addDir(dir string) error {
	if err := t.add(dir); err != nil {
		return err
	}
	t.dirs[dir] = true
	entries, _ := os.ReadDir(dir) // reading the facts reports the error too
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		var err error
		switch {
		case !facts.Reads(path, e.IsDir()):
		case e.IsDir():
			err = t.addDir(path)
		case e.Type()&fs.ModeSymlink != 0:
			err = t.addLink(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addLink adds the target of a fact file that is a symbolic link.
func (t *tree) addLink(path string) error {
	target, err := t.follow(path)
	if err != nil || target == "" {
		return err
	}
	return t.addName(target)
}

// addName adds one name in a directory, whether or not it exists.
func (t *tree) addName(path string) error {
	t.names[path] = true
	return t.add(filepath.Dir(path))
}

// add watches a directory. If it does not exist or must not be read, add watches for that to change instead.
func (t *tree) add(dir string) error {
	err := t.Add(dir)
	switch {
	case err == nil:
		t.names[dir] = true
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		if filepath.Dir(dir) == dir {
			return nil
		}
		return t.addName(dir)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w (too many directories are watched: on Linux, raise sysctl fs.inotify.max_user_watches)", err)
	}
	return err
}

// follow resolves the symbolic links in an absolute path and watches each of them. If part of the path is missing, or
// there are too many links, it returns ""; it watches the first part that is missing.
func (t *tree) follow(path string) (string, error) {
	root := filepath.VolumeName(path) + string(filepath.Separator)
	at, rest := root, split(path)
	for links := 0; len(rest) > 0 && links < maxLinks; {
		next := filepath.Join(at, rest[0])
		info, err := os.Lstat(next)
		if err == nil && info.Mode()&fs.ModeSymlink == 0 {
			at, rest = next, rest[1:]
			continue
		}
		if !t.names[next] { // watch before reading the link
			if err := t.addName(next); err != nil {
				return "", err
			}
			continue
		}
		target, _ := os.Readlink(next)
		if target == "" { // missing
			return "", nil
		}
		if filepath.IsAbs(target) {
			at = root
		}
		rest = append(split(target), rest[1:]...)
		links++
	}
	if len(rest) > 0 {
		return "", nil
	}
	return at, nil
}

// split returns the names in a path.
func split(path string) []string {
	path = path[len(filepath.VolumeName(path)):]
	return strings.FieldsFunc(path, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
}
