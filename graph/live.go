package graph

import (
	"context"
	"sync"

	"entente/graph/alliance"
)

// Live is the facts that are served, which may be replaced while they are. It is safe for concurrent use.
type Live struct {
	mu      sync.Mutex
	store   func() alliance.Store
	problem error
	changed chan struct{} // closed when other facts are served
	ended   chan struct{}
	end     sync.Once
}

// NewLive returns facts that are served from a store. It is called for each request: all that a request asks its store is
// answered from the same facts, or fails with an error that wraps [alliance.ErrChanged]; then the request is run anew.
func NewLive(store func() alliance.Store) *Live {
	return &Live{store: store, changed: make(chan struct{}), ended: make(chan struct{})}
}

// Loaded has other facts served from now on, and tells those who have subscribed.
func (l *Live) Loaded(store func() alliance.Store) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.store, l.problem = store, nil
	close(l.changed)
	l.changed = make(chan struct{})
}

// Failed notes why newer facts are not served, nil when there are none any more: what is served is the newest again, and
// nobody is told that it is other facts. The next that are loaded clear it, too.
func (l *Live) Failed(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problem = err
}

// Problem returns why newer facts are not served, nil where those served are the newest.
func (l *Live) Problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.problem
}

// Store returns the store for one request.
func (l *Live) Store() alliance.Store {
	store, _ := l.now()
	return store
}

// End ends all subscriptions, so that a server can stop. It may be called again.
func (l *Live) End() { l.end.Do(func() { close(l.ended) }) }

// now returns the store for one request, and what is closed when other facts are served.
func (l *Live) now() (alliance.Store, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.store(), l.changed
}

// subscription resolves the fields of Subscription.
type subscription struct{ live *Live }

// DatasetLoaded tells each time that other facts are served. Who takes them up too slowly is told of the latest only.
func (s subscription) DatasetLoaded(ctx context.Context) (<-chan *alliance.Dataset, error) {
	told := make(chan *alliance.Dataset)
	_, changed := s.live.now()
	go func() {
		defer close(told)
		for {
			select {
			case <-changed:
			case <-s.live.ended:
				return
			case <-ctx.Done():
				return
			}
			var store alliance.Store
			store, changed = s.live.now()
			d, err := store.Dataset(ctx)
			if err != nil {
				continue // it cannot be asked now; it will be told of when it changes again
			}
			select {
			case told <- &d:
			case <-s.live.ended:
				return
			case <-ctx.Done():
				return
			}
		}
	}()
	return told, nil
}
