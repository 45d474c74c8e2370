package wire_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph/alliance"
	"entente/graph/wire"
)

// read returns an unmarshal function with a result of type any, so that tables can compare them.
func read[T any](f func(any) (T, error)) func(any) (any, error) {
	return func(v any) (any, error) { return f(v) }
}

func TestUnmarshal(t *testing.T) {
	readers := map[string]func(any) (any, error){
		"ID": read(wire.UnmarshalID), "String": read(wire.UnmarshalString), "Text": read(wire.UnmarshalText),
		"Int": read(wire.UnmarshalInt), "Float": read(wire.UnmarshalFloat), "Boolean": read(wire.UnmarshalBoolean),
		"Date": read(wire.UnmarshalDate), "DateTime": read(wire.UnmarshalDateTime),
	}
	tests := []struct {
		typ  string
		in   any
		want any // nil for an error
	}{
		{"ID", "russia", "russia"}, {"ID", int64(7), "7"}, {"ID", nil, ""}, {"ID", 7.5, nil}, {"ID", true, nil},
		{"String", "a", "a"}, {"String", nil, ""}, {"String", int64(1), nil}, {"String", true, nil},
		{"Text", "a", alliance.Text("a")}, {"Text", 1.5, nil},
		{"Int", int64(5), 5}, {"Int", 5.0, 5}, {"Int", nil, 0}, {"Int", int64(-1), -1},
		{"Int", int64(math.MaxInt32), math.MaxInt32}, {"Int", int64(math.MinInt32), math.MinInt32},
		{"Int", int64(math.MaxInt32) + 1, nil}, {"Int", int64(math.MinInt32) - 1, nil}, {"Int", 5.5, nil},
		{"Int", math.NaN(), nil}, {"Int", math.Inf(1), nil}, {"Int", "5", nil}, {"Int", true, nil},
		{"Float", 1.5, 1.5}, {"Float", int64(2), 2.0}, {"Float", nil, 0.0}, {"Float", "1.5", nil}, {"Float", false, nil},
		{"Boolean", true, true}, {"Boolean", nil, false}, {"Boolean", "true", nil}, {"Boolean", int64(1), nil},
		{"Date", "2020-05", alliance.MustDate("2020-05")}, {"Date", "-0430~", alliance.MustDate("-0430~")}, {"Date", nil, alliance.Date{}}, {"Date", "2020-02-30", nil}, {"Date", int64(2020), nil},
		{"DateTime", "2020-05-21T12:00:00Z", time.Date(2020, 5, 21, 12, 0, 0, 0, time.UTC)}, {"DateTime", "noon", nil}, {"DateTime", 1.0, nil},
	}
	for _, tt := range tests {
		got, err := readers[tt.typ](tt.in)
		switch {
		case tt.want == nil && err == nil:
			t.Errorf("%s reads %v as %v, want an error", tt.typ, tt.in, got)
		case tt.want != nil && (err != nil || got != tt.want):
			t.Errorf("%s reads %v as %v, %v; want %v", tt.typ, tt.in, got, err, tt.want)
		}
	}
}

func TestUnmarshalSaysWhatIsWanted(t *testing.T) {
	_, err := wire.UnmarshalInt(strings.Repeat("9", 100))
	want := `Int cannot represent "` + strings.Repeat("9", 40) + `": give a whole number of 32 bits, such as 50`
	if err == nil || err.Error() != want {
		t.Errorf("error is %v, want %s", err, want)
	}
}

func TestMarshal(t *testing.T) {
	tests := []struct {
		in   graphql.Marshaler
		want string
	}{
		{wire.MarshalID("russia"), `"russia"`},
		{wire.MarshalString("a \"quote\"\n"), `"a \"quote\"\n"`},
		{wire.MarshalText(""), `null`}, {wire.MarshalText("x"), `"x"`},
		{wire.MarshalInt(-5), `-5`}, {wire.MarshalFloat(0.5), `0.5`}, {wire.MarshalBoolean(true), `true`},
		{wire.MarshalDate(alliance.Date{}), `null`}, {wire.MarshalDate(alliance.MustDate("2020-05")), `"2020-05"`},
		{wire.MarshalDate(alliance.MustDate("-0430-09-05?")), `"-0430-09-05?"`},
		{wire.MarshalDateTime(time.Date(2020, 5, 21, 14, 0, 0, 5, time.FixedZone("", 7200))), `"2020-05-21T12:00:00Z"`},
	}
	for _, tt := range tests {
		var out strings.Builder
		if tt.in.MarshalGQL(&out); out.String() != tt.want {
			t.Errorf("wrote %s, want %s", out.String(), tt.want)
		}
	}
}
