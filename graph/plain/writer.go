package plain

import (
	"bytes"
	"context"
	"io"
	"slices"

	"github.com/99designs/gqlgen/graphql"
)

// A Writer writes a part of an answer as JSON. Its methods that report false have written nothing: an error is reported,
// which makes the nearest nullable field or item above null, as GraphQL specifies (October 2021, section 6.4.4).
type Writer struct {
	// JSON is what is written.
	JSON []byte
	// where has the field that the answer is below as its field context; path leads on from it.
	where   context.Context
	path    []place
	request *request
	fields  Fields
	// counted is how much of JSON was counted towards the limit of the answer.
	counted int
}

// A json is the JSON of a value.
type json []byte

// MarshalGQL implements [graphql.Marshaler].
func (j json) MarshalGQL(w io.Writer) { _, _ = w.Write(j) }

// A place is one step of the path to what is being written: a field of an object, or an item of a list.
type place struct {
	object string
	step   *Step
	index  int
	// ctx has the place as its field context, once it was asked for.
	ctx context.Context
}

// Open begins an object, and returns where.
func (w *Writer) Open() (start int) {
	w.JSON = append(w.JSON, '{')
	return len(w.JSON) - 1
}

// Close ends the object that began at start. If a field of it that must not be null is, the object is taken back, and
// Close reports false.
func (w *Writer) Close(start int, ok bool) bool {
	if ok = ok && w.fits(); ok {
		w.JSON = append(w.JSON, '}')
	} else {
		w.JSON = w.JSON[:start]
	}
	return ok
}

// Key begins the field of a step, in the object that began at start.
func (w *Writer) Key(start int, s *Step) {
	key := s.key
	if len(w.JSON) == start+1 {
		key = key[len(","):]
	}
	w.JSON = append(w.JSON, key...)
}

// Null writes null.
func (w *Writer) Null() bool {
	w.JSON = append(w.JSON, "null"...)
	return true
}

// Or writes null if nothing was written for lack of a value. It reports false if null is not allowed.
func (w *Writer) Or(written, nonNull bool) bool {
	if written {
		return true
	}
	return !nonNull && w.Null()
}

// Enter goes on to a field of an object, or an item of a list, for which step is nil. Leave goes back.
func (w *Writer) Enter(object string, step *Step) {
	w.path = append(w.path, place{object: object, step: step})
}

// Leave goes back from where Enter went to.
func (w *Writer) Leave() { w.path = w.path[:len(w.path)-1] }

// List writes a list of n items, which may count towards the limit of the answer. An item that cannot be written is null, or
// makes the whole list null.
func (w *Writer) List(n int, counts, nonNull bool, item func(i int) bool) (ok bool) {
	if counts && !w.admit(n) {
		return !nonNull && w.raw("[null]")
	}
	start := len(w.JSON)
	w.JSON, ok = append(w.JSON, '['), true
	w.Enter("", nil)
	for i := range n {
		if i > 0 {
			w.JSON = append(w.JSON, ',')
		}
		at := &w.path[len(w.path)-1]
		at.index, at.ctx = i, nil
		if !w.fits() {
			ok = false
			break
		}
		w.grow()
		ok = w.Or(item(i), nonNull) && ok
	}
	w.Leave()
	w.JSON = append(w.JSON, ']')
	if !ok {
		w.JSON = w.JSON[:start]
	}
	return ok
}

// large is how many bytes of an answer are many.
const large = 1 << 16

// grow makes room for as much again as a large answer has, if there is little, and as it may still have. Append would make room for a
// quarter more each time, which takes five times the bytes of the answer in all.
func (w *Writer) grow() {
	if n := len(w.JSON); n > large && cap(w.JSON)-n < n/8 {
		w.JSON = slices.Grow(w.JSON, min(n, w.request.free()))
	}
}

// fits counts what was written, and reports whether there is room for it in the answer. What was taken back counts, too: it was
// in memory.
func (w *Writer) fits() bool {
	n := len(w.JSON) - w.counted
	w.counted = len(w.JSON)
	return w.request.fits(max(n, 0))
}

// admit reports whether a list of n items may still be written.
func (w *Writer) admit(n int) bool {
	ok, err := w.request.admit(w.where, n)
	if err != nil {
		graphql.AddError(w.Here(), err)
	}
	return ok
}

// raw writes JSON.
func (w *Writer) raw(json string) bool {
	w.JSON = append(w.JSON, json...)
	return true
}

// Resolved writes the value of a field that gqlgen resolved.
func (w *Writer) Resolved(value graphql.Marshaler, nonNull bool) bool {
	if value == graphql.RequiredNull || value == graphql.Null && nonNull {
		return false
	}
	value.MarshalGQL(w)
	return true
}

// Write implements [io.Writer] for values that gqlgen resolved, which were counted then.
func (w *Writer) Write(json []byte) (int, error) {
	w.JSON = append(w.JSON, json...)
	w.counted += len(json)
	return len(json), nil
}

// Missing reports the error of a value that is null where the type does not allow it.
func (w *Writer) Missing(typ string) bool {
	graphql.AddInvalidNullError(w.Here(), typ)
	return false
}

// Present reports whether the scalar that was written is not null, which its type does not allow; it takes null back.
func (w *Writer) Present(typ string) bool {
	if !bytes.HasSuffix(w.JSON, []byte("null")) {
		return true
	}
	w.JSON = w.JSON[:len(w.JSON)-len("null")]
	graphql.AddInvalidNullFromMarshaler(w.Here(), typ)
	return false
}

// Here returns the context in which gqlgen would resolve what is being written.
func (w *Writer) Here() context.Context {
	ctx := w.where
	for i := range w.path {
		at := &w.path[i]
		if at.ctx == nil {
			at.ctx = graphql.WithFieldContext(ctx, w.fieldContext(ctx, at))
		}
		ctx = at.ctx
	}
	return ctx
}

// fieldContext returns the field context of a place.
func (w *Writer) fieldContext(ctx context.Context, at *place) *graphql.FieldContext {
	if at.step == nil {
		index := at.index
		return &graphql.FieldContext{Index: &index}
	}
	fc, err := w.fields.Context(ctx, at.object, at.step.CollectedField)
	if err != nil {
		panic(err) // impossible: the arguments of the field were read before
	}
	return fc
}
