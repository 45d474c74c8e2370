package mapping

import (
	"errors"
	"io"
	"strings"

	"entente/loader/internal/factfile"
)

// A join puts the records of a table beside a row.
type join struct {
	table    *table
	on       []*value
	optional bool
}

// A table has the records of a file by the texts of some of their cells.
type table struct {
	header []string
	open   bool
	rows   []*record
	byKey  map[string][]*record
}

// readTable reads a file.
func readTable(f *dataFile) (*table, error) {
	r, end, err := f.rows()
	if err != nil {
		return nil, err
	}
	defer end()
	t := &table{header: r.columns(), open: r.open()}
	for {
		rec, err := r.next()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, err
		}
		t.rows = append(t.rows, rec.keep())
	}
}

// by returns the table by the texts of cells.
func (t *table) by(cells []int) *table {
	out := &table{header: t.header, open: t.open, byKey: map[string][]*record{}}
	for _, r := range t.rows {
		texts := make([]string, len(cells))
		for i, cell := range cells {
			texts[i] = r.cells[cell]
		}
		key := strings.Join(texts, "\x00")
		out.byKey[key] = append(out.byKey[key], r)
	}
	return out
}

// join compiles a join and adds the columns of the other row to the scope.
func (c *compiler) join(m *mapping, number int, raw *factfile.Join, self *dataFile) join {
	j := join{optional: raw.Optional.Value, table: &table{}}
	whole := m.table(c, raw, self)
	if whole == nil {
		c.scope.open = true // whatever the other row would have
		return j
	}
	other := newScope(whole.header, whole.open)
	var cells []int
	for _, e := range raw.On.Entries {
		at, known := other.slots[e.Name.Value]
		if !known {
			c.report(e.Name.At, "%v", other.unknown(e.Name.Value))
			continue
		}
		cells = append(cells, at.at)
		j.on = append(j.on, c.value(e.Value, nil))
	}
	j.table = whole.by(cells)
	c.scope.addJoin(number, raw.As.Value, whole.header, whole.open)
	return j
}

// matches returns the records that belong beside a row.
func (j *join) matches(r *row) ([]*record, error) {
	texts := make([]string, len(j.on))
	for i, v := range j.on {
		text, err := v.text(r, nil)
		if err != nil {
			return nil, err
		}
		texts[i] = text
	}
	found := j.table.byKey[strings.Join(texts, "\x00")]
	if len(found) == 0 && j.optional {
		return []*record{nil}, nil
	}
	return found, nil
}
