package mapping

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// maxLine is the longest line of a file of JSON lines.
const maxLine = 16 << 20

// jsonRows are the rows of a file of JSON lines: an object a line. The columns are the paths of its values, such as
// properties.name.
type jsonRows struct {
	header []string
	index  map[string]int
	// list says which columns are lists in some line, and so in all.
	list   []bool
	lines  []jsonLine
	read   int
	record record
}

// A jsonLine is a line and its number.
type jsonLine struct {
	number int
	values map[string]any
}

// newJSONRows reads a file of JSON lines.
func newJSONRows(text io.Reader) (*jsonRows, error) {
	r := &jsonRows{index: map[string]int{}}
	lines := bufio.NewScanner(text)
	lines.Buffer(nil, maxLine)
	for number := 1; lines.Scan(); number++ {
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		var object map[string]any
		d := json.NewDecoder(bytes.NewReader(line))
		d.UseNumber()
		if err := d.Decode(&object); err != nil || d.More() {
			return nil, notAnObject(number, err)
		}
		values := map[string]any{}
		flatten(values, "", object)
		r.lines = append(r.lines, jsonLine{number, values})
		r.learn(values)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return r.again(), nil
}

// again returns the rows from the first on, to be read beside others.
func (r *jsonRows) again() *jsonRows {
	record := record{cells: make([]string, len(r.header)), lists: make([][]any, len(r.header))}
	return &jsonRows{header: r.header, index: r.index, list: r.list, lines: r.lines, record: record}
}

// notAnObject returns the error for a line that is not an object.
func notAnObject(line int, err error) error {
	column := 1
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		column = int(e.Offset)
	}
	return fault(line, max(column, 1), "the line is not a JSON object (write one object a line)")
}

// learn adds the columns of a line.
func (r *jsonRows) learn(values map[string]any) {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		i, known := r.index[name]
		if !known {
			i = len(r.header)
			r.index[name] = i
			r.header = append(r.header, name)
			r.list = append(r.list, false)
		}
		if _, is := values[name].([]any); is {
			r.list[i] = true
		}
	}
}

// flatten adds the values of an object, by their paths.
func flatten(to map[string]any, prefix string, object map[string]any) {
	for key, value := range object {
		switch v := value.(type) {
		case map[string]any:
			flatten(to, prefix+key+".", v)
		case []any:
			list := make([]any, len(v))
			for i, item := range v {
				list[i] = item
				if text := textOf(item); text != "" {
					list[i] = text
				}
			}
			to[prefix+key] = list
		default:
			to[prefix+key] = strings.TrimSpace(textOf(v))
		}
	}
}

func (r *jsonRows) columns() []string { return r.header }
func (r *jsonRows) open() bool        { return true }
func (r *jsonRows) close()            {}

func (r *jsonRows) next() (*record, error) {
	if r.read == len(r.lines) {
		return nil, io.EOF
	}
	line := r.lines[r.read]
	r.read++
	r.record.line = uint32(line.number)
	for i, name := range r.header {
		value := line.values[name]
		r.record.cells[i], r.record.lists[i] = textOf(value), nil
		if r.list[i] {
			r.record.lists[i] = listOf(value)
		}
	}
	return &r.record, nil
}
