package mapping

import (
	"entente/loader/internal/factfile"
)

// A row is what a rule is applied to: a record, the records joined to it, and an item of each list.
type row struct {
	record *record
	// joined has a record for each join, nil if an optional one has no match.
	joined []*record
	items  []any
	// lets are evaluated when they are first asked for, and again whenever the row changes.
	lets    []*expression
	letting []letValue
	age     uint64
	// absent is the value of columns that the file does not have.
	absent []any
}

// A letValue is the value of a let in a row.
type letValue struct {
	value any
	err   error
	age   uint64
}

// newRow returns a row for a rule of as many joins, items and lets.
func newRow(joins, items int, lets []*expression) *row {
	return &row{joined: make([]*record, joins), items: make([]any, items), lets: lets, letting: make([]letValue, len(lets)), age: 1, absent: []any{}}
}

// changed forgets what was computed of the row.
func (r *row) changed() { r.age++ }

// value returns what is in a slot.
func (r *row) value(s slot) (any, error) {
	switch s.kind {
	case inRow:
		return r.record.value(s.at), nil
	case inJoin:
		if r.joined[s.of] == nil {
			return "", nil
		}
		return r.joined[s.of].value(s.at), nil
	case inItem:
		return r.items[s.at], nil
	case inLet:
		l := &r.letting[s.at]
		if l.age != r.age {
			l.value, l.err = r.lets[s.at].value(r)
			l.age = r.age
		}
		return l.value, l.err
	default:
		return r.absent, nil
	}
}

// value returns a cell as a value of expressions.
func (r *record) value(cell int) any {
	if r.lists != nil && r.lists[cell] != nil {
		return r.lists[cell]
	}
	return r.cells[cell]
}

// text returns what is in a slot as text.
func (r *row) text(s slot) (string, error) {
	switch {
	case s.kind == inRow:
		return r.record.cells[s.at], nil
	case s.kind == inJoin && r.joined[s.of] != nil:
		return r.joined[s.of].cells[s.at], nil
	}
	v, err := r.value(s)
	return textOf(v), err
}

// at returns the position of a slot in the data file: that of its cell, or of the row.
func (r *row) at(s slot) factfile.Pos {
	if s.kind == inRow {
		return r.record.at(s.at)
	}
	return r.record.at(-1)
}
