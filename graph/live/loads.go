package live

import (
	"time"

	"entente/graph/alliance"
)

// Loads are what has become of the facts being served.
type Loads struct {
	// Served is how many editions have been served, Failed how many looks for newer facts have found none that can be.
	Served, Failed int
	// At is when the edition being served was taken.
	At time.Time
	// Took is how long it took to read the files last; 0 for facts that are not read from files.
	Took time.Duration
	// Current says that the last look found the facts being served to be the newest.
	Current bool
}

// Loads returns what has become of the facts so far.
func (f *Facts) Loads() Loads {
	f.mu.Lock()
	defer f.mu.Unlock()
	l := f.loads
	if f.took != nil {
		l.Took = time.Duration(f.took.Load())
	}
	return l
}

// look notes whether a look for newer facts found those being served to be current.
func (f *Facts) look(current bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.loads.look(current)
}

// look notes what a look for newer facts has found. It is called with the lock held.
func (l *Loads) look(current bool) {
	if l.Current = current; !current {
		l.Failed++
	}
}

// serve notes that an edition is served. It is called with the lock held.
func (l *Loads) serve(e Edition) {
	if e.Version != "" {
		l.Served++
		l.At, l.Current = time.Now(), true
	}
}

// Around has requests be answered by what around returns of each store. It must be called before there are any requests.
func (f *Facts) Around(around func(alliance.Store) alliance.Store) { f.around = around }
