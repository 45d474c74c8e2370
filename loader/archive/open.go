package archive

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"entente/loader/facts"
)

// Opened is what was opened to read facts from.
type Opened struct {
	// Dirs are the directories at the paths, and those in the archives at the paths, in order.
	Dirs  []facts.Dir
	files []*zipFile
	// whole is how many bytes a file may have that is in memory as a whole.
	whole uint64
}

// Close closes the archives. Facts that were read from them stay.
func (o *Opened) Close() {
	for _, z := range o.files {
		z.close()
	}
}

// Open opens the directories, archives and other zip files of facts at paths of the operating system. Each file in a zip file
// is checked: the error is one line. Of a directory into which an archive was unzipped, the directories of the archive are opened, and
// nothing is checked. A directory that does not exist is an error only when it is read.
func Open(paths ...string) (*Opened, error) { return Opener{}.Open(paths...) }

// An Opener opens what [Open] does, in which files may be larger.
type Opener struct {
	// MaxFile is how many bytes a file in a zip file may have that is in memory as a whole, unless that is less than 256 MiB.
	MaxFile int64
}

// Open is [Open] for files of such sizes.
func (p Opener) Open(paths ...string) (*Opened, error) {
	o := &Opened{whole: uint64(max(p.MaxFile, maxWhole))} //nolint:gosec // not negative
	for i, path := range paths {
		add := o.addZip
		if !Is(path) {
			add = o.addDir
		}
		if err := add(path, paths[:i]); err != nil {
			o.Close()
			return nil, err
		}
	}
	return o, nil
}

// addDir opens a directory.
func (o *Opened) addDir(path string, _ []string) error {
	dirs, err := unpacked(path)
	o.Dirs = append(o.Dirs, dirs...)
	return err
}

// addZip opens a zip file that is none of the paths before.
func (o *Opened) addZip(path string, before []string) error {
	if first, twice := same(path, before); twice {
		return fmt.Errorf("%s and %s: %w", first, path, facts.ErrOverlap)
	}
	z, err := openFile(path, path, o.whole)
	if err != nil {
		return err
	}
	o.files = append(o.files, z)
	dirs, err := z.dirs()
	o.Dirs = append(o.Dirs, dirs...)
	return err
}

// same returns which of the paths before leads to the same file, if one does.
func same(path string, before []string) (first string, found bool) {
	info, err := os.Stat(path)
	for _, b := range before {
		other, failed := os.Stat(b)
		if err == nil && failed == nil && os.SameFile(info, other) {
			return b, true
		}
	}
	return "", false
}

// dirs returns the directories of facts in a zip file, after checking all of its files.
func (z *zipFile) dirs() ([]facts.Dir, error) {
	f := z.members[descriptorPath]
	if f == nil {
		return z.plain()
	}
	d, err := z.descriptor(f)
	if err != nil {
		return nil, err
	}
	if err := z.verify(d); err != nil {
		return nil, err
	}
	packed := &facts.Packed{Name: z.name, Version: d.Version, Dirs: len(d.Entente.Directories)}
	var dirs []facts.Dir
	for _, name := range d.Entente.Directories {
		dir, err := z.dir(path.Join(z.top, name))
		if err != nil {
			return nil, err
		}
		dir.Packed = packed
		dirs = append(dirs, dir)
	}
	return dirs, nil
}

// plain returns the directory of a zip file that is no archive.
func (z *zipFile) plain() ([]facts.Dir, error) {
	some := false // such as a zip file of something else altogether
	for name, f := range z.members {
		if err := z.copy(io.Discard, f); err != nil {
			return nil, err
		}
		some = some || facts.Reads(name, false)
	}
	if !some {
		return nil, fmt.Errorf("%s: %w", z.name, facts.ErrNoFiles)
	}
	dir, err := z.dir(z.top)
	return []facts.Dir{dir}, err
}

// dir returns the directory of facts at a path in a zip file.
func (z *zipFile) dir(name string) (facts.Dir, error) {
	sub, err := fs.Sub(z.Reader, name)
	return facts.Dir{Name: path.Join(z.name, name), FS: sub}, err
}

// checkDirectories returns an error if the directories that a descriptor names cannot be read as they are.
func (z *zipFile) checkDirectories(names []string) error {
	folders, given := map[string]bool{}, map[string]bool{}
	for name := range z.members {
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, name := range names {
		if !folders[name] {
			return fmt.Errorf("%s/%s names the directory %.200q, which has no files (%s)", z.name, descriptorPath, name, meant)
		}
		if given[name] {
			return fmt.Errorf("%s/%s names the directory %.200q twice (%s)", z.name, descriptorPath, name, meant)
		}
		given[name] = true
	}
	for name := range given {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if given[dir] {
				return fmt.Errorf("%s/%s names the directory %.200q and one in it (%s)", z.name, descriptorPath, dir, meant)
			}
		}
	}
	if len(names) == 0 {
		return fmt.Errorf("%s/%s names no directories (%s)", z.name, descriptorPath, meant)
	}
	return nil
}
