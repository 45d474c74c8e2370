package neo4j

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"entente/graph/alliance"
)

// Bounds of what is kept of who has relations with whom.
const (
	// neighboursLimit is how many relations are kept of one version of the facts, each counted at both its ends.
	neighboursLimit = 1_000_000
	// fillLimit is how many actors' relations are fetched at most where only those among the actors are asked for.
	fillLimit = 500
)

// neighbours keeps, beside the actors in a cache, all relations of some actors, by id and without their evidence. Whoever
// goes from actor to actor, for a network or a path, comes by the same few of them, the best connected, again and again,
// and would read their thousands of relations each time. When there is too much, all of it is forgotten.
type neighbours struct {
	mu   sync.Mutex
	of   map[string][]*alliance.Relation
	size int
	// fetched has who is being fetched now; the channel is closed when that has ended, well or not.
	fetched map[string]chan struct{}
}

// lists are relations by the actor that they are the relations of.
type lists map[string][]*alliance.Relation

// missing adds to found the relations of those of the actors that it lacks, and returns those of which none are kept.
func (n *neighbours) missing(actors []string, found lists) []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var missing []string
	for _, id := range actors {
		if _, ok := found[id]; ok {
			continue
		}
		if list, ok := n.of[id]; ok {
			found[id] = list
		} else {
			missing = append(missing, id)
		}
	}
	return missing
}

// claim returns those of the actors that the caller is to fetch, and then to [neighbours.release]. Where others are
// fetching all of them it returns none, and a channel that is closed when one of these has ended.
func (n *neighbours) claim(actors []string) (mine []string, others <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, id := range actors {
		if ended, ok := n.fetched[id]; ok {
			others = ended
			continue
		}
		if n.fetched == nil {
			n.fetched = map[string]chan struct{}{}
		}
		n.fetched[id] = make(chan struct{})
		mine = append(mine, id)
	}
	return mine, others
}

// release says that actors are no longer being fetched, and keeps what was found of them.
func (n *neighbours) release(actors []string, found lists) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, id := range actors {
		close(n.fetched[id])
		delete(n.fetched, id)
	}
	for id, list := range found {
		if n.of == nil || n.size > neighboursLimit {
			n.of, n.size = lists{}, 0
		}
		n.of[id] = list
		n.size += len(list) + 1
	}
}

// walks reports whether a query is a step of a walk from actor to actor: it asks for all relations of an actor, or all
// among some actors, for nothing that evidence tells.
func walks(q *alliance.RelationQuery) bool {
	w := &q.Where
	return q.WithoutEvidence && !q.Count && q.First == math.MaxInt32 && q.After.IsZero() && !q.Indirect &&
		w.KnownBy.IsZero() && w.Sources == nil && w.Publishers == nil && (q.Of != "" || w.Subjects != nil && w.Objects != nil)
}

// walk answers queries that [walks] reports true of from what is kept, after it has fetched what is not, in one statement.
// It reports false where that would be to fetch much more than is asked for.
func (s *snapshot) walk(ctx context.Context, queries []alliance.RelationQuery) ([]alliance.RelationConnection, bool, error) {
	kept := &s.things().neighbours
	var actors []string
	limit := math.MaxInt
	for i := range queries {
		if q := &queries[i]; q.Of != "" {
			actors = append(actors, q.Of)
		} else {
			actors, limit = append(actors, q.Where.Subjects...), fillLimit
		}
	}
	found := make(lists, len(actors))
	missing := kept.missing(actors, found)
	if len(missing) > limit {
		return nil, false, nil
	}
	for len(missing) > 0 {
		if err := s.fill(ctx, kept, missing, found); err != nil {
			return nil, true, err
		}
		missing = kept.missing(missing, found)
	}
	pages := make([]alliance.RelationConnection, len(queries))
	for i := range queries {
		pages[i].Nodes = among(found, &queries[i])
	}
	return pages, true, ctx.Err()
}

// fill adds to found the relations of those of the actors that nobody else is fetching, or waits for someone who is.
func (s *snapshot) fill(ctx context.Context, kept *neighbours, actors []string, found lists) error {
	mine, others := kept.claim(actors)
	if len(mine) == 0 {
		select {
		case <-others:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	var fetched lists
	defer func() { kept.release(mine, fetched) }()
	fetched, err := s.fetchNeighbours(ctx, mine)
	maps.Copy(found, fetched)
	return err
}

// fetchNeighbours fetches all relations of actors.
func (s *snapshot) fetchNeighbours(ctx context.Context, actors []string) (lists, error) {
	queries := make([]map[string]any, len(actors))
	for i, id := range actors {
		queries[i] = map[string]any{"of": id}
	}
	answers, err := s.ask(ctx, shape{kind: walked}, queries...)
	if err != nil {
		return nil, err
	}
	cache := s.things()
	relations := make([][]any, len(actors))
	for i, a := range answers {
		r := rowOf(walkedRows, a.rows)
		relations[i] = r.list()
		if err := cache.addLabelled(r.list()); err != nil {
			return nil, err
		}
		if r.err != nil {
			return nil, r.err
		}
	}
	var fetched lists
	err = s.link(ctx, cache, func(l *linker) (err error) {
		fetched, err = decodeNeighbours(l, actors, relations)
		return err
	})
	return fetched, err
}

// decodeNeighbours decodes the relations of each of the actors; one between two of them is the same in the lists of both.
func decodeNeighbours(l *linker, actors []string, rows [][]any) (lists, error) {
	found := make(lists, len(actors))
	same := map[string]*alliance.Relation{}
	for i, id := range actors {
		list := make([]*alliance.Relation, len(rows[i]))
		for k, values := range rows[i] {
			r := rowOf(relationRows, values)
			relation := decodeRelation(l, r)
			if r.err != nil {
				return nil, r.err
			}
			if known := same[relation.ID]; known != nil {
				relation = known
			}
			same[relation.ID], list[k] = relation, relation
		}
		slices.SortFunc(list, func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) })
		found[id] = list
	}
	return found, nil
}

// among returns those relations in lists by actor that a query asks for, by id.
func among(of lists, q *alliance.RelationQuery) []*alliance.Relation {
	found := []*alliance.Relation{}
	w := q.Where.Matcher()
	if q.Of != "" {
		for _, r := range of[q.Of] {
			if (q.Direction == alliance.Both || r.Involves(q.Of, q.Direction)) && w.Keeps(r) {
				found = append(found, r)
			}
		}
		return found
	}
	// A relation has one of the subjects at one end at least. Where it has one at both, it is taken at its subject.
	subjects := setOf(q.Where.Subjects)
	for id := range subjects {
		for _, r := range of[id] {
			if (r.Subject.ID == id || !subjects[r.Subject.ID]) && w.Keeps(r) {
				found = append(found, r)
			}
		}
	}
	slices.SortFunc(found, func(a, b *alliance.Relation) int { return strings.Compare(a.ID, b.ID) })
	return found
}

// setOf returns ids as a set.
func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
