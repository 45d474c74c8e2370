package archive

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"entente/graph/regular"
	"entente/loader/facts"
)

// unpacked returns the directories of facts in a directory of the operating system: if an archive was unzipped there, those that its
// descriptor names, whose files may have been changed since; otherwise the directory itself.
func unpacked(path string) ([]facts.Dir, error) {
	d := unzippedDescriptor(path)
	if d == nil || d.Entente == nil {
		return []facts.Dir{facts.Open(path)}, nil
	}
	file := filepath.Join(path, descriptorPath)
	if d.Entente.Format != format {
		return nil, fmt.Errorf("%s is of an archive of format %d, and this entente reads format %d (use a later one, or give the directories in %s)",
			file, d.Entente.Format, format, filepath.Join(path, factsPath))
	}
	var dirs []facts.Dir
	for _, name := range d.Entente.Directories {
		if !filepath.IsLocal(name) {
			return nil, fmt.Errorf("%s names the directory %.200q, which is not in it (name one in it, or give the directories in %s)",
				file, name, filepath.Join(path, factsPath))
		}
		dirs = append(dirs, facts.Open(filepath.Join(path, name)))
	}
	if dirs == nil {
		return nil, fmt.Errorf("%s names no directories (give those in %s)", file, filepath.Join(path, factsPath))
	}
	return dirs, nil
}

// unzippedDescriptor returns the descriptor in a directory, or nil if it has none that can be read: then what is there is read as facts,
// and reported as such.
func unzippedDescriptor(path string) *descriptor {
	file := filepath.Join(path, descriptorPath)
	text, err := regular.ReadFile(file, maxDescriptor)
	var d descriptor
	if err != nil || json.Unmarshal(text, &d) != nil {
		return nil
	}
	return &d
}
