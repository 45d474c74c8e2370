package hostile

import (
	"fmt"
	"math"
	"testing"
)

// A series is a number that is measured at regular intervals.
type series struct {
	name   string
	values []float64
	// room is by how much it may grow whatever it is, in its unit.
	room float64
}

// share is the share of its mean by which a series may grow over what is looked at.
const share = .15

// trend returns the mean of the last two thirds of the values, and by how much the line that fits them best rises from their first to their last.
func (s *series) trend() (mean, rise float64) {
	values := s.values[len(s.values)/3:]
	n := float64(len(values))
	if n < 2 {
		return 0, 0
	}
	middle := (n - 1) / 2
	for _, v := range values {
		mean += v / n
	}
	var with, of float64
	for i, v := range values {
		x := float64(i) - middle
		with += x * (v - mean)
		of += x * x
	}
	return mean, with / of * (n - 1)
}

// flat reports whether the series does not grow.
func (s *series) flat() bool {
	mean, rise := s.trend()
	return rise <= max(share*mean, s.room)
}

// String returns the trend.
func (s *series) String() string {
	mean, rise := s.trend()
	verdict := "flat"
	if !s.flat() {
		verdict = "GROWS"
	}
	return fmt.Sprintf("%-12s mean %10.0f, rise %+10.0f in %d values: %s", s.name, mean, rise, len(s.values)-len(s.values)/3, verdict)
}

// TestTrend checks which series are flat.
func TestTrend(t *testing.T) {
	tests := []struct {
		name   string
		values []float64
		rise   float64
		flat   bool
	}{
		{"nothing", nil, 0, true},
		{"level", []float64{100, 7, 7, 7, 7, 7}, 0, true},
		{"grows", []float64{0, 0, 100, 200, 300, 400}, 300, false},
		{"falls", []float64{0, 0, 400, 300, 200, 100}, -300, true},
		{"grows a little", []float64{0, 0, 1000, 1010, 1020, 1030}, 30, true},
		{"grows within its room", []float64{0, 0, 1, 2, 3, 4}, 3, true},
		{"grew at first", []float64{0, 500, 500, 500, 500, 500}, 0, true},
	}
	for _, tt := range tests {
		s := series{name: tt.name, values: tt.values, room: 5}
		if _, rise := s.trend(); math.Abs(rise-tt.rise) > 1e-6 || s.flat() != tt.flat {
			t.Errorf("%v: rise %v, want %v", &s, rise, tt.rise)
		}
	}
}
