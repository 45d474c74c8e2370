package live

import (
	"context"
	"iter"

	"entente/graph/alliance"
)

// FollowFiles follows what reading files brings.
func (f *Facts) FollowFiles(ctx context.Context, read iter.Seq2[*alliance.Facts, error]) {
	f.followFiles(ctx, []string{"dir"}, read)
}

// FollowDatabase follows what a store of a database holds.
func (f *Facts) FollowDatabase(ctx context.Context, store alliance.Store) {
	f.followDatabase(ctx, poll(ctx, store))
}
