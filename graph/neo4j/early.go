package neo4j

import (
	"context"
	"fmt"

	"entente/graph/alliance"
)

// An early is what answers a request before it is known whether its answers are current: the copy, or what is kept, of the
// edition that was current last.
type early struct {
	alliance.Store
	// confirm returns what answers a request that waits for it: the store itself if its answers are current.
	confirm func(context.Context) (choice, error)
	// used says that it has answered something.
	used bool
}

// errUnconfirmed: answers that were given early may not be current.
var errUnconfirmed = fmt.Errorf("neo4j: not confirmed: %w", alliance.ErrChanged)

// Begin implements what [alliance.Begin] asks for. If a copy answers, the database is asked at once what is loaded;
// otherwise statements answer, each of which looks by itself.
func (r *request) Begin(ctx context.Context) {
	k := r.store.kept()
	switch {
	case r.store.doubtful.Load(), r.store.trusts(k):
	case k.current != nil:
		r.early = &early{Store: k.current, confirm: r.store.look(ctx, k)}
	case k.latest != nil:
		one := &snapshot{store: r.store, pinned: k.latest}
		r.early = &early{Store: one, confirm: one.confirm}
	}
}

// look has what answers be chosen in the background, and returns a function that waits for it.
func (s *Store) look(ctx context.Context, k kept) func(context.Context) (choice, error) {
	var from choice
	var err error
	chosen := make(chan struct{})
	go func() {
		defer close(chosen)
		defer caught(&err)
		from, err = s.chooseOf(ctx, k)
	}()
	return func(ctx context.Context) (choice, error) {
		select {
		case <-chosen:
			return from, err
		case <-ctx.Done():
			return choice{}, ctx.Err()
		}
	}
}

// confirm returns the snapshot, once a statement has found its edition loaded.
func (s *snapshot) confirm(ctx context.Context) (choice, error) {
	if s.isSeen() {
		return choice{Store: s}, ctx.Err()
	}
	if _, _, ok := s.edition().described(); !ok {
		_, _, err := s.describe(ctx)
		return choice{Store: s}, err
	}
	_, err := s.ask(ctx, shape{kind: editions}, map[string]any{})
	if err == nil && s.isLoading() {
		err = ErrLoading
	}
	return choice{Store: s}, err
}

// begun returns what answers early, and notes that it does if it is used now; false if it is known what answers, or nothing
// began.
func (r *request) begun(used bool) (e *early, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.early == nil || r.from != nil {
		return nil, false
	}
	r.early.used = r.early.used || used
	return r.early, true
}

// askEarly has a question answered early, and reports whether that was to be done. An error that is not the context's says
// that the request is to be run again.
func (r *request) askEarly(ctx context.Context, ask func(alliance.Store) error) (done bool, err error) {
	e, ok := r.begun(true)
	if !ok {
		return false, nil
	}
	if err := ask(e.Store); err == nil || ctx.Err() != nil {
		return true, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return true, r.fail()
}

// confirm waits until it is known what answers, if something answers early. If that is not what has answered already, the
// error is that the request is to be run again.
func (r *request) confirm(ctx context.Context) error {
	e, ok := r.begun(false)
	if !ok {
		return nil
	}
	from, err := e.confirm(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil && from.why == nil && from.Store == e.Store:
		r.from = &from
	case e.used:
		return r.fail()
	case err != nil:
		r.store.doubtful.Store(true)
	}
	r.early = nil // what answers is chosen as if nothing had begun, unless that is known
	return nil
}

// fail notes that what was answered early does not count, so that nothing more is answered, and no request begins early until
// one finds what is current. It is called with the lock held.
func (r *request) fail() error {
	r.store.doubtful.Store(true)
	r.early = &early{
		Store:   relay{func(context.Context, func(alliance.Store) error) error { return errUnconfirmed }},
		confirm: func(context.Context) (choice, error) { return choice{}, errUnconfirmed },
		used:    true,
	}
	return errUnconfirmed
}
