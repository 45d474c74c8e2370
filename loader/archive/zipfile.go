package archive

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/regular"
)

// A zipFile is an open zip file, whose names and contents have been checked.
type zipFile struct {
	*zip.Reader
	// name is its name in messages; top is the folder that everything is in, or ".".
	name, top string
	// members has the files by their path below top, without those that are aside.
	members map[string]*zip.File
	file    io.Closer
}

// errBroken is what is wrong with a zip file that cannot be read.
var errBroken = errors.New("it is not a complete zip file (copy or download it again)")

// maxName is the maximum number of bytes of a name in a zip file, with its folders.
const maxName = 1000

// openFile opens the zip file at a path that has a name in messages.
func openFile(path, name string, whole uint64) (*zipFile, error) {
	file, err := regular.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	z, err := newZipFile(file, info.Size(), name, whole)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	z.file = file
	return z, nil
}

// newZipFile checks a zip file of a size.
func newZipFile(in io.ReaderAt, size int64, name string, whole uint64) (*zipFile, error) {
	if size > maxSize {
		return nil, fmt.Errorf("%s has more than 4 GiB, which is what all in it may have unpacked (unzip it and give the directory)", name)
	}
	r, err := zip.NewReader(in, size)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, errBroken, err)
	}
	z := &zipFile{Reader: r, name: name, members: map[string]*zip.File{}}
	if err := z.checkNames(); err != nil {
		return nil, err
	}
	if err := z.checkMembers(size, whole); err != nil {
		return nil, err
	}
	z.top = z.folder()
	for _, f := range r.File {
		if below, ok := z.below(f.Name); ok && !strings.HasSuffix(f.Name, "/") && !aside(below) {
			z.members[below] = f
		}
	}
	return z, nil
}

// close closes the file. It was only read: an error loses nothing.
func (z *zipFile) close() {
	if z.file != nil {
		_ = z.file.Close()
	}
}

// checkNames returns an error if names could lead elsewhere, or stand for two files.
func (z *zipFile) checkNames() error {
	given, folders := map[string]bool{}, map[string]bool{}
	for _, f := range z.File {
		if wrong := nameFault(f.Name); wrong != "" {
			return fmt.Errorf("%s: the name %.200q %s", z.name, f.Name, wrong)
		}
		if given[f.Name] {
			return fmt.Errorf("%s: %.200q is in it twice (zip the files again)", z.name, f.Name)
		}
		given[f.Name] = true
		name := strings.TrimSuffix(f.Name, "/")
		if name != f.Name {
			folders[name] = true
		}
		for dir := path.Dir(name); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, f := range z.File {
		if folders[f.Name] {
			return fmt.Errorf("%s: %.200q is both a file and a folder in it (zip the files again)", z.name, f.Name)
		}
	}
	return nil
}

// nameFault returns what is wrong with a name in a zip file, or "".
func nameFault(name string) string {
	within := strings.TrimSuffix(name, "/")
	switch {
	case !utf8.ValidString(name):
		return "is not UTF-8 (zip the files with a program that writes such names)"
	case strings.ContainsFunc(name, unicode.IsControl):
		return "has a control character (rename the file, and zip the files again)"
	case len(name) > maxName:
		return fmt.Sprintf("is longer than %d bytes (shorten it, and zip the files again)", maxName)
	case !fs.ValidPath(within) || within == "." || strings.Contains(name, `\`) || len(name) > 1 && name[1] == ':':
		return `is not that of a file in it: it is absolute, or has .., \ or an empty part (zip the files again, from within their folder)`
	}
	return ""
}

// folder returns the folder that all files are in, as GitHub and Finder make zip files, or ".".
func (z *zipFile) folder() string {
	top := "."
	for _, f := range z.File {
		first, _, within := strings.Cut(f.Name, "/")
		switch {
		case aside(f.Name), strings.HasSuffix(f.Name, "/"):
		case !within, top != "." && top != first:
			return "."
		default:
			top = first
		}
	}
	return top
}

// below returns the path of a file below the folder that everything is in.
func (z *zipFile) below(name string) (string, bool) {
	if z.top == "." {
		return name, true
	}
	return strings.CutPrefix(name, z.top+"/")
}

// aside reports whether a file is hidden, as all are that macOS adds to zip files: nothing is read of it. It must not be true
// of a file that would be read, or an archive could be added to unnoticed.
func aside(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}

// copy copies the contents of a member to w, and returns an error unless they are as long as declared, and complete. Reading
// facts takes memory for the declared size at once, so every member goes through here first, piece by piece.
func (z *zipFile) copy(w io.Writer, f *zip.File) error {
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s/%s: %w: %w", z.name, f.Name, errBroken, err)
	}
	defer in.Close()
	n, err := io.Copy(w, io.LimitReader(in, int64(f.UncompressedSize64)+1))
	if err == nil && uint64(n) != f.UncompressedSize64 {
		err = fmt.Errorf("it has another size than it declares, %d bytes", f.UncompressedSize64)
	}
	if err != nil {
		return fmt.Errorf("%s/%s: %w: %w", z.name, f.Name, errBroken, err)
	}
	return nil
}
