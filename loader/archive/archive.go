// Package archive writes data sets into one file each, and opens such files: what a reviewer needs to get the same answers,
// byte for byte, years later.
//
// An archive is a zip file with the following.
//
//   - facts/NAME/… has the files of a directory that reading it used, as they are: fact files, tables, mappings and their data,
//     and the texts of sources. NAME is the directory's own.
//   - datapackage.json describes the whole as a Frictionless Data Package, https://specs.frictionlessdata.io/data-package/
//     (version 1): the version of the facts; of each file its size and SHA-256 digest; and, as entente.directories, the
//     directories in the order in which they are read, as the version depends on it.
//   - CITATION.cff says how to cite it, in the Citation File Format 1.2.0, https://doi.org/10.5281/zenodo.5171937.
//   - README.txt tells who has nothing but the archive what it is.
//
// The same files give the same bytes, wherever they are and whenever they are packed.
//
// [Open] opens archives, other zip files of facts, and directories alike; and directories into which an archive was unzipped, to change
// the facts.
package archive

import (
	"os"
	"path/filepath"
	"strings"
)

// The paths of what describes an archive.
const (
	descriptorPath = "datapackage.json"
	citationPath   = "CITATION.cff"
	readmePath     = "README.txt"
)

// factsPath is the folder of the directories of facts in an archive.
const factsPath = "facts"

// format is the version of what is described here; a later one that an older entente cannot read will be higher.
const format = 1

// Is reports whether a path of the operating system is that of a zip file, rather than of a directory: it ends in .zip, and
// no directory is there.
func Is(path string) bool {
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return false
	}
	info, err := os.Stat(path)
	return err != nil || !info.IsDir()
}
