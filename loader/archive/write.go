package archive

import (
	"archive/zip"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// WriteFile writes the archive of facts, which were read from [Packing.Dirs], to a path. It writes a file beside it first,
// reads the facts from that, and moves it there only if they are the same: on error, what was at the path is still there.
func (p *Packing) WriteFile(path string, f *alliance.Facts) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	err = p.write(temporary, f)
	err = cmp.Or(err, temporary.Chmod(0o644))
	err = cmp.Or(err, temporary.Sync())
	err = cmp.Or(err, temporary.Close())
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	// An archive that does not give the same answers would be found out years later, when nothing can be done about it.
	if err := prove(temporary.Name(), path, f.Dataset().Version); err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// prove returns an error if the archive at a path, which is to have a name, does not give a version of facts.
func prove(path, name, version string) error {
	z, err := openFile(path, name, maxSize)
	if err != nil {
		return err
	}
	defer z.close()
	dirs, err := z.dirs()
	if err != nil {
		return err
	}
	found, err := facts.Read(dirs...)
	if err != nil {
		return fmt.Errorf("the facts cannot be read from the archive, so it was not kept (if they were edited meanwhile, pack them again): %w", err)
	}
	if got := found.Dataset().Version; got != version {
		return fmt.Errorf("the archive gives version %s of the facts, the directories gave %s: they were edited meanwhile; pack them again", got, version)
	}
	return nil
}

// write writes the archive of facts. Files come before the descriptor, which has the digests of what was written: so each is
// read once, and none is kept in memory.
func (p *Packing) write(w io.Writer, f *alliance.Facts) error {
	members, err := p.members(f)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	about := p.describe(f).descriptor(p.paths())
	for _, m := range members {
		r, err := m.write(z)
		if err != nil {
			return err
		}
		about.Resources = append(about.Resources, r)
	}
	nameResources(about.Resources)
	text, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		return fmt.Errorf("make %s: %w", descriptorPath, err)
	}
	if _, err := (member{path: descriptorPath, data: textOf(append(text, '\n'))}).write(z); err != nil {
		return err
	}
	return z.Close()
}

// written is the time of all files in archives: that of packing would make each archive differ.
var written = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// write writes a file to an archive and returns what its descriptor says of it.
func (m member) write(z *zip.Writer) (r resource, err error) {
	in, err := m.data()
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	header := &zip.FileHeader{Name: m.path, Method: zip.Deflate, Modified: written}
	header.SetMode(0o644)
	out, err := z.CreateHeader(header)
	if err != nil {
		return r, err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, hash), in)
	if err != nil {
		return r, err
	}
	return newResource(m, n, hex.EncodeToString(hash.Sum(nil))), nil
}
