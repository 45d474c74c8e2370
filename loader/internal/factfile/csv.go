package factfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// A recordReader reads the records of a text in CSV (RFC 4180) and the positions of their cells.
type recordReader struct {
	csv *csv.Reader
	// text is from the beginning of a line on, after before others.
	text   []byte
	before int
	// cells is the last record, and at has the position of each.
	cells []string
	at    []Pos
	// ended is where the record before the last ended.
	ended int
	// The last position was in the line of this number in the text, which begins at the offset begin, after so many bytes
	// and characters of it.
	line, begin, bytes, runes int
}

// newRecordReader returns a reader of a text after the given number of lines.
func newRecordReader(text []byte, delimiter rune, before int) *recordReader {
	r := &recordReader{csv: csv.NewReader(bytes.NewReader(text)), text: text, before: before, line: 1}
	r.csv.Comma = delimiter
	r.csv.FieldsPerRecord = -1
	r.csv.ReuseRecord = true
	r.csv.TrimLeadingSpace = delimiter != '\t'
	return r
}

// next reads the next record that has a value. After the last one it returns io.EOF.
func (r *recordReader) next() error {
	for {
		if err := r.read(); err != nil || !blank(r.cells) {
			return err
		}
	}
}

// read reads the next record into cells and at, which it keeps until the one after it. After the last one it returns
// io.EOF.
func (r *recordReader) read() error {
	r.ended = int(r.csv.InputOffset())
	cells, err := r.csv.Read()
	if err != nil {
		return err
	}
	r.cells, r.at = cells, r.at[:0]
	for i := range cells {
		r.at = append(r.at, r.position(i))
	}
	return nil
}

// blank reports whether a record has no value.
func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// position returns the position of a cell of the record that was read.
func (r *recordReader) position(i int) Pos {
	line, column := r.csv.FieldPos(i)
	return r.place(line, column-1)
}

// place returns the position of a byte of a line, which must not be before the last line that it was called for.
func (r *recordReader) place(line, offset int) Pos {
	for r.line < line {
		r.begin += bytes.IndexByte(r.text[r.begin:], '\n') + 1
		r.line++
		r.bytes, r.runes = 0, 0
	}
	offset = min(offset, len(r.text)-r.begin)
	if offset < r.bytes {
		r.bytes, r.runes = 0, 0
	}
	r.runes += utf8.RuneCount(r.text[r.begin+r.bytes : r.begin+offset])
	r.bytes = offset
	return Pos{uint32(line + r.before), uint32(r.runes) + 1}
}

// fault returns what is wrong with the record that could not be read.
func (r *recordReader) fault(err error) Problem {
	e, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return Problem{r.place(r.line, 0), "this is not CSV: " + err.Error()}
	}
	if errors.Is(e.Err, csv.ErrBareQuote) {
		return Problem{r.place(e.Line, e.Column-1), `this is not CSV: a " in a cell without quotes (put the cell in quotes, and write each " in it twice)`}
	}
	if r.quoteAt(e.Line, e.Column-1) {
		return Problem{r.place(e.Line, e.Column-1), `this is not CSV: text after the closing quote of a cell (write each " in a cell twice)`}
	}
	c := cursor{text: r.text, Pos: Pos{1, 1}}
	c.advance(r.ended + opening(r.text[r.ended:]))
	return Problem{Pos{c.Line + uint32(r.before), c.Column}, `this is not CSV: this quote is never closed (add the closing quote, and write each " in the cell twice)`}
}

// quoteAt reports whether a byte of a line is a quote.
func (r *recordReader) quoteAt(line, offset int) bool {
	r.place(line, 0)
	at := r.begin + offset
	return at < len(r.text) && r.text[at] == '"'
}

// opening returns the offset of the last quote in a text that does not close another.
func opening(text []byte) int {
	at, open := 0, false
	for i, c := range text {
		if c != '"' {
			continue
		}
		if open = !open; open && (i == 0 || text[i-1] != '"') {
			at = i
		}
	}
	return at
}

// decodeTable reads the rows of a piece of a table. If there is a syntax error, it reports that and returns false.
func (d *decoder) decodeTable(p *piece) bool {
	if fault, bad := unreadable(p.text); bad {
		fault.Line += uint32(p.before)
		d.problems = append(d.problems, fault)
		return false
	}
	d.borrowed = true
	rows := newRowReader(d, p.table, bytes.Count(p.text, []byte("\n"))+1)
	records := newRecordReader(p.text, p.table.delimiter, p.before)
	for {
		err := records.next()
		if err == nil {
			rows.row(records.cells, records.at)
			continue
		}
		reflect.ValueOf(&d.doc).Elem().Field(p.table.section).Set(rows.list)
		d.stray = rows.stray
		if errors.Is(err, io.EOF) {
			return true
		}
		d.problems = append(d.problems, records.fault(err))
		return false
	}
}
