package querytest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// An input is an input value: nil, bool, int, float64, string, an enum, a list, an object, or a variable.
type input any

// An enum is a name of an enum value, which is a string in JSON.
type enum string

// A variable is a reference to a variable by its name, without $.
type variable string

// A list is an input value of several values.
type list []input

// An object is an input value with named fields, in order.
type object []field

// A field is a field of an object, or an argument.
type field struct {
	name  string
	value input
}

// get returns the value of a field, or nil.
func (o object) get(name string) input {
	for _, f := range o {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// literal returns a value as it is written in a query.
func literal(v input) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return quoted(v)
	case enum:
		return string(v)
	case variable:
		return "$" + string(v)
	case list:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = literal(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case object:
		return "{" + fields(v, literal) + "}"
	default:
		return fmt.Sprint(v)
	}
}

// fields returns named values, each written by a function, separated by commas.
func fields(o object, write func(input) string) string {
	parts := make([]string, len(o))
	for i, f := range o {
		parts[i] = f.name + ": " + write(f.value)
	}
	return strings.Join(parts, ", ")
}

// quoted returns a text as a string in JSON, which is also one in GraphQL.
func quoted(text string) string {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(text); err != nil {
		panic(err) // impossible: it is a string
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// inJSON returns a value without variables as it is written in JSON.
func inJSON(v input) string {
	switch v := v.(type) {
	case enum:
		return quoted(string(v))
	case list:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = inJSON(item)
		}
		return "[" + strings.Join(items, ",") + "]"
	case object:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = strconv.Quote(f.name) + ":" + inJSON(f.value)
		}
		return "{" + strings.Join(parts, ",") + "}"
	default:
		return literal(v)
	}
}
