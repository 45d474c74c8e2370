package heap_test

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"entente/graph/heap"
)

func TestPercent(t *testing.T) {
	const mib, gib = 1 << 20, 1 << 30
	for _, test := range []struct {
		name        string
		live, limit int64
		want        int
	}{
		{"nothing", 0, math.MaxInt64, 400},
		{"bundled facts", 20 * mib, math.MaxInt64, 400},
		{"250,000 relations", 256 * mib, math.MaxInt64, 400},
		{"a million relations", gib, math.MaxInt64, 100},
		{"two editions of a million", 5 * gib / 2, math.MaxInt64, 50},
		{"far below a limit", 20 * mib, gib, 400},
		{"below a limit", 300 * mib, 1000 * mib, 33},
		{"250,000 relations below a limit", 256 * mib, 1536 * mib, 59},
		{"near a limit", 800 * mib, gib, 20},
		{"above a limit", 2 * gib, gib, 20},
		{"the limit of a large machine", gib, 64 * gib, 100},
	} {
		if got := heap.Percent(test.live, test.limit); got != test.want {
			t.Errorf("%s: Percent(%d, %d) = %d, want %d", test.name, test.live, test.limit, got, test.want)
		}
	}
}

// TestFollow checks that a limit that comes near lowers GOGC after a collection, and so does making something large, and that
// GOGC rises again without it.
func TestFollow(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer heap.Unfollow()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	live := make([]byte, 64<<20)
	heap.Follow()
	debug.SetMemoryLimit(100 << 20)
	collectUntil(t, func(percent uint64) bool { return percent < 400 })
	debug.SetMemoryLimit(math.MaxInt64)
	collectUntil(t, func(percent uint64) bool { return percent == 400 })
	done := heap.Spare()
	collectUntil(t, func(percent uint64) bool { return percent <= 100 })
	done()
	collectUntil(t, func(percent uint64) bool { return percent == 400 })
	runtime.KeepAlive(live)
}

// collectUntil collects garbage until GOGC is as wanted.
func collectUntil(t *testing.T, wanted func(percent uint64) bool) {
	t.Helper()
	for range 1000 {
		runtime.GC()
		if wanted(percent()) {
			return
		}
		runtime.Gosched()
	}
	t.Fatal("GOGC does not follow the limit")
}

// percent returns GOGC.
func percent() uint64 {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// TestReleaseGarbage checks that much garbage is given back, and that nothing is collected where there is little.
func TestReleaseGarbage(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	collections := func() uint32 {
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.NumForcedGC
	}
	runtime.GC()
	before := collections()
	for range 64 {
		garbage = make([]byte, 1<<20)
	}
	garbage = nil
	heap.ReleaseGarbage()
	if n := collections() - before; n != 1 {
		t.Errorf("64 MiB of garbage led to %d collections, want 1", n)
	}
	heap.ReleaseGarbage()
	if n := collections() - before; n != 1 {
		t.Errorf("no garbage led to %d collections more", n-1)
	}
}

// garbage keeps what is allocated from being left out.
var garbage []byte

// TestTidy checks that GOGC is lower soon while something is tidy, and rises again some time after it, and that what is done in a moment
// leaves it as it is.
func TestTidy(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer heap.Unfollow()
	held := make([]byte, 64<<20) // so that a percentage matters
	runtime.GC()
	heap.Follow()
	high := percent()
	heap.Tidy()()
	done := heap.Tidy()
	if got := percent(); got != high {
		t.Errorf("GOGC is %d at once, and was %d before", got, high)
	}
	for percent() >= high { // before anything is collected
		<-time.After(10 * time.Millisecond)
	}
	if got := percent(); got > 150 {
		t.Errorf("GOGC is %d, and was %d before", got, high)
	}
	done()
	for percent() < high { // after a while, and a collection
		<-time.After(100 * time.Millisecond)
		runtime.GC()
	}
	runtime.KeepAlive(held)
}

// TestTidyLimit checks that the runtime has less than the process may have while something is tidy, that the process's own limit is told
// meanwhile, also one that is set then, and that the runtime has it again after that.
func TestTidyLimit(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer heap.Unfollow()
	const own, other = 1 << 40, 1 << 41
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(own))
	heap.Follow()
	done := heap.Tidy()
	for debug.SetMemoryLimit(-1) == own { // in a moment
		<-time.After(10 * time.Millisecond)
	}
	if lowered, got := debug.SetMemoryLimit(-1), heap.Limit(); lowered > 1<<30 || got != own {
		t.Errorf("the runtime has %d bytes, and the process %d, want at most 1 GiB and %d", lowered, got, int64(own))
	}
	debug.SetMemoryLimit(other)
	if got := heap.Limit(); got != other {
		t.Errorf("the process has %d bytes, want %d as it was set since", got, int64(other))
	}
	for debug.SetMemoryLimit(-1) == other { // after a collection
		<-time.After(10 * time.Millisecond)
		runtime.GC()
	}
	done()
	for debug.SetMemoryLimit(-1) != other { // after a while, and a collection
		<-time.After(100 * time.Millisecond)
		runtime.GC()
	}
}

// TestFollowEnvironment checks that a percentage of the environment stays but for what is tidy, and that what else it sets is left
// alone.
func TestFollowEnvironment(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	defer heap.Unfollow()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	live := make([]byte, 256<<20) // of which what is tidy is less than a quarter
	runtime.GC()
	t.Setenv("GOGC", "off")
	heap.Follow()
	if got := percent(); got != 100 {
		t.Errorf("off: GOGC is %d, and was 100", got)
	}
	t.Setenv("GOGC", "70")
	heap.Follow()
	if got := percent(); got != 70 {
		t.Errorf("GOGC is %d, want 70", got)
	}
	done := heap.Tidy()
	for percent() == 70 { // in a moment
		<-time.After(10 * time.Millisecond)
	}
	if got := percent(); got > 25 {
		t.Errorf("GOGC is %d while something is tidy", got)
	}
	done()
	for percent() != 70 {
		<-time.After(100 * time.Millisecond)
		runtime.GC()
	}
	runtime.KeepAlive(live)
}

// TestTight checks that memory is scarce and tight only if what is live comes near a limit.
func TestTight(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	held := make([]byte, 64<<20)
	runtime.GC()
	for _, test := range []struct {
		limit int64
		want  bool
	}{{math.MaxInt64, false}, {1 << 30, false}, {32 << 20, true}} {
		debug.SetMemoryLimit(test.limit)
		if live, limit, got := heap.Scarce(); got != test.want || live < 64<<20 || limit != test.limit {
			t.Errorf("%d live bytes below a limit of %d are scarce: %t, want %t", live, limit, got, test.want)
		}
		if got := new(heap.Gauge).Tight(); got != test.want {
			t.Errorf("below a limit of %d: %t, want %t", test.limit, got, test.want)
		}
	}
	runtime.KeepAlive(held)
}
