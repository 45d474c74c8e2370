package neo4j

import (
	"context"
	"errors"
	"sync"
	"time"

	"entente/graph/alliance"
)

// A choice is what answers the questions of a request.
type choice struct {
	alliance.Store
	// since and why are the staleness of the answers: see [alliance.Staleness].
	since time.Time
	why   error
}

// choose returns what answers the questions of a request: the copy of the edition that is current now, or statements, if
// there is no such copy. The copy of an edition is whole whatever a loader does to the database.
func (s *Store) choose(ctx context.Context) (choice, error) { return s.chooseOf(ctx, s.kept()) }

// chooseOf is choose where the copies are known.
func (s *Store) chooseOf(ctx context.Context, k kept) (choice, error) {
	one, began := &snapshot{store: s}, s.now()
	switch {
	case k.last == nil:
		return choice{Store: one}, nil
	case s.trusts(k):
		return choice{Store: k.current}, nil
	}
	if _, err := one.ask(ctx, shape{kind: editions}, map[string]any{}); err != nil {
		return s.without(ctx, k, err)
	}
	current := one.edition().copy.Load()
	switch loading := one.isLoading(); {
	case current == nil && loading:
		return s.without(ctx, k, ErrLoading)
	case current == nil:
		return choice{Store: one}, nil
	case loading:
		return choice{current, k.seen, ErrLoading}, nil
	}
	s.see(began)
	return choice{Store: current}, nil
}

// trusts reports whether a copy is to answer without a look at the database.
func (s *Store) trusts(k kept) bool {
	return k.current != nil && s.now().Sub(k.seen) < s.options.MaxStaleness
}

// without returns what answers while the database does not, for a reason: the last copy, if it may.
func (s *Store) without(ctx context.Context, k kept, why error) (choice, error) {
	away := errors.Is(why, alliance.ErrUnavailable) && !errors.Is(why, ErrNoDataset) && !errors.Is(why, ErrFormat)
	if s.options.Stale && away && ctx.Err() == nil {
		return choice{k.last, k.seen, why}, nil
	}
	return choice{}, why
}

// A kept is what a store has of editions.
type kept struct {
	// latest is the edition that was current last, nil if none was yet.
	latest *edition
	// current is the copy of the edition that was current last, last the one that was made last: nil if there is none.
	current, last *copied
	// seen is when a copy was last known to be current.
	seen time.Time
}

// kept returns what there is of editions.
func (s *Store) kept() kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := kept{latest: s.latest, last: s.last, seen: s.seen}
	if s.latest != nil {
		k.current = s.latest.copy.Load()
	}
	if !s.options.Stale {
		k.last = k.current
	}
	return k
}

// have keeps the copy of an edition that was current at a time.
func (s *Store) have(e *edition, c *copied, at time.Time) {
	e.copy.Store(c)
	close(e.copied)
	s.see(at)
	if s.options.Stale {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.last = c
	}
}

// see notes when a copy was current.
func (s *Store) see(at time.Time) {
	s.doubtful.Store(false)
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.After(s.seen) {
		s.seen = at
	}
}

// A request answers the questions of one request, all from one edition.
type request struct {
	relay
	store *Store

	mu sync.Mutex
	// from is chosen at the first question, or later if early answers before.
	from  *choice
	early *early
}

// ask has a question answered.
func (r *request) ask(ctx context.Context, ask func(alliance.Store) error) error {
	if done, err := r.askEarly(ctx, ask); done {
		return err
	}
	from, err := r.choose(ctx)
	if err != nil {
		return err
	}
	return ask(from.Store)
}

// Dataset implements [alliance.Store]. It waits until it is known what answers.
func (r *request) Dataset(ctx context.Context) (alliance.Dataset, error) {
	if err := r.confirm(ctx); err != nil {
		return alliance.Dataset{}, err
	}
	return r.relay.Dataset(ctx)
}

// Version implements what [alliance.VersionOf] asks for.
func (r *request) Version(ctx context.Context) (string, error) {
	d, err := r.relay.Dataset(ctx)
	return d.Version, err
}

// Counts implements what [alliance.CountsOf] asks for.
func (r *request) Counts(ctx context.Context) (alliance.Counts, error) {
	d, err := r.relay.Dataset(ctx)
	return d.Counts, err
}

// choose returns what answers.
func (r *request) choose(ctx context.Context) (*choice, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.from != nil {
		return r.from, nil
	}
	from, err := r.store.choose(ctx)
	if err != nil {
		return nil, err
	}
	r.from = &from
	return r.from, nil
}

// Stale implements what [alliance.Staleness] asks for.
func (r *request) Stale() (since time.Time, why error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.from == nil {
		return time.Time{}, nil
	}
	return r.from.since, r.from.why
}
