package heap

import (
	"runtime/debug"
	"sync"
)

// Limit returns how many bytes the process may have, which is GOMEMLIMIT or [math.MaxInt64]: whoever asks the runtime is told less
// while something is tidy.
func Limit() int64 { return tidyLimit.get() }

// tidyLimit is what the runtime is limited to while something is tidy: to collect garbage more often leaves pages of it that are not
// returned, which only a limit has returned at once. GOMEMLIMIT is the process's, and so is this.
var tidyLimit lowered

// A lowered is GOMEMLIMIT, which may be lower than the process's own for a while. The zero value is ready to use; it is safe for
// concurrent use.
type lowered struct {
	mu sync.Mutex
	// own is the process's own, to what it is lowered to. Where it is something else, it has been set since, and that is its own.
	own, to int64
}

// get returns the process's own limit.
func (l *lowered) get() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.locked()
}

// locked is get for who has locked it.
func (l *lowered) locked() int64 {
	if current := debug.SetMemoryLimit(-1); current != l.to {
		l.own = current
	}
	return l.own
}

// lower lowers the limit to so many bytes, or raises it again to its own, if that is less.
func (l *lowered) lower(to int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.to = min(to, l.locked())
	debug.SetMemoryLimit(l.to)
}
