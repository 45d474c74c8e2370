package near_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"entente/loader/internal/near"
)

func TestMiss(t *testing.T) {
	ids := []string{"russia", "turkey", "lna", "gna", "haftar", "united-nations", "SUPPORTS", "AIR_SUPPORT", "ليبيا"}
	for _, tt := range []struct{ word, want string }{
		{"rusia", "russia"},
		{"Russia", "russia"},
		{"trukey", "turkey"},
		{"lan", "lna"}, // two neighbours swapped are one mistake
		{"una", "gna"}, // gna and lna are as near; g sorts first
		{"hifter", "haftar"},
		{"supports", "SUPPORTS"},
		{"air support", "AIR_SUPPORT"},
		{"united-nation", "united-nations"},
		{"ليبا", "ليبيا"},            // letters count, not bytes
		{"united", "united-nations"}, // the beginning will do
		{"un", ""},
		{"germany", ""},
		{"x", ""},
		{"", ""},
	} {
		if got := near.NewFinder(100).Miss(tt.word, slices.Values(ids)); got != tt.want {
			t.Errorf("Miss(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// The order in which the candidates come, of a map for example, makes no difference.
func TestMissIsDeterministic(t *testing.T) {
	ids := map[string]bool{}
	for i := range 100 {
		ids[fmt.Sprintf("actor-%02d", i)] = true
	}
	for range 20 {
		if got := near.NewFinder(1000).Miss("actor-5", maps.Keys(ids)); got != "actor-05" {
			t.Fatalf("got %q", got)
		}
	}
}

func TestMissStops(t *testing.T) {
	f := near.NewFinder(3)
	ids := slices.Values([]string{"alpha", "aleph"})
	if got := f.Miss("alfa", ids); got != "" && got != "aleph" {
		t.Errorf("first search: got %q", got)
	}
	if got := f.Miss("alpa", ids); got != "" {
		t.Errorf("after the last comparison: got %q, want none", got)
	}
}
