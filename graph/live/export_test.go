package live

import (
	"context"
	"iter"

	"entente/graph/alliance"
	"entente/loader/facts"
)

// FollowFiles follows the results of reading files.
func (f *Facts) FollowFiles(ctx context.Context, read iter.Seq2[*alliance.Facts, error]) {
	f.followFiles(ctx, &warningLog{arguments: []string{"dir"}}, read)
}

// LogWarnings logs the warnings of one reading after another.
func LogWarnings(ctx context.Context, readings ...facts.Problems) {
	log := warningLog{arguments: []string{"dir"}}
	for _, warnings := range readings {
		for _, w := range warnings {
			log.note(w)
		}
		log.write(ctx)
	}
}

// FollowDatabase follows the facts of a database's store. It is away for a reason, and needs to be warmed.
func (f *Facts) FollowDatabase(ctx context.Context, store func() alliance.Store, away func() error, warm func(context.Context) error) {
	(&follower{facts: f, warm: warm, away: away}).follow(ctx, poll(ctx, store))
}
