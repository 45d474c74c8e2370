package export

import (
	"cmp"
	"context"
	"io"
	"iter"
	"maps"
	"net/url"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
	"entente/graph/export/table"
	"entente/graph/pace"
)

// A rowTable is a table of rows of type T, which parameters of type P restrict.
type rowTable[T, P any] struct {
	name, doc string
	// heavy is set if rows take long: see [Kind].
	heavy bool
	// columns returns the columns of the table.
	columns func(*P) []table.Column[T]
	// check returns what is wrong with the parameters; nil if nothing can be.
	check func(*P) error
	// limit sets the most rows that there may be: see [Question.MaxRows]. It is nil if there cannot be too many.
	limit func(p *P, rows int)
	// rows iterates over the rows that the parameters keep. After an error it ends.
	rows func(ctx context.Context, s alliance.Store, p *P) iter.Seq2[T, error]
}

// kindsOf returns a table in each of the formats.
func kindsOf[T, P any](t *rowTable[T, P]) []Kind {
	var kinds []Kind
	for _, f := range table.Formats() {
		kinds = append(kinds, Kind{
			Name: t.name + "." + string(f), MediaType: f.MediaType(), Heavy: t.heavy, Doc: t.doc, Parameters: append(parameter.Names(new(P)), bomParameter),
			Fields: table.Fields(t.columns(new(P))), Prepare: func(q *Question) (Write, error) { return t.prepare(f, q) },
		})
	}
	return kinds
}

// bomParameter has a table in CSV begin with a byte order mark, without which Excel takes it for Latin text.
const bomParameter = "bom"

const byteOrderMark = "\uFEFF"

// A csvStyle is how a table is written in CSV.
type csvStyle struct{ Bom bool }

func (c *csvStyle) decode(given url.Values) error {
	return parameter.Decode(url.Values{bomParameter: given[bomParameter]}, c)
}

// prepare checks a question about a table and returns what writes it.
func (t *rowTable[T, P]) prepare(f table.Format, q *Question) (Write, error) {
	p, style, given := new(P), new(csvStyle), maps.Clone(q.Parameters)
	delete(given, bomParameter)
	if err := cmp.Or(parameter.Decode(given, p), style.decode(q.Parameters)); err != nil {
		return nil, err
	}
	if t.check != nil {
		if err := t.check(p); err != nil {
			return nil, err
		}
	}
	if t.limit != nil {
		t.limit(p, q.MaxRows)
	}
	return func(ctx context.Context, w io.Writer) error {
		if style.Bom && f == table.CSV {
			if _, err := io.WriteString(w, byteOrderMark); err != nil {
				return err
			}
		}
		return t.write(ctx, f, q, p, w)
	}, nil
}

// A readier is parameters of which the facts decide whether they are right.
type readier interface {
	// ready returns a [*parameter.Error] if one is wrong, or an error of the store.
	ready(context.Context, alliance.Store) error
}

// write writes the table.
func (t *rowTable[T, P]) write(ctx context.Context, f table.Format, q *Question, p *P, w io.Writer) error {
	if p, ok := any(p).(readier); ok {
		if err := p.ready(ctx, q.Store); err != nil {
			return err
		}
	}
	out, err := table.NewWriter(f, pace.NewWriter(ctx, w), t.columns(p), q.metadata())
	if err != nil {
		return err
	}
	var steps pace.Steps
	for row, err := range t.rows(ctx, q.Store, p) {
		if err = cmp.Or(err, steps.TakeAll(ctx, rowSteps)); err != nil {
			return err
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	return out.Close()
}

// rowSteps is how many steps it takes to write a row.
const rowSteps = 16

// col returns a column.
func col[T any](name string, t table.Type, doc string, of func(T) table.Cell) table.Column[T] {
	return table.Column[T]{Field: table.Field{Name: name, Type: t, Doc: doc}, Of: of}
}

// same returns columns that do not depend on the parameters.
func same[T, P any](columns []table.Column[T]) func(*P) []table.Column[T] {
	return func(*P) []table.Column[T] { return columns }
}

// joined returns columns of what each row has, such as the actor at an end of a relation, as columns of the rows.
func joined[T, U any](columns []table.Column[U], of func(T) U) []table.Column[T] {
	list := make([]table.Column[T], len(columns))
	for i, c := range columns {
		list[i] = table.Column[T]{Field: c.Field, Of: func(row T) table.Cell { return c.Of(of(row)) }}
	}
	return list
}
