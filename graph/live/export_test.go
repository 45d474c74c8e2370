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

// FollowDatabase follows the facts of a database's store. It is away for a reason, and needs to be warmed.
func (f *Facts) FollowDatabase(ctx context.Context, store func() alliance.Store, away func() error, warm func(context.Context) error) {
	(&follower{facts: f, warm: warm, away: away}).follow(ctx, poll(ctx, store))
}
