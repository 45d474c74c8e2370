package facts

import (
	"fmt"

	"entente/graph/alliance"
)

// A Packed is an archive of directories of fact files, as package archive writes it.
type Packed struct {
	// Name is its name in messages.
	Name string
	// Version is that of the facts when they were packed.
	Version string
	// Dirs is the number of directories in it.
	Dirs int
}

// repacked returns a warning if the directories are those of one archive, with nothing else, and its files, which have not
// changed, give another version of facts than they gave when they were packed: other rules of reading.
func repacked(dirs []Dir, f *alliance.Facts) (p Problem, found bool) {
	packed := dirs[0].Packed
	if packed == nil || len(dirs) != packed.Dirs {
		return p, false
	}
	for _, d := range dirs {
		if d.Packed != packed {
			return p, false
		}
	}
	version := f.Dataset().Version
	return Problem{File: packed.Name, Warning: true, Message: fmt.Sprintf(
		"its facts had version %s when it was packed, and are read as version %s (this entente reads the same files otherwise: for the same answers, use the one that packed it)",
		packed.Version, version)}, version != packed.Version
}
