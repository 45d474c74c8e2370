package watch

import (
	"context"
	"iter"
	"time"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// DirsAt is [Dirs] at the given pace.
func DirsAt(ctx context.Context, quiet, emptied, patience time.Duration, paths ...string) iter.Seq2[*alliance.Facts, error] {
	return dirs(ctx, pace{quiet, emptied, patience, func() {}}, &facts.Reader{}, paths)
}
