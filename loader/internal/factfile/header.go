package factfile

import (
	"bytes"
	"errors"
	"io"
	"path"
	"reflect"
)

// faulty returns a piece that cannot be read.
func faulty(p Problem) piece { return piece{faults: []Problem{p}, faulty: true} }

// headed returns the first piece of a table without its header, as a piece of that table. If it has no header, either, the
// table has no columns.
func headed(name string, p piece) piece {
	if fault, bad := unreadable(p.text); bad {
		return faulty(fault)
	}
	key, _ := tableKey(name)
	t := &table{section: sectionOf(key), delimiter: ','}
	d := newDecoder(0)
	for t.columns == nil && len(p.text) > 0 {
		first := firstLine(p.text)
		if len(bytes.TrimRight(first, "\r\n")) == 0 {
			p.text, p.before = p.text[len(first):], p.before+1
			continue
		}
		t.delimiter = delimiterOf(first)
		r := newRecordReader(p.text, t.delimiter, p.before)
		switch err := r.read(); {
		case errors.Is(err, io.EOF):
		case err != nil:
			return faulty(r.fault(err))
		case !blank(r.cells):
			row := reflect.TypeFor[Document]().Field(t.section).Type.Elem()
			h := header{decoder: d, file: path.Base(name), row: row, known: d.columnsOf(row), guessed: map[string]bool{}}
			t.columns, t.unnamed = h.columns(r.cells, r.at)
		}
		end := r.csv.InputOffset()
		p.before += bytes.Count(p.text[:end], []byte("\n"))
		p.text = p.text[end:]
	}
	return piece{table: t, text: p.text, before: p.before, faults: d.problems}
}

// unreadable is [illegible] for a table, which a spreadsheet may have written.
func unreadable(text []byte) (Problem, bool) {
	const advice = `(save it as UTF-8: in Excel as "CSV UTF-8", in LibreOffice with the character set "Unicode (UTF-8)")`
	switch fault, bad := illegible(text); {
	case !bad:
		return Problem{}, false
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")), bytes.IndexByte(text[:min(2, len(text))], 0) >= 0:
		return Problem{Pos{1, 1}, "the file is in UTF-16 " + advice}, true
	case fault.Message == notUTF8:
		return Problem{fault.Pos, "the file is not UTF-8 text, probably Windows-1252 " + advice}, true
	default:
		return fault, true
	}
}

// delimiters are what tables have between their cells: spreadsheets write a semicolon where numbers have a comma.
const delimiters = ",;\t"

// firstLine returns the first line of a text, with its line break.
func firstLine(text []byte) []byte {
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	return text[:len(text)-len(rest)]
}

// delimiterOf returns the delimiter that is most frequent in a line outside of quotes.
func delimiterOf(line []byte) rune {
	counts, quoted := map[rune]int{}, false
	for _, c := range string(line) {
		if c == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[c]++
		}
	}
	best := ','
	for _, c := range delimiters {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}
