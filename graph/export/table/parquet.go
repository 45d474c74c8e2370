package table

import (
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"entente/graph/alliance"
)

// rowGroup is the number of rows that are written together: those that are in memory, of each file that is made at the same time.
const rowGroup = 1 << 13

// Zstandard compresses as [parquet.Zstd] does, which has 16 MB for each of its encoders to look back in, though no page of a file is
// as long as a window of ours.
type zstandard struct{ compress.Codec }

const window = 1 << 20

var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true), zstd.WithZeroFrames(true), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are ours
	}
	return e
})

// Encode implements [compress.Codec].
func (zstandard) Encode(dst, src []byte) ([]byte, error) {
	return encoder().EncodeAll(src, dst[:0]), nil
}

// A parquetWriter writes rows as Parquet, compressed by Zstandard.
type parquetWriter[T any] struct {
	columns []Column[T]
	out     *parquet.GenericWriter[any]
	row     parquet.Row
	rows    int
}

func newParquetWriter[T any](w io.Writer, columns []Column[T], metadata map[string]string) *parquetWriter[T] {
	options := []parquet.WriterOption{parquet.Compression(zstandard{&parquet.Zstd}), parquet.CreatedBy("entente", "", "")}
	for _, key := range slices.Sorted(maps.Keys(metadata)) {
		options = append(options, parquet.KeyValueMetadata(key, metadata[key]))
	}
	return &parquetWriter[T]{columns: columns, out: parquet.NewGenericWriter[any](w, append(options, schemaOf(columns))...)}
}

// schemaOf returns the schema of a table. It is that of a struct, since a [parquet.Group] orders columns by name.
func schemaOf[T any](columns []Column[T]) *parquet.Schema {
	fields := make([]reflect.StructField, len(columns))
	for i, c := range columns {
		typ, options := parquetType(c.Type)
		fields[i] = reflect.StructField{
			Name: "C" + strconv.Itoa(i), Type: typ, Tag: reflect.StructTag(`parquet:` + strconv.Quote(plainName(c.Name)+options)),
		}
	}
	return parquet.SchemaOf(reflect.New(reflect.StructOf(fields)).Interface())
}

// parquetType returns the type of a column and its options. All are optional, but for lists.
func parquetType(t Type) (typ reflect.Type, options string) {
	switch t {
	case Integer:
		return reflect.TypeFor[int64](), ",optional"
	case Number:
		return reflect.TypeFor[float64](), ",optional"
	case Boolean:
		return reflect.TypeFor[bool](), ",optional"
	case Date:
		return reflect.TypeFor[int32](), ",optional,date"
	case List:
		return reflect.TypeFor[[]string](), ",list"
	default:
		return reflect.TypeFor[string](), ",optional"
	}
}

// Write implements [Writer].
func (p *parquetWriter[T]) Write(row T) error {
	p.row = p.row[:0]
	for i := range p.columns {
		cell := p.columns[i].Of(row)
		p.row = cell.parquet(p.row, p.columns[i].Type, i)
	}
	if _, err := p.out.WriteRows([]parquet.Row{p.row}); err != nil {
		return err
	}
	if p.rows++; p.rows%rowGroup == 0 {
		return p.out.Flush()
	}
	return nil
}

// Close implements [Writer].
func (p *parquetWriter[T]) Close() error { return p.out.Close() }

// parquet appends the values of the cell, in a column, to a row.
func (c *Cell) parquet(row parquet.Row, t Type, column int) parquet.Row {
	if t == List {
		if len(c.list) == 0 {
			return append(row, parquet.NullValue().Level(0, 0, column))
		}
		for i, item := range c.list {
			row = append(row, parquet.ByteArrayValue([]byte(item)).Level(min(i, 1), 1, column))
		}
		return row
	}
	if !c.present {
		return append(row, parquet.NullValue().Level(0, 0, column))
	}
	var v parquet.Value
	switch t {
	case Integer:
		v = parquet.Int64Value(c.integer)
	case Number:
		v = parquet.DoubleValue(c.number)
	case Boolean:
		v = parquet.BooleanValue(c.integer != 0)
	case Date:
		v = parquet.Int32Value(sinceEpoch(c.day))
	default:
		v = parquet.ByteArrayValue([]byte(c.text))
	}
	return append(row, v.Level(0, 1, column))
}

// sinceEpoch returns the number of days from 1 January 1970 to a day.
func sinceEpoch(d alliance.Day) int32 {
	const secondsADay = 24 * 60 * 60
	return int32(d.Time().Unix() / secondsADay)
}

// plainName returns the name of a column without what separates options: names may be those of schemes in the facts.
func plainName(name string) string { return strings.ReplaceAll(name, ",", "_") }
