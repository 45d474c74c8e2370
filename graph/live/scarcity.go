package live

import (
	"context"
	"fmt"
	"log/slog"

	"entente/graph/amount"
	"entente/graph/heap"
)

// A scarcity is that facts leave too little memory for answers.
type scarcity struct{ live, limit amount.Bytes }

// Error implements [error].
func (s *scarcity) Error() string {
	return fmt.Sprintf("with the facts, %s of at most %s of memory are in use, and answers may be slow: give the process more (--memory, or its container's limit)", s.live, s.limit)
}

// settle gives back what facts that were replaced have left, and says in the log if those being served leave too little memory, once
// for as long as that is so.
func (f *Facts) settle(ctx context.Context) {
	heap.Release()
	live, limit, scarce := heap.Scarce()
	var found *scarcity
	if scarce {
		found = &scarcity{amount.Bytes(live), amount.Bytes(limit)}
	}
	if was := f.scarce.Swap(found); found != nil && was == nil {
		slog.WarnContext(ctx, "there is too little memory", "warning", found)
	}
}
