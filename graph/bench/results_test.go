package bench

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// TestSummed checks that the rate is the median of rounds, and that processor time is shared out over all requests.
func TestSummed(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name   string
		paces  []pace
		rate   float64
		micros float64
	}{
		{"one", []pace{{100, 500 * ms, 10 * ms}}, 200, 100},
		{"odd", []pace{{10, 1000 * ms, 0}, {500, 500 * ms, 20 * ms}, {90, 1000 * ms, 4 * ms}}, 90, 40},
		{"even", []pace{{10, 1000 * ms, 4 * ms}, {30, 1000 * ms, 4 * ms}}, 20, 200},
		{"nothing answered", []pace{{0, 1000 * ms, 0}}, 0, 0},
	}
	for _, tt := range tests {
		if rate, micros := summed(tt.paces); rate != tt.rate || micros != tt.micros {
			t.Errorf("%s: %v requests/s, %v µs; want %v, %v", tt.name, rate, micros, tt.rate, tt.micros)
		}
	}
}

// TestPlain checks what answers of different shapes have in common, and that other differences stay.
func TestPlain(t *testing.T) {
	type object = map[string]any
	tests := []struct {
		name      string
		one, two  any
		different bool
	}{
		{"a list of nodes", object{"nodes": []any{"a", "b"}}, []any{"a", "b"}, false},
		{"a list of one", []any{object{"id": "a"}}, object{"id": "a"}, false},
		{"evidence", object{"evidence": []any{"a", "b"}}, object{"evidence": []any{"b", "a"}}, false},
		{"other lists", object{"kinds": []any{"a", "b"}}, object{"kinds": []any{"b", "a"}}, true},
		{"more than nodes", object{"nodes": []any{"a", "b"}, "edges": nil}, []any{"a", "b"}, true},
		{"null", object{"to": nil}, object{}, true},
	}
	for _, tt := range tests {
		if different := !reflect.DeepEqual(plain(tt.one), plain(tt.two)); different != tt.different {
			t.Errorf("%s: different is %t", tt.name, different)
		}
	}
}

// TestPrint checks the rows of a table.
func TestPrint(t *testing.T) {
	r := table{Columns: []string{"entente", "peer"}, Cells: []cell{
		{Question: "list", Column: "entente", Connections: 16, Bytes: 7000, Rate: 1234.4, Microseconds: 99.6},
		{Question: "list", Column: "peer", Connections: 1, Bytes: 7000, Rate: 10, Microseconds: 5, Partial: true},
	}}
	var b strings.Builder
	r.print(&b)
	for _, want := range []string{"| list | 7000 | 1234 (100 µs) |  |\n", "| list | 7000 |  | 10 (5 µs) * |\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table does not have %q:\n%s", want, &b)
		}
	}
}
