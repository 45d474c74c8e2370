package table

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// A csvWriter writes rows as CSV, with a header.
type csvWriter[T any] struct {
	columns []Column[T]
	out     *csv.Writer
	record  []string
}

func newCSVWriter[T any](w io.Writer, columns []Column[T]) (*csvWriter[T], error) {
	c := &csvWriter[T]{columns, csv.NewWriter(w), make([]string, len(columns))}
	for i, column := range columns {
		c.record[i] = inert(column.Name)
	}
	return c, c.out.Write(c.record)
}

// Write implements [Writer].
func (c *csvWriter[T]) Write(row T) error {
	for i := range c.columns {
		cell := c.columns[i].Of(row)
		c.record[i] = cell.csv(c.columns[i].Type)
	}
	return c.out.Write(c.record)
}

// Close implements [Writer].
func (c *csvWriter[T]) Close() error {
	c.out.Flush()
	return c.out.Error()
}

// csv returns the cell as CSV has it.
func (c *Cell) csv(t Type) string {
	switch {
	case !c.present:
		return ""
	case t == Integer:
		return strconv.FormatInt(c.integer, 10)
	case t == Number:
		return strconv.FormatFloat(c.number, 'g', -1, 64)
	case t == Boolean:
		return strconv.FormatBool(c.integer != 0)
	case t == Date:
		return inert(c.day.Date().String())
	case t == List:
		return inert(joined(c.list))
	default:
		return inert(c.text)
	}
}

// separator is between the items of a list, as in the tables that facts are read from. A backslash makes it part of an item.
const separator = "|"

var escaper = strings.NewReplacer(`\`+separator, `\\`+`\`+separator, separator, `\`+separator)

// joined returns the items of a list as one text.
func joined(list []string) string {
	if len(list) == 1 && !strings.Contains(list[0], separator) {
		return list[0]
	}
	escaped := make([]string, len(list))
	for i, item := range list {
		escaped[i] = escaper.Replace(item)
	}
	return strings.Join(escaped, separator)
}

// inert returns a text that no spreadsheet takes for a formula: before what would begin one, it has an apostrophe, which
// spreadsheets do not show (OWASP, CSV injection).
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", firstRune(text)) {
		return "'" + text
	}
	return text
}

// firstRune returns the first character of a text.
func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
