// Package live manages the facts being served: it opens them, follows changes, and replaces them while serving.
package live

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph/alliance"
	"entente/graph/memory"
)

// An Edition is one version of the facts, with the stores that answer from it.
type Edition struct {
	// Version is the version of the facts, empty while there are none.
	Version string
	// Store returns the store for one request. It answers all calls from one version of the facts; once it cannot,
	// calls fail with an error that wraps [alliance.ErrChanged], and the request is run again.
	Store func() alliance.Store
	// Remote reports whether calls to the store have to wait for a database; nil means never.
	Remote func() bool
}

// Embedded returns an edition of facts that answers from memory.
func Embedded(f *alliance.Facts) Edition {
	store := memory.New(f, time.Now())
	return Edition{Version: f.Dataset().Version, Store: func() alliance.Store { return store }}
}

// Facts are the facts being served, which may be replaced at any time. They are safe for concurrent use.
type Facts struct {
	mu       sync.Mutex
	edition  Edition
	problem  error
	loads    Loads
	took     *atomic.Int64 // how long it took to read the files last
	scarce   atomic.Pointer[scarcity]
	around   func(alliance.Store) alliance.Store
	replaced chan struct{} // closed when the edition is replaced
	ended    chan struct{}
	end      sync.Once
}

// New returns facts that initially serve the edition.
func New(e Edition) *Facts {
	f := &Facts{edition: e, replaced: make(chan struct{}), ended: make(chan struct{})}
	f.loads.serve(e)
	return f
}

// Replace serves another edition from now on, and notifies subscribers.
func (f *Facts) Replace(e Edition) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.edition, f.problem = e, nil
	f.loads.serve(e)
	close(f.replaced)
	f.replaced = make(chan struct{})
}

// Fail records why newer facts are not served or, if err is nil, that the newest facts are served again. Replace clears
// the record, too. Fail reports whether the record changed.
func (f *Facts) Fail(err error) (news bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	was := f.problem
	f.problem = err
	f.loads.look(err == nil)
	return (was == nil) != (err == nil) || err != nil && err.Error() != was.Error()
}

// Problem returns why newer facts are not served, or nil if the newest are.
func (f *Facts) Problem() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.problem
}

// Version returns the version of the facts being served.
func (f *Facts) Version() string {
	e, _ := f.now()
	return e.Version
}

// Store returns the store for one request: see [Edition].
func (f *Facts) Store() alliance.Store {
	e, _ := f.now()
	s := e.Store()
	if f.around != nil {
		s = f.around(s)
	}
	return s
}

// Remote reports whether calls to the store have to wait for a database.
func (f *Facts) Remote() bool {
	e, _ := f.now()
	return e.Remote != nil && e.Remote()
}

// now returns the edition being served, and a channel that is closed when it is replaced.
func (f *Facts) now() (Edition, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.edition, f.replaced
}

// End ends all subscriptions, which a server needs to stop. It may be called more than once.
func (f *Facts) End() { f.end.Do(func() { close(f.ended) }) }

// Replacements returns a channel that receives the data set each time the facts are replaced. A slow receiver gets only
// the latest. The channel is closed once the context is done or End is called.
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
			l, err := lookAt(ctx, e.Store())
			if err != nil || l.why != nil {
				continue // unreachable now; the next replacement will be sent
			}
			select {
			case datasets <- &l.dataset:
			case <-f.ended:
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return datasets
}
