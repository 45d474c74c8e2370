package archive

import (
	"archive/zip"
	"fmt"
	"io/fs"

	"entente/loader/facts"
)

// Limits on what a zip file unpacks to, in bytes. They are checked before anything is unpacked.
const (
	// maxSize is that of all files together, and of the zip file itself. Tables and data, which are read row by row, may have it all here; whoever reads them
	// limits each file, too.
	maxSize = 4 << 30
	// maxWhole is that of each other file: fact files in YAML and JSON, mappings and texts are in memory as a whole, with several
	// times as much made from them. Whoever opens the file may allow more.
	maxWhole = 256 << 20
	// maxRatio is how often such files of more than minDense bytes, each and all together, may have their packed size. Deflate gets
	// to 1030 with one byte again and again; 300,000 relations with the same quote of 120 bytes have 50, with the same description
	// of 2000 bytes 160. Tables and data have no such limit: equal rows have 340 and more, as an attack has.
	maxRatio = 200
	minDense = 16 << 20
)

// checkMembers returns an error if files of a zip file of a size are more than can be served, or cannot be read. Sizes are what the
// file declares; copy finds out whether they are true. Files may overlap, but all together they are packed into no more than the size.
func (z *zipFile) checkMembers(size int64, whole uint64) error {
	total, unpacked, packed := uint64(0), uint64(0), uint64(0)
	for _, f := range z.File {
		if f.UncompressedSize64 > maxSize || total+f.UncompressedSize64 > maxSize {
			return fmt.Errorf("%s has more than 4 GiB unpacked (unzip it and give the directory)", z.name)
		}
		total += f.UncompressedSize64
		if wrong := memberFault(f, whole); wrong != "" {
			return fmt.Errorf("%s: %.200q %s", z.name, f.Name, wrong)
		}
		if !facts.HasRows(f.Name) {
			unpacked, packed = unpacked+f.UncompressedSize64, packed+f.CompressedSize64
		}
	}
	if isDense(unpacked, min(packed, uint64(size))) {
		return fmt.Errorf("%s has files that are no tables, of %s", z.name, density(unpacked))
	}
	return nil
}

// isDense reports whether files as a whole have more than their packed size can honestly have.
func isDense(unpacked, packed uint64) bool { return unpacked > minDense && unpacked/maxRatio > packed }

// density says what is wrong with what is dense.
func density(unpacked uint64) string {
	return fmt.Sprintf("%d MiB unpacked, more than %d times what it has packed, as what is made to fill the memory has (if you trust it, unzip it and give the directory)",
		unpacked>>20, maxRatio)
}

// memberFault returns what is wrong with a file in a zip file, or "".
func memberFault(f *zip.File, most uint64) string {
	whole := !facts.HasRows(f.Name)
	switch {
	case f.Flags&1 != 0:
		return "is encrypted (unzip it and give the directory, or zip it without a password)"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Sprintf("is compressed by method %d, which cannot be read (zip it with deflate)", f.Method)
	case f.Mode()&fs.ModeType&^fs.ModeDir != 0 && facts.Reads(f.Name, false):
		return "is a link, not a file (zip the file that it leads to)"
	case whole && f.UncompressedSize64 > most:
		return fmt.Sprintf("has %d MiB unpacked, and files other than tables may have %d, as each is in memory as a whole (split it, write it as tables, or allow more with --max-file)",
			f.UncompressedSize64>>20, most>>20)
	case whole && isDense(f.UncompressedSize64, f.CompressedSize64):
		return "has " + density(f.UncompressedSize64)
	}
	return ""
}
