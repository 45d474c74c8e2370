package archive_test

import (
	"archive/zip"
	"strings"
	"testing"

	"entente/loader/archive"
	"entente/loader/facts"
)

// Whatever a zip file has, it is opened or refused with one line, and what is opened can be read, or has problems that are
// named by files in it.
func FuzzOpen(f *testing.F) {
	file, _ := packed(f, directory(f, "sets", quoting))
	f.Add(bytesOf(f, file))
	f.Add(zipped(f, nil, entries(contents(f, file))...))
	f.Add(zipped(f, nil, entries(within("x", contents(f, file)))...))
	f.Add(zipped(f, nil, entry{"x/a.yaml", actor}, entry{"x/b.yaml", "!"}))
	f.Add(zipped(f, func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 31 }, entry{"a.yaml", actor}))
	f.Add(zipped(f, nil, entry{"../a.yaml", actor}, entry{"datapackage.json", "{}"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		dirs, err := archive.OpenBytes("a.zip", data)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "a.zip") || strings.Contains(err.Error(), "\n") || dirs != nil {
				t.Errorf("error %v, with %d directories", err, len(dirs))
			}
			return
		}
		if _, err := facts.Read(dirs...); err != nil && !strings.Contains(err.Error(), "a.zip") {
			t.Errorf("error without the file: %v", err)
		}
	})
}
