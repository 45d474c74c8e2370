package factfile

import (
	"reflect"
	"strconv"
	"strings"
)

// An encoder turns structs of a Document into trees of what a file has, by the same tags by which a decoder reads them.
type encoder struct {
	decoder
	short map[reflect.Type]bool
}

// newEncoder returns an encoder.
func newEncoder() *encoder { return &encoder{*newDecoder(0), map[reflect.Type]bool{}} }

// A written is a value as it is written: a scalar, or the items of a list, or the values of a mapping with their keys.
type written struct {
	key   string
	text  string
	form  form
	items []written
	// short reports whether a mapping, or a list, fits on one line.
	short bool
}

// A valued is a scalar that can be written. If it was left out, it is not given.
type valued interface {
	value() (text string, f form, given bool)
}

func (t Text) value() (string, form, bool) { return t.Value, text, !t.At.Absent() }

func (t Date) value() (string, form, bool) { return t.Value.String(), text, !t.At.Absent() }

// An OpenDate that has a position but no date is null.
func (t OpenDate) value() (string, form, bool) {
	if t.Value.IsZero() {
		return "null", null, !t.At.Absent()
	}
	return t.Date.value()
}

// A Flag that is false is as good as left out.
func (t Flag) value() (string, form, bool) { return "true", boolean, t.Value }

func (t Degrees) value() (string, form, bool) {
	return strconv.FormatFloat(t.Value, 'f', -1, 64), number, !t.At.Absent()
}

func (c Choice[E]) value() (string, form, bool) { return string(c.Value), text, !c.At.Absent() }

// encode returns a struct, a list or a scalar as it is written, and whether it is given.
func (e *encoder) encode(v reflect.Value) (w written, given bool) {
	switch s := v.Interface().(type) {
	case valued:
		w.text, w.form, given = s.value()
		return w, given
	case Kinds:
		return e.list(reflect.ValueOf(s.List)), !s.At.Absent()
	case Datasets:
		return e.datasets(s)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return w, false
		}
		return e.object(v.Elem()), true
	case reflect.Slice:
		return e.list(v), v.Len() > 0
	default:
		return e.object(v), true
	}
}

// object returns a struct with those of its keys that are given, in the order of their declaration.
func (e *encoder) object(v reflect.Value) written {
	p := e.planOf(v.Type())
	w := written{form: mapping, items: make([]written, 0, len(p.fields)), short: e.fits(v.Type())}
	for _, f := range p.fields {
		if item, ok := e.encode(v.Field(f.index)); ok {
			item.key = f.key
			w.items = append(w.items, item)
		}
	}
	return w
}

// list returns a list. One of scalars is short.
func (e *encoder) list(v reflect.Value) written {
	w := written{form: list, items: make([]written, v.Len()), short: true}
	for i := range w.items {
		w.items[i], _ = e.encode(v.Index(i))
		w.short = w.short && w.items[i].form != mapping
	}
	return w
}

// datasets returns the description of a data set, or a list of several.
func (e *encoder) datasets(d Datasets) (written, bool) {
	if d.Joined {
		return e.list(reflect.ValueOf(d.List)), true
	}
	if len(d.List) == 0 {
		return written{}, false
	}
	return e.object(reflect.ValueOf(d.List[0])), true
}

// fits reports whether objects of a type are written on one line: all of their values are scalars of one line.
func (e *encoder) fits(t reflect.Type) bool {
	fits, known := e.short[t]
	if known {
		return fits
	}
	fits = true
	for _, f := range e.planOf(t).fields {
		switch typ := t.Field(f.index).Type; {
		case typ == reflect.TypeFor[Prose](), typ == reflect.TypeFor[Verbatim](), !typ.Implements(reflect.TypeFor[valued]()):
			fits = false
		}
	}
	e.short[t] = fits
	return fits
}

// appendQuoted appends a text in double quotes, as JSON and YAML both read it. What is not seen, or ends a line, is escaped.
func appendQuoted(to []byte, s string) []byte {
	to = append(to, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			to = append(to, '\\', byte(r))
		case r == '\n':
			to = append(to, `\n`...)
		case r == '\t':
			to = append(to, `\t`...)
		case mustEscape(r):
			digits := strconv.FormatInt(int64(r), 16)
			to = append(append(append(to, `\u`...), "0000"[len(digits):]...), digits...)
		default:
			to = append(to, string(r)...)
		}
	}
	return append(to, '"')
}

// mustEscape reports whether a character must be escaped: files must not have it, or it ends lines for some readers of YAML.
func mustEscape(r rune) bool {
	return unprintable(r) || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == 0x7f
}

// mustQuote reports whether a text has such a character.
func mustQuote(s string) bool { return strings.ContainsFunc(s, mustEscape) }
