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
	// neighboursLimit is how many relations and pieces of evidence are kept of one version of the facts, each counted at
	// both ends of the relation.
	neighboursLimit = 1_000_000
	// fillLimit is how many actors' relations are fetched at most where only those among the actors are asked for.
	fillLimit = 500
)

// neighbours keeps, beside the actors in a cache, all relations of some actors, by id. Whoever
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
		n.size++
		for _, r := range list {
			n.size += 1 + len(r.Evidence)
		}
	}
}

// walks reports whether a query is a step of a walk from actor to actor: it asks for all relations of an actor, or all
// among some actors.
func walks(q *alliance.RelationQuery) bool {
	return q.PageRequest == alliance.PageRequest{First: unbounded} && !q.Indirect && !q.Succession &&
		q.Direction != alliance.Opponent && (q.Of != "" || q.Where.Subjects != nil && q.Where.Objects != nil)
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
	queries := make([]relationQuery, len(actors))
	for i, id := range actors {
		all := alliance.RelationQuery{Of: id, Direction: alliance.Both, PageRequest: alliance.PageRequest{First: unbounded}}
		queries[i] = relationQuery{all, []string{id}}
	}
	pages, err := relationLister().pages(ctx, s, queries)
	if err != nil {
		return nil, err
	}
	fetched := make(lists, len(actors))
	for i, id := range actors {
		fetched[id] = pages[i].Nodes
	}
	return fetched, nil
}

// among returns those relations in lists by actor that a query asks for, by id.
func among(of lists, q *alliance.RelationQuery) []*alliance.Relation {
	found := []*alliance.Relation{}
	w := q.Where.Matcher()
	if q.Of != "" {
		for _, r := range of[q.Of] {
			if view := w.View(r); view != nil && (q.Direction == alliance.Both || r.Involves(q.Of, q.Direction)) {
				found = append(found, view)
			}
		}
		return found
	}
	// A relation has one of the subjects at one end at least. Where it has one at both, it is taken at its subject.
	subjects := setOf(q.Where.Subjects)
	for id := range subjects {
		for _, r := range of[id] {
			if view := w.View(r); view != nil && (r.Subject.ID == id || !subjects[r.Subject.ID]) {
				found = append(found, view)
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
