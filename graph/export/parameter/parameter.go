// Package parameter reads the parameters of an address, which are named as in the schema, into the filters of the domain.
//
// Libraries that decode forms do not serve here: github.com/go-playground/form recurses without end in filters that have
// filters in them and panics at a bracket, github.com/gorilla/schema does not say what is wrong with a value.
package parameter

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"entente/graph/alliance"
)

// An Error is a parameter that is wrong.
type Error struct {
	// Name is the parameter.
	Name string
	// Problem says what is wrong with it, and what would be right.
	Problem string
}

// Error implements error.
func (e *Error) Error() string { return e.Name + ": " + e.Problem }

// Errorf returns an [*Error].
func Errorf(name, format string, a ...any) *Error { return &Error{name, fmt.Sprintf(format, a...)} }

// Decode sets the fields of the struct that into points at, by their names in the schema: `asOf` sets AsOf, and `not.types`
// sets Types of Not. Embedded structs add their fields. A list may be repeated (`types=OPPOSES&types=SUPPORTS`) or have commas
// between its items (`types=OPPOSES,SUPPORTS`); a comma before a space is part of a name. An empty parameter is absent. The
// error is an [*Error] for the first parameter, in the order of their names, that is unknown or wrong.
func Decode(values url.Values, into any) error {
	known := Names(into)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		field, ok := find(reflect.ValueOf(into).Elem(), strings.Split(name, "."))
		if !ok || strings.Count(name, not+".") > maxNot {
			return Errorf(name, "there is no such parameter (there are %s)", strings.Join(known, ", "))
		}
		given := slices.DeleteFunc(slices.Clone(values[name]), func(v string) bool { return v == "" })
		if len(given) == 0 {
			continue
		}
		value, err := parsers[field.Type()](given)
		if err != nil {
			return &Error{name, err.Error()}
		}
		field.Set(reflect.ValueOf(value))
	}
	return nil
}

const (
	// not begins the names of the parameters of the filter of what is left out.
	not = "not"
	// maxNot is the maximum number of filters one inside the other.
	maxNot = 8
)

// find returns the field of a struct at a path of names, and reports whether there is one that can be parsed. It makes the
// structs on the way.
func find(v reflect.Value, path []string) (reflect.Value, bool) {
	for name, f := range named(v.Type()) {
		if name != path[0] {
			continue
		}
		field := v.FieldByIndex(f.Index)
		if len(path) == 1 {
			_, ok := parsers[field.Type()]
			return field, ok
		}
		if field.Kind() == reflect.Pointer {
			if field.Type().Elem().Kind() != reflect.Struct {
				return field, false
			}
			if field.IsNil() {
				field.Set(reflect.New(field.Type().Elem()))
			}
			field = field.Elem()
		}
		if field.Kind() == reflect.Struct {
			return find(field, path[1:])
		}
	}
	return reflect.Value{}, false
}

// Names returns the names of the parameters that [Decode] reads into what into points at, sorted. Those that begin with `not.`
// are one, `not.…`.
func Names(into any) []string {
	names := namesOf(reflect.TypeOf(into).Elem(), "")
	slices.Sort(names)
	return names
}

func namesOf(t reflect.Type, prefix string) (names []string) {
	for name, f := range named(t) {
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch _, parsed := parsers[f.Type]; {
		case parsed:
			names = append(names, prefix+name)
		case name == not:
			names = append(names, not+".…")
		case inner.Kind() == reflect.Struct:
			names = append(names, namesOf(inner, prefix+name+".")...)
		}
	}
	return names
}

// named iterates over the fields of a struct and of those that are embedded in it, with their names in the schema.
func named(t reflect.Type) iter.Seq2[string, reflect.StructField] {
	return func(yield func(string, reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && f.Name != "Kindless" && !yield(nameOf(f.Name), f) {
				return
			}
		}
	}
}

// nameOf returns the name in the schema of a field of a struct.
func nameOf(field string) string {
	if field == "IDs" {
		return "ids"
	}
	return string(unicode.ToLower(rune(field[0]))) + field[1:]
}

// CheckSpan returns an [*Error] if since is after until.
func CheckSpan(since, until alliance.Date) error {
	if since.First() > until.Last() {
		return Errorf("since", "%v is after until, %v (swap them)", since, until)
	}
	return nil
}

// CheckFilter returns an [*Error] if since is after until in a filter, or in one inside it.
func CheckFilter(f *alliance.RelationFilter) error {
	if f == nil {
		return nil
	}
	return cmp.Or(CheckSpan(f.Since, f.Until), CheckFilter(f.Not))
}
