package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"entente/graph/alliance"
)

// A generation is what is kept of one generation of nodes: it never changes, so that it need not be asked for again.
type generation struct {
	number int64

	mu    sync.Mutex
	cache *cache
	// dataset and texts are what the database says of the version, once it was asked.
	dataset alliance.Dataset
	texts   string
	// copy has all facts, once they are copied; then copied is closed. stop ends copying.
	copy   atomic.Pointer[copied]
	copied chan struct{}
	stop   context.CancelFunc
}

// drop ends what is done for the sake of the generation, which may be nil.
func (g *generation) drop() {
	if g != nil {
		g.stop()
	}
}

// things returns a cache with room in it.
func (g *generation) things() *cache {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cache == nil || g.cache.full() {
		g.cache = newCache()
	}
	return g.cache
}

// described returns what is known of the data set; false where it was not asked for yet.
func (g *generation) described() (alliance.Dataset, string, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.dataset, g.texts, g.dataset.Version != ""
}

// A snapshot answers from one generation: the one that its first statement finds. When a later statement finds another,
// the answer is an error that wraps [alliance.ErrChanged].
type snapshot struct {
	store *Store

	mu     sync.Mutex
	pinned *generation
	cache  *cache
}

var _ alliance.Store = (*snapshot)(nil)

// generation returns the generation that the snapshot answers from, nil where it has asked nothing yet.
func (s *snapshot) generation() *generation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pinned
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

// see notes the generation that a statement answered from, and the one that was current afterwards.
func (s *snapshot) see(number, afterwards int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pinned == nil {
		s.pinned = s.store.generation(number)
	}
	if s.pinned.number != number || number != afterwards {
		return fmt.Errorf("%w: generation %d became %d", alliance.ErrChanged, s.pinned.number, afterwards)
	}
	return nil
}

// An answer is the list that a query asked for, in rows, and its whole length where that was counted.
type answer struct {
	rows  []any
	total int
}

// ask puts queries of one shape to the database.
func (s *snapshot) ask(ctx context.Context, as shape, queries ...map[string]any) ([]answer, error) {
	records, err := s.store.db.lanes.ask(ctx, as, queries)
	if err != nil {
		return nil, err
	}
	answers := make([]answer, len(records))
	for i, r := range records {
		found := rowOf(answerRows, []any(r))
		number, afterwards := given[int64](found), next[int64](found)
		answers[i] = answer{found.list(), found.number()}
		if found.err != nil {
			return nil, found.err
		}
		if err := s.see(number, afterwards); err != nil { //nolint:contextcheck // a copy outlives whoever asked first
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
		if err := s.fetch(ctx, things, slices.Sorted(maps.Keys(l.missing))); err != nil {
			return err
		}
	}
	return fmt.Errorf("neo4j: facts point at things that are missing: %w", ErrAltered)
}

// fetch adds things to a cache.
func (s *snapshot) fetch(ctx context.Context, into *cache, ids []string) error {
	answers, err := s.ask(ctx, shape{kind: things}, map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	return into.addLabelled(answers[0].rows)
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
	if g := s.generation(); g != nil {
		if d, texts, ok := g.described(); ok {
			return d, texts, nil
		}
	}
	answers, err := s.ask(ctx, shape{kind: datasets}, map[string]any{})
	if err != nil {
		return alliance.Dataset{}, "", err
	}
	g := s.generation()
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

// nodes returns the things with these ids by id.
func (s *snapshot) nodes(ctx context.Context, ids []string) (map[string]alliance.Node, error) {
	distinct := slices.Clone(ids)
	slices.Sort(distinct)
	answers, err := s.ask(ctx, shape{kind: things}, map[string]any{"ids": slices.Compact(distinct)})
	if err != nil {
		return nil, err
	}
	cache := s.things()
	if err := cache.addLabelled(answers[0].rows); err != nil {
		return nil, err
	}
	found := make(map[string]alliance.Node, len(ids))
	return found, s.link(ctx, cache, func(l *linker) error {
		for _, values := range answers[0].rows {
			n, err := decodeNode(l, rowOf(labelledRows, values))
			if err != nil {
				return err
			}
			found[n.NodeID()] = n
		}
		return nil
	})
}
