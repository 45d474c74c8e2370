package main

import (
	"math"
	"runtime/debug"
	"testing"
)

// TestLimitMemory checks that the process is limited to what --memory says, and that what is kept fits in half of it.
func TestLimitMemory(t *testing.T) {
	t.Setenv("GOGC", "off") // is left alone
	for _, tt := range []struct {
		memory, answers, analyses, persisted, want size
	}{
		{1 << 30, 64 << 20, 64 << 20, 8 << 20, 136 << 20},
		{1 << 28, 64 << 20, 64 << 20, 8 << 20, 120795955},
		{1 << 28, 0, 64 << 20, 0, 64 << 20},
	} {
		before := debug.SetMemoryLimit(math.MaxInt64)
		o := options{Memory: tt.memory, KeepAnswers: tt.answers, KeepAnalyses: tt.analyses, PersistedQueries: tt.persisted}
		limitMemory(&o)
		limit := debug.SetMemoryLimit(before)
		if want := int64(float64(tt.memory) * memoryShare); limit != want {
			t.Errorf("%+v: the limit is %d, want %d", tt, limit, want)
		}
		if kept := o.KeepAnswers + o.KeepAnalyses + o.PersistedQueries; kept > tt.want || kept < tt.want-4 {
			t.Errorf("%+v: %d bytes are kept, want %d", tt, kept, tt.want)
		}
	}
}
