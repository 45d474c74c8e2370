package suggest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"entente/loader/internal/suggest"
)

func TestClosest(t *testing.T) {
	ids := []string{"russia", "turkey", "lna", "gna", "haftar", "united-nations", "SUPPORTS", "AIR_SUPPORT", "ليبيا"}
	for _, tt := range []struct{ word, want string }{
		{"rusia", "russia"},
		{"Russia", "russia"},
		{"trukey", "turkey"},
		{"lan", "lna"}, // swapping two neighbours is one mistake
		{"una", "gna"}, // gna and lna are equally close; g sorts first
		{"hifter", "haftar"},
		{"supports", "SUPPORTS"},
		{"air support", "AIR_SUPPORT"},
		{"united-nation", "united-nations"},
		{"ليبا", "ليبيا"},            // letters count, not bytes
		{"united", "united-nations"}, // a prefix will do
		{"un", ""},
		{"germany", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := suggest.NewFinder(100).Closest(tt.word, slices.Values(ids)); got != tt.want {
			t.Errorf("Closest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// The order of the candidates, such as that of a map, makes no difference.
func TestClosestIsDeterministic(t *testing.T) {
	ids := map[string]bool{}
	for i := range 100 {
		ids[fmt.Sprintf("actor-%02d", i)] = true
	}
	for range 20 {
		if got := suggest.NewFinder(1000).Closest("actor-5", maps.Keys(ids)); got != "actor-05" {
			t.Fatalf("got %q", got)
		}
	}
}

func TestClosestStops(t *testing.T) {
	f := suggest.NewFinder(3)
	ids := slices.Values([]string{"alpha", "aleph"})
	if got := f.Closest("alfa", ids); got != "" && got != "aleph" {
		t.Errorf("first search: got %q", got)
	}
	if got := f.Closest("alpa", ids); got != "" {
		t.Errorf("after the last comparison: got %q, want none", got)
	}
}
