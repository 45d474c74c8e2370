package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"entente/graph/alliance"
	"entente/graph/pace"
)

// A snapshot answers from one edition: the one that its first statement finds. When a later statement finds another,
// the answer is an error that wraps [alliance.ErrChanged].
type snapshot struct {
	store *Store

	mu     sync.Mutex
	pinned *edition
	cache  *cache
	// seen says that a statement found the edition loaded.
	seen bool
	// loading is whether a load of many transactions was under way, or cut short, when it last asked.
	loading bool
}

var _ alliance.Store = (*snapshot)(nil)

// edition returns the edition that the snapshot answers from, nil where it has asked nothing yet.
func (s *snapshot) edition() *edition {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pinned
}

// isSeen reports whether a statement found the edition of the snapshot loaded.
func (s *snapshot) isSeen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

// isLoading reports whether a load of many transactions was under way, or cut short, when the snapshot last asked.
func (s *snapshot) isLoading() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loading
}

// things returns the cache that all answers of the snapshot come from, once it has asked something.
func (s *snapshot) things() *cache {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cache == nil {
		s.cache = s.pinned.things()
	}
	return s.cache
}

// see notes the edition that a statement answered from, as it found it before and after.
func (s *snapshot) see(before, after []any) error {
	first, err := decodeLook(before)
	if err != nil {
		return err
	}
	last, err := decodeLook(after)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.loading = first.loading || last.loading
	if s.pinned == nil {
		s.pinned = s.store.edition(first.edition)
	}
	if s.pinned.number != first.edition || first.edition != last.edition {
		return fmt.Errorf("%w: edition %d became %d", alliance.ErrChanged, s.pinned.number, last.edition)
	}
	s.seen = true
	if !s.loading {
		s.store.doubtful.Store(false)
	}
	return nil
}

// An answer is the list that a query asked for, in rows, its whole length if that was counted, and what the list points at, if
// that was wanted.
type answer struct {
	rows  []any
	total int
	ends  []any
}

// ask puts queries of one shape to the database.
func (s *snapshot) ask(ctx context.Context, as shape, queries ...map[string]any) ([]answer, error) {
	records, err := s.store.lanes.ask(ctx, as, queries)
	if err != nil {
		return nil, err
	}
	answers := make([]answer, len(records))
	for i, r := range records {
		found := rowOf(answerRows, []any(r))
		before, after := found.list(), found.list()
		answers[i] = answer{found.list(), found.number(), found.list()}
		if found.err != nil {
			return nil, found.err
		}
		if err := s.see(before, after); err != nil { //nolint:contextcheck // a copy outlives whoever asked first
			return nil, err
		}
	}
	return answers, nil
}

// askAll puts queries of any shapes to the database, one statement for each shape.
func (s *snapshot) askAll(ctx context.Context, shapes []shape, queries []map[string]any) ([]answer, error) {
	places := map[shape][]int{}
	for i, as := range shapes {
		places[as] = append(places[as], i)
	}
	answers := make([]answer, len(queries))
	for as, at := range places {
		group := make([]map[string]any, len(at))
		for k, i := range at {
			group[k] = queries[i]
		}
		found, err := s.ask(ctx, as, group...)
		if err != nil {
			return nil, err
		}
		for k, i := range at {
			answers[i] = found[k]
		}
	}
	return answers, nil
}

// link has rows decoded, and fetches what they point at where the cache has not all of it: then they are decoded again.
func (s *snapshot) link(ctx context.Context, things *cache, decode func(*linker) error) error {
	for range 2 {
		l := linker{cache: things}
		things.mu.RLock()
		err := decode(&l)
		things.mu.RUnlock()
		if err != nil || len(l.missing) == 0 {
			return err
		}
		s.lacked(true)
		if err := s.fetch(ctx, things, slices.Sorted(maps.Keys(l.missing))); err != nil {
			return err
		}
	}
	return fmt.Errorf("neo4j: facts point at things that are missing: %w", ErrAltered)
}

// wantsEnds reports whether facts are to be asked for with what they point at.
func (s *snapshot) wantsEnds() bool {
	e := s.edition()
	if e == nil {
		e = s.store.kept().latest
	}
	return e == nil || e.lacks.Load()
}

// lacked notes whether something was not kept that facts point at.
func (s *snapshot) lacked(something bool) {
	if s.pinned.lacks.Load() != something {
		s.pinned.lacks.Store(something)
	}
}

// fetch adds things to a cache.
func (s *snapshot) fetch(ctx context.Context, into *cache, ids []string) error {
	answers, err := s.ask(ctx, shape{kind: things}, map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	return into.addLabelled(ctx, answers[0].rows)
}

// Dataset implements [alliance.Store]. It asks the database once for each version.
func (s *snapshot) Dataset(ctx context.Context) (alliance.Dataset, error) {
	d, _, err := s.describe(ctx)
	return d, err
}

// describe returns the data set and the digest of its texts.
func (s *snapshot) describe(ctx context.Context) (alliance.Dataset, string, error) {
	if err := ctx.Err(); err != nil {
		return alliance.Dataset{}, "", err
	}
	if g := s.edition(); g != nil {
		if d, texts, ok := g.described(); ok {
			return d, texts, nil
		}
	}
	answers, err := s.ask(ctx, shape{kind: datasets}, map[string]any{})
	if err != nil {
		return alliance.Dataset{}, "", err
	}
	g := s.edition()
	d, texts, err := decodeDataset(rowOf(datasetRows, answers[0].rows))
	if err != nil {
		return alliance.Dataset{}, "", err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.dataset, g.texts = d, texts
	return d, texts, nil
}

// Nodes implements [alliance.Store].
func (s *snapshot) Nodes(ctx context.Context, ids []string, knownBy alliance.Date) ([]alliance.Node, error) {
	if len(ids) == 0 {
		return nil, ctx.Err()
	}
	found, err := s.nodes(ctx, ids)
	if err != nil {
		return nil, err
	}
	nodes := make([]alliance.Node, len(ids))
	for i, id := range ids {
		nodes[i] = alliance.AsKnownBy(found[id], knownBy)
	}
	return nodes, nil
}

// nodes returns the things with these ids by id. It asks the database for those that are not kept, and for its edition.
func (s *snapshot) nodes(ctx context.Context, ids []string) (map[string]alliance.Node, error) {
	found := make(map[string]alliance.Node, len(ids))
	missing := slices.Compact(slices.Sorted(slices.Values(ids)))
	if s.edition() != nil {
		missing = s.things().nodes(missing, found)
	}
	if len(missing) == 0 {
		return found, ctx.Err()
	}
	answers, err := s.ask(ctx, shape{kind: things}, map[string]any{"ids": missing})
	if err != nil {
		return nil, err
	}
	cache := s.things()
	if err := cache.addLabelled(ctx, answers[0].rows); err != nil {
		return nil, err
	}
	return found, s.link(ctx, cache, func(l *linker) error {
		var steps pace.Steps
		for _, values := range answers[0].rows {
			if err := steps.TakeAll(ctx, rowSteps); err != nil {
				return err
			}
			n, err := decodeNode(l, rowOf(labelledRows, values))
			if err != nil {
				return err
			}
			found[n.NodeID()] = n
		}
		return nil
	})
}
