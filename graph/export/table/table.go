// Package table writes rows as CSV (RFC 4180), JSON lines and Parquet, by columns that are declared once.
package table

import (
	"io"

	"entente/graph/alliance"
)

// A Column is one column of a table of rows of type T.
type Column[T any] struct {
	Field
	// Of returns the cell of a row.
	Of func(T) Cell
}

// A Field describes a column.
type Field struct {
	Name string
	Type Type
	// Doc says what the cells are, in one sentence.
	Doc string
}

// Fields returns what describes the columns.
func Fields[T any](columns []Column[T]) []Field {
	fields := make([]Field, len(columns))
	for i, c := range columns {
		fields[i] = c.Field
	}
	return fields
}

// A Type is what the cells of a column are. In each, they may be absent.
type Type string

// The types, named as in a Table Schema of Frictionless.
const (
	String  Type = "string"
	Integer Type = "integer"
	Number  Type = "number"
	Boolean Type = "boolean"
	// Date is a day (ISO 8601). What sources give in part, or mark as uncertain, is a String.
	Date Type = "date"
	// List is strings: in CSV with a bar between them, otherwise a list.
	List Type = "list"
)

// A Cell is a value in a row. The zero Cell is absent: empty in CSV, null elsewhere.
type Cell struct {
	present bool
	text    string
	list    []string
	integer int64
	number  float64
	day     alliance.Day
}

// Text returns the cell of a text, absent if that is empty.
func Text[S ~string](s S) Cell { return Cell{present: s != "", text: string(s)} }

// Count returns the cell of an integer.
func Count(n int) Cell { return Cell{present: true, integer: int64(n)} }

// Real returns the cell of a number, absent if ok is false.
func Real(x float64, ok bool) Cell { return Cell{present: ok, number: x} }

// Flag returns the cell of a Boolean.
func Flag(b bool) Cell {
	c := Cell{present: true}
	if b {
		c.integer = 1
	}
	return c
}

// Dated returns the cell of a date as it is given, absent if it is.
func Dated(d alliance.Date) Cell { return Text(d.String()) }

// OnDay returns the cell of a day, absent if it is the first or last there is: an open end.
func OnDay(d alliance.Day) Cell {
	return Cell{present: !d.Date().IsZero(), day: d}
}

// Texts returns the cell of a list.
func Texts[S ~string](texts []S) Cell {
	list := make([]string, len(texts))
	for i, t := range texts {
		list[i] = string(t)
	}
	return Cell{present: true, list: list}
}

// A Format is how a table is written.
type Format string

// The formats, named as the files end.
const (
	CSV     Format = "csv"
	JSONL   Format = "jsonl"
	Parquet Format = "parquet"
)

// Formats returns all formats.
func Formats() []Format { return []Format{CSV, JSONL, Parquet} }

// MediaType returns the media type of files of the format.
func (f Format) MediaType() string {
	switch f {
	case CSV:
		return "text/csv; charset=utf-8; header=present"
	case JSONL:
		return "application/jsonl; charset=utf-8"
	default:
		return "application/vnd.apache.parquet"
	}
}

// A Writer writes rows. What it has written is complete only after Close, which does not close what it writes to.
type Writer[T any] interface {
	Write(row T) error
	Close() error
}

// NewWriter returns a writer of rows in a format. The metadata are part of Parquet files; the other formats have no place for
// them.
func NewWriter[T any](f Format, w io.Writer, columns []Column[T], metadata map[string]string) (Writer[T], error) {
	switch f {
	case CSV:
		return newCSVWriter(w, columns)
	case JSONL:
		return newJSONWriter(w, columns), nil
	default:
		return newParquetWriter(w, columns, metadata), nil
	}
}
