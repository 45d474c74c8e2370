// Package live is the facts being served: it opens them, follows what they become, and replaces them meanwhile.
package live

import (
	"context"
	"sync"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
)

// An Edition is the facts of one version, and whom to ask about them.
type Edition struct {
	// Version is the version of the facts.
	Version string
	// Store returns the store for one request: all that a request asks it is answered from the same facts, or fails with
	// an error that wraps [alliance.ErrChanged]; then the request is run anew.
	Store func() alliance.Store
	// Remote reports whether the store's answers have to be waited for; nil means never.
	Remote func() bool
}

// Embedded returns the edition of facts that is answered from memory.
func Embedded(f *alliance.Facts) Edition {
	store := memory.New(f, time.Now())
	return Edition{Version: f.Dataset().Version, Store: func() alliance.Store { return store }}
}

// Facts are the facts being served, which may be replaced meanwhile. They are safe for concurrent use.
type Facts struct {
	mu       sync.Mutex
	edition  Edition
	problem  error
	replaced chan struct{} // closed when other facts are served
	ended    chan struct{}
	end      sync.Once
}

// New returns facts that are served in an edition at first.
func New(e Edition) *Facts {
	return &Facts{edition: e, replaced: make(chan struct{}), ended: make(chan struct{})}
}

// Replace serves another edition from now on, and notifies those who have subscribed.
func (f *Facts) Replace(e Edition) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.edition, f.problem = e, nil
	close(f.replaced)
	f.replaced = make(chan struct{})
}

// Fail notes why newer facts are not served, or, with nil, that what is served is the newest again. Replace clears it,
// too. It reports whether that is news: whether something else was noted last.
func (f *Facts) Fail(err error) (news bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	was := f.problem
	f.problem = err
	return (was == nil) != (err == nil) || err != nil && err.Error() != was.Error()
}

// Problem returns why newer facts are not served, nil if those served are the newest.
func (f *Facts) Problem() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.problem
}

// Version returns the version of the facts that are served.
func (f *Facts) Version() string {
	e, _ := f.now()
	return e.Version
}

// Store returns the store for one request: see [Edition].
func (f *Facts) Store() alliance.Store {
	e, _ := f.now()
	return e.Store()
}

// Remote reports whether the store's answers have to be waited for.
func (f *Facts) Remote() bool {
	e, _ := f.now()
	return e.Remote != nil && e.Remote()
}

// now returns the edition that is served, and a channel that is closed when it is replaced.
func (f *Facts) now() (Edition, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.edition, f.replaced
}

// End ends all subscriptions, so that a server can stop. It may be called again.
func (f *Facts) End() { f.end.Do(func() { close(f.ended) }) }

// Replacements returns a channel that receives the data set each time that other facts are served. A slow receiver gets
// the latest only. The channel is closed once the context is done or End was called.
func (f *Facts) Replacements(ctx context.Context) <-chan *alliance.Dataset {
	datasets := make(chan *alliance.Dataset)
	_, replaced := f.now()
	go func() {
		defer close(datasets)
		for {
			select {
			case <-replaced:
			case <-f.ended:
				return
			case <-ctx.Done():
				return
			}
			var e Edition
			e, replaced = f.now()
			d, err := e.Store().Dataset(ctx)
			if err != nil {
				continue // it cannot be asked now; its next replacement will be sent
			}
			select {
			case datasets <- &d:
			case <-f.ended:
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return datasets
}
