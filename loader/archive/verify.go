package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"entente/graph/program"
)

// meant says what to do about an archive that is no longer as it was packed.
const meant = "get the archive again; if the change is meant, unzip it and serve that directory"

// maxDescriptor is the maximum size of a descriptor: that of some 100,000 files.
const maxDescriptor = 64 << 20

// descriptor returns the descriptor of an archive, which is a file of it.
func (z *zipFile) descriptor(f *zip.File) (*descriptor, error) {
	name := z.name + "/" + descriptorPath
	if f.UncompressedSize64 > maxDescriptor {
		return nil, fmt.Errorf("%s is larger than 64 MB (%s)", name, meant)
	}
	var text bytes.Buffer
	if err := z.copy(&text, f); err != nil {
		return nil, err
	}
	var d descriptor
	if err := json.Unmarshal(text.Bytes(), &d); err != nil {
		return nil, fmt.Errorf("%s: %w (%s)", name, err, meant)
	}
	switch {
	case d.Entente == nil:
		return nil, fmt.Errorf("%s is not of an archive that %s pack made (unzip the file, and give the directory that has the facts)", name, program.Loader())
	case d.Entente.Format != format:
		return nil, fmt.Errorf("%s is of an archive of format %d, and this entente reads format %d (use a later one, or unzip it and serve that directory)", name, d.Entente.Format, format)
	case d.Version == "":
		return nil, fmt.Errorf("%s has no version (%s)", name, meant)
	}
	return &d, z.checkDirectories(d.Entente.Directories)
}

// verify returns an error that names the first file, in order, that is not as the descriptor says. This finds accidents and
// edits; who means to deceive can change the descriptor, too, and only the version, known from elsewhere, shows it.
func (z *zipFile) verify(d *descriptor) error {
	listed := map[string]bool{descriptorPath: true}
	for _, r := range d.Resources {
		if listed[r.Path] { // each file is to be read once: many entries for a large one would take forever
			return fmt.Errorf("%s/%s lists %.200q twice (%s)", z.name, descriptorPath, r.Path, meant)
		}
		listed[r.Path] = true
		f := z.members[r.Path]
		if f == nil {
			return fmt.Errorf("%s: %.200q is missing: the archive has been changed (%s)", z.name, r.Path, meant)
		}
		if err := z.verifyFile(r, f); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(z.members)) {
		if !listed[name] {
			return fmt.Errorf("%s/%.200s was added: the archive has been changed (%s)", z.name, name, meant)
		}
	}
	return nil
}

// verifyFile returns an error if a file is not as a descriptor says.
func (z *zipFile) verifyFile(r resource, f *zip.File) error {
	hash := sha256.New()
	if err := z.copy(hash, f); err != nil {
		return err
	}
	if sum := "sha256:" + hex.EncodeToString(hash.Sum(nil)); sum != r.Hash || uint64(r.Bytes) != f.UncompressedSize64 {
		return fmt.Errorf("%s/%s is not as it was packed: its digest is %s, not %.80q (%s)", z.name, r.Path, sum, r.Hash, meant)
	}
	return nil
}
