package flight

import (
	"math"
	"sync"

	"github.com/maypok86/otter/v2"
)

const (
	// overhead is how much memory a result takes in the cache besides itself and its key, in bytes, at most.
	overhead = 704
	// largestShare is the share of the budget that one result may take: 1/largestShare.
	largestShare = 2
)

// kept are results about one edition of the facts. Nil keeps none. It must be dropped when the facts are replaced, since results
// point at the facts that they are about.
type kept struct {
	results *otter.Cache[string, result]
	largest int

	mu      sync.Mutex
	edition string
}

// A result is a value and how many bytes it takes.
type result struct {
	value any
	size  int
}

// Keep has a group keep results that take so many bytes at most; 0 keeps none.
func Keep(budget uint64) Option {
	return func(g *Group) {
		if budget == 0 {
			return
		}
		g.kept = &kept{
			largest: int(min(budget/largestShare, math.MaxUint32-1<<16)), //nolint:gosec // it fits
			results: otter.Must(&otter.Options[string, result]{
				MaximumWeight: budget,
				Weigher:       func(key string, r result) uint32 { return uint32(overhead + len(key) + r.size) }, //nolint:gosec // see largest
			}),
		}
	}
}

// Turn tells the group which edition of the facts is the newest. It drops results about others, and keeps none about them any
// more.
func (g *Group) Turn(edition string) {
	if g.kept == nil {
		return
	}
	g.kept.mu.Lock()
	defer g.kept.mu.Unlock()
	if g.kept.edition == edition {
		return
	}
	g.kept.edition = edition
	g.kept.results.InvalidateAll()
	g.kept.results.CleanUp()
}

// keep keeps a result, if it is about the newest edition.
func (k *kept) keep(edition, key string, value any, size int) {
	if k == nil || size < 0 || size > k.largest {
		return
	}
	k.mu.Lock() // so that what is dropped is not kept again
	defer k.mu.Unlock()
	if edition != "" && edition == k.edition {
		k.results.Set(edition+" "+key, result{value, size})
		k.results.CleanUp() // at once: otter does it in the background, where it may fall behind
	}
}

// find returns a result, if it is kept.
func find[T any](g *Group, edition, key string) (value T, ok bool) {
	if g.kept == nil || edition == "" {
		return value, false
	}
	if r, found := g.kept.results.GetIfPresent(edition + " " + key); found {
		value, ok = r.value.(T)
	}
	return value, ok
}

// look is [find] for a question, which it counts.
func look[T any](g *Group, edition, key string) (value T, ok bool) {
	value, ok = find[T](g, edition, key)
	if ok {
		g.hits.Add(1)
	} else if g.kept != nil && edition != "" {
		g.misses.Add(1)
	}
	return value, ok
}

// Once returns what is kept about an edition of the facts under a key, or else what compute returns, which it keeps. It is for
// parts of computations: it takes no slot, and does not wait for others that compute the same.
func Once[T any](g *Group, edition, key string, size func(T) int, compute func() (T, error)) (T, error) {
	if value, ok := look[T](g, edition, key); ok {
		return value, nil
	}
	value, err := compute()
	if err == nil {
		g.kept.keep(edition, key, value, size(value))
	}
	return value, err
}
