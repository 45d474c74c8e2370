package live

import (
	"context"
	"iter"

	"entente/graph/alliance"
)

// FollowFiles follows the results of reading files.
func (f *Facts) FollowFiles(ctx context.Context, read iter.Seq2[*alliance.Facts, error]) {
	f.followFiles(ctx, []string{"dir"}, read)
}

// FollowDatabase follows the facts of a database's store.
func (f *Facts) FollowDatabase(ctx context.Context, store alliance.Store) {
	f.followDatabase(ctx, poll(ctx, store))
}
