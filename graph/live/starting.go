package live

import (
	"context"

	"entente/graph/alliance"
)

// Starting returns facts of which there are none yet, for a reason that wraps [alliance.ErrUnavailable]: a server can say so
// while they are opened. [Backend.Into] serves them then.
func Starting(why error) *Facts {
	return New(Edition{Store: func() alliance.Store { return absent{why} }})
}

// Into serves the facts of a backend from f from now on, and keeps f up to date instead of its own.
func (b *Backend) Into(f *Facts) {
	e, _ := b.now()
	f.Replace(e)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.took = b.took
	f.scarce.Store(b.scarce.Load())
	b.Facts = f
}

// Open calls open, which opens a backend, and returns what that returns; or the error of the context once that is done: nothing
// can be done about a file system that does not answer. What is opened later than that is closed.
func Open(ctx context.Context, open func() (*Backend, error)) (*Backend, error) {
	type result struct {
		backend *Backend
		err     error
	}
	opened := make(chan result)
	go func() {
		b, err := open()
		select {
		case opened <- result{b, err}:
		case <-ctx.Done():
			if b != nil {
				b.Close()
			}
		}
	}()
	select {
	case r := <-opened:
		return r.backend, r.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// An absent is a store that cannot answer yet.
type absent struct{ why error }

// Dataset implements [alliance.Store].
func (s absent) Dataset(context.Context) (alliance.Dataset, error) { return alliance.Dataset{}, s.why }

// Nodes implements [alliance.Store].
func (s absent) Nodes(context.Context, []string, alliance.Date) ([]alliance.Node, error) {
	return nil, s.why
}

// Actors implements [alliance.Store].
func (s absent) Actors(context.Context, []alliance.ActorQuery) ([]alliance.ActorConnection, error) {
	return nil, s.why
}

// Relations implements [alliance.Store].
func (s absent) Relations(context.Context, []alliance.RelationQuery) ([]alliance.RelationConnection, error) {
	return nil, s.why
}

// Events implements [alliance.Store].
func (s absent) Events(context.Context, []alliance.EventQuery) ([]alliance.EventConnection, error) {
	return nil, s.why
}

// Conflicts implements [alliance.Store].
func (s absent) Conflicts(context.Context, []alliance.ConflictQuery) ([]alliance.ConflictConnection, error) {
	return nil, s.why
}

// Sources implements [alliance.Store].
func (s absent) Sources(context.Context, []alliance.SourceQuery) ([]alliance.SourceConnection, error) {
	return nil, s.why
}

// Evidence implements [alliance.Store].
func (s absent) Evidence(context.Context, []alliance.EvidenceQuery) ([]alliance.EvidenceConnection, error) {
	return nil, s.why
}

// Search implements [alliance.Store].
func (s absent) Search(context.Context, []alliance.SearchQuery) ([][]alliance.SearchHit, error) {
	return nil, s.why
}

var _ alliance.Store = absent{}
