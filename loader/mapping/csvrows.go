package mapping

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"entente/loader/internal/factfile"
)

// csvRows are the rows of a CSV file. They are read ahead, in batches.
type csvRows struct {
	reader  *csv.Reader
	header  []string
	batches chan *batch
	// free are batches whose rows are not needed any more.
	free chan *batch
	// ended is closed when no more rows are wanted.
	ended   chan struct{}
	reading sync.WaitGroup
	current *batch
}

// batchSize is how many rows are handed over at a time.
const batchSize = 256

// A batch is some rows. Their cells, and where these are in the file, are together in one list each.
type batch struct {
	records []record
	cells   []string
	// places has the line and the column in bytes of each cell.
	places []place
	// next is the number of the next row, err what came after the last.
	next int
	err  error
}

// A place is a line and a column in bytes.
type place struct{ line, column uint32 }

// newCSVRows reads the header of a CSV file.
func newCSVRows(text io.Reader) (*csvRows, error) {
	buffered := bufio.NewReaderSize(text, 1<<16)
	if mark, _ := buffered.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		_, _ = buffered.Discard(3)
	}
	start, _ := buffered.Peek(1 << 12)
	r := &csvRows{reader: csv.NewReader(buffered), batches: make(chan *batch, 1), free: make(chan *batch, 3), ended: make(chan struct{})}
	r.reader.Comma, r.reader.ReuseRecord = delimiter(start), true
	header, err := r.reader.Read()
	if errors.Is(err, io.EOF) {
		return nil, fault(1, 1, "the file is empty (its first line names the columns)")
	}
	if err != nil {
		return nil, explainCSV(err)
	}
	for i, name := range header {
		name = strings.TrimSpace(strings.Clone(name))
		if name != "" && slices.Contains(r.header, name) {
			return nil, fault(1, positionOf(r.reader, i), "two columns are named %.60q (rename one)", name)
		}
		r.header = append(r.header, name)
	}
	r.reading.Go(r.read)
	return r, nil
}

// delimiter returns what separates the cells of a file: what occurs most in its first line.
func delimiter(start []byte) rune {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	best := ','
	for _, d := range ";\t|" {
		if bytes.Count(line, []byte(string(d))) > bytes.Count(line, []byte(string(best))) {
			best = d
		}
	}
	return best
}

func (r *csvRows) columns() []string { return r.header }
func (r *csvRows) open() bool        { return false }

func (r *csvRows) close() {
	close(r.ended)
	r.reading.Wait()
}

func (r *csvRows) next() (*record, error) {
	for r.current == nil || r.current.next == len(r.current.records) {
		if b := r.current; b != nil {
			if b.err != nil {
				return nil, b.err
			}
			select {
			case r.free <- b:
			default:
			}
		}
		r.current = <-r.batches
	}
	b := r.current
	b.next++
	return &b.records[b.next-1], nil
}

// read reads batches until the end of the file, or until no more are wanted.
func (r *csvRows) read() {
	for {
		b := r.batch()
		select {
		case r.batches <- b:
		case <-r.ended:
			return
		}
		if b.err != nil {
			return
		}
	}
}

// batch reads a batch.
func (r *csvRows) batch() *batch {
	width := len(r.header)
	var b *batch
	select {
	case b = <-r.free:
		b.records, b.next = b.records[:0], 0
	default:
		b = &batch{records: make([]record, 0, batchSize), cells: make([]string, batchSize*width), places: make([]place, batchSize*width)}
	}
	for len(b.records) < batchSize {
		raw, err := r.reader.Read()
		if err != nil {
			b.err = explainCSV(err)
			return b
		}
		at := len(b.records) * width
		if b.err = r.row(b, raw, b.cells[at:at+width], b.places[at:at+width]); b.err != nil {
			return b
		}
	}
	return b
}

// row adds a row to a batch.
func (r *csvRows) row(b *batch, raw, cells []string, places []place) error {
	for i, cell := range raw {
		if !utf8.ValidString(cell) {
			line, _ := r.reader.FieldPos(0)
			return fault(line, positionOf(r.reader, i), "the cell is not UTF-8 text (save the file as CSV UTF-8)")
		}
		cells[i] = strings.TrimSpace(cell)
		line, column := r.reader.FieldPos(i)
		places[i] = place{uint32(line), uint32(column)}
	}
	b.records = append(b.records, record{line: places[0].line, cells: cells, place: func(of *record, cell int) factfile.Pos {
		return inCharacters(places, of.cells, cell)
	}})
	return nil
}

// positionOf returns the column in bytes of a cell.
func positionOf(r *csv.Reader, cell int) int {
	_, column := r.FieldPos(cell)
	return column
}

// inCharacters returns the position of a cell in characters. Those of several bytes in the cells before it, on the same line,
// make the difference.
func inCharacters(places []place, cells []string, cell int) factfile.Pos {
	at := places[cell]
	column := at.column
	for i := cell - 1; i >= 0; i-- {
		text := cells[i]
		last := strings.LastIndexByte(text, '\n')
		if last >= 0 {
			text = text[last+1:]
		} else if places[i].line != at.line {
			break
		}
		column -= uint32(len(text) - utf8.RuneCountInString(text))
		if last >= 0 {
			break
		}
	}
	return factfile.Pos{Line: at.line, Column: column}
}

// explainCSV returns the error of the CSV reader as a problem of the file.
func explainCSV(err error) error {
	e, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	switch {
	case errors.Is(e.Err, csv.ErrFieldCount):
		return fault(e.Line, 1, "the row has more or fewer cells than the first line has columns (put cells that contain the separator in quotes)")
	case errors.Is(e.Err, csv.ErrBareQuote):
		return fault(e.Line, e.Column, `a quote in a cell without quotes (put the cell in quotes, and double those in it)`)
	case errors.Is(e.Err, csv.ErrQuote):
		return fault(e.Line, e.Column, `a quote is never closed, or something follows the closing quote (double the quotes in a cell)`)
	}
	return fault(e.Line, e.Column, "this is not CSV: %v", e.Err)
}
