package neo4j

import (
	"fmt"
	"math"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/alliance"
	"entente/graph/neo4j/layout"
)

// columns are what the values of a row are, for errors that name what is broken.
type columns struct {
	// thing is what a row is of, for example "relation".
	thing string
	names []string
}

// columnsOf returns the columns of the rows of a thing from the part of a statement that makes them: of
// "n.id, n.name", id and name.
func columnsOf(thing, row string) *columns {
	c := &columns{thing: thing}
	for column := range strings.SplitSeq(row, ",") {
		_, name, _ := strings.Cut(column, ".")
		c.names = append(c.names, name)
	}
	return c
}

// The columns of each kind of row. They never change.
var (
	actorRows    = columnsOf("actor", actorColumns)
	conflictRows = columnsOf("conflict", conflictColumns)
	sourceRows   = columnsOf("source", sourceColumns+", s.via")
	originRows   = &columns{"source", []string{"id", "sources"}}
	evidenceRows = columnsOf("evidence", evidenceColumns+", e.edges, e.facts")
	relationRows = columnsOf("relation", relationColumns+", n.edges, n.evidence")
	eventRows    = columnsOf("event", eventColumns+", n.edges, n.participants, n.references, n.references to it, n.evidence")
	datasetRows  = columnsOf("data set", datasetColumns)
	rawRows      = &columns{"answer", []string{"number", "look before", "look after", "page", "total", "ends"}}
	answerRows   = &columns{"answer", rawRows.names[1:]}
	labelledRows = &columns{"thing", []string{"label", "values"}}
	textsRows    = &columns{"thing", []string{"label", "id", "name or title", "description", "text", "place"}}
)

// A row reads the values of a list, one after the other. The first value that is not what it should be makes an error that
// wraps [ErrAltered] and names what is broken, and all after it zero values.
type row struct {
	of     *columns
	values []any
	at     int
	err    error
}

// rowOf returns the row of some columns that a value is.
func rowOf(of *columns, value any) *row {
	values, ok := value.([]any)
	r := &row{of: of, values: values}
	if !ok {
		r.err = fmt.Errorf("neo4j: %s: it is %s: %w", of.thing, described(value), ErrAltered)
	}
	return r
}

// fail makes an error of the value that was read last, unless there is one already.
func (r *row) fail(problem string) {
	if r.err != nil {
		return
	}
	name := "value"
	if i := max(r.at-1, 0); i < len(r.of.names) {
		name = r.of.names[i]
	}
	r.err = fmt.Errorf("neo4j: %s: %s %s: %w", r.name(), name, problem, ErrAltered)
}

// name returns what the row is of, with its id if it has one.
func (r *row) name() string {
	for i, name := range r.of.names {
		if name == "id" && i < len(r.values) {
			return fmt.Sprintf("%s %s", r.of.thing, described(r.values[i]))
		}
	}
	return r.of.thing
}

// described returns what a value of the database is, in a few words.
func described(value any) string {
	switch v := value.(type) {
	case nil:
		return "missing"
	case string:
		return fmt.Sprintf("%.60q", v)
	case []any:
		return "a list"
	case map[string]any:
		return "a map"
	case int64, float64, bool:
		return fmt.Sprint(v)
	case neo4j.Date:
		return v.String()
	default:
		return fmt.Sprintf("a %T", v)
	}
}

// wanted returns what a value of a type is.
func wanted(v any) string {
	switch v.(type) {
	case string:
		return "text"
	case []any, nil:
		return "list"
	case int64:
		return "whole number"
	case float64:
		return "decimal number"
	case bool:
		return "truth value"
	case neo4j.Date:
		return "date"
	case neo4j.Point2D:
		return "point"
	default:
		return "time"
	}
}

// more reports whether there are values left to read.
func (r *row) more() bool { return r.err == nil && r.at < len(r.values) }

// next reads a value of a type, the zero value if it is null.
func next[T any](r *row) (v T) {
	if r.err != nil {
		return v
	}
	r.at++
	if r.at > len(r.values) {
		r.fail("is missing: the row ends before it")
		return v
	}
	value := r.values[r.at-1]
	if value == nil {
		return v
	}
	v, ok := value.(T)
	if !ok {
		r.fail("is " + described(value) + ", which is no " + wanted(v))
	}
	return v
}

// given reads a value that must not be null.
func given[T any](r *row) T {
	v := next[T](r)
	if r.err == nil && r.values[r.at-1] == nil {
		r.fail("is missing")
	}
	return v
}

// text reads a text of a type.
func text[T ~string](r *row) T { return T(next[string](r)) }

// id reads the id of something, "" for none.
func (r *row) id() string { return next[string](r) }

// key reads the id of something that must be there.
func (r *row) key() string {
	id := given[string](r)
	if id == "" {
		r.fail("is empty")
	}
	return id
}

// number reads a count.
func (r *row) number() int {
	n := given[int64](r)
	if n < 0 || n > math.MaxInt32 {
		r.fail(fmt.Sprintf("is %d, which is no count", n))
		return 0
	}
	return int(n)
}

// date reads a date: the day that stands for it, and its precision.
func (r *row) date(side layout.Side) alliance.Date {
	day := next[neo4j.Date](r)
	absent := r.err == nil && r.values[r.at-1] == nil
	precision := next[string](r)
	if absent || r.err != nil {
		return alliance.Date{}
	}
	d, err := layout.ReadDate(day, precision, side)
	if err != nil {
		r.fail("belongs to a date that is none: " + err.Error())
	}
	return d
}

// span reads the two dates of a span.
func (r *row) span() alliance.Span {
	return alliance.Span{From: r.date(layout.First), To: r.date(layout.Last)}
}

// kinds reads a list of kinds.
func (r *row) kinds(l vocabulary[alliance.RelationKind]) alliance.KindSet {
	return alliance.SetOf(wordsOf(r, l)...)
}

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
		if !ok {
			r.fail("has " + described(v) + ", which is no text")
		}
		texts[i] = T(s)
	}
	return texts
}

// edges reads a list of edges: of each its type and the id of what it leads to.
func (r *row) edges() edges {
	list := r.list()
	of := edges{r, make([]edge, len(list))}
	for i, values := range list {
		pair, _ := values.([]any)
		if len(pair) != 2 {
			r.fail("has " + described(values) + ", which is no edge")
			return edges{row: r}
		}
		e := &of.list[i]
		e.typ, _ = pair[0].(string)
		if e.id, _ = pair[1].(string); e.id == "" {
			r.fail("has one to a thing whose id is " + described(pair[1]))
		}
	}
	return of
}

// edges are those from a thing, read from its row.
type edges struct {
	row  *row
	list []edge
}

// An edge is one of some type to the thing with an id.
type edge struct{ typ, id string }

// one returns the id of what the edge of a type leads to, which must be there.
func (e edges) one(typ string) string {
	id := e.any(typ)
	if id == "" {
		e.row.fail("has no " + typ)
	}
	return id
}

// any returns the id of what the edge of a type leads to, "" for none.
func (e edges) any(typ string) (id string) {
	for _, edge := range e.list {
		switch {
		case edge.typ != typ:
		case id != "":
			e.row.fail("has two " + typ)
		default:
			id = edge.id
		}
	}
	return id
}

// only reads a list with the id of one thing at most, "" for none.
func (r *row) only() string {
	ids := textsOf[string](r)
	switch {
	case len(ids) > 1:
		r.fail("is " + described(ids[0]) + " and " + described(ids[1]) + ", which are two")
	case len(ids) == 1:
		return ids[0]
	}
	return ""
}
