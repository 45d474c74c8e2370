package live

import (
	"context"
	"iter"
	"time"

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

// NewBackend returns a backend of some facts that is closed by a function.
func NewBackend(end func()) *Backend {
	return &Backend{Facts: New(Embedded(alliance.NewFacts(alliance.Facts{}))), close: end}
}

// Files are watched files of which a test says what becomes of them.
type Files struct {
	watching
	says chan<- news
}

// NewFiles returns files that are reported if reading them takes longer than the time slow.
func NewFiles(slow time.Duration) *Files {
	all := make(chan news)
	return &Files{watching{news: all, end: func() {}, slow: slow}, all}
}

// All yields what is read of the files.
func (f *Files) All(ctx context.Context) iter.Seq2[*alliance.Facts, error] {
	return f.watching.all(ctx, &warningLog{})
}

// Edited has the files be edited.
func (f *Files) Edited() { f.says <- news{edited: true} }

// Read has the files be read.
func (f *Files) Read(found *alliance.Facts, err error) { f.says <- news{found: found, err: err} }
