package facts

import (
	"fmt"
	"io/fs"

	"entente/graph/regular"
)

// DefaultMaxFile is how many bytes a file may have unless [Reader.MaxFile] says otherwise.
const DefaultMaxFile = 256 << 20

// Limits on the files of a directory: with more of them, it is hardly a directory of facts, but perhaps of everything.
const (
	// maxSeen is the maximum number of files and directories in it, maxFiles that of fact files.
	maxSeen  = 1_000_000
	maxFiles = 100_000
	// maxTogether is how many times as much as one file may have all fact files may have together.
	maxTogether = 16
)

// maxFile returns how many bytes a file may have.
func (r *Reader) maxFile() int64 {
	if r.MaxFile == 0 {
		return DefaultMaxFile
	}
	return r.MaxFile
}

// limited returns directories whose files are no larger than they may be.
func (r *Reader) limited(dirs []Dir) []Dir {
	all := make([]Dir, len(dirs))
	for i, d := range dirs {
		all[i], all[i].FS = d, regular.Limit(d.FS, r.maxFile())
	}
	return all
}

// checkFiles returns an error if the files of a directory are more than can be read, each of them being of a permitted size.
func (d Dir) checkFiles(files []dirFile, maxFile int64) error {
	if len(files) > maxFiles {
		return fmt.Errorf("%s has more than %d fact files (join some of them; is it the right directory?)", d.Name, maxFiles)
	}
	together, most := int64(0), maxTogether*maxFile
	for _, f := range files {
		info, err := fs.Stat(d.FS, f.path)
		if err != nil {
			return d.readError(f.path, err)
		}
		if together += info.Size(); together > most {
			return fmt.Errorf("%s has more than %d MiB of fact files, %d times what one may have (is it the right directory? if so, allow more with --max-file)",
				d.Name, most>>20, maxTogether)
		}
	}
	return nil
}
