package mapping

import (
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"entente/loader/internal/factfile"
)

// rows are the rows of a data file.
type rows interface {
	// columns returns the names of the cells of each row.
	columns() []string
	// open reports whether rows may have columns that the file does not name anywhere.
	open() bool
	// next returns the next row, valid until the call after that, or io.EOF. A [badFile] is an error of the file.
	next() (*record, error)
	// close ends reading.
	close()
}

// A record is a row of a data file. A cell is a text without space around; in JSON it may be a list.
type record struct {
	line  uint32
	cells []string
	// lists has the cells that are lists, and is nil if none is.
	lists [][]any
	// place returns the position of a cell.
	place func(r *record, cell int) factfile.Pos
}

// at returns the position of a cell, or of the row if the cell is negative.
func (r *record) at(cell int) factfile.Pos {
	if cell < 0 || r.place == nil {
		return factfile.Pos{Line: r.line, Column: 1}
	}
	return r.place(r, cell)
}

// keep returns a copy of a record that stays valid.
func (r *record) keep() *record {
	return &record{line: r.line, cells: slices.Clone(r.cells), lists: slices.Clone(r.lists)}
}

// badFile is a problem of a data file as an error.
type badFile struct{ factfile.Problem }

// Error implements error.
func (b badFile) Error() string { return b.Message }

// fault returns an error at a position of a data file.
func fault(line, column int, message string, args ...any) error {
	return badFile{factfile.Problem{Pos: factfile.Pos{Line: uint32(line), Column: uint32(column)}, Message: fmt.Sprintf(message, args...)}}
}

// IsData reports whether a file with the given name, in lower case, is a data file that a mapping may name, unless it is JSON.
func IsData(name string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".tab", ".jsonl", ".ndjson"}, path.Ext(strings.TrimSuffix(name, ".gz")))
}

// A dataFile is a file that a mapping names.
type dataFile struct {
	fsys fs.FS
	// path is the path in fsys, name that in messages.
	path, name string
	// json has what was read of a file of JSON lines, as each rule reads the file anew.
	json *jsonRows
}

// rows opens the file. The caller calls the function to close it.
func (f *dataFile) rows() (r rows, end func(), err error) {
	if f.json != nil {
		return f.json.again(), func() {}, nil
	}
	file, err := f.fsys.Open(f.path)
	if err != nil {
		return nil, nil, err
	}
	var text io.Reader = file
	base := strings.ToLower(f.path)
	if strings.HasSuffix(base, ".gz") {
		base = strings.TrimSuffix(base, ".gz")
		if text, err = gzip.NewReader(file); err != nil {
			_ = file.Close()
			return nil, nil, fault(1, 1, "this is not gzip: %v", err)
		}
		text = factfile.Unpacked(text)
	}
	switch path.Ext(base) {
	case ".json", ".jsonl", ".ndjson":
		f.json, err = newJSONRows(text)
		r = f.json
	default:
		r, err = newCSVRows(text)
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return r, func() {
		r.close()
		_ = file.Close()
	}, nil
}
