package archive

import (
	"bytes"

	"entente/loader/facts"
)

// OpenBytes is [Open] of a zip file with a name in memory.
func OpenBytes(name string, data []byte) ([]facts.Dir, error) {
	z, err := newZipFile(bytes.NewReader(data), int64(len(data)), name, maxWhole)
	if err != nil {
		return nil, err
	}
	return z.dirs()
}
