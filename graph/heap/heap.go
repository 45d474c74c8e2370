// Package heap decides how much garbage a process lets lie before it collects it.
//
// Facts stay in memory and answers become garbage at once: at Go's default of 100 for GOGC, marking the facts again and
// again takes a third of the time. At 400, a million relations would let five gigabytes lie. So the percentage follows
// the heap: high for few facts, lower for many, lower still where GOMEMLIMIT is near.
package heap

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// most is the percentage while there is room.
	most = 400
	// least is the percentage if there is none: the collector then takes more time, but the process makes headway.
	least = 20
	// lasting is the percentage below which only a limit lowers it, however large the heap is.
	lasting = 50
	// sparing is the percentage at most while something large is made: much of the heap is needed only to make it.
	sparing = 60
	// tidy is how much garbage may lie while something is computed that makes much of it, in bytes; linger, how long that holds
	// once it has been.
	tidy   = 48 << 20
	linger = 2 * time.Second
	// tidiest is the share of what is live that may be garbage at least while something is computed: 1/tidiest.
	tidiest = 7
	// brief is how long something takes at most that makes little garbage, so that it need not be tidy: to collect garbage often takes
	// a large part of the time of all who are answered.
	brief = 20 * time.Millisecond
	// calm is how long no garbage was collected when hardly any is made any more: what lies is then given back.
	calm = 20 * time.Second
	// garbageShare is the share of a limit that garbage may take: 1/garbageShare. Whoever sets a limit has other use for memory, and
	// sees garbage as a leak.
	garbageShare = 10
	// room is how much garbage may lie if there is no limit, in bytes.
	room = 1 << 30
)

// Percent returns the value for GOGC that suits a heap with so many live bytes in a process that is limited to so many, or
// [math.MaxInt64] for no limit.
func Percent(live, limit int64) int {
	live = max(live, 1<<20)
	percent := min(most, max(lasting, 100*room/live))
	if limit < math.MaxInt64 {
		// The limit is for everything that Go has, such as stacks and what fragments leave over: a tenth, about.
		percent = min(percent, max(least, 100*(limit/10*9-live)/live), max(least, 100*(limit/garbageShare)/live))
	}
	return int(percent)
}

// Follow sets GOGC to [Percent] of the live heap and GOMEMLIMIT now and after each collection. A percentage that the environment sets
// as GOGC stays, but for what [Spare] and [Tidy] do; whatever else it sets, such as off, is left alone.
func Follow() {
	set := os.Getenv("GOGC")
	fixed, err := strconv.Atoi(set)
	if set != "" && err != nil {
		return
	}
	f := &follower{fixed: fixed, rest: time.AfterFunc(calm, releaseGarbage)}
	following.Store(f) // the one before ends
	f.adjust()
	f.await()
}

// Spare has less garbage lie until done is called, if [Follow] was: while something large is made, garbage would take as much
// as it at the peak.
func Spare() (done func()) {
	spared.Add(1)
	return sync.OnceFunc(func() { spared.Add(-1) })
}

// spared is the number of calls of Spare that are not done. GOGC is the process's, and so is this.
var spared atomic.Int64

// Tidy has little garbage lie until done is called, and some time longer, if [Follow] was: while something is computed, or waits to be,
// that makes much garbage for a moment, so that the process does not grow. Unlike [Spare], it does not wait for a collection to have an
// effect, but it has none on what is done in a moment.
func Tidy() (done func()) {
	begin := time.AfterFunc(brief, func() {
		if f := following.Load(); tidied.Add(1) == 1 && f != nil {
			f.adjust()
		}
	})
	return sync.OnceFunc(func() {
		if !begin.Stop() {
			time.AfterFunc(linger, func() { tidied.Add(-1) })
		}
	})
}

// tidied is like spared, for Tidy; following is what Follow has begun. GOGC is the process's, and so are these.
var (
	tidied    atomic.Int64
	following atomic.Pointer[follower]
)

// A follower sets GOGC.
type follower struct {
	mu sync.Mutex
	// percent is what GOGC is set to, fixed what the environment sets or 0.
	percent, fixed int
	// rest releases garbage once none was collected for a while.
	rest *time.Timer
}

// adjust sets GOGC, which stops the process for a moment, if it changes by more than a tenth.
func (f *follower) adjust() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rest.Reset(calm)
	live := liveBytes()
	limit := Limit()
	percent := cmp.Or(f.fixed, Percent(live, limit))
	switch garbage := max(tidy, live/tidiest); {
	case spared.Load() > 0: // what is live grows, so that little garbage beside it would be collected again and again
		percent = min(percent, sparing)
	case tidied.Load() > 0:
		percent = min(percent, int(100*garbage/max(live, 1)))
		limit = min(limit, live+live/8+besides()+garbage) // an eighth is free between live objects
	}
	tidyLimit.lower(limit)
	if change := percent - f.percent; 10*max(change, -change) > f.percent {
		f.percent = percent
		debug.SetGCPercent(percent)
	}
}

// await has the next collection call adjust, and await the one after it: it finds that nobody needs a token any more.
func (f *follower) await() {
	type token struct{ _ *follower } // with a pointer, as small objects without one share a block that lives on
	runtime.AddCleanup(&token{f}, func(f *follower) {
		if following.Load() == f {
			f.adjust()
			f.await()
		}
	}, f)
}

// besides returns how many bytes the process has besides the heap, such as for stacks.
func besides() int64 {
	const classes, heap = "/memory/classes/", "/memory/classes/heap/"
	sizes := bytesOf(classes+"total:bytes", heap+"objects:bytes", heap+"unused:bytes", heap+"free:bytes", heap+"released:bytes")
	return sizes[0] - sizes[1] - sizes[2] - sizes[3] - sizes[4]
}

// liveBytes returns the size of what the last collection found to be live.
func liveBytes() int64 { return bytesOf("/gc/heap/live:bytes")[0] }

// bytesOf returns the values that Go's metrics have at one time.
func bytesOf(names ...string) []int64 {
	samples := make([]metrics.Sample, len(names))
	for i, name := range names {
		samples[i].Name = name
	}
	metrics.Read(samples)
	values := make([]int64, len(names))
	for i, sample := range samples {
		values[i] = int64(min(sample.Value.Uint64(), math.MaxInt64))
	}
	return values
}

// releaseGarbage calls [Release] if garbage takes more than a quarter of what is live.
func releaseGarbage() {
	if sizes := bytesOf("/memory/classes/heap/objects:bytes", "/gc/heap/live:bytes"); 4*(sizes[0]-sizes[1]) > sizes[1] {
		Release()
	}
}

// Release collects garbage and returns to the operating system what nothing needs: call it once something large has been
// made or is not needed any more.
func Release() { debug.FreeOSMemory() }
