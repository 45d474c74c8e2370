package neo4j

import (
	"fmt"

	"entente/graph/alliance"
)

// A row reads the values of a list, one after the other. What is null is the zero value. The first value that is not
// what it should be makes an error, and all after it zero values.
type row struct {
	values []any
	err    error
}

// rowOf returns the row that a value is.
func rowOf(value any) *row {
	values, ok := value.([]any)
	if !ok {
		return &row{err: fmt.Errorf("neo4j: %T where a list should be: the data set was not written by this loader", value)}
	}
	return &row{values: values}
}

// next reads a value of a type.
func next[T any](r *row) (v T) {
	if r.err != nil {
		return v
	}
	if len(r.values) == 0 {
		r.err = fmt.Errorf("neo4j: a row ends where a %T should be", v)
		return v
	}
	value := r.values[0]
	r.values = r.values[1:]
	if value == nil {
		return v
	}
	v, ok := value.(T)
	if !ok {
		r.err = fmt.Errorf("neo4j: %T where a %T should be: the data set was not written by this loader", value, v)
	}
	return v
}

// text reads a text of a type.
func text[T ~string](r *row) T { return T(next[string](r)) }

// id reads the id of something, "" for none.
func (r *row) id() string { return next[string](r) }

// number reads a whole number.
func (r *row) number() int { return int(next[int64](r)) }

// date reads a date.
func (r *row) date() (d alliance.Date) {
	if s := next[string](r); s != "" && r.err == nil {
		d, r.err = alliance.ParseDate(s)
	}
	return d
}

// span reads the two dates of a span.
func (r *row) span() alliance.Span { return alliance.Span{From: r.date(), To: r.date()} }

// list reads a list.
func (r *row) list() []any { return next[[]any](r) }

// textsOf reads a list of texts, nil where it is empty.
func textsOf[T ~string](r *row) []T {
	values := r.list()
	if len(values) == 0 {
		return nil
	}
	texts := make([]T, len(values))
	for i, v := range values {
		s, ok := v.(string)
		if !ok && r.err == nil {
			r.err = fmt.Errorf("neo4j: %T in a list of texts", v)
		}
		texts[i] = T(s)
	}
	return texts
}
