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

	"entente/loader/facts"
)

// A tree watches all that the facts in some directories hang on. All paths are absolute and without symbolic links.
type tree struct {
	*fsnotify.Watcher
	pace
	// dirs are the directories that fact files are looked for in.
	dirs map[string]bool
	// names are what else counts: symbolic links on the way to fact files, what these lead to, what is missing, and the
	// directories that are watched for it, which may go away themselves.
	names map[string]bool
}

// maxLinks is how many symbolic links a path may lead through: more go round in a circle.
const maxLinks = 40

// watch begins to watch directories, whether or not they are there.
func watch(paths []string, p pace) (*tree, error) {
	w, err := fsnotify.NewWatcher()
	if errors.Is(err, syscall.EMFILE) {
		return nil, fmt.Errorf("%w (so many programs may watch: on Linux, raise sysctl fs.inotify.max_user_instances)", err)
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

// addRoot adds a directory of the data set, and the links that lead to it.
func (t *tree) addRoot(path string) error {
	target, err := t.follow(path)
	if err != nil || target == "" {
		return err
	}
	return t.addDir(target)
}

// addDir adds a directory and those in it. It is watched first and listed then: what comes later is an event.
func (t *tree) addDir(dir string) error {
	if err := t.add(dir); err != nil {
		return err
	}
	t.dirs[dir] = true
	entries, _ := os.ReadDir(dir) // an error is what reading the facts comes upon too
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

// addLink adds what a fact file that is a link leads to.
func (t *tree) addLink(path string) error {
	target, err := t.follow(path)
	if err != nil || target == "" {
		return err
	}
	return t.addName(target)
}

// addName adds one thing in a directory, whether or not it is there.
func (t *tree) addName(path string) error {
	t.names[path] = true
	return t.add(filepath.Dir(path))
}

// add has the operating system watch a directory, or else, where there is none or it must not be read, whether that
// changes.
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
		return fmt.Errorf("%w (so many directories may be watched: on Linux, raise sysctl fs.inotify.max_user_watches)", err)
	}
	return err
}

// follow returns the path that an absolute one leads to, and watches each symbolic link on the way, or else the first
// thing that is missing; then it returns "".
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
		if !t.names[next] { // watch first, look then
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
