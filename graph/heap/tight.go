package heap

import (
	"math"
	"runtime"
	"sync"
	"time"
)

const (
	// tightShare is the share of the limit of which live bytes leave no room for more, in percent.
	tightShare = 95
	// again is how long what a collection found is believed while memory is tight.
	again = time.Second
)

// A Gauge tells whether memory is tight. The zero value is ready to use; it is safe for concurrent use.
type Gauge struct {
	mu     sync.Mutex
	looked time.Time
}

// Tight reports whether what is live leaves no room below GOMEMLIMIT. It looks at what the last collection has found and, if that
// is too much, collects anew: perhaps much of it is not needed any more.
func (g *Gauge) Tight() bool {
	limit := Limit()
	if limit == math.MaxInt64 || !tight(liveBytes(), limit) {
		return false
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Since(g.looked) > again {
		runtime.GC()
		g.looked = time.Now()
	}
	return tight(liveBytes(), limit)
}

// tight reports whether so many live bytes leave no room below a limit.
func tight(live, limit int64) bool { return live > limit/100*tightShare }
