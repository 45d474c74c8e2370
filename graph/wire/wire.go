// Package wire unmarshals the scalars of GraphQL requests, and marshals the scalars and lists of answers.
//
// Input is coerced as specified by GraphQL (October 2021, section 3.5): a value of another type is an error, never a
// guess.
package wire

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/alliance"
)

// MarshalID marshals an id.
func MarshalID(id string) graphql.Marshaler { return graphql.MarshalString(id) }

// UnmarshalID unmarshals an id from a string or an integer; null is an absent id.
func UnmarshalID(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	}
	return "", mismatch("ID", v)
}

// MarshalString marshals a text.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString unmarshals a text; null is an absent one.
func UnmarshalString(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	}
	return "", mismatch("String", v)
}

// MarshalText marshals an optional text; an absent one is null.
func MarshalText(t alliance.Text) graphql.Marshaler {
	if t == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(t))
}

// UnmarshalText unmarshals an optional text.
func UnmarshalText(v any) (alliance.Text, error) {
	s, err := UnmarshalString(v)
	return alliance.Text(s), err
}

// MarshalInt marshals an integer.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// UnmarshalInt unmarshals a 32-bit integer; a number such as 5.0, with a zero fraction, is one.
func UnmarshalInt(v any) (int, error) {
	var number float64
	switch n := v.(type) {
	case nil:
		return 0, nil
	case int64:
		number = float64(n)
	case float64:
		number = n
	default:
		return 0, mismatch("Int", v)
	}
	if number != math.Trunc(number) || number < math.MinInt32 || number > math.MaxInt32 {
		return 0, mismatch("Int", v)
	}
	return int(number), nil
}

// MarshalFloat marshals a finite number.
func MarshalFloat(f float64) graphql.Marshaler { return graphql.MarshalFloat(f) }

// UnmarshalFloat unmarshals a finite number.
func UnmarshalFloat(v any) (float64, error) {
	switch v := v.(type) {
	case nil:
		return 0, nil
	case int64:
		return float64(v), nil
	case float64:
		return v, nil
	}
	return 0, mismatch("Float", v)
}

// MarshalBoolean marshals true or false.
func MarshalBoolean(b bool) graphql.Marshaler { return graphql.MarshalBoolean(b) }

// UnmarshalBoolean unmarshals true or false.
func UnmarshalBoolean(v any) (bool, error) {
	switch v := v.(type) {
	case nil:
		return false, nil
	case bool:
		return v, nil
	}
	return false, mismatch("Boolean", v)
}

// MarshalDate marshals a date; an absent one is null.
func MarshalDate(d alliance.Date) graphql.Marshaler {
	if d.IsZero() {
		return graphql.Null
	}
	return graphql.WriterFunc(func(w io.Writer) {
		b := append(make([]byte, 0, len(`"-0430-05-21~"`)), '"')
		_, _ = w.Write(append(d.Append(b), '"'))
	})
}

// UnmarshalDate unmarshals a partial date. If the value is not one, or is not in the calendar, the error wraps
// [alliance.ErrInvalidDate].
func UnmarshalDate(v any) (alliance.Date, error) {
	switch v := v.(type) {
	case nil:
		return alliance.Date{}, nil
	case string:
		return alliance.ParseDate(v)
	}
	return alliance.Date{}, fmt.Errorf("%w %v: give %s", alliance.ErrInvalidDate, v, example("Date"))
}

// MarshalDateTime marshals a time in UTC, to the second.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.MarshalString(t.UTC().Format(time.RFC3339))
}

// UnmarshalDateTime unmarshals an RFC 3339 time.
func UnmarshalDateTime(v any) (time.Time, error) {
	if s, ok := v.(string); ok {
		return time.Parse(time.RFC3339, s)
	}
	return time.Time{}, mismatch("DateTime", v)
}

// mismatch returns the error for input that is not of the type.
func mismatch(typ string, v any) error {
	if s, ok := v.(string); ok {
		return fmt.Errorf("%s cannot represent %.40q: give %s", typ, s, example(typ))
	}
	return fmt.Errorf("%s cannot represent %v: give %s", typ, v, example(typ))
}

// example describes input of the type by an example.
func example(typ string) string {
	switch typ {
	case "ID", "String":
		return `a text in quotes, such as "russia"`
	case "Int":
		return "a whole number of 32 bits, such as 50"
	case "Float":
		return "a number, such as 0.5"
	case "Boolean":
		return "true or false"
	case "Date":
		return `a date in quotes, such as "2020-05-21", "2020-05" or "2020"`
	default:
		return `a time in quotes, such as "2020-05-21T12:00:00Z"`
	}
}
