package table

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
)

// A jsonWriter writes each row as an object in a line of its own, with the columns in order.
type jsonWriter[T any] struct {
	columns []Column[T]
	// keys are the names of the columns with what is before and after them.
	keys [][]byte
	out  io.Writer
	line []byte
}

func newJSONWriter[T any](w io.Writer, columns []Column[T]) *jsonWriter[T] {
	j := &jsonWriter[T]{columns: columns, out: w}
	for i, column := range columns {
		before := ","
		if i == 0 {
			before = "{"
		}
		j.keys = append(j.keys, append(quoted([]byte(before), column.Name), ':'))
	}
	return j
}

// Write implements [Writer].
func (j *jsonWriter[T]) Write(row T) error {
	j.line = j.line[:0]
	for i := range j.columns {
		cell := j.columns[i].Of(row)
		j.line = cell.json(append(j.line, j.keys[i]...), j.columns[i].Type)
	}
	_, err := j.out.Write(append(j.line, '}', '\n'))
	return err
}

// Close implements [Writer].
func (j *jsonWriter[T]) Close() error { return nil }

// json appends the cell as JSON to b. What is no number in JSON is null.
func (c *Cell) json(b []byte, t Type) []byte {
	switch {
	case !c.present || t == Number && (math.IsNaN(c.number) || math.IsInf(c.number, 0)):
		return append(b, "null"...)
	case t == Integer:
		return strconv.AppendInt(b, c.integer, 10)
	case t == Number:
		return strconv.AppendFloat(b, c.number, 'g', -1, 64)
	case t == Boolean:
		return strconv.AppendBool(b, c.integer != 0)
	case t == Date:
		return quoted(b, c.day.Date().String())
	case t == List:
		b = append(b, '[')
		for i, item := range c.list {
			if i > 0 {
				b = append(b, ',')
			}
			b = quoted(b, item)
		}
		return append(b, ']')
	default:
		return quoted(b, c.text)
	}
}

// quoted appends a text as a JSON string to b.
func quoted(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			encoded, _ := json.Marshal(text) // cannot fail for a string
			return append(b, encoded...)
		}
	}
	return append(append(append(b, '"'), text...), '"')
}
